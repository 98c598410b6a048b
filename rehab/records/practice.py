"""A set tried together at the first visit, on the patient's own phone.

It is stored as a session under the programme's version, with its pain, and is no training: it is neither due nor done,
no day of rest follows from it, and neither chart, adherence nor the follow-up rules see it. One set of a dose would
otherwise count as half a training, and the first real one would be two days late.

visit ── set tried ── next morning ── first training, due as if nothing had been tried
"""

from datetime import date, timedelta

import sqlalchemy as sa

from rehab.db import AnySession, read
from rehab.models import ExerciseSession
from rehab.records.finding import CourseHead
from rehab.records.history import SessionEntry

OFFERED_FOR = timedelta(days=14)
MOST = 20
PRACTICE_SETS = (
    sa.select(*(getattr(ExerciseSession, name) for name in SessionEntry.__slots__))
    .where(
        ExerciseSession.course_id == sa.bindparam("course_id"),
        ExerciseSession.is_practice,
        ExerciseSession.superseded_at.is_(None),
    )
    .order_by(ExerciseSession.done_on.desc(), ExerciseSession.id.desc())
    .limit(MOST)
)


def practice_sets(session: AnySession, course_id: int) -> list[SessionEntry]:
    """The sets tried together, latest first."""
    return [SessionEntry(*row) for row in read(session, PRACTICE_SETS, {"course_id": course_id})]


def is_before_training(course: CourseHead, today: date) -> bool:
    """Whether the course is young and no training is logged yet: when trying a set together makes sense."""
    return today - course.started_on < OFFERED_FOR and course.summary.last_session_on is None

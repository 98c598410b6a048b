"""A course is looked through, and that is taken back. Nothing is edited: a second look is a row of its own.

key k, a week → stored        key k, a week again → the same row        key k, two weeks → a review of its own
"""

from datetime import date, datetime
from uuid import UUID, uuid5

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import CourseReview, CourseSummary
from rehab.records import audit
from rehab.records.finding import CourseHead
from rehab.records.reviews import reason_keys
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn
from rehab.web.access import Viewer


def review_course(
    session: AnySession,
    *,
    course: CourseHead,
    until: date | None,
    note: str,
    client_key: str,
    by: Viewer,
    today: date,
    now: datetime,
) -> None:
    """Store that `by` looked the course through; until that day it waits, unless a new reason arises."""
    take_turn(session, course.id)
    client_key = str(uuid5(UUID(client_key), f"{until} {note}"))
    same = sa.select(CourseReview.id).where(CourseReview.course_id == course.id, CourseReview.client_key == client_key)
    if session.scalar(same) is not None:
        return
    refresh_course(session, course.id, today=today, now=now)
    seen = session.scalar(sa.select(CourseSummary.reasons).where(CourseSummary.course_id == course.id))
    row = CourseReview(
        course_id=course.id,
        client_key=client_key,
        reviewed_at=now,
        reviewed_by_id=by.id,
        snoozed_until=until,
        seen_reasons=reason_keys(seen or ()),
        review_note=note,
    )
    session.add(row)
    session.flush()
    _settle(session, course, "reviewed", f"course_review {row.id}", by, today, now)


def undo_review(
    session: AnySession, *, course: CourseHead, review_id: int, by: Viewer, today: date, now: datetime
) -> bool:
    """Take one's own review back; the one before it stands again. False when the course has no such review."""
    take_turn(session, course.id)
    row = session.scalars(
        sa.select(CourseReview).where(
            CourseReview.id == review_id, CourseReview.course_id == course.id, CourseReview.reviewed_by_id == by.id
        )
    ).one_or_none()
    if row is None:
        return False
    if row.undone_at is None:
        row.undone_at, row.undone_by_id = now, by.id
        _settle(session, course, "wrote", f"course_review {row.id} undone", by, today, now)
    return True


def _settle(
    session: AnySession, course: CourseHead, action: str, subject: str, by: Viewer, today: date, now: datetime
) -> None:
    """The audit line and the course's summary."""
    audit.of_course(session, course, action, subject, by=by, now=now)
    refresh_course(session, course.id, today=today, now=now)

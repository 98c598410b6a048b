"""Storing an answer as it is given, the activities named, and how the course turned."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import OutcomeAnswer, PsfsActivity, Question, Turn
from rehab.records import audit
from rehab.records.finding import CourseHead
from rehab.records.maintenance import turn_course
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn
from rehab.web.access import Viewer


def give_answer(
    session: AnySession,
    *,
    course: CourseHead,
    week: int,
    question: Question,
    value: int | None,
    by: Viewer,
    now: datetime,
    today: date,
) -> bool:
    """Store an answer, None when skipped. The same one again stores nothing; another one supersedes it.

    Returns whether it was stored.
    """
    take_turn(session, course.id)
    standing = _in_force(session, course.id, week, question)
    if standing is not None and standing.value == value:
        return False
    if standing is not None:
        standing.superseded_at = now
        session.flush()
    row = OutcomeAnswer(course_id=course.id, week=week, question=question, value=value)
    row.answered_at, row.answered_by_id = now, by.id
    session.add(row)
    session.flush()
    _note(session, course, f"outcome_answer {row.id}", by, now)
    refresh_course(session, course.id, today=today, now=now)
    return True


def name_activities(
    session: AnySession, *, course: CourseHead, week: int, names: Sequence[str], by: Viewer, now: datetime
) -> bool:
    """Store the activities the scores of all weeks are about. Once named they stay: False when they are."""
    take_turn(session, course.id)
    if session.scalar(sa.select(PsfsActivity.id).where(PsfsActivity.course_id == course.id).limit(1)) is not None:
        return False
    for position, name in enumerate(names, start=1):
        row = PsfsActivity(course_id=course.id, position=position, name=name, named_at=now, named_by_id=by.id)
        session.add(row)
    skipped = _in_force(session, course.id, week, Question.PSFS_1)
    if skipped is not None:  # naming them was skipped before
        skipped.superseded_at = now
    session.flush()
    _note(session, course, "psfs_activity", by, now)
    return True


def turn(
    session: AnySession, *, course: CourseHead, turn: Turn, client_key: str, by: Viewer, now: datetime, today: date
) -> bool:
    """Store that it is well or came back, and let the course's summary say so. False when it was said already."""
    is_new = turn_course(
        session, course_id=course.id, turn=turn, client_key=client_key, by=by.id, role=by.role, now=now, today=today
    )
    if is_new:
        refresh_course(session, course.id, today=today, now=now)
    return is_new


def _in_force(session: AnySession, course_id: int, week: int, question: Question) -> OutcomeAnswer | None:
    return session.scalars(
        sa.select(OutcomeAnswer).where(
            OutcomeAnswer.course_id == course_id,
            OutcomeAnswer.week == week,
            OutcomeAnswer.question == question,
            OutcomeAnswer.superseded_at.is_(None),
        )
    ).one_or_none()


def _note(session: AnySession, course: CourseHead, subject: str, by: Viewer, now: datetime) -> None:
    audit.of_course(session, course, "wrote", subject, by=by, now=now)

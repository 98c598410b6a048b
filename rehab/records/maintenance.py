"""How a course turns: the patient is well and keeps it up by themselves, or it came back.

Being well stops the prompts and asks once, three months on, whether it is still good. When it came back the course is
open again, with the same practitioner at the same branch and everything that was written in it.
"""

from datetime import date, datetime

import sqlalchemy as sa

from rehab.clinical.maintenance import CHECK_AFTER
from rehab.db import AnySession
from rehab.models import Course, CourseTurn, FollowUpPrompt, PromptEnding, Turn
from rehab.records import audit, planned, prompts
from rehab.records.turns import take_turn


def turn_course(
    session: AnySession, *, course_id: int, turn: Turn, client_key: str, by: int, role: str, now: datetime, today: date
) -> bool:
    """Store that the patient is well, or that it came back. False when that is said already; sent twice is once.

    The caller refreshes the course's summary.
    """
    take_turn(session, course_id)
    course = session.get_one(Course, course_id, populate_existing=True)
    before = session.scalars(
        sa.select(CourseTurn).where(CourseTurn.course_id == course_id).order_by(CourseTurn.id.desc())
    ).all()
    latest = before[0] if before else None
    if client_key in {each.client_key for each in before} or not _is_news(course, latest, turn, today):
        return False
    is_well = turn is Turn.WELL
    check_on = today + CHECK_AFTER if is_well and (latest is None or latest.turn is not turn) else None
    row = CourseTurn(course_id=course_id, client_key=client_key, turn=turn, turned_on=today, check_on=check_on)
    row.turned_at, row.turned_by_id = now, by
    if is_well:
        _end_prompt(session, course_id, by, now)
        planned.end_when_well(session, course_id, by=by, now=now)
    else:
        row.closed_at, row.closed_by_id = course.closed_at, course.closed_by_id
        course.closed_at = course.closed_by_id = None
    session.add(row)
    session.flush()
    audit.record(
        session,
        action="wrote",
        subject=f"course_turn {row.id}",
        patient_id=course.patient_id,
        course_id=course_id,
        actor_id=by,
        actor_role=role,
        now=now,
    )
    return True


def _is_news(course: Course, latest: CourseTurn | None, turn: Turn, today: date) -> bool:
    was_well = latest is not None and latest.turn is Turn.WELL
    if turn is Turn.CAME_BACK:
        return was_well or course.closed_at is not None
    asked = latest is not None and latest.check_on is not None and today >= latest.check_on
    return course.closed_at is None and (not was_well or asked)


def _end_prompt(session: AnySession, course_id: int, by: int, now: datetime) -> None:
    standing = session.scalars(
        sa.select(FollowUpPrompt).where(FollowUpPrompt.course_id == course_id, FollowUpPrompt.ended_at.is_(None))
    ).one_or_none()
    if standing:
        prompts.end(standing, PromptEnding.WELL, by=by, now=now)

"""A follow-up is planned by hand, and taken back."""

from datetime import date, datetime
from uuid import UUID, uuid5

from rehab.db import AnySession
from rehab.features.follow_up.staff_queries import plan_of
from rehab.records import audit, planned
from rehab.records.finding import CourseHead
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn
from rehab.refusals import Refused
from rehab.web.access import Viewer


class IsWell(Refused):
    """The patient has said to be well, and is not asked to come any more."""


def plan(
    session: AnySession,
    *,
    course: CourseHead,
    due_on: date,
    why: str,
    client_key: str,
    by: Viewer,
    now: datetime,
    today: date,
) -> int:
    """Plan a follow-up and refresh the course; returns its id. The same form sent twice is one. Raises IsWell."""
    if course.turned and course.turned.is_well:
        raise IsWell
    key = str(uuid5(UUID(client_key), f"{due_on} {why}"))
    take_turn(session, course.id)
    if stored := planned.stored_plan(session, course.id, key):
        return stored
    id_ = planned.plan_follow_up(
        session, course_id=course.id, due_on=due_on, why=why, client_key=key, by=by.id, now=now
    )
    _settle(session, course, "wrote", f"planned_follow_up {id_}", by, now, today)
    return id_


def take_back(session: AnySession, *, course: CourseHead, plan_id: int, by: Viewer, now: datetime, today: date) -> bool:
    """Take a planned follow-up back; one that has ended stays as it is. False when the course has no such plan."""
    take_turn(session, course.id)
    found = plan_of(session, course.id, plan_id)
    if found is None:
        return False
    if planned.take_back(session, found, by=by.id, now=now):
        session.flush()
        _settle(session, course, "ended", f"planned_follow_up {plan_id}", by, now, today)
    return True


def _settle(
    session: AnySession, course: CourseHead, action: str, subject: str, by: Viewer, now: datetime, today: date
) -> None:
    audit.of_course(session, course, action, subject, by=by, now=now)
    refresh_course(session, course.id, today=today, now=now)

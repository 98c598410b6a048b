"""Follow-ups planned ahead: by hand ("come back in three weeks"), or as the review points of a programme's version.

On its day, or some days before so that there are free times, the rule of the same name raises a prompt for one.
It is met by the visit: nothing is stored for that, so that one whose visit is cancelled stands again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from rehab.clinical.follow_up import PlannedVisit
from rehab.db import AnySession
from rehab.models import Appointment, Course, PlanEnding, PlannedFollowUp
from rehab.records.json_rows import JsonRows
from rehab.records.turns import take_turn

PLANNED = (
    sa.select(JsonRows(PlannedFollowUp.id, PlannedFollowUp.due_on, PlannedFollowUp.version_id, PlannedFollowUp.why))
    .where(PlannedFollowUp.course_id == Course.id, PlannedFollowUp.ended_at.is_(None))
    .correlate(Course)
    .scalar_subquery()
)
LATEST_VISIT_AT = (
    sa.select(sa.func.max(Appointment.starts_at))
    .where(
        Appointment.course_id == Course.id,
        Appointment.cancelled_at.is_(None),
        Appointment.missed_at.is_(None),
    )
    .correlate(Course)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """When a version of the programme is to be looked at together, and why, in words the patient may read."""

    due_on: date
    why: str = ""


def planned_from(stored: Iterable[Any] | None) -> tuple[PlannedVisit, ...]:
    """What PLANNED gives, as the rules see it, earliest first."""
    found = (
        PlannedVisit(id_, date.fromisoformat(due_on), version_id is None, why)
        for id_, due_on, version_id, why in stored or ()
    )
    return tuple(sorted(found, key=lambda each: (each.on, each.id)))


def plan_follow_up(
    session: AnySession, *, course_id: int, due_on: date, why: str, client_key: str, by: int, now: datetime
) -> int:
    """Plan a follow-up by hand; returns its id. The same client key again returns the one that is stored.

    The caller refreshes the course's summary and leaves the audit line.
    """
    take_turn(session, course_id)
    if stored := stored_plan(session, course_id, client_key):
        return stored
    row = _row(course_id, due_on, why, client_key, by, now)
    session.add(row)
    session.flush()
    return row.id


def stored_plan(session: AnySession, course_id: int, client_key: str) -> int | None:
    """The id of the one that was stored with this client key."""
    return session.scalar(
        sa.select(PlannedFollowUp.id).where(
            PlannedFollowUp.course_id == course_id, PlannedFollowUp.client_key == client_key
        )
    )


def replace_review_points(
    session: AnySession, course_id: int, version_id: int, points: Sequence[ReviewPoint], by: int, now: datetime
) -> None:
    """Let these be the review points of the course: those of its versions so far end, what was planned by hand stays.

    Without points the course has none. Points that stand already are left alone, so that twice is once; a version
    that is taken back hands the points of the one before it, see `review_points`. The caller refreshes the summary.
    """
    take_turn(session, course_id)
    wanted = set(points)
    for row in _standing(session, course_id, PlannedFollowUp.version_id.is_not(None)):
        point = ReviewPoint(row.due_on, row.why)
        if row.version_id == version_id and point in wanted:
            wanted.remove(point)
        else:
            _end(row, PlanEnding.REPLACED, by=by, now=now)
    for point in sorted(wanted, key=lambda each: (each.due_on, each.why)):
        row = _row(course_id, point.due_on, point.why, str(uuid4()), by, now)
        row.version_id = version_id
        session.add(row)
    session.flush()


def review_points(session: AnySession, version_id: int) -> list[ReviewPoint]:
    """The review points a version was signed with, whether they stand or not, earliest first."""
    rows = session.execute(
        sa.select(PlannedFollowUp.due_on, PlannedFollowUp.why)
        .where(PlannedFollowUp.version_id == version_id)
        .distinct()
        .order_by(PlannedFollowUp.due_on, PlannedFollowUp.why)
    )
    return [ReviewPoint(*row) for row in rows]


def take_back(session: AnySession, plan: PlannedFollowUp, *, by: int, now: datetime) -> bool:
    """End one that a practitioner no longer wants; False when it had ended."""
    if plan.ended_at is not None:
        return False
    _end(plan, PlanEnding.TAKEN_BACK, by=by, now=now)
    return True


def end_when_well(session: AnySession, course_id: int, *, by: int, now: datetime) -> None:
    """The patient is well: nothing that was planned is asked for any more."""
    for row in _standing(session, course_id):
        _end(row, PlanEnding.WELL, by=by, now=now)


def end_when_closed(session: AnySession, course_id: int, *, by: int, now: datetime) -> None:
    """The course is closed: what was planned is taken back."""
    for row in _standing(session, course_id):
        _end(row, PlanEnding.TAKEN_BACK, by=by, now=now)


def _standing(session: AnySession, course_id: int, *which: sa.ColumnElement[bool]) -> Sequence[PlannedFollowUp]:
    return session.scalars(
        sa.select(PlannedFollowUp)
        .where(PlannedFollowUp.course_id == course_id, PlannedFollowUp.ended_at.is_(None), *which)
        .order_by(PlannedFollowUp.id)
    ).all()


def _row(course_id: int, due_on: date, why: str, client_key: str, by: int, now: datetime) -> PlannedFollowUp:
    return PlannedFollowUp(
        course_id=course_id, due_on=due_on, why=why, client_key=client_key, made_at=now, made_by_id=by
    )


def _end(row: PlannedFollowUp, ending: PlanEnding, *, by: int, now: datetime) -> None:
    row.ended_at, row.ended_by_id, row.ending = now, by, ending

"""How a course turned, read as a part of the statement that reads the course, and what is told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from rehab.clinical.follow_up import Need
from rehab.clinical.maintenance import ANSWERED_WITHIN, PRESSES_FOR
from rehab.db import AnySession, read
from rehab.models import Appointment, Course, CourseTurn, Turn
from rehab.records.json_rows import JsonRows

TURNS = (
    sa.select(JsonRows(CourseTurn.id, CourseTurn.turn, CourseTurn.turned_on, CourseTurn.check_on))
    .where(CourseTurn.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Turned:
    """The latest turn of a course; `check_on` is when to ask whether it is still good, None when that was answered."""

    id: int
    turn: Turn
    on: date
    check_on: date | None

    @property
    def is_well(self) -> bool:
        return self.turn is Turn.WELL

    def asks(self, today: date) -> bool:
        """Whether it is time to ask if it is still good."""
        return self.is_well and self.check_on is not None and today >= self.check_on


def turned_from(stored: Iterable[Any] | None) -> Turned | None:
    """The latest of what TURNS gives; None for a course that never turned."""
    row = max(stored or (), default=None, key=lambda each: int(each[0]))
    if row is None:
        return None
    id_, turn, on, check_on = row
    return Turned(id_, Turn(turn), date.fromisoformat(on), date.fromisoformat(check_on) if check_on else None)


def turn_row(
    session: AnySession, turned: Turned | None, signed_at: datetime | None, *, today: date, now: datetime
) -> dict[str, Any] | None:
    """What the practitioner is told of a turn, as a row among the reasons of the summary; None when it is over.

    It came back: until there was a visit or a new version of the programme, four weeks at most.
    """
    if turned is None:
        return None
    if turned.is_well:
        late = turned.check_on is not None and today > turned.check_on + ANSWERED_WITHIN
        why, need = ("well_unanswered", Need.KEEP_AN_EYE) if late else ("well", Need.ON_PLAN)
        why = why if turned.check_on else "still_well"
        return _row(turned, why, need)
    turned_at, visit_at = read(session, SINCE_TURN, {"turn_id": turned.id}).one()
    is_seen = visit_at is not None and visit_at <= now
    is_answered = signed_at is not None and signed_at > turned_at
    if is_seen or is_answered or today - turned.on > PRESSES_FOR:
        return None
    if visit_at is not None:
        return _row(turned, "came_back_booked", Need.KEEP_AN_EYE)
    return _row(turned, "came_back", Need.NEEDS_YOU)


SINCE_TURN = sa.select(
    CourseTurn.turned_at,
    sa.select(sa.func.min(Appointment.starts_at))
    .where(
        Appointment.course_id == CourseTurn.course_id,
        Appointment.cancelled_at.is_(None),
        Appointment.missed_at.is_(None),
        Appointment.starts_at > CourseTurn.turned_at,
    )
    .correlate(CourseTurn)
    .scalar_subquery(),
).where(CourseTurn.id == sa.bindparam("turn_id"))


def _row(turned: Turned, why: str, need: Need) -> dict[str, Any]:
    numbers = {"why": why, **({"check_on": turned.check_on.isoformat()} if turned.check_on else {})}
    return {"rule": "turn", "need": int(need), "since": turned.on.isoformat(), "numbers": numbers, "prompts": False}

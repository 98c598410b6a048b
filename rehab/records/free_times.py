"""Free times: weekly hours less holidays, time off and sold cells, cut to the treatment's length.

Only what to offer; who wins a time is decided by the key of appointment_cell.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AppointmentCell, Availability, Person, TimeOff
from rehab.scheduling.intervals import Interval
from rehab.scheduling.opening import WeeklyHours, customary_closing_days, danish_holidays, open_intervals
from rehab.scheduling.slots import CELL, offered

STEP = timedelta(minutes=10)
EARLIEST = timedelta(hours=2)  # nobody is booked on to a practitioner's doorstep
LATEST = timedelta(days=60)


@dataclass(frozen=True, slots=True, order=True)
class FreeTime:
    """A time on offer, with whom."""

    starts_at: datetime
    ends_at: datetime
    practitioner_id: int
    practitioner_name: str


def free_times_at(
    session: AnySession,
    *,
    branch_id: int,
    zone: ZoneInfo,
    minutes: int,
    now: datetime,
    practitioner_id: int | None = None,
    days: int = 28,
    earliest: timedelta = EARLIEST,
    ignoring_appointment: int | None = None,
) -> list[FreeTime]:
    """What may be booked at a branch within `days`, soonest first; with one practitioner, or with anyone there.

    Three statements whatever the number of practitioners.
    """
    first_on, last_on = now.astimezone(zone).date(), (now + timedelta(days=days)).astimezone(zone).date()
    hours, names = _weekly_hours(session, branch_id, practitioner_id, first_on, last_on)
    busy = _busy(session, list(names), now, now + timedelta(days=days + 1), ignoring_appointment)
    closed = closed_dates(first_on, last_on)
    found = [
        FreeTime(slot.starts_at, slot.ends_at, person_id, names[person_id])
        for person_id, weekly in hours.items()
        for slot in offered(
            open_intervals(weekly, first_on, last_on, zone, closed),
            busy[person_id],
            timedelta(minutes=minutes),
            step=timedelta(minutes=minutes),
            earliest=_on_grid(now + earliest),
            latest=now + min(timedelta(days=days), LATEST),
        )
    ]
    return sorted(found)


def closed_dates(first_on: date, last_on: date) -> frozenset[date]:
    """Danish holidays and the clinics' customary closing days between two dates."""
    years = range(first_on.year, last_on.year + 1)
    return frozenset(day for year in years for day in (*danish_holidays(year), *customary_closing_days(year)))


def _weekly_hours(
    session: AnySession, branch_id: int, practitioner_id: int | None, first_on: date, last_on: date
) -> tuple[dict[int, list[WeeklyHours]], dict[int, str]]:
    query = (
        sa.select(
            Availability.practitioner_id,
            Person.name,
            Availability.weekday,
            Availability.opens,
            Availability.closes,
            Availability.valid_from,
            Availability.valid_until,
        )
        .join(Person, Person.id == Availability.practitioner_id)
        .where(
            Availability.branch_id == branch_id,
            Person.deactivated_at.is_(None),
            sa.or_(Availability.valid_from.is_(None), Availability.valid_from <= last_on),
            sa.or_(Availability.valid_until.is_(None), Availability.valid_until >= first_on),
        )
    )
    if practitioner_id is not None:
        query = query.where(Availability.practitioner_id == practitioner_id)
    hours: dict[int, list[WeeklyHours]] = defaultdict(list)
    names: dict[int, str] = {}
    for row in session.execute(query):
        hours[row.practitioner_id].append(
            WeeklyHours(row.weekday, row.opens, row.closes, row.valid_from, row.valid_until)
        )
        names[row.practitioner_id] = row.name
    return hours, names


def _busy(
    session: AnySession,
    people: Sequence[int],
    start: datetime,
    end: datetime,
    ignoring_appointment: int | None,
) -> dict[int, list[Interval]]:
    """Sold cells (at whichever branch) and time off, per practitioner."""
    cells = sa.select(AppointmentCell.practitioner_id, AppointmentCell.starts_at).where(
        AppointmentCell.practitioner_id.in_(people),
        AppointmentCell.starts_at >= start - CELL,
        AppointmentCell.starts_at < end,
    )
    if ignoring_appointment is not None:
        cells = cells.where(AppointmentCell.appointment_id != ignoring_appointment)
    away = sa.select(TimeOff.practitioner_id, TimeOff.starts_at, TimeOff.ends_at).where(
        TimeOff.practitioner_id.in_(people), TimeOff.ends_at > start, TimeOff.starts_at < end
    )
    busy: dict[int, list[Interval]] = defaultdict(list)
    for person_id, starts_at in session.execute(cells):
        busy[person_id].append(Interval(starts_at, starts_at + CELL))
    for person_id, starts_at, ends_at in session.execute(away):
        busy[person_id].append(Interval(starts_at, ends_at))
    return busy


def _on_grid(at: datetime) -> datetime:
    """The instant itself or the next ten-minute mark."""
    over = timedelta(minutes=at.minute % 10, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at - over + STEP


def first_with(times: Iterable[FreeTime], practitioner_id: int) -> FreeTime | None:
    """The soonest of these with one practitioner."""
    return next((time for time in times if time.practitioner_id == practitioner_id), None)

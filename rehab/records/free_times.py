"""Free times: weekly hours less holidays, time off and booked time, cut to the treatment's length.

Only what to offer; who wins a time is decided by the key of appointment_cell.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from rehab.db import AnySession, read
from rehab.models import Appointment, Availability, Branch, Person, TimeOff
from rehab.scheduling.intervals import Interval
from rehab.scheduling.opening import WeeklyHours, customary_closing_days, danish_holidays, open_intervals
from rehab.scheduling.slots import CELL, offered

EARLIEST = timedelta(hours=2)  # nobody is booked on to a practitioner's doorstep
LATEST = timedelta(days=60)


# Built once: putting a statement together costs more than sending it.
WORKING = (
    sa.select(
        Availability.branch_id,
        Availability.practitioner_id,
        Person.name,
        Branch.zone,
        Availability.weekday,
        Availability.opens,
        Availability.closes,
        Availability.valid_from,
        Availability.valid_until,
    )
    .join(Person, Person.id == Availability.practitioner_id)
    .join(Branch, Branch.id == Availability.branch_id)
    .where(
        Availability.branch_id.in_(sa.bindparam("branch_ids", expanding=True)),
        Person.deactivated_at.is_(None),
        sa.or_(Availability.valid_from.is_(None), Availability.valid_from <= sa.bindparam("last_on")),
        sa.or_(Availability.valid_until.is_(None), Availability.valid_until >= sa.bindparam("first_on")),
    )
    .order_by(Person.name, Availability.practitioner_id, Availability.weekday, Availability.opens)
)
WORKING_ONE = WORKING.where(Availability.practitioner_id == sa.bindparam("practitioner_id"))
BUSY = sa.union_all(
    sa.select(Appointment.practitioner_id, Appointment.starts_at, Appointment.ends_at).where(
        Appointment.practitioner_id.in_(sa.bindparam("people", expanding=True)),
        Appointment.cancelled_at.is_(None),
        Appointment.starts_at > sa.bindparam("day_before"),  # for the index: nothing lasts a day
        Appointment.starts_at < sa.bindparam("end"),
        Appointment.ends_at > sa.bindparam("start"),
        Appointment.id != sa.bindparam("ignoring"),
    ),
    sa.select(TimeOff.practitioner_id, TimeOff.starts_at, TimeOff.ends_at).where(
        TimeOff.practitioner_id.in_(sa.bindparam("people", expanding=True)),
        TimeOff.ends_at > sa.bindparam("start"),
        TimeOff.starts_at < sa.bindparam("end"),
    ),
)


@dataclass(frozen=True, slots=True, order=True)
class FreeTime:
    """A time on offer, with whom and at which branch."""

    starts_at: datetime
    ends_at: datetime
    practitioner_id: int
    practitioner_name: str
    branch_id: int


@dataclass(frozen=True, slots=True)
class Working:
    """A practitioner's weekly hours at one branch, in the branch's zone."""

    branch_id: int
    practitioner_id: int
    practitioner_name: str
    zone: ZoneInfo
    hours: tuple[WeeklyHours, ...]


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

    Two statements whatever the number of practitioners.
    """
    latest = now + min(timedelta(days=days), LATEST)
    first_on, last_on = now.astimezone(zone).date(), latest.astimezone(zone).date()
    people = working_at(session, [branch_id], first_on, last_on, practitioner_id)
    return free_times(session, people, minutes, now + earliest, latest, ignoring_appointment)


def is_offered(
    session: AnySession,
    *,
    branch_id: int,
    zone: ZoneInfo,
    minutes: int,
    practitioner_id: int,
    starts_at: datetime,
    now: datetime,
    earliest: timedelta = EARLIEST,
    ignoring_appointment: int | None = None,
) -> bool:
    """Whether exactly this time may be booked with the practitioner at the branch."""
    if not now + earliest <= starts_at <= now + LATEST:
        return False
    on = starts_at.astimezone(zone).date()
    people = working_at(session, [branch_id], on, on, practitioner_id)
    return bool(free_times(session, people, minutes, starts_at, starts_at, ignoring_appointment))


def working_at(
    session: AnySession,
    branch_ids: Collection[int],
    first_on: date,
    last_on: date,
    practitioner_id: int | None = None,
) -> list[Working]:
    """Who has weekly hours at the branches between two dates, by name. One statement."""
    asked = {
        "branch_ids": list(branch_ids),
        "practitioner_id": practitioner_id,
        "first_on": first_on,
        "last_on": last_on,
    }
    hours: dict[tuple[int, int, str, str], list[WeeklyHours]] = defaultdict(list)
    query = WORKING if practitioner_id is None else WORKING_ONE
    for row in read(session, query, asked):
        hours[row.branch_id, row.practitioner_id, row.name, row.zone].append(
            WeeklyHours(row.weekday, row.opens, row.closes, row.valid_from, row.valid_until)
        )
    return [
        Working(branch_id, person_id, name, ZoneInfo(zone), tuple(kept))
        for (branch_id, person_id, name, zone), kept in hours.items()
    ]


def free_times(
    session: AnySession,
    people: Collection[Working],
    minutes: int,
    earliest: datetime,
    latest: datetime,
    ignoring_appointment: int | None = None,
    most_each: int | None = None,
) -> list[FreeTime]:
    """What these people may be booked for that starts between two instants, soonest first. One statement.

    `most_each` is how many times of each person are wanted; all if None. `ignoring_appointment` is booked time that
    counts as free: that of the appointment being moved.
    """
    if not people:
        return []
    length = timedelta(minutes=minutes)
    ids = {person.practitioner_id for person in people}
    busy = busy_times(session, ids, earliest, latest + length, ignoring_appointment)
    return sorted(
        FreeTime(slot.starts_at, slot.ends_at, person.practitioner_id, person.practitioner_name, person.branch_id)
        for person in people
        for slot in islice(_offers(person, busy[person.practitioner_id], length, earliest, latest), most_each)
    )


def _offers(
    person: Working, busy: Iterable[Interval], length: timedelta, earliest: datetime, latest: datetime
) -> Iterator[Interval]:
    first_on, last_on = earliest.astimezone(person.zone).date(), latest.astimezone(person.zone).date()
    opened = open_intervals(person.hours, first_on, last_on, person.zone, closed_dates(first_on, last_on))
    return offered(opened, busy, length, step=length, earliest=_on_grid(earliest), latest=latest)


def closed_dates(first_on: date, last_on: date) -> frozenset[date]:
    """Danish holidays and the clinics' customary closing days between two dates."""
    years = range(first_on.year, last_on.year + 1)
    return frozenset(day for year in years for day in (*danish_holidays(year), *customary_closing_days(year)))


def busy_times(
    session: AnySession,
    people: Collection[int],
    start: datetime,
    end: datetime,
    ignoring_appointment: int | None = None,
) -> dict[int, list[Interval]]:
    """Booked time, at whichever branch, and time off that overlaps start..end, per practitioner. One statement."""
    asked = {
        "people": list(people),
        "start": start,
        "day_before": start - timedelta(days=1),
        "end": end,
        "ignoring": ignoring_appointment or 0,
    }
    busy: dict[int, list[Interval]] = defaultdict(list)
    for person_id, starts_at, ends_at in read(session, BUSY, asked):
        busy[person_id].append(Interval(starts_at, ends_at))
    return busy


def _on_grid(at: datetime) -> datetime:
    """The instant itself or the next ten-minute mark."""
    over = timedelta(minutes=at.minute % 10, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at - over + CELL


def first_with(times: Iterable[FreeTime], practitioner_id: int) -> FreeTime | None:
    """The soonest of these with one practitioner."""
    return next((time for time in times if time.practitioner_id == practitioner_id), None)

"""A week drawn from appointments, weekly hours and time off: each day a list of stretches that do not overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from rehab.db import AnySession
from rehab.features.bookings import queries
from rehab.features.bookings.pages import CalendarDay, CalendarPage, Event
from rehab.features.bookings.queries import Booked
from rehab.features.bookings.words import from_to, sentence
from rehab.models import Availability, Branch, TimeOff
from rehab.records.free_times import closed_dates
from rehab.scheduling.intervals import Interval, intersect, merge, subtract
from rehab.scheduling.opening import WeeklyHours, danish_holidays, instant, open_intervals
from rehab.scheduling.slots import CELL
from rehab.web.access import Viewer
from rehab.web.language import chosen_language
from rehab.web.words import date_words, short_name, time_words

DAY = timedelta(days=1)
WORKING_DAYS = 5
USUAL_HOURS = (8, 16)
SHORTEST_FREE = 2 * CELL  # in less no treatment fits, and no words fit in its row of the grid


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a day before it is drawn; `look` as an Event's."""

    look: str
    time: Interval
    title: str
    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Week:
    """What is stored about a practitioner's week."""

    zone: ZoneInfo
    booked: list[Booked]
    hours: dict[str, list[WeeklyHours]]
    off: list[Interval]


def week_page(session: AnySession, me: Viewer, *, monday: date, today: date, now: datetime) -> CalendarPage:
    """The page of one week. Three statements."""
    week = _read(session, me, monday)
    days = {on: _stretches(week, on, me, now) for on in (monday + DAY * n for n in range(7))}
    shown = [on for on, found in days.items() if found or on.weekday() < WORKING_DAYS]
    first, last = _hours(week.zone, [each.time for on in shown for each in days[on]])
    return CalendarPage(
        title=_("Week %(number)s", number=monday.isocalendar().week),
        dates=f"{date_words(monday, 'day_month')} – {date_words(shown[-1], 'day_month')} {shown[-1].year}",
        previous=_address(monday - 7 * DAY),
        following=_address(monday + 7 * DAY),
        this_week=url_for("bookings.calendar", _anchor=f"d{today.weekday() + 1}"),
        days=tuple(_day(on, days[on], week.zone, today, first) for on in shown),
        hours=tuple(time_words(instant(monday, time(hour), week.zone), week.zone) for hour in range(first, last)),
    )


def _read(session: AnySession, me: Viewer, monday: date) -> Week:
    sunday = monday + 6 * DAY
    start, end = instant(monday, time(), me.zone), instant(sunday + DAY, time(), me.zone)
    weekly = session.execute(
        sa.select(
            Branch.name,
            Availability.weekday,
            Availability.opens,
            Availability.closes,
            Availability.valid_from,
            Availability.valid_until,
        )
        .join(Branch, Branch.id == Availability.branch_id)
        .where(Availability.practitioner_id == me.id)
        .order_by(Branch.name)
    )
    hours: dict[str, list[WeeklyHours]] = {}
    for row in weekly:
        kept = WeeklyHours(row.weekday, row.opens, row.closes, row.valid_from, row.valid_until)
        hours.setdefault(row.name, []).append(kept)
    away = session.execute(
        sa.select(TimeOff.starts_at, TimeOff.ends_at).where(
            TimeOff.practitioner_id == me.id, TimeOff.ends_at > start, TimeOff.starts_at < end
        )
    )
    return Week(
        zone=me.zone,
        booked=queries.of_practitioner(session, me.id, start, end),
        hours=hours,
        off=list(merge(Interval(*row) for row in away)),
    )


def _stretches(week: Week, on: date, me: Viewer, now: datetime) -> list[Stretch]:
    """What is booked, free from now on, and off, in time order."""
    whole = Interval(instant(on, time(), week.zone), instant(on + DAY, time(), week.zone))
    booked = [each for each in week.booked if whole.holds(each.starts_at)]
    found = [_booked(each, me) for each in booked]
    taken = [Interval(each.starts_at, each.ends_at) for each in booked]
    opened: list[Interval] = []
    for branch, weekly in week.hours.items():
        hours = open_intervals(weekly, on, on, week.zone, closed_dates(on, on))
        free = subtract(hours, [*taken, *week.off, *opened])
        opened += hours
        where = branch if len(week.hours) > 1 else ""
        pieces = [piece for piece in _from_now(free, now) if piece.length >= SHORTEST_FREE]
        found += [Stretch("free", piece, _("Free"), where, None) for piece in pieces]
    off = subtract(intersect(week.off, opened), taken)
    found += [Stretch("off", piece, _("Away"), "", None) for piece in off]
    return sorted(found, key=lambda each: each.time)


def _from_now(free: Sequence[Interval], now: datetime) -> list[Interval]:
    """What is left of free time, in whole cells."""
    over = timedelta(minutes=now.minute % 10, seconds=now.second, microseconds=now.microsecond)
    since = now - over + (CELL if over else timedelta())
    return [Interval(max(piece.starts_at, since), piece.ends_at) for piece in free if piece.ends_at > since]


def _booked(booked: Booked, me: Viewer) -> Stretch:
    """An appointment; the name leads to the course the practitioner is responsible for."""
    own = booked.course_id is not None and booked.course_practitioner_id == me.id
    state = _("came") if booked.attended_at else _("did not come") if booked.missed_at else ""
    return Stretch(
        "new" if booked.treatment_code.startswith("first") else "",
        Interval(booked.starts_at, booked.ends_at),
        short_name(booked.patient_name),
        " · ".join(part for part in (booked.treatment, state) if part),
        url_for("caseload.course", course_id=booked.course_id) if own else None,
    )


def _hours(zone: ZoneInfo, times: Sequence[Interval]) -> tuple[int, int]:
    """The clock hours that hold everything, and the usual ones."""
    firsts = [each.starts_at.astimezone(zone).hour for each in times]
    lasts = [(each.ends_at - timedelta(seconds=1)).astimezone(zone).hour + 1 for each in times]
    return min([USUAL_HOURS[0], *firsts]), max([USUAL_HOURS[1], *lasts])


def _day(on: date, found: Sequence[Stretch], zone: ZoneInfo, today: date, first_hour: int) -> CalendarDay:
    free = sum((each.time.length for each in found if each.look == "free"), timedelta())
    note = danish_holidays(on.year, "da" if chosen_language() == "da" else "en").get(on, "")
    if not note and free:
        note = _free_words(free)
    elif not note and found and on >= today:
        note = str(_("fully booked"))
    return CalendarDay(
        label=sentence(date_words(on, "long").split(" ")[0].rstrip(",")),
        date=date_words(on, "day_month"),
        note=" · ".join(part for part in (str(_("today")) if on == today else "", note) if part),
        is_today=on == today,
        events=tuple(_event(each, zone, first_hour) for each in found),
    )


def _free_words(free: timedelta) -> str:
    """2 t. 40 min. ledig; without the hours or the minutes where there are none."""
    hours, minutes = divmod(int(free.total_seconds()) // 60, 60)
    if not hours:
        return str(_("%(minutes)s min. free", minutes=minutes))
    if not minutes:
        return str(_("%(hours)s h free", hours=hours))
    return str(_("%(hours)s h %(minutes)s min. free", hours=hours, minutes=minutes))


def _event(stretch: Stretch, zone: ZoneInfo, first_hour: int) -> Event:
    starts = stretch.time.starts_at.astimezone(zone)
    return Event(
        look=stretch.look,
        time=from_to(stretch.time.starts_at, stretch.time.ends_at, zone),
        title=stretch.title,
        text=stretch.text,
        href=stretch.href,
        first=(starts.hour - first_hour) * 6 + starts.minute // 10 + 1,
        length=max(1, -(-int(stretch.time.length.total_seconds()) // 600)),
    )


def _address(monday: date) -> str:
    year, week, _day = monday.isocalendar()
    return url_for("bookings.calendar", week=f"{year}-W{week:02}")

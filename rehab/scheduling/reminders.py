"""When a person is reminded, and when not: chosen days and time, quiet hours, one repeat, and when to give up.

    08        asked for                    repeat                          21
    ├─────────────┼──────────────────────────┼─────────────────────────────┤ quiet
                  ├── at most 2 h late ──┤   ├── at most 2 h late ──┤
                  └── 3 h, nothing logged ──┘

Days and times are the person's own wall clock, so 8:30 stays 8:30 when the clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

from rehab.scheduling.opening import instant

QUIET_FROM = time(21)
QUIET_UNTIL = time(8)
REPEAT_AFTER = timedelta(hours=3)
AT_MOST_LATE = timedelta(hours=2)  # whoever comes later than this, after a breakdown say, keeps silent
MOST_UNANSWERED = 3
MOST_A_WEEK = 7
DAY = timedelta(days=1)
WEEK = 7 * DAY


class Step(StrEnum):
    """What is to be done now."""

    REMIND = "remind"
    REPEAT = "repeat"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose: weekdays (0 is Monday), a wall-clock time in their zone, and the instant they chose it."""

    days: frozenset[int]
    at: time
    zone: ZoneInfo
    since: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """What has been sent and logged, as instants: reminders that arrived, repeats, all messages of the last week
    counted in days (`this_week`), and the latest entry of any kind.
    """

    reminded_at: tuple[datetime, ...]
    repeated_at: tuple[datetime, ...]
    this_week: int
    logged_at: datetime | None


def may_ask_at(at: time) -> bool:
    """Whether a wall-clock time lies outside the quiet hours.

    >>> [may_ask_at(time(*clock)) for clock in ((7, 59), (8, 0), (20, 59), (21, 0))]
    [False, True, True, False]
    """
    return QUIET_UNTIL <= at < QUIET_FROM


def is_quiet(now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is between 21 and 8 where the person is."""
    return not may_ask_at(now.astimezone(zone).time())


def after_quiet(now: datetime, zone: ZoneInfo) -> datetime:
    """Now, or the instant the quiet hours end.

    >>> copenhagen = ZoneInfo("Europe/Copenhagen")
    >>> late = datetime(2026, 10, 24, 22, 0, tzinfo=copenhagen)  # the night the clocks go back
    >>> print(after_quiet(late, copenhagen))
    2026-10-25 07:00:00+00:00
    """
    local = now.astimezone(zone)
    if may_ask_at(local.time()):
        return now
    return instant(local.date() + (DAY if local.time() >= QUIET_FROM else 0 * DAY), QUIET_UNTIL, zone)


def week_began(now: datetime, zone: ZoneInfo) -> datetime:
    """Midnight at the beginning of the seven days that end today, for counting what a week holds."""
    return instant(now.astimezone(zone).date() - 6 * DAY, time(0), zone)


def upcoming(wish: Wish, now: datetime, most: int = 1) -> tuple[datetime, ...]:
    """The next instants asked for, after now, at most so many; none without days.

    >>> zone = ZoneInfo("Europe/Copenhagen")
    >>> wish = Wish(frozenset({5, 6}), time(8, 30), zone, datetime(2026, 10, 1, tzinfo=zone))
    >>> for each in upcoming(wish, datetime(2026, 10, 24, 5, 0, tzinfo=zone), 2):  # a weekend with 25 hours in a day
    ...     print(each)
    2026-10-24 06:30:00+00:00
    2026-10-25 07:30:00+00:00
    """
    return tuple(islice(_asked(wish, now), most))


def is_first_time(wish: Wish, now: datetime) -> bool:
    """Whether today's reminder may be made now."""
    today = now.astimezone(wish.zone).date()
    asked = instant(today, wish.at, wish.zone)
    in_time = asked <= now < asked + AT_MOST_LATE
    return today.weekday() in wish.days and asked >= wish.since and in_time and not is_quiet(now, wish.zone)


def is_second_time(wish: Wish, first: datetime, now: datetime) -> bool:
    """Whether a reminder that went out at `first` may be repeated now."""
    again = first + REPEAT_AFTER
    return again <= now < again + AT_MOST_LATE and wish.since <= first and not is_quiet(now, wish.zone)


def next_step(wish: Wish, past: Past, now: datetime) -> Step | None:
    """What the wish and the past call for now; whether anything is due that day is the caller's to know.

    A day has one reminder and at most one repeat. Three reminders in a row after which nothing was logged are the
    last: instead of a fourth it says stop.
    """
    today = now.astimezone(wish.zone).date()
    first = next((at for at in past.reminded_at if at.astimezone(wish.zone).date() == today), None)
    if first is None:
        return _first(wish, past, now)
    return _again(wish, past, now, first)


def unanswered(wish: Wish, past: Past) -> int:
    """How many reminders since the latest entry, and since the person chose anew."""
    from_ = max(filter(None, (wish.since, past.logged_at)))
    return sum(at > from_ for at in past.reminded_at)


def _first(wish: Wish, past: Past, now: datetime) -> Step | None:
    if not is_first_time(wish, now):
        return None
    if unanswered(wish, past) >= MOST_UNANSWERED:
        return Step.STOP
    return Step.REMIND if past.this_week < MOST_A_WEEK else None


def _again(wish: Wish, past: Past, now: datetime, first: datetime) -> Step | None:
    said_twice = any(at >= first for at in past.repeated_at)
    answered = past.logged_at is not None and past.logged_at >= first
    if said_twice or answered or not is_second_time(wish, first, now):
        return None
    return Step.REPEAT if past.this_week < MOST_A_WEEK else None


def _asked(wish: Wish, now: datetime) -> Iterator[datetime]:
    day = now.astimezone(wish.zone).date()
    while wish.days:
        if day.weekday() in wish.days and (at := instant(day, wish.at, wish.zone)) > now:
            yield at
        day += DAY

"""Weekly wall-clock hours, closing days and Danish holidays: when the doors are open, as instants.

Hours are kept as a clock on the wall shows them, because that is how a clinic promises them; the instant of
"Monday at 8:00" moves with daylight saving. Two nights a year the wall clock is no safe guide:

- in spring an hour is skipped: a time inside it means the moment the clock jumps, so hours that lie wholly
  inside the skipped hour open nothing;
- in autumn an hour comes twice: a time inside it means the first of the two (as in RFC 5545, 3.3.5).

Weeks start on Monday, which is weekday 0 as in `date.weekday`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from rehab.scheduling.intervals import Interval, merge

Language = Literal["da", "en"]

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Open each week on `weekday` (0 Monday to 6 Sunday) from `opens` to `closes`, wall clock.

    Holds from `valid_from` to `valid_until`, both days included; None is no limit. A break is two rows of
    hours with time between them. Raises ValueError for an unknown weekday, a time with a zone, hours that do
    not close after they open (so none over midnight), and a period that ends before it begins.
    """

    weekday: int
    opens: time
    closes: time
    valid_from: date | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError(f"weekday is 0 (Monday) to 6 (Sunday), not {self.weekday}")
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ValueError("hours are wall clock; the zone is the branch's")
        if self.closes <= self.opens:
            raise ValueError(f"hours close after they open, not {self.opens} to {self.closes}")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError(f"hours end after they begin, not {self.valid_from} to {self.valid_until}")

    def applies_on(self, on: date) -> bool:
        """Whether these hours are kept on the day.

        >>> mondays = WeeklyHours(0, time(8), time(16), valid_until=date(2026, 11, 23))
        >>> [mondays.applies_on(date(2026, 11, day)) for day in (22, 23, 24, 30)]
        [False, True, False, False]
        """
        begun = self.valid_from is None or self.valid_from <= on
        ended = self.valid_until is not None and self.valid_until < on
        return on.weekday() == self.weekday and begun and not ended


def instant(on: date, wall: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the clock on the wall first shows `wall` on that day, or jumps past it.

    >>> copenhagen = ZoneInfo("Europe/Copenhagen")
    >>> print(instant(date(2026, 10, 25), time(2, 30), copenhagen))  # comes twice: the first
    2026-10-25 00:30:00+00:00
    >>> print(instant(date(2027, 3, 28), time(2, 30), copenhagen))  # never comes: the jump at 2:00
    2027-03-28 01:00:00+00:00
    """
    local = datetime.combine(on, wall, tzinfo=zone)
    by_offset_before = local.astimezone(UTC)
    by_offset_after = local.replace(fold=1).astimezone(UTC)
    if by_offset_before <= by_offset_after:
        return by_offset_before
    # Only in a skipped hour do the two change places, and the jump lies between them.
    return _jump(by_offset_after, by_offset_before, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second between the two instants at which the zone's offset becomes what it is `after`."""
    new_offset = after.astimezone(zone).utcoffset()

    def has_jumped(seconds: int) -> bool:
        return (before + timedelta(seconds=seconds)).astimezone(zone).utcoffset() == new_offset

    seconds = range(int((after - before).total_seconds()))
    return before + timedelta(seconds=bisect_left(seconds, True, key=has_jumped))


def days(first_on: date, last_on: date) -> Iterator[date]:
    """Every day from the first to the last, both included; none if the last is before the first."""
    return (first_on + DAY * n for n in range((last_on - first_on).days + 1))


def monday_of(on: date) -> date:
    """The Monday that starts the day's week.

    >>> print(monday_of(date(2026, 11, 29)))
    2026-11-23
    """
    return on - DAY * on.weekday()


def open_intervals(
    hours: Iterable[WeeklyHours],
    first_on: date,
    last_on: date,
    zone: ZoneInfo,
    closed_on: Collection[date] = (),
) -> tuple[Interval, ...]:
    """When the doors are open from `first_on` to `last_on`, both included, in UTC: in order and merged.

    `closed_on` are days with no opening at all: holidays, leave, closing days.
    """
    weekly, closed = tuple(hours), frozenset(closed_on)
    opened = (
        (instant(on, kept.opens, zone), instant(on, kept.closes, zone))
        for on in days(first_on, last_on)
        if on not in closed
        for kept in weekly
        if kept.applies_on(on)
    )
    # Hours inside the skipped hour of spring open and close in the same moment: nothing.
    return merge(Interval(starts_at, ends_at) for starts_at, ends_at in opened if starts_at < ends_at)


# Days from Easter Sunday, and their names.
_BY_EASTER: Mapping[int, Mapping[Language, str]] = {
    -3: {"da": "skærtorsdag", "en": "Maundy Thursday"},
    -2: {"da": "langfredag", "en": "Good Friday"},
    0: {"da": "påskedag", "en": "Easter Sunday"},
    1: {"da": "2. påskedag", "en": "Easter Monday"},
    39: {"da": "Kristi himmelfartsdag", "en": "Ascension Day"},
    49: {"da": "pinsedag", "en": "Whit Sunday"},
    50: {"da": "2. pinsedag", "en": "Whit Monday"},
}

# (month, day), and their names.
_BY_DATE: Mapping[tuple[int, int], Mapping[Language, str]] = {
    (1, 1): {"da": "nytårsdag", "en": "New Year's Day"},
    (12, 25): {"da": "juledag", "en": "Christmas Day"},
    (12, 26): {"da": "2. juledag", "en": "Second Day of Christmas"},
}

# Abolished as a holiday from 2024 by Act 214 of 6 March 2023; before that the fourth Friday after Easter.
_PRAYER_DAY: Mapping[Language, str] = {"da": "store bededag", "en": "Great Prayer Day"}
_PRAYER_DAY_FROM_EASTER, _LAST_PRAYER_DAY = 26, 2023

CUSTOMARY: Mapping[tuple[int, int], Mapping[Language, str]] = {
    (6, 5): {"da": "grundlovsdag", "en": "Constitution Day"},
    (12, 24): {"da": "juleaften", "en": "Christmas Eve"},
    (12, 31): {"da": "nytårsaften", "en": "New Year's Eve"},
}
"""No holidays by law, but days on which clinics often close: (month, day) to names. Each branch decides."""


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the computus (Meeus, Astronomical Algorithms, ch. 8).

    Raises ValueError before 1583, when that calendar was not yet in use.

    >>> print(easter(2027))
    2027-03-28
    """
    if year < 1583:
        raise ValueError(f"the rule is for the Gregorian calendar, from 1583, not {year}")
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon_correction + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def danish_holidays(year: int, language: Language = "da") -> Mapping[date, str]:
    """Danish public holidays of the year, in order, with their names as written inside a sentence.

    >>> danish_holidays(2027)[date(2027, 3, 25)], danish_holidays(2027, "en")[date(2027, 3, 25)]
    ('skærtorsdag', 'Maundy Thursday')
    """
    sunday = easter(year)
    names = {date(year, *month_and_day): name for month_and_day, name in _BY_DATE.items()}
    names |= {sunday + DAY * offset: name for offset, name in _BY_EASTER.items()}
    if year <= _LAST_PRAYER_DAY:
        names[sunday + DAY * _PRAYER_DAY_FROM_EASTER] = _PRAYER_DAY
    return {on: names[on][language] for on in sorted(names)}


def customary_closing_days(year: int, language: Language = "da") -> Mapping[date, str]:
    """The `CUSTOMARY` days of the year, in order, with their names.

    >>> list(customary_closing_days(2026).values())
    ['grundlovsdag', 'juleaften', 'nytårsaften']
    """
    return {date(year, *month_and_day): names[language] for month_and_day, names in CUSTOMARY.items()}

"""The practitioners' diaries while the demo is built: when they work, and which time is taken already."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from rehab.records.free_times import closed_dates
from rehab.scheduling.intervals import Interval
from rehab.scheduling.opening import instant
from rehab.scheduling.slots import CELL, cells

ZONE = ZoneInfo("Europe/Copenhagen")
GRID = timedelta(minutes=30)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shift:
    """Weekly wall-clock hours at a branch; Monday is 0."""

    weekday: int
    opens: time
    closes: time
    branch_id: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A time that may be taken, and where."""

    starts_at: datetime
    branch_id: int


@cache
def at(day: date, minutes: int) -> datetime:
    """The UTC instant of so many minutes past midnight, by the clock on a Danish wall."""
    return instant(day, time(minutes // 60, minutes % 60), ZONE)


@cache
def is_closed(day: date) -> bool:
    """A holiday, or a day the clinics keep closed."""
    return day in closed_dates(day, day)


class Diary:
    """Shifts and taken cells of every practitioner."""

    def __init__(self) -> None:
        self._shifts: dict[int, list[Shift]] = defaultdict(list)
        self._taken: dict[int, set[datetime]] = defaultdict(set)

    def add_shift(self, practitioner_id: int, shift: Shift) -> None:
        self._shifts[practitioner_id].append(shift)

    def works_on(self, practitioner_id: int, day: date) -> bool:
        """Whether the practitioner sees people that day."""
        return not is_closed(day) and any(shift.weekday == day.weekday() for shift in self._shifts[practitioner_id])

    def last_working_day(self, practitioner_id: int, day: date) -> date:
        """The day itself or the nearest working day before it."""
        while not self.works_on(practitioner_id, day):
            day -= DAY
        return day

    def openings(self, practitioner_id: int, day: date, minutes: int) -> Iterator[Opening]:
        """Every free time of that length on that day, on the half hour."""
        if is_closed(day):
            return
        for shift in self._shifts[practitioner_id]:
            if shift.weekday == day.weekday():
                minute, closes = _minutes(shift.opens), _minutes(shift.closes)
                while minute + minutes <= closes:
                    if self._is_free(practitioner_id, at(day, minute), minutes):
                        yield Opening(at(day, minute), shift.branch_id)
                    minute += 30

    def take(self, practitioner_id: int, starts_at: datetime, minutes: int) -> tuple[datetime, ...]:
        """Take a time; returns its cells."""
        taken = cells(Interval(starts_at, starts_at + timedelta(minutes=minutes)))
        self._taken[practitioner_id].update(taken)
        return taken

    def _is_free(self, practitioner_id: int, starts_at: datetime, minutes: int) -> bool:
        taken = self._taken[practitioner_id]
        return all(starts_at + CELL * n not in taken for n in range(minutes // 10))


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute

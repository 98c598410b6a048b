"""Open time less busy time, cut to the treatment's length: what may be booked.

Appointments live on a grid of ten minutes, counted in UTC. A live appointment owns each of its cells, and a
cell has one owner: `cells` says which cells, the database says who wins, and this module says what to
offer::

    open      8:00 [===========================) 10:20
    busy      8:40         [===)                         20 minutes
    offered   8:00 [=======)                             40 minutes long, every 20
              9:00             [=======)
              9:20                 [=======)
              9:40                     [=======)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from rehab.scheduling.intervals import Interval, as_utc, merge, subtract

CELL = timedelta(minutes=10)
"""The grid of the book: what is booked starts on it and is a whole number of cells long."""

NO_TIME = timedelta(0)
_GRID = datetime(1970, 1, 1, tzinfo=UTC)


def cells(interval: Interval) -> tuple[datetime, ...]:
    """The start of each cell that the interval fills, in order, UTC.

    Raises ValueError unless the interval starts on the grid and is a whole number of cells long.

    >>> nine = datetime(2026, 11, 23, 9, tzinfo=UTC)
    >>> [f"{cell:%H:%M}" for cell in cells(Interval(nine, nine + timedelta(minutes=30)))]
    ['09:00', '09:10', '09:20']
    """
    if (interval.starts_at - _GRID) % CELL:
        raise ValueError(f"starts off the ten-minute grid: {interval}")
    _whole_cells(interval.length, "the length")
    return tuple(interval.starts_at + CELL * n for n in range(interval.length // CELL))


def offered(
    open_: Iterable[Interval],
    busy: Iterable[Interval],
    length: timedelta,
    *,
    step: timedelta,
    earliest: datetime,
    latest: datetime,
    buffer: timedelta = NO_TIME,
) -> Iterator[Interval]:
    """What may be booked, in order: each is `length` long, inside open time and clear of busy time.

    Starts lie `step` apart, counted from the first grid point of each merged piece of open time, whatever is
    busy in it; `earliest <= starts_at <= latest`, so hand in `earliest` no sooner than now. `buffer` is kept
    free between what is offered and what is busy, on both sides; it may reach outside opening hours.

    Raises ValueError, before anything is offered, unless `length` and `step` are whole positive numbers of
    cells, `buffer` is not negative and both limits are aware.
    """
    _whole_cells(length, "the length")
    _whole_cells(step, "the step")
    if buffer < NO_TIME:
        raise ValueError(f"the buffer is not negative: {buffer}")
    pieces = merge(open_)
    free = subtract(pieces, [taken.padded(buffer) for taken in busy])
    return _cut(free, pieces, length, step, as_utc(earliest), as_utc(latest))


def next_free(
    open_: Iterable[Interval],
    busy: Iterable[Interval],
    length: timedelta,
    *,
    step: timedelta,
    earliest: datetime,
    latest: datetime,
    buffer: timedelta = NO_TIME,
    count: int = 3,
) -> tuple[Interval, ...]:
    """The first `count` of what is `offered`; fewer, or none, when there is no more."""
    slots = offered(open_, busy, length, step=step, earliest=earliest, latest=latest, buffer=buffer)
    return tuple(islice(slots, count))


def by_day(slots: Iterable[Interval], zone: ZoneInfo) -> dict[date, tuple[Interval, ...]]:
    """The slots by the local day they start on, days and slots in order; days without slots are left out."""

    def local_day(slot: Interval) -> date:
        return slot.starts_at.astimezone(zone).date()

    return {on: tuple(group) for on, group in groupby(sorted(slots), key=local_day)}


def _cut(
    free: Iterable[Interval],
    pieces: Sequence[Interval],
    length: timedelta,
    step: timedelta,
    earliest: datetime,
    latest: datetime,
) -> Iterator[Interval]:
    """Each free stretch cut at the steps of the open piece it is a part of."""
    for stretch in free:
        piece = pieces[bisect_right(pieces, stretch.starts_at, key=lambda open_: open_.starts_at) - 1]
        first = _round_up(piece.starts_at, _GRID, CELL)
        starts_at = _round_up(max(first, stretch.starts_at, earliest), first, step)
        while starts_at <= latest and starts_at + length <= stretch.ends_at:
            yield Interval(starts_at, starts_at + length)
            starts_at += step


def _round_up(at: datetime, origin: datetime, step: timedelta) -> datetime:
    """The first instant no sooner than `at` that lies a whole number of steps from `origin`."""
    return at + (origin - at) % step


def _whole_cells(time: timedelta, what: str) -> None:
    if time <= NO_TIME or time % CELL:
        raise ValueError(f"{what} is a whole number of ten minutes, not {time}")

"""Half-open intervals of time: overlap, merge, subtract, intersect.

An interval holds its start and not its end, so 9:00-9:30 and 9:30-10:00 touch without overlapping::

    a  [=======)
    b          [=======)      touch: no overlap, merged they are one
    c      [=======)          overlaps both
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From `starts_at` up to, and not including, `ends_at`; ordered by start, then end.

    Takes aware datetimes of any zone and keeps them as UTC. Raises ValueError for a naive datetime and for an
    interval that does not end after it starts.

    >>> from zoneinfo import ZoneInfo
    >>> copenhagen = ZoneInfo("Europe/Copenhagen")
    >>> nine = datetime(2026, 11, 23, 9, tzinfo=copenhagen)
    >>> print(Interval(nine, nine + timedelta(minutes=30)))
    2026-11-23T08:00Z/2026-11-23T08:30Z
    """

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        # Python compares two datetimes of one zone by wall clock, which can turn back: UTC first.
        object.__setattr__(self, "starts_at", as_utc(self.starts_at))
        object.__setattr__(self, "ends_at", as_utc(self.ends_at))
        if self.ends_at <= self.starts_at:
            raise ValueError(f"an interval ends after it starts, not {self.starts_at} to {self.ends_at}")

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%dT%H:%MZ}/{self.ends_at:%Y-%m-%dT%H:%MZ}"

    @property
    def length(self) -> timedelta:
        """The time that passes between start and end."""
        return self.ends_at - self.starts_at

    def overlaps(self, other: Interval) -> bool:
        """Whether some instant lies in both. Touching ends do not overlap."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def covers(self, other: Interval) -> bool:
        """Whether every instant of `other` lies in this one."""
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at

    def holds(self, at: datetime) -> bool:
        """Whether the instant lies in the interval: the start does, the end does not."""
        return self.starts_at <= as_utc(at) < self.ends_at

    def padded(self, by: timedelta) -> Interval:
        """The interval made longer by the same time at both ends."""
        return Interval(self.starts_at - by, self.ends_at + by)


def as_utc(at: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a naive datetime: it names no instant."""
    if at.utcoffset() is None:
        raise ValueError(f"a datetime without a zone names no instant: {at}")
    return at.astimezone(UTC)


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time in as few intervals as possible: in order, neither overlapping nor touching."""
    merged: list[Interval] = []
    for one in sorted(intervals):
        if merged and one.starts_at <= merged[-1].ends_at:
            merged[-1] = Interval(merged[-1].starts_at, max(merged[-1].ends_at, one.ends_at))
        else:
            merged.append(one)
    return tuple(merged)


def subtract(whole: Iterable[Interval], taken: Iterable[Interval]) -> tuple[Interval, ...]:
    """The time in `whole` and not in `taken`, in order and merged.

    ::

        whole   [==================)    [=====)
        taken        [====)   [============)
        left    [====)    [===)            [==)
    """
    cuts = merge(taken)
    return tuple(left for piece in merge(whole) for left in _left_of(piece, cuts))


def _left_of(piece: Interval, cuts: Sequence[Interval]) -> Iterator[Interval]:
    """The piece without the cuts, which are merged: so their starts are in order, and their ends as well."""
    first = bisect_right(cuts, piece.starts_at, key=lambda cut: cut.ends_at)
    last = bisect_left(cuts, piece.ends_at, key=lambda cut: cut.starts_at)
    free_from = piece.starts_at
    for cut in cuts[first:last]:
        if free_from < cut.starts_at:
            yield Interval(free_from, cut.starts_at)
        free_from = cut.ends_at
    if free_from < piece.ends_at:
        yield Interval(free_from, piece.ends_at)


def intersect(one: Iterable[Interval], other: Iterable[Interval]) -> tuple[Interval, ...]:
    """The time in both, in order and merged: a practitioner's hours within the branch's, for example."""
    ours, theirs = merge(one), merge(other)
    both: list[Interval] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        a, b = ours[i], theirs[j]
        if a.overlaps(b):
            both.append(Interval(max(a.starts_at, b.starts_at), min(a.ends_at, b.ends_at)))
        if a.ends_at <= b.ends_at:
            i += 1
        else:
            j += 1
    return tuple(both)

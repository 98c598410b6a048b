"""Is it getting better? Medians, change, the difference people notice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rehab.clinical.dose import Side

NOTICEABLE = 2


@dataclass(frozen=True, slots=True)
class Morning:
    on: date
    side: Side
    score: int


class TrendKind(StrEnum):
    BETTER_NOTICEABLY = "better_noticeably"
    BETTER_SLIGHTLY = "better_slightly"
    UNCHANGED = "unchanged"
    WORSE_SLIGHTLY = "worse_slightly"
    WORSE_NOTICEABLY = "worse_noticeably"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trend:
    """`change` is now less start, in points: negative is less pain."""

    kind: TrendKind
    start: float | None
    now: float | None
    change: float | None


def worst_by_day(mornings: Iterable[Morning]) -> dict[date, int]:
    raise NotImplementedError


def rolling_median(by_day: Mapping[date, int], day: date, window: int = 7, at_least: int = 3) -> float | None:
    raise NotImplementedError


def weekly_median(by_day: Mapping[date, int], started_on: date, week: int) -> float | None:
    """Week 1 is the seven days from `started_on`."""
    raise NotImplementedError


def start_median(by_day: Mapping[date, int], started_on: date, intake: int | None) -> float | None:
    raise NotImplementedError


def trend(start: float | None, now: float | None) -> Trend:
    raise NotImplementedError

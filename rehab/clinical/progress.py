"""Is it getting better? Weekly medians of first-step pain, change, and the difference people notice.

The trend is told from medians, never from one morning: M of a week is the median of its scores, known from
3 values on (dossier 10). The smallest change patients care about is 19 mm of 100, so 2 points (dossier 0.1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from rehab.clinical.dose import Side

NOTICEABLE = 2
SLIGHT = 1
LOW_START = 3
LOW_START_SHARE = 0.5
NOTICEABLE_SHARE = 0.3
WINDOW_DAYS, AT_LEAST = 7, 3
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Morning:
    """First-step pain 0-10 of one side on one date."""

    on: date
    side: Side
    score: int


class TrendKind(StrEnum):
    """What may be said of a change; "noticeably" is the difference patients care about."""

    BETTER_NOTICEABLY = "better_noticeably"
    BETTER_SLIGHTLY = "better_slightly"
    UNCHANGED = "unchanged"
    WORSE_SLIGHTLY = "worse_slightly"
    WORSE_NOTICEABLY = "worse_noticeably"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trend:
    """`change` is now less start, in points: negative is less pain. None where a value is unknown."""

    kind: TrendKind
    start: float | None
    now: float | None
    change: float | None

    @property
    def percent(self) -> float | None:
        """The change as a percentage of the start; None where it is unknown or the start is 0.

        >>> Trend(TrendKind.BETTER_NOTICEABLY, 8, 6, -2).percent
        -25.0
        """
        return self.change / self.start * 100 if self.start and self.change is not None else None


def worst_by_day(mornings: Iterable[Morning]) -> dict[date, int]:
    """The worst side of each date: with two sore heels the course is where the worse one is.

    >>> day = date(2026, 3, 2)
    >>> worst_by_day([Morning(day, Side.LEFT, 3), Morning(day, Side.RIGHT, 6)]) == {day: 6}
    True
    """
    worst: dict[date, int] = {}
    for morning in mornings:
        worst[morning.on] = max(morning.score, worst.get(morning.on, morning.score))
    return worst


def rolling_median(
    by_day: Mapping[date, int], day: date, window: int = WINDOW_DAYS, at_least: int = AT_LEAST
) -> float | None:
    """Median of the `window` days that end with `day`; None under `at_least` values. Missing is never zero.

    >>> rolling_median({date(2026, 3, 1): 4, date(2026, 3, 2): 5, date(2026, 3, 7): 7}, date(2026, 3, 7))
    5
    """
    days = (day - timedelta(days=back) for back in range(window))
    scores = [by_day[each] for each in days if each in by_day]
    return median(scores) if len(scores) >= at_least else None


def weekly_median(by_day: Mapping[date, int], started_on: date, week: int) -> float | None:
    """M of a course week (dossier 10). Week 1 is the seven days from `started_on`; None under 3 values.

    >>> mornings = {date(2026, 3, day): score for day, score in ((2, 6), (4, 7), (8, 5), (9, 3))}
    >>> [weekly_median(mornings, date(2026, 3, 2), week) for week in (1, 2)]
    [6, None]
    """
    return rolling_median(by_day, started_on + week * _WEEK - timedelta(days=1))


def start_median(by_day: Mapping[date, int], started_on: date, intake: int | None) -> float | None:
    """M₀: the median of the first 7 days, else the score at intake (dossier 10). None when both are missing.

    >>> start_median({date(2026, 3, 2): 6}, date(2026, 3, 2), intake=8)
    8
    """
    first_week = weekly_median(by_day, started_on, 1)
    return intake if first_week is None else first_week


def is_noticeable_fall(start: float, now: float) -> bool:
    """2 points less pain; from a start of 3 or less, where 2 points can hardly be had, half of it.

    Dossier 0.1 and the notes of 10.

    >>> is_noticeable_fall(6, 4), is_noticeable_fall(6, 4.5), is_noticeable_fall(3, 1.5)
    (True, False, True)
    """
    if start <= LOW_START:
        return now < start and start - now >= LOW_START_SHARE * start
    return start - now >= NOTICEABLE


def stalls(start: float, now: float) -> bool:
    """No response: less than 2 points *and* less than 30 % better (F4, F5); half from a start of 3 or less.

    Without any pain left nothing stalls.

    >>> stalls(6, 5), stalls(6, 4), stalls(5, 3.5), stalls(3, 2), stalls(2, 1)
    (True, False, False, True, False)
    """
    if now == 0 or is_noticeable_fall(start, now):
        return False
    return start <= LOW_START or (start - now) / start < NOTICEABLE_SHARE


def trend(start: float | None, now: float | None) -> Trend:
    """What may be said of the way from `start` to `now`: from 2 points noticeable, from 1 slight.

    >>> trend(6.5, 4).kind.value, trend(6.5, 4).change
    ('better_noticeably', -2.5)
    """
    if start is None or now is None:
        return Trend(TrendKind.UNKNOWN, start, now, None)
    return Trend(_kind(start, now), start, now, now - start)


def is_plateau(by_day: Mapping[date, int], day: date, weeks: int = 3, within: float = 1) -> bool:
    """The weekly medians of `day` and of the `weeks` before differ by less than `within` points (F8).

    Both ends must be known; a week between with too few values is passed over.

    >>> flat = {date(2026, 3, day): 5 for day in range(1, 29)}
    >>> is_plateau(flat, date(2026, 3, 28)), is_plateau(flat, date(2026, 3, 20))
    (True, False)
    """
    medians = [rolling_median(by_day, day - back * _WEEK) for back in range(weeks + 1)]
    known = [each for each in medians if each is not None]
    if medians[0] is None or medians[-1] is None:
        return False
    return max(known) - min(known) < within


def _kind(start: float, now: float) -> TrendKind:
    if is_noticeable_fall(start, now):
        return TrendKind.BETTER_NOTICEABLY
    rise = now - start
    if rise >= NOTICEABLE:
        return TrendKind.WORSE_NOTICEABLY
    if rise >= SLIGHT:
        return TrendKind.WORSE_SLIGHTLY
    return TrendKind.BETTER_SLIGHTLY if rise <= -SLIGHT else TrendKind.UNCHANGED

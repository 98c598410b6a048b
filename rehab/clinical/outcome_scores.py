"""What an answer is worth: scores, and the change that matters, for PSFS, NRS and GROC (dossier 6).

| measure | what is asked | scale | change that matters |
|---|---|---|---|
| PSFS | 3-5 activities the patient named at week 0 | each 0 cannot - 10 as before | 2 for the mean, 3 for one [K] |
| NRS | first-step pain, and pain in general | 0-10, high is worse | 2 points or 33 % much, 1 or 15 % slightly better |
| GROC | how it is compared with the beginning | seven words | the two best words [K] |

[K] is from knowledge and not yet checked against the paper.
"""

from collections.abc import Mapping
from enum import StrEnum
from statistics import fmean

from rehab.clinical.progress import Trend, TrendKind, trend

ACTIVITIES_AT_LEAST, ACTIVITIES_AT_MOST = 3, 5
PSFS_MATTERS, PSFS_ACTIVITY_MATTERS = 2, 3


class Groc(StrEnum):
    """Global rating of change, best first. Not asked at week 0: there is nothing yet to compare with."""

    VERY_MUCH_BETTER = "very_much_better"
    MUCH_BETTER = "much_better"
    SLIGHTLY_BETTER = "slightly_better"
    UNCHANGED = "unchanged"
    SLIGHTLY_WORSE = "slightly_worse"
    MUCH_WORSE = "much_worse"
    VERY_MUCH_WORSE = "very_much_worse"


def psfs_score(scores: Mapping[str, int | None]) -> float | None:
    """The mean of the activities answered, 0-10 with 10 as before; None under three of them.

    Three because two points matter for a mean of 3-5 activities: a mean of fewer is hardly more certain than one
    activity, which takes three points [D]. ValueError outside 0-10.

    >>> psfs_score({"walk": 4, "stairs": 5, "stand": 9, "run": None})
    6.0
    """
    known = [_checked(each) for each in scores.values() if each is not None]
    return fmean(known) if len(known) >= ACTIVITIES_AT_LEAST else None


def psfs_change(start: Mapping[str, int | None], now: Mapping[str, int | None]) -> Trend:
    """From week 0 to now, over the activities answered both times; more is better. Unknown under three of them.

    Means over different activities cannot be compared, so one that is missing either time is left out of both, and
    so is one that was not named at week 0. Two points or more matter [K]; less may be chance, and is unchanged.

    >>> found = psfs_change({"walk": 4, "stairs": 5, "run": 0, "stand": 6}, {"walk": 7, "stairs": 7, "run": 2})
    >>> found.kind.value, found.start, round(found.change, 1)
    ('better_noticeably', 3.0, 2.3)
    """
    both = [name for name in start if start[name] is not None and now.get(name) is not None]
    before, after = (psfs_score({name: each[name] for name in both}) for each in (start, now))
    if before is None or after is None:
        return Trend(TrendKind.UNKNOWN, before, after, None)
    return Trend(_more_is_better(after - before, PSFS_MATTERS), before, after, after - before)


def activity_change(start: int | None, now: int | None) -> Trend:
    """One PSFS activity by itself: three points or more matter [K].

    >>> activity_change(4, 7).kind.value, activity_change(4, 6).kind.value
    ('better_noticeably', 'unchanged')
    """
    if start is None or now is None:
        return Trend(TrendKind.UNKNOWN, start, now, None)
    change = _checked(now) - _checked(start)
    return Trend(_more_is_better(change, PSFS_ACTIVITY_MATTERS), start, now, change)


def nrs_change(start: int | None, now: int | None) -> Trend:
    """Pain 0-10 as answered, first-step or in general; less is better. ValueError outside 0-10.

    2 points or 33 %, whichever is less, is much better, and 1 point or 15 % slightly (Salaffi 2004); two points are
    also what the smallest change that matters in first-step pain comes to (Landorf 2010). On whole numbers from 4
    up the points decide. From 3 or less, where 33 % is a single point, it takes half, as in `progress`. That study
    was of pain that eased: for worse the same points are used [D].

    >>> [nrs_change(start, now).kind.value for start, now in ((6, 4), (6, 5), (3, 2), (2, 1), (4, 6))]
    ['better_noticeably', 'better_slightly', 'better_slightly', 'better_noticeably', 'worse_noticeably']
    """
    if start is None or now is None:
        return trend(start, now)
    return trend(_checked(start), _checked(now))


def says_improved(groc: Groc | None) -> bool | None:
    """Whether the answer is one of the two best words [K]; None when not answered.

    A companion to a measured change, never a result by itself.

    >>> says_improved(Groc.MUCH_BETTER), says_improved(Groc.SLIGHTLY_BETTER)
    (True, False)
    """
    return None if groc is None else groc in (Groc.VERY_MUCH_BETTER, Groc.MUCH_BETTER)


def _more_is_better(change: float, matters: float) -> TrendKind:
    if abs(change) < matters:
        return TrendKind.UNCHANGED
    return TrendKind.BETTER_NOTICEABLY if change > 0 else TrendKind.WORSE_NOTICEABLY


def _checked(score: int) -> int:
    if not 0 <= score <= 10:
        raise ValueError(f"score is {score}, must be 0 to 10")
    return score

"""Pain 0-10: zones, the person's own usual morning, and the response to a session (dossier 4).

The zones come from the pain-monitoring model for Achilles tendons; for the heel they are used by analogy
(dossier 4.2). Only *exercise* pain is judged by the zones. First-step pain is the ailment itself, so a
morning is always compared with the person's own usual morning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

LOWEST, HIGHEST = 0, 10
HIGH_RISK_FROM = 6
BASELINE_DAYS, BASELINE_AT_LEAST = 7, 3
MORNING_MAY_RISE = 1


class Zone(StrEnum):
    """Exercise pain 0-2, 3-5 and 6-10 (dossier 4.1)."""

    SAFE = "safe"
    ACCEPTABLE = "acceptable"
    HIGH_RISK = "high_risk"


class Response(StrEnum):
    """How foot and person took a session (dossier 4.3)."""

    GREEN = "green"
    YELLOW = "yellow"
    AMBER = "amber"
    RED = "red"


class Because(StrEnum):
    """Why a session got its response."""

    DURING_LOW = "during_low"
    DURING_ACCEPTABLE = "during_acceptable"
    DURING_HIGH = "during_high"
    AFTER_HIGH = "after_high"
    RISING = "rising"
    MORNING_USUAL = "morning_usual"
    MORNING_SLIGHTLY_UP = "morning_slightly_up"
    MORNING_UP = "morning_up"
    MORNING_UNKNOWN = "morning_unknown"


@dataclass(frozen=True, slots=True)
class ResponseResult:
    """The response, None when too little is known, and what it rests on."""

    response: Response | None
    reasons: tuple[Because, ...]


_DURING = {
    Zone.SAFE: Because.DURING_LOW,
    Zone.ACCEPTABLE: Because.DURING_ACCEPTABLE,
    Zone.HIGH_RISK: Because.DURING_HIGH,
}


def zone(score: int) -> Zone:
    """The zone of an exercise pain score; ValueError outside 0-10 (dossier 4.1).

    >>> [zone(score).value for score in (2, 3, 5, 6)]
    ['safe', 'acceptable', 'acceptable', 'high_risk']
    """
    if not LOWEST <= score <= HIGHEST:
        raise ValueError(f"pain is {score}, must be {LOWEST} to {HIGHEST}")
    if score >= HIGH_RISK_FROM:
        return Zone.HIGH_RISK
    return Zone.ACCEPTABLE if score >= 3 else Zone.SAFE


def baseline_before(mornings: Mapping[date, int], day: date) -> float | None:
    """The person's usual morning: the median of the 7 days before `day`, None under 3 values (dossier 4.3).

    The caller falls back to the intake score. The morning of `day` itself is not part of it.

    >>> baseline_before({date(2026, 3, 1): 4, date(2026, 3, 2): 5, date(2026, 3, 4): 7}, date(2026, 3, 5))
    5
    """
    days = (day - timedelta(days=back) for back in range(1, BASELINE_DAYS + 1))
    scores = [mornings[each] for each in days if each in mornings]
    return median(scores) if len(scores) >= BASELINE_AT_LEAST else None


def response(
    pain_during: int | None,
    pain_after: int | None,
    next_morning: int | None,
    own_median: float | None,
    *,
    rising: bool = False,
) -> ResponseResult:
    """How a session was taken, from the highest pain during it, pain within the hour, and the next morning.

    RED: 6 or more during or after. AMBER: the next morning more than 1 above the person's own median, or pain
    of 3-5 that rose set by set (`rising`). GREEN: at most 2 during and a morning no worse than usual. YELLOW:
    everything between (dossier 4.3). A next morning or a median that is missing leaves the judgement to what
    is known. Without pain during there is no response, unless pain after is RED by itself.

    >>> response(4, 3, next_morning=6, own_median=4).response.value
    'amber'
    >>> response(2, 1, next_morning=None, own_median=4).response.value
    'green'
    """
    if pain_after is not None and zone(pain_after) is Zone.HIGH_RISK:
        during = () if pain_during is None else (_DURING[zone(pain_during)],)
        return ResponseResult(Response.RED, (*during, Because.AFTER_HIGH))
    if pain_during is None:
        return ResponseResult(None, ())
    felt, morning = zone(pain_during), _morning(next_morning, own_median)
    rose = rising and felt is Zone.ACCEPTABLE
    why = (_DURING[felt], *((Because.RISING,) if rose else ()), morning)
    if felt is Zone.HIGH_RISK:
        return ResponseResult(Response.RED, (Because.DURING_HIGH,))
    if rose or morning is Because.MORNING_UP:
        return ResponseResult(Response.AMBER, why)
    if felt is Zone.ACCEPTABLE or morning is Because.MORNING_SLIGHTLY_UP:
        return ResponseResult(Response.YELLOW, why)
    return ResponseResult(Response.GREEN, why)


def _morning(score: int | None, usual: float | None) -> Because:
    if score is None or usual is None:
        return Because.MORNING_UNKNOWN
    if score > usual + MORNING_MAY_RISE:
        return Because.MORNING_UP
    return Because.MORNING_SLIGHTLY_UP if score > usual else Because.MORNING_USUAL

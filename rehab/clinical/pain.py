"""Pain 0-10: zones, the person's own usual morning, and the response to a session (dossier 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Zone(StrEnum):
    SAFE = "safe"
    ACCEPTABLE = "acceptable"
    HIGH_RISK = "high_risk"


class Response(StrEnum):
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
    response: Response | None
    reasons: tuple[Because, ...]


def zone(score: int) -> Zone:
    raise NotImplementedError


def baseline_before(mornings: Mapping[date, int], day: date) -> float | None:
    raise NotImplementedError


def response(
    pain_during: int | None,
    pain_after: int | None,
    next_morning: int | None,
    own_median: float | None,
    *,
    rising: bool = False,
) -> ResponseResult:
    raise NotImplementedError

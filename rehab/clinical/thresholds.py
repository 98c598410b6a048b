"""The numbers the follow-up rules judge by: default, unit, range and source of each (dossier 10).

They are data: a practitioner may change one for a course within its range, the page of rules prints them, and
the rules read nothing else. A range keeps a slip of the finger out; it is not clinical advice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from rehab.clinical.phases import REFRACTORY_AFTER

CHOICE = "clinical-choice"


class Unit(StrEnum):
    """What a number counts: points of 0-10, shares 0-1, and whole numbers of the rest; COUNT is of what is named."""

    POINTS = "points"
    SHARE = "share"
    DAYS = "days"
    WEEKS = "weeks"
    SESSIONS = "sessions"
    COUNT = "count"

    @property
    def is_whole(self) -> bool:
        """Whether half of one makes no sense."""
        return self not in (Unit.POINTS, Unit.SHARE)


@dataclass(frozen=True, slots=True)
class Limit:
    """What is known of one threshold; `low` and `high` are both allowed, `source` is a code of the content."""

    default: float
    unit: Unit
    low: float
    high: float
    source: str


class ThresholdError(ValueError):
    """A threshold that cannot be: unknown, outside its range, or not less than another (`than`). `name` says which."""

    def __init__(self, name: str, why: str, *, than: str | None = None) -> None:
        super().__init__(f"{name} {why}")
        self.name, self.than = name, than


def _limit(default: float, unit: Unit, low: float, high: float, source: str = CHOICE) -> Any:
    return field(default=default, metadata={"limit": Limit(default, unit, low, high, source)})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every threshold in force for a course. Raises ThresholdError when two are out of order.

    Ranges end where the rules would have to look further back than the 35 days of history they are given.

    >>> Thresholds().changed({"flare_rise": 3}).flare_rise
    3
    >>> Thresholds().changed({"flare_rise": 11})
    Traceback (most recent call last):
    rehab.clinical.thresholds.ThresholdError: flare_rise is 11, must be 1 to 6 points
    """

    flare_rise: float = _limit(2, Unit.POINTS, 1, 6, "landorf-2010")
    flare_red_sessions: int = _limit(2, Unit.SESSIONS, 1, 4, "pain-monitoring-model")
    flare_recent_days: int = _limit(7, Unit.DAYS, 3, 14)
    flare_book_after_days: int = _limit(7, Unit.DAYS, 0, 14)
    flare_followed_days: int = _limit(21, Unit.DAYS, 14, 21)
    creep_rise: float = _limit(1, Unit.POINTS, 0.5, 4, "pain-monitoring-model")
    check_week: int = _limit(4, Unit.WEEKS, 2, 11, "morrissey-2021")
    non_response_week: int = _limit(8, Unit.WEEKS, 3, 12, "nhs-pathways")
    outcome_week: int = _limit(12, Unit.WEEKS, 4, 26, "fix-heel-2023")
    outcome_open_weeks: int = _limit(4, Unit.WEEKS, 1, 12)
    refractory_days: int = _limit(REFRACTORY_AFTER.days, Unit.DAYS, 90, 365, "ugeskriftet")
    refractory_from_week: int = _limit(8, Unit.WEEKS, 2, 26)
    plateau_weeks: int = _limit(3, Unit.WEEKS, 2, 4)
    plateau_within: float = _limit(1, Unit.POINTS, 0.5, 3)
    plateau_from_week: int = _limit(6, Unit.WEEKS, 2, 26)
    plateau_from_pain: float = _limit(3, Unit.POINTS, 1, 8)
    ready_sessions: int = _limit(2, Unit.SESSIONS, 1, 5)
    ready_pain_at_most: int = _limit(5, Unit.POINTS, 0, 5, "pain-monitoring-model")
    ready_morning_rise: float = _limit(1, Unit.POINTS, 0, 2)
    ready_recent_days: int = _limit(7, Unit.DAYS, 3, 14)
    end_of_phase_lead_days: int = _limit(0, Unit.DAYS, 0, 14, "riel-2019")
    adherent_from: float = _limit(0.8, Unit.SHARE, 0.5, 1, "bailey-2018")
    low_adherence_under: float = _limit(0.5, Unit.SHARE, 0.1, 0.8)
    adherence_days: int = _limit(14, Unit.DAYS, 7, 17)
    silence_patient_days: int = _limit(7, Unit.DAYS, 2, 28)
    silence_staff_days: int = _limit(14, Unit.DAYS, 3, 56)
    improved_at_most: float = _limit(2, Unit.POINTS, 0, 3)
    improved_weeks: int = _limit(3, Unit.WEEKS, 1, 4)
    improved_psfs_from: float = _limit(8, Unit.POINTS, 5, 10)
    planned_lead_days: int = _limit(7, Unit.DAYS, 0, 21)

    def __post_init__(self) -> None:
        for earlier, later in _IN_ORDER:
            if getattr(self, earlier) >= getattr(self, later):
                raise ThresholdError(earlier, f"is {getattr(self, earlier)}, must be less than {later}", than=later)

    def changed(self, values: Mapping[str, float]) -> "Thresholds":
        """These thresholds with some of them changed. Raises ThresholdError, which names the first at fault."""
        for name, value in values.items():
            _check(name, value)
        changes: dict[str, Any] = dict(values)
        return replace(self, **changes)


_IN_ORDER = (
    ("check_week", "non_response_week"),
    ("non_response_week", "outcome_week"),
    ("silence_patient_days", "silence_staff_days"),
    ("low_adherence_under", "adherent_from"),
)

LIMITS: Mapping[str, Limit] = MappingProxyType({each.name: each.metadata["limit"] for each in fields(Thresholds)})
"""What is known of each threshold, in the order of the rules."""

DEFAULT = Thresholds()


def _check(name: str, value: float) -> None:
    if name not in LIMITS:
        raise ThresholdError(name, "is not a threshold")
    limit = LIMITS[name]
    if isinstance(value, bool) or not limit.low <= value <= limit.high:
        raise ThresholdError(name, f"is {value}, must be {limit.low} to {limit.high} {limit.unit}")
    if limit.unit.is_whole and not isinstance(value, int):
        raise ThresholdError(name, f"is {value}, must be a whole number of {limit.unit}")

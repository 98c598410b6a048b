"""When a course calls for a visit: rules F1-F13 (dossier 10), each a reason with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from rehab.clinical.recurrence import DateSpan, PrescribedWindow


class Rule(StrEnum):
    RED_FLAG = "red_flag"
    FLARE = "flare"
    CREEP = "creep"
    WEEK_4 = "week_4"
    NON_RESPONSE = "non_response"
    WEEK_12 = "week_12"
    REFRACTORY = "refractory"
    PLATEAU = "plateau"
    READY = "ready"
    END_OF_PHASE = "end_of_phase"
    LOW_ADHERENCE = "low_adherence"
    SILENCE = "silence"
    IMPROVED = "improved"


class Need(IntEnum):
    """How pressing; the lowest number first."""

    NEEDS_YOU = 1
    KEEP_AN_EYE = 2
    ON_PLAN = 3


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """One logged session; a stretch bout is one with its key and pain unknown."""

    on: date
    keys: frozenset[int]
    completion: float
    pain_during: int | None
    pain_after: int | None


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What the rules look at. `by_day` (worst side), `sessions` and `windows` cover at least the last 35 days."""

    started_on: date
    intake_pain: int | None
    start_median: float | None
    by_day: Mapping[date, int]
    sessions: tuple[LoggedSession, ...]
    windows: tuple[PrescribedWindow, ...]
    phase_started_on: date
    phase_last_on: date | None
    symptoms_since: date | None
    pauses: tuple[DateSpan, ...]
    last_log_on: date | None


@dataclass(frozen=True, slots=True)
class Thresholds:
    silence_patient_days: int = 7
    silence_staff_days: int = 14


DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True)
class Reason:
    rule: Rule
    need: Need
    since: date
    numbers: Mapping[str, float | int | str]


def reasons(facts: CourseFacts, today: date, thresholds: Thresholds = DEFAULT) -> tuple[Reason, ...]:
    """Most pressing first; empty when the course is on plan."""
    raise NotImplementedError


def need_of(found: tuple[Reason, ...]) -> Need:
    raise NotImplementedError


def prompts_patient(rule: Rule) -> bool:
    """Whether the rule leads the patient to book."""
    raise NotImplementedError


def may_prompt(
    rule: Rule,
    *,
    today: date,
    has_future_appointment: bool,
    last_prompt_on: date | None,
    snoozed_until: date | None,
    ended_as_well_on: date | None,
) -> bool:
    raise NotImplementedError

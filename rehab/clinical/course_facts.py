"""What the follow-up rules look at, and what they answer (dossier 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from rehab.clinical.recurrence import DateSpan, PrescribedWindow


class Rule(StrEnum):
    """F1 to F13, in the dossier's order."""

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
    """How much the course needs the practitioner; the lowest number is the most pressing."""

    NEEDS_YOU = 1
    KEEP_AN_EYE = 2
    ON_PLAN = 3


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """One logged session; a stretch bout is one with its key and pain unknown. Has the fields of DoneSession."""

    on: date
    keys: frozenset[int]
    completion: float
    pain_during: int | None
    pain_after: int | None


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """One course as the rules see it.

    `by_day` (first-step pain, worst side), `sessions` and `windows` cover at least the last 35 days; more does
    no harm. `start_median` is M₀ where the first week has it, else the rules use `intake_pain`.
    `last_log_on` is the last entry of any kind.
    """

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

    @property
    def start(self) -> float | None:
        """M₀: the first week's median, else the score at intake."""
        return self.intake_pain if self.start_median is None else self.start_median


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The dossier's defaults (section 10), which a practitioner may change for a course.

    Points are on the 0-10 scale, shares 0-1. Those marked [D] are not in the dossier's table.
    """

    flare_rise: float = 2
    flare_red_sessions: int = 2
    flare_recent_days: int = 7
    """[D] Two red sessions are a flare while the last of them is this recent."""
    creep_rise: float = 1
    check_week: int = 4
    non_response_week: int = 8
    outcome_week: int = 12
    outcome_open_weeks: int = 4
    """[D] How long the week-12 review keeps being asked for."""
    refractory_days: int = 183
    refractory_from_week: int = 8
    """[D] Without improvement can only be said of a course that had its time: the week of F5."""
    plateau_weeks: int = 3
    plateau_within: float = 1
    plateau_from_week: int = 6
    plateau_from_pain: float = 3
    end_of_phase_lead_days: int = 0
    adherent_from: float = 0.8
    low_adherence_under: float = 0.5
    adherence_days: int = 14
    silence_patient_days: int = 7
    silence_staff_days: int = 14
    improved_at_most: float = 2
    improved_weeks: int = 3


DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that holds, how pressing it makes the course, since when, and the numbers its sentence needs.

    | rule | numbers |
    |---|---|
    | flare | via="mornings": before, now, rise, days · via="sessions": count, pain (the worst of them) |
    | creep | weeks, before, now, rise |
    | week_4, non_response | week, start, now, change, done, due, share (whole percent), days |
    | week_12 | week, done, due, share, days; start, now, change where known |
    | refractory | months, week, start, now, change |
    | plateau | weeks, week, before, now, change |
    | end_of_phase | last_on (ISO date), days (since then; negative before) |
    | low_adherence | done, due, share, days, why="two_windows" or "stalling" (then also week, start, now, change) |
    | silence | days, audience="patient" or "staff" |
    | improved | weeks, now, start, change |

    `change` is now less start: negative is less pain. `share` is left out where nothing was due (due=0).
    """

    rule: Rule
    need: Need
    since: date
    numbers: Mapping[str, float | int | str]

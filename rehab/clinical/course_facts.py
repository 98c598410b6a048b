"""What the follow-up rules look at, and what they answer (dossier 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from rehab.clinical.recurrence import DateSpan, PrescribedWindow
from rehab.clinical.safety import Level


class Rule(StrEnum):
    """F1 to F13, in the dossier's order; then F14, what the practitioner planned, which the dossier leaves to them."""

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
    PLANNED = "planned"


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
class WarningTick:
    """A warning sign the patient ticked, and the day a practitioner cleared it, if one has."""

    on: date
    level: Level
    cleared_on: date | None = None


@dataclass(frozen=True, slots=True)
class OutcomeAnswers:
    """The latest outcome measures; None where not asked or not answered, which is never taken for a yes.

    `psfs` is the mean 0-10, 10 as before; `accepts` the PASS answer; `much_better` whether GROC is in its two best.
    """

    psfs: float | None = None
    accepts: bool | None = None
    much_better: bool | None = None


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A follow-up planned for a day, by hand or as a review point of the programme; `text` is for the patient."""

    id: int
    on: date
    by_hand: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """One course as the rules see it.

    `by_day` (first-step pain, worst side), `sessions` and `windows` cover at least the last 35 days; more does
    no harm. `start_median` is M₀ where the first week has it, else the rules use `intake_pain`.
    `last_log_on` is the last entry of any kind. `planned` are the follow-ups that nobody has taken back, `visit_on`
    the latest visit that was held or is booked.
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
    ticks: tuple[WarningTick, ...] = ()
    outcomes: OutcomeAnswers = OutcomeAnswers()
    planned: tuple[PlannedVisit, ...] = ()
    visit_on: date | None = None

    @property
    def start(self) -> float | None:
        """M₀: the first week's median, else the score at intake."""
        return self.intake_pain if self.start_median is None else self.start_median


Numbers = dict[str, float | int | str]


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that holds, since when, the days it looked at, its numbers, and how pressing it makes the course.

    | rule | numbers |
    |---|---|
    | red_flag | count, level (the most serious ticked), days (since the first tick) |
    | flare | via="mornings": before, now, rise, days · via="sessions": count, pain (the worst of them); both: up_days |
    | creep | weeks, before, now, rise |
    | week_4, non_response | week, start, now, change, done, due, share (whole percent), days |
    | week_12 | week, done, due, share, days; start, now, change where known; why="no_better" when it stalls |
    | refractory | months, week, start, now, change |
    | plateau | weeks, week, before, now, change |
    | ready | count, pain (the worst of them), rise (of the mornings after, over the usual) |
    | end_of_phase | last_on (ISO date), days (since then; negative before) |
    | low_adherence | done, due, share, days, why="two_windows" or "stalling" (then also week, start, now, change) |
    | silence | days, audience="patient" or "staff" |
    | improved | weeks, at_most, now, start, change; why="confirmed" where PSFS and PASS say so too |
    | planned | plan (its id), on (ISO date), text, days (as before); via="by_hand", "review_point", "overdue" |

    `change` is now less start: negative is less pain. `share` is left out where nothing was due (due=0).
    `up_days` is how long the flare has lasted. `need` is what the rule book says of its words; `asks_patient` whether
    it leads the patient to book a time. Both are set when all the rules that hold are known.
    """

    rule: Rule
    since: date
    window: DateSpan
    numbers: Mapping[str, float | int | str]
    need: Need = Need.ON_PLAN
    asks_patient: bool = False

    @property
    def about(self) -> "About":
        """What it is about: the same reason on another day, with other numbers, is about the same."""
        return about(self.rule, self.numbers)

    @property
    def words(self) -> str:
        """The key its sentences are found by, for staff and for the patient: "flare.sessions", "creep".

        >>> day = date(2026, 3, 2)
        >>> Reason(Rule.SILENCE, day, DateSpan(day, day), {"audience": "staff"}).words
        'silence.staff'
        """
        return words_key(self.rule, self.numbers)


@dataclass(frozen=True, slots=True)
class About:
    """What a reason is about: its rule, and which of the planned follow-ups where it is one."""

    rule: Rule
    planned_id: int | None = None


def about(rule: str, numbers: Mapping[str, object]) -> About:
    """What a reason is about, from what is stored of it."""
    plan = numbers.get("plan") if rule == Rule.PLANNED else None
    return About(Rule(rule), plan if isinstance(plan, int) else None)


def words_key(rule: str, numbers: Mapping[str, object]) -> str:
    """The key of a reason's sentences, from what is stored of it."""
    variant = next((numbers[name] for name in ("via", "why", "audience") if name in numbers), None)
    return f"{rule}.{variant}" if variant else str(rule)

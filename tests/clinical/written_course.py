"""A course as it is written down: programmes, diary, and the reasons expected of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from rehab.clinical.course_facts import OutcomeAnswers
from rehab.clinical.dose import Side
from rehab.clinical.recurrence import DateSpan
from rehab.clinical.safety import Level

DAY = timedelta(days=1)


def days_of(span: DateSpan) -> Iterator[date]:
    """Its days, first to last."""
    for back in range((span.last_on - span.first_on).days + 1):
        yield span.first_on + back * DAY


@dataclass(frozen=True)
class Prescribed:
    """A line of a programme; `key` is its own in the whole file."""

    key: int
    span: DateSpan
    interval_days: int
    times_a_day: int
    strength: bool


@dataclass
class Programme:
    """What was signed on a day."""

    signed_on: date
    lines: list[Prescribed] = field(default_factory=list)
    phases: list[DateSpan] = field(default_factory=list)


@dataclass(frozen=True)
class Note:
    """A morning; no score where the patient was not sure."""

    on: date
    side: Side
    score: int | None


@dataclass(frozen=True)
class Trained:
    """A training; `bouts` and no pain where it was stretching."""

    on: date
    completion: float = 1.0
    during: int | None = None
    after: int | None = None
    bouts: int = 0


@dataclass(frozen=True)
class Event:
    """What a person does about a prompt: books, snoozes (both with a day), well, closes."""

    on: date
    kind: str
    day: date | None = None


@dataclass(frozen=True)
class Expected:
    """A reason: the days it is given, and what it says on the first of them."""

    words: str
    span: DateSpan
    since: date
    numbers: dict[str, float | str]
    asks: tuple[DateSpan, ...]


@dataclass
class WrittenCourse:
    """One file."""

    title: str = ""
    story: str = ""
    intake_pain: int | None = None
    started_on: date = date.min
    symptoms_since: date | None = None
    side: Side | None = None
    pauses: list[DateSpan] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    mornings: list[Note] = field(default_factory=list)
    sessions: list[Trained] = field(default_factory=list)
    ticks: list[tuple[date, Level]] = field(default_factory=list)
    cleared_on: list[date] = field(default_factory=list)
    answers: list[tuple[date, OutcomeAnswers]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    last_on: date = date.min
    expected: list[Expected] = field(default_factory=list)
    prompts: list[tuple[date, str]] | None = None

    @property
    def days(self) -> list[date]:
        """Every day from the start to the diary's last."""
        return list(days_of(DateSpan(self.started_on, self.last_on)))

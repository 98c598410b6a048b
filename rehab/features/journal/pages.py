"""The pages of the patient's day: words and numbers, ready to be shown."""

from dataclasses import dataclass
from typing import Any, ClassVar

from rehab.features.journal.forms import MorningPainForm, SessionForm
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True, slots=True)
class MorningCard:
    """Morning pain of one side today. Folded to a line once logged; `said` compares with yesterday.

    `fill_href` is where yesterday's is filled in, when it is missing.
    """

    side: str
    question: str
    where: str
    noted_on: str
    client_key: str
    yesterday: str
    fill_href: str
    is_logged: bool
    is_open: bool
    score: int | None
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExerciseLine:
    """An exercise, its dose in words, and the way to leave it out or swap it today."""

    name: str
    text: str
    skip_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SkippedLine:
    """An exercise left out today, or swapped, and why."""

    id: int
    name: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StretchLine:
    """A daily stretch: how many of today's bouts are done, and the address that takes the last one back."""

    name: str
    text: str
    done: int
    total: int
    prescription_id: int
    client_key: str
    undo_action: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OneTap:
    """What the button "Done as prescribed" sends."""

    client_key: str
    done_on: str
    prescription_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """How the foot took a training (`kind` ok, warn or stop), and the practitioner's own sentence for it."""

    kind: str
    title: str
    facts: str
    sentence: str
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingCard:
    """Today's training: what is still to do, or that it is done, or why today is for rest.

    `felt_href` and `undo_action` are given after one tap, until it is told how it felt.
    """

    icon: str
    eyebrow: str
    title: str
    minutes: str
    text: str
    lines: tuple[ExerciseLine, ...]
    skipped: tuple[SkippedLine, ...]
    stretches: tuple[StretchLine, ...]
    is_done: bool
    play_href: str
    log_href: str
    one_tap: OneTap | None
    felt_href: str
    undo_action: str
    correct_href: str
    answer: Answer | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AheadCard:
    """The training of days to come, as far as is known today, for a phone that then has no network.

    `days` are dates, 2026-11-26; `every` is how many days it is between two trainings.
    """

    days: tuple[str, ...]
    every: int
    card: TrainingCard


@dataclass(frozen=True, kw_only=True, slots=True)
class PauseCard:
    """Why there is no training: a warning sign with its fixed text and whom to ring, or until when the course rests.

    `calls` and `more` are (words, address).
    """

    is_warning: bool
    eyebrow: str
    title: str
    text: str
    calls: tuple[tuple[str, str], ...]
    more: tuple[str, str] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DayTile:
    """A time, in the parts a date tile is drawn from."""

    weekday: str
    day: str
    month: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PromptCard:
    """Why it is time to be seen, and the next free time to do it."""

    title: str
    numbers: str
    tile: DayTile | None
    none_free: str
    book_href: str
    more_href: str
    postpone_action: str
    well_action: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CourseCard:
    """Whether it is still good, to be answered here; or with `href`, that it came back and a time is to be chosen."""

    title: str
    text: str
    client_key: str
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AppointmentCard:
    """The next booked time."""

    tile: DayTile
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """A version of the programme signed lately: why, and what is different, so much of it as stands on Today."""

    text: str
    changes: tuple[str, ...]
    more: str
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekDay:
    """One day of the week strip."""

    letter: str
    number: int
    state: str
    is_today: bool
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Nothing:
    """What will appear here, and when."""

    icon: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class TodayPage(Page):
    """The patient's day. Without an open course only `nothing` is filled.

    `asked_anew` and `ahead` are not shown: a phone that kept the page goes by them on the days to come.
    """

    template: ClassVar[str] = "journal/today.html"
    over: str
    greeting: str
    nothing: Nothing | None = None
    mornings: tuple[MorningCard, ...] = ()
    pause: PauseCard | None = None
    goes_on: str = ""
    asks_for_signs: bool = False
    training: TrainingCard | None = None
    practice: bool = False
    prompt: PromptCard | None = None
    appointment: AppointmentCard | None = None
    news: News | None = None
    message: str = ""
    week: tuple[WeekDay, ...] = ()
    week_text: str = ""
    course: CourseCard | None = None
    questions: tuple[str, str] | None = None
    links: tuple[tuple[str, str, str], ...] = ()
    asked_anew: tuple[MorningCard, ...] = ()
    ahead: tuple[AheadCard, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LoggedMorning:
    """One date of the last fortnight: a score (None when not logged or not sure) per sore side."""

    day: str
    scores: tuple[tuple[str, int | None], ...]
    href: str


@dataclass(frozen=True, kw_only=True)
class OtherDayPage(Page):
    """A morning of another date, and what is logged of the last fortnight."""

    template: ClassVar[str] = "journal/other_day.html"
    form: MorningPainForm
    has_sides: bool
    earliest: str
    latest: str
    days: tuple[LoggedMorning, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SetLine:
    """The fields of a set, or of one side of it; no field for the load where there is nothing to lift but the body."""

    side: str
    reps: Any
    load: Any | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SetRow:
    """One set: a line, or one for each side."""

    number: int
    lines: tuple[SetLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ExerciseFields:
    """An exercise to log: its dose in words, how it is done, and a row per set."""

    id: int
    name: str
    drawing: str | None
    steps: tuple[str, ...]
    text: str
    side: str
    rows: tuple[SetRow, ...]
    may_add: bool

    @property
    def has_load(self) -> bool:
        return self.rows[0].lines[0].load is not None

    @property
    def has_sides(self) -> bool:
        return len(self.rows[0].lines) > 1


@dataclass(frozen=True, kw_only=True)
class SessionPage(Page):
    """Logging a training. `is_short` asks for pain alone: the sets are as prescribed, or stored by one tap.

    `correct_href` is given when that day is logged already; `is_paused` when nothing is due that day.
    """

    template: ClassVar[str] = "journal/session.html"
    under: str
    form: SessionForm
    exercises: tuple[ExerciseFields, ...]
    is_short: bool
    switch_href: str
    correct_href: str
    is_paused: bool
    earliest: str
    latest: str

"""The course page's parts. Words and numbers only."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.caseload.forms import AddendumForm, NoteForm
from rehab.features.caseload.reviewed import ReviewedView
from rehab.web.chart_view import Figure
from rehab.web.measure_words import MeasureTable
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class Banner:
    """A reason: `kind` stop or warn, the reason itself, the numbers behind it, and since when.

    `is_warning`: warning signs, which have a page of their own where they are cleared.
    """

    kind: str
    title: str
    text: str
    is_warning: bool


@dataclass(frozen=True, kw_only=True)
class OpenPrompt:
    """What the patient is being asked, since when, and the way to take it down."""

    id: int
    text: str


@dataclass(frozen=True, kw_only=True)
class CourseFigures:
    """The row of figures; None or "" where nothing is known yet."""

    last_pain: int | None
    last_pain_on: str
    now: str
    start: str
    change: float | None
    change_words: str
    done: str
    share: float | None
    share_tone: str
    in_phase: str
    phase: str
    programme: str
    next_visit: str


@dataclass(frozen=True, kw_only=True)
class ChartWeek:
    """A week of the chart as a table row."""

    number: int
    median: str
    strength: str
    heaviest: str


@dataclass(frozen=True, kw_only=True)
class CourseChart:
    """The chart, what it shows in a sentence, its legend and its figures."""

    figure: Figure
    label: str
    legend: tuple[tuple[str, str], ...]
    weeks: tuple[ChartWeek, ...]


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    """A strength session: pain 0-10 during, after and next morning; `response` ok, warn, stop or None.

    `date` is its day of the month alone. `is_practice`: a set tried together, which counts as no training.
    """

    day: str
    date: str
    is_practice: bool
    dose: str
    missing: tuple[str, ...]
    load: str
    during: int | None
    after: int | None
    next_morning: int | None
    response: str | None
    effort: str
    note: str


@dataclass(frozen=True, kw_only=True)
class CorrectionLine:
    """Something logged that was replaced."""

    what: str
    change: str
    by: str


@dataclass(frozen=True, kw_only=True)
class PrescribedLine:
    """An exercise in the short notation; `is_now` when this week's."""

    name: str
    dose: str
    weeks: str
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """A signed version: its number, when it takes effect, who signed it and why.

    `is_ahead` when it has not taken effect yet; `withdrawn` is by whom and when it was taken back, if it was.
    """

    number: int
    effective: str
    by: str
    reason: str
    is_now: bool
    is_ahead: bool
    withdrawn: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeView:
    """The version in force: `plan` is (light, pain, what the practitioner says to do).

    `activity` says whether sport goes on, empty where nobody was asked; `reviews` when the course is looked at.
    """

    phase: str
    week: str
    lines: tuple[PrescribedLine, ...]
    plan: tuple[tuple[str, str, str], ...]
    versions: tuple[VersionLine, ...]
    activity: str
    reviews: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Signed words, paragraph by paragraph."""

    by: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NoteLine(Signed):
    """A note, what was added to it, oldest first, and the form to add more."""

    id: int
    addenda: tuple[Signed, ...]
    form: AddendumForm


@dataclass(frozen=True, kw_only=True)
class Line:
    """A dated line: when, what, and what became of it."""

    when: str
    what: str
    became: str


@dataclass(frozen=True, kw_only=True)
class ThresholdLine:
    """A threshold that differs from its default, in words."""

    label: str
    value: str
    default: str


@dataclass(frozen=True, kw_only=True)
class ThresholdsView:
    """The thresholds of a course that differ, and when, by whom and why they were last changed."""

    lines: tuple[ThresholdLine, ...]
    changed: str


@dataclass(frozen=True, kw_only=True)
class CoursePage(Page):
    """Everything about a course on one page. `programme` and `chart` are None before there is any.

    `closed` is when it was, and then it is only read. `sessions` are the latest, `responses` those of them whose
    response is known, oldest first. `first_visit`: nothing is logged yet. `ticks` are the warning signs. `thresholds`
    is None where they were never changed; `pauses` are those not over yet, each as why and which days. `form` and
    `addendum` are the notes' as typed.
    """

    template: ClassVar[str] = "caseload/course.html"
    course_id: int
    under: str
    closed: str
    reviewed: ReviewedView
    banners: tuple[Banner, ...]
    prompt: OpenPrompt | None
    figures: CourseFigures
    chart: CourseChart | None
    sessions: tuple[SessionRow, ...]
    sessions_left_out: int
    responses: tuple[SessionRow, ...]
    first_visit: bool
    corrections: tuple[CorrectionLine, ...]
    programme: ProgrammeView | None
    notes: tuple[NoteLine, ...]
    measures: MeasureTable
    prompts: tuple[Line, ...]
    ticks: tuple[Line, ...]
    appointments: tuple[Line, ...]
    skipped: tuple[Line, ...]
    thresholds: ThresholdsView | None
    pauses: tuple[tuple[str, str], ...]
    messages: tuple[Line, ...]
    unread: int
    form: NoteForm
    addendum: AddendumForm | None

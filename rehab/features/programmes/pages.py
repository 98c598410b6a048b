"""The pages of choosing, building and reading a programme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup
from wtforms.fields import Label

from rehab.features.programmes.forms import BuilderForm, PhaseForm, RowForm
from rehab.features.programmes.own.forms import OwnTemplateForm
from rehab.features.programmes.suggesting import SuggestPanel
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """A source, how well it was read, and what was or was not found in it.

    `language` is what the citation is read aloud in: a journal keeps its English name.
    """

    citation: str
    language: str
    doi: str | None
    read: str
    note: str | None


@dataclass(frozen=True, kw_only=True)
class TemplateNotes:
    """What the practitioner is told of a template; `ask_first` must be asked before it is chosen."""

    name: str
    ask_first: str | None
    evidence: str
    unverified: tuple[str, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, kw_only=True)
class TemplateCard:
    """One template; what it holds as (label, value), in staff notation. `refused` says why it can't be had.

    `scope` says who has it and `overdue` that its review is, both empty for one of the library's.
    """

    code: str
    name: str
    holds: tuple[tuple[str, str], ...]
    notes: TemplateNotes
    suggested: bool
    href: str
    refused: str | None
    scope: str
    overdue: str


@dataclass(frozen=True, kw_only=True)
class ChoosePage(Page):
    """Templates side by side, the suggested ones first. `panel` asks what to suggest; None off the heel.

    `q` and `scope` are what the list is cut down to, `scopes` what it can be cut down to.
    """

    template: ClassVar[str] = "programmes/choose.html"
    under: str
    course_id: int
    back_href: str
    revise_href: str | None
    cards: tuple[TemplateCard, ...]
    panel: SuggestPanel | None
    q: str
    scope: str
    scopes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class RowView:
    """A row of the builder beside its fields.

    `id` is its part's name in the form, `number` what its buttons send; `focus` is the button that was pressed in it.
    `reads` is the sentence in the patient's language, None while wrong, `short` the staff's notation. `step_up` and
    `step_down` are the template's criteria for the row, empty where it is not from a template.
    """

    form: RowForm
    id: str
    number: str
    name: str
    drawing: str | None
    kind: str
    kind_words: str
    optional: bool
    step_up: str
    step_down: str
    is_now: bool
    is_kept: bool
    is_open: bool
    focus: str
    weeks: str
    short: str
    reads: str | None


@dataclass(frozen=True, kw_only=True)
class PhaseView:
    """A phase of the builder; `kept` is how many of its rows are not taken out. See RowView for the rest."""

    form: PhaseForm
    id: str
    number: str
    place: int
    name: str
    begins: str
    rows: tuple[RowView, ...]
    kept: int
    can_add: bool
    is_gone: bool
    may_drop: bool
    may_up: bool
    may_down: bool
    focus: str


@dataclass(frozen=True, kw_only=True)
class Following:
    """A template that may follow as the next phase."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Newer:
    """That someone else signed while this form stood open: what they changed, what is changed here, what to do.

    `number` is the version that stands now, which signing on top would follow; 0 for none. `set_aside` is the form as
    it was typed, once it made way for theirs; else empty.
    """

    text: str
    number: int
    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    set_aside: str = ""
    back_action: str = ""


@dataclass(frozen=True, kw_only=True)
class WrongFields:
    """What the summary on top of a page reads of a form, here the fields of all its parts with their full names."""

    fields: tuple["WrongField", ...]
    form_errors: tuple[str, ...] = ()

    @property
    def errors(self) -> bool:
        return bool(self.fields)

    def __iter__(self) -> Iterator["WrongField"]:
        return iter(self.fields)


@dataclass(frozen=True, kw_only=True)
class WrongField:
    """One field to put right."""

    id: str
    type: str
    label: Label
    errors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BuilderPage(Page):
    """The builder, for a new programme and for a revision.

    `told` says what the last button did, `focus` where the focus goes when that is on the page and not in a row;
    `activity` is what the patient reads of each rule, `reviews_on` about when each review point is. `preview` is the
    patient's page, None while a field is wrong.
    """

    template: ClassVar[str] = "programmes/builder.html"
    under: str
    back_href: str
    action: str
    form: BuilderForm
    wrong: WrongFields
    phases: tuple[PhaseView, ...]
    first_name: str
    patient_language: str
    asks_reason: bool
    notes: tuple[TemplateNotes, ...]
    following: tuple[Following, ...]
    reviews_on: tuple[str, ...]
    can_add_review: bool
    can_add_phase: bool
    activity: Mapping[str, str]
    told: str
    focus: str
    preview: Markup | None
    newer: Newer | None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One dose of an exercise: its weeks, its words, and whether it is past, now or later."""

    weeks: str
    words: str
    state: str
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class ExerciseCard:
    """One exercise as the patient reads it.

    `lines` are the dose in force, line by line; while none is (not `is_now`) what the coming dose says of tempo, days
    and rest. `weeks` are its doses by week, empty when one dose holds for the whole phase. `above` is the id of an
    earlier card with the same steps, cautions and `drawing`, which is None too where nobody has drawn it.
    """

    id: str
    name: str
    drawing: str | None
    kind: str
    kind_words: str
    side: str
    is_now: bool
    lines: tuple[str, ...]
    weeks: tuple[Step, ...]
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    equipment: str
    above: str | None


@dataclass(frozen=True, kw_only=True)
class PhasePart:
    """One phase as the patient reads it."""

    id: str
    name: str
    when: str
    is_now: bool
    exercises: tuple[ExerciseCard, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One of the practitioner's own sentences and the answer it belongs to."""

    light: str
    when: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changed with the version in force, and why."""

    since: str
    reason: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SignGroup:
    """Warning signs that call for the same."""

    title: str
    what_to_do: str
    call: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProgrammePage(Page):
    """The patient's programme; without phases when nothing is assigned yet. Warning signs are always there.

    `activity` says whether sport goes on, `reviews` when the practitioner looks at the course; empty where a version
    says nothing of it. `about` says what the course is about, `advice` has the title and lines of each card; both
    empty without a course.
    """

    template: ClassVar[str] = "programmes/show.html"
    agreed: str
    where: str
    notice: str
    phases: tuple[PhasePart, ...]
    plan: tuple[PlanLine, ...]
    activity: str
    reviews: tuple[str, ...]
    signed: str
    change: Change | None
    about: str
    advice: tuple[tuple[str, tuple[str, ...]], ...]
    warning_signs: tuple[SignGroup, ...]
    may_tick: bool


@dataclass(frozen=True, kw_only=True)
class HandoutPage(Page):
    """The programme on one or two sheets of A4. `qr` leads to `address`, the programme behind the sign-in.

    `many`: so many exercises that they have to be written smaller.
    """

    template: ClassVar[str] = "programmes/handout.html"
    many: bool
    back_href: str
    about: str
    clinic: str
    read: ProgrammePage
    printed: str
    address: str
    qr: Markup


@dataclass(frozen=True, kw_only=True)
class MoveCard:
    """One move: what it would give, and its ways as (label, address); none where it can't be made."""

    title: str
    icon: str
    text: str
    ways: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class UndoCard:
    """The version that would be undone. `then` says what follows, `why_not` why it can't be."""

    number: int
    title: str
    signed: str
    then: str = ""
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class MovesPage(Page):
    """Moves, pauses (why, days) and undo of one course. `newer`: what happened since the page was opened."""

    template: ClassVar[str] = "programmes/moves.html"
    under: str
    course_id: int
    back_href: str
    newer: str
    moves: tuple[MoveCard, ...]
    pauses: tuple[tuple[str, str], ...]
    undo: UndoCard


@dataclass(frozen=True, kw_only=True)
class TemplateLine:
    """One template of the list; what it holds as (exercise, dose and weeks). `id` is 0 for the library's.

    `change_href` leads its owner to the form; empty for everybody else.
    """

    id: int = 0
    name: str
    condition: str
    phase: str
    holds: tuple[tuple[str, str], ...]
    scope: str
    owner: str
    review: str
    is_overdue: bool = False
    is_proposed: bool = False
    is_chain: bool = False
    change_href: str = ""


@dataclass(frozen=True, kw_only=True)
class TemplatesPage(Page):
    """The list, and what it is cut down to; without filters for the administrator, who answers proposals there."""

    template: ClassVar[str] = "programmes/templates.html"
    lines: tuple[TemplateLine, ...]
    q: str = ""
    scope: str = ""
    scopes: tuple[tuple[str, str], ...] = ()
    condition: str = ""
    conditions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class OwnTemplatePage(Page):
    """The form of an own template. `parts` are (phase, its exercises with their doses)."""

    template: ClassVar[str] = "programmes/own_template.html"
    under: str
    action: str
    back_href: str
    form: OwnTemplateForm
    newer: str
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, kw_only=True)
class CopyPage(Page):
    """Courses to copy from: (patient, what the programme is, address). `many`: there are more than shown."""

    template: ClassVar[str] = "programmes/copy.html"
    under: str
    course_id: int
    back_href: str
    q: str
    courses: tuple[tuple[str, str, str], ...]
    many: bool

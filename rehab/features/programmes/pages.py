"""The pages of choosing, building and reading a programme."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup
from wtforms.fields import Label

from rehab.features.programmes.forms import BuilderForm, PhaseForm, RowForm
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
    """One template; what it holds as (label, value), in staff notation. `refused` says why it can't be had."""

    code: str
    name: str
    holds: tuple[tuple[str, str], ...]
    notes: TemplateNotes
    suggested: bool
    href: str
    refused: str | None


@dataclass(frozen=True, kw_only=True)
class ChoosePage(Page):
    """Templates side by side, the suggested ones first. `panel` asks what to suggest; None off the heel."""

    template: ClassVar[str] = "programmes/choose.html"
    under: str
    course_id: int
    back_href: str
    revise_href: str | None
    cards: tuple[TemplateCard, ...]
    panel: SuggestPanel | None


@dataclass(frozen=True, kw_only=True)
class RowView:
    """A row of the builder beside its fields. `reads` is the sentence in the patient's language, None while wrong.

    `step_up` and `step_down` are the template's criteria for the row, empty where it is not from a template.
    """

    form: RowForm
    name: str
    drawing: str | None
    kind: str
    kind_words: str
    optional: bool
    step_up: str
    step_down: str
    is_now: bool
    reads: str | None


@dataclass(frozen=True, kw_only=True)
class PhaseView:
    """A phase of the builder; `preview` is (name, kind, weeks, sentence) of each row the patient will get."""

    form: PhaseForm
    name: str
    patient_name: str
    begins: str
    rows: tuple[RowView, ...]
    can_add: bool
    preview: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Following:
    """A template that may follow as the next phase."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Newer:
    """A version signed by someone while this form stood open."""

    text: str
    href: str


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
    """The builder, for a new programme and for a revision."""

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
    template_code: str | None
    following: tuple[Following, ...]
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

    `about` says what the course is about, `advice` has the title and lines of each card; both empty without a course.
    """

    template: ClassVar[str] = "programmes/show.html"
    agreed: str
    where: str
    notice: str
    phases: tuple[PhasePart, ...]
    plan: tuple[PlanLine, ...]
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

"""The page of building and changing a programme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup
from wtforms.fields import Label

from rehab.features.programmes.choose_pages import TemplateNotes
from rehab.features.programmes.forms import BuilderForm, PhaseForm, RowForm
from rehab.web.pages import Page


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

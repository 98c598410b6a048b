"""The pages of the exercise library. Words only."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.exercises.forms import ExerciseForm
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True, slots=True)
class Tab:
    """One way to look at the library, with how many there are."""

    label: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ExerciseRow:
    """An exercise in the list; `whose` is who may prescribe it, "" for the library's."""

    code: str
    name: str
    kind: str
    kind_words: str
    equipment: str
    conditions: str
    whose: str


@dataclass(frozen=True, kw_only=True)
class LibraryPage(Page):
    """The exercises that fit what is searched for."""

    template: ClassVar[str] = "exercises/index.html"
    under: str
    q: str
    show: str
    tabs: tuple[Tab, ...]
    rows: tuple[ExerciseRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DoseLine:
    """A dose it is used with: where, and the dose in words."""

    where: str
    weeks: str
    dose: str


@dataclass(frozen=True, kw_only=True)
class ExercisePage(Page):
    """One exercise. `note` says that it isn't offered any more; `newer` is the code that took over."""

    template: ClassVar[str] = "exercises/show.html"
    code: str
    under: str
    drawing: str | None
    purpose: str
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    doses: tuple[DoseLine, ...]
    may_change: bool
    note: str
    newer: str


@dataclass(frozen=True, kw_only=True)
class WritePage(Page):
    """A new exercise, or a change to one (`code`). `shows` is what was uploaded already, as `illustration` draws it."""

    template: ClassVar[str] = "exercises/write.html"
    form: ExerciseForm
    action: str
    back_href: str
    code: str
    media_href: str
    media_is_video: bool

"""The pages of warning signs and pauses. Words only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rehab.features.safety.forms import ChecklistForm, ClearForm, PauseForm
from rehab.web.fixed_text import FixedText
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What the patient ticked and nobody has cleared: the fixed text, who is told, each sign with its day."""

    text: FixedText
    told: str
    signs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChecklistPage(Page):
    """The list to go through; `standing` on top when something was ticked before.

    `levels` are those of the signs, by code; `texts` what a level calls for, the most serious first.
    """

    template: ClassVar[str] = "safety/checklist.html"
    standing: Standing | None
    levels: Mapping[str, str]
    texts: tuple[tuple[str, FixedText], ...]
    then_send: str
    form: ChecklistForm


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportLine:
    """One answer: what was ticked, when, under which text; who has opened it; how it was cleared."""

    title: str
    level: str
    signs: tuple[str, ...]
    asked: str
    seen: tuple[str, ...]
    cleared: str
    note: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReportsPage(Page):
    """The practitioner's: what stands and may be cleared, what was, and the days nothing was ticked."""

    template: ClassVar[str] = "safety/reports.html"
    patient: str
    course_id: int
    standing: tuple[ReportLine, ...]
    cleared: tuple[ReportLine, ...]
    nothing: tuple[str, ...]
    newer: bool
    form: ClearForm


@dataclass(frozen=True, kw_only=True, slots=True)
class PauseLine:
    """A pause; `end` is the button's words where it may still be ended here."""

    id: int
    why: str
    days: str
    state: str
    is_now: bool
    end: str


@dataclass(frozen=True, kw_only=True)
class PausesPage(Page):
    """The pauses of a course, the latest first, and the form for another."""

    template: ClassVar[str] = "safety/pauses.html"
    patient: str
    course_id: int
    pauses: tuple[PauseLine, ...]
    form: PauseForm
    earliest: str
    latest: str

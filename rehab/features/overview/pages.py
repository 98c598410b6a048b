"""The branch's page."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A large figure, what it is, and what it rests on."""

    value: str
    what: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class PractitionerRow:
    """One practitioner's figures in words; `share` 0-1 or None when withheld."""

    name: str
    title: str
    open_courses: str
    in_need: str
    share: float | None
    share_tone: str
    trained: str
    change: float | None
    change_words: str
    booked: int


@dataclass(frozen=True, kw_only=True)
class OverviewPage(Page):
    """Five figures and a row for each practitioner."""

    template: ClassVar[str] = "overview/branch.html"
    under: str
    figures: tuple[Figure, ...]
    rows: tuple[PractitionerRow, ...]

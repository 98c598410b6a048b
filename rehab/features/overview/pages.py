"""The overview's pages: figures in words."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.web.chart_view import Figure as Chart
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A large figure, what it is, and what it rests on."""

    value: str
    what: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """A week of the course: the mean change, how many noticed one, and what both rest on; `every` is the chain's."""

    week: int
    mean: str
    better: str
    basis: str
    every: str


@dataclass(frozen=True, kw_only=True)
class EndingRow:
    """A way prompts ended: how many, and their share."""

    name: str
    count: str
    share: str


@dataclass(frozen=True, kw_only=True)
class PlaceRow:
    """One practitioner's or one branch's figures in words; `share` 0-1 or None when withheld."""

    name: str
    title: str
    href: str
    open_courses: str
    in_need: str
    share: float | None
    share_tone: str
    trained: str
    change: float | None
    change_words: str
    rebooked: str
    missed: str
    booked: str
    free: str
    next_free: str


@dataclass(frozen=True, kw_only=True)
class ChartWeek:
    """A week of the charts as a table row."""

    number: int
    middle: str
    half: str
    every: str
    logging: str
    trained: str


@dataclass(frozen=True, kw_only=True)
class OverviewPage(Page):
    """A branch, or the whole chain. `places` are branches to choose among: words, address, is here."""

    template: ClassVar[str] = "overview/overview.html"
    under: str
    is_chain: bool
    places: tuple[tuple[str, str, bool], ...]
    csv_href: str
    figures: tuple[Figure, ...]
    pain: Chart | None
    staying: Chart | None
    pain_legend: tuple[tuple[str, str], ...]
    weeks: tuple[ChartWeek, ...]
    changes: tuple[ChangeRow, ...]
    endings: tuple[EndingRow, ...]
    rebooking: str
    shows: str
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True, kw_only=True)
class DefinitionsPage(Page):
    """What each figure is counted from: pairs of its name and what it means."""

    template: ClassVar[str] = "overview/definitions.html"
    back_href: str
    definitions: tuple[tuple[str, str], ...]

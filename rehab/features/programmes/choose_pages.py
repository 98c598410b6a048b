"""The page of choosing a template, and what is told of one."""

from dataclasses import dataclass
from typing import ClassVar

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

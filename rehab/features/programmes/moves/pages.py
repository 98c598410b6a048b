"""The page of what changes a running programme."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.web.pages import Page


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

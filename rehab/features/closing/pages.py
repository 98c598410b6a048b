"""Closing a course, and the closed ones. Words alone."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.closing.forms import CloseForm
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class ClosePage(Page):
    """What still stands is told before: `booked` the next appointment, `unread` messages; `warned` forbids it."""

    template: ClassVar[str] = "closing/close.html"
    course_id: int
    name: str
    form: CloseForm
    booked: str
    unread: int
    warned: bool


@dataclass(frozen=True, kw_only=True)
class ClosedRow:
    """A closed course."""

    name: str
    href: str
    what: str
    closed: str


@dataclass(frozen=True, kw_only=True)
class ClosedPage(Page):
    """The practitioner's closed courses, the latest first."""

    template: ClassVar[str] = "closing/closed.html"
    rows: tuple[ClosedRow, ...]
    q: str
    earlier: str

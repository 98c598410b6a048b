"""The pages of messages. Words alone."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.messages.forms import AnswerTimeForm, MessageForm
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class MessageLine:
    """A message: who wrote it and when, paragraph by paragraph; `seen` tells of one's own whether it was opened."""

    id: int
    is_mine: bool
    by: str
    when: str
    paragraphs: tuple[str, ...]
    seen: str


@dataclass(frozen=True, kw_only=True)
class Thread:
    """What both sides see. `form` is None where nothing more can be written; `earlier` leads further back."""

    messages: tuple[MessageLine, ...]
    earlier: str
    promise: str
    form: MessageForm | None
    action: str
    closed: str


@dataclass(frozen=True, kw_only=True)
class OwnThreadPage(Page):
    """The patient's."""

    template: ClassVar[str] = "messages/own.html"
    practitioner: str
    thread: Thread


@dataclass(frozen=True, kw_only=True)
class CourseThreadPage(Page):
    """Staff's, with the way back to the course and on to the next unread thread."""

    template: ClassVar[str] = "messages/course.html"
    course_id: int
    name: str
    first_name: str
    is_open: bool
    thread: Thread


@dataclass(frozen=True, kw_only=True)
class ThreadRow:
    """A thread in the list."""

    name: str
    href: str
    when: str
    said: str
    unread: int
    closed: bool


@dataclass(frozen=True, kw_only=True)
class InboxPage(Page):
    """The practitioner's threads. `tabs` are (words, address, is here, count or None)."""

    template: ClassVar[str] = "messages/inbox.html"
    tabs: tuple[tuple[str, str, bool, int | None], ...]
    rows: tuple[ThreadRow, ...]
    earlier: str
    promise: str
    is_unread: bool


@dataclass(frozen=True, kw_only=True)
class AnswerTimePage(Page):
    """How soon I answer."""

    template: ClassVar[str] = "messages/answer_time.html"
    form: AnswerTimeForm

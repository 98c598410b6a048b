"""The page of reminders, and the page of the link that stops them."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.reminders.forms import RemindersForm
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class SentLine:
    """One message of the last weeks: when, how, and what became of it."""

    when: str
    how: str
    state: str


@dataclass(frozen=True, kw_only=True)
class RemindersPage(Page):
    """`ended` says why they ended by themselves; `next` when the next one may come. `push_key` is empty without push.
    `needs_device`: the channel is push, and no browser may be pushed to.
    """

    template: ClassVar[str] = "reminders/settings.html"
    form: RemindersForm
    ended: str
    next: str
    push_key: str
    devices: int
    needs_device: bool
    sent: tuple[SentLine, ...]


@dataclass(frozen=True, kw_only=True)
class StopPage(Page):
    """The same for every link, whether or not it is anybody's."""

    template: ClassVar[str] = "reminders/stop.html"
    is_stopped: bool

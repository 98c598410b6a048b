"""Reminders in words: why they ended, when the next may come, and what became of the latest."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from rehab.features.reminders.forms import CHANNELS
from rehab.features.reminders.pages import SentLine
from rehab.features.reminders.queries import Message, Setting
from rehab.models import SendState
from rehab.scheduling.reminders import MOST_UNANSWERED, Wish, upcoming
from rehab.web.words import date_time_words


def ended_words(setting: Setting | None, zone: ZoneInfo) -> str:
    """Why reminders are off although the person did not turn them off here; "" else."""
    if setting is None or setting.is_on or setting.stopped_at is None:
        return ""
    when = date_time_words(setting.stopped_at, zone)
    if setting.unanswered >= MOST_UNANSWERED:
        return str(
            _("Three in a row were not answered, so we stopped on %(when)s. Turn them on again below.", when=when)
        )
    return str(_("You stopped them with the link in a message on %(when)s. Turn them on again below.", when=when))


def next_words(setting: Setting | None, zone: ZoneInfo, now: datetime) -> str:
    """When the next may come, "" when none will."""
    if setting is None or not setting.is_on:
        return ""
    wish = Wish(frozenset(setting.days), setting.at, zone, setting.changed_at)
    found = upcoming(wish, now)
    if not found:
        return ""
    when = date_time_words(found[0], zone)
    if setting.anchor:
        return str(_("The next may come %(when)s, %(anchor)s.", when=when, anchor=setting.anchor))
    return str(_("The next may come %(when)s.", when=when))


def sent_lines(messages: Iterable[Message], zone: ZoneInfo) -> tuple[SentLine, ...]:
    """The latest messages."""
    return tuple(
        SentLine(
            when=date_time_words(each.sent_at or each.made_at, zone),
            how=str(CHANNELS[each.channel]),
            state=_state(each.state),
        )
        for each in messages
    )


def _state(state: SendState) -> str:
    words: dict[SendState, str] = {
        SendState.WAITING: _("Waiting"),
        SendState.SENDING: _("On its way"),
        SendState.SENT: _("Sent"),
        SendState.FAILED: _("Could not be sent"),
    }
    return words[state]

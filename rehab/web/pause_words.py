"""A pause in words: why, and which days."""

from flask_babel import gettext as _

from rehab.models import PauseReason
from rehab.records.pauses import CoursePause
from rehab.web.words import date_words


def pause_reason(why: PauseReason) -> str:
    """Holiday, Illness, Warning sign, Other."""
    words = {
        PauseReason.HOLIDAY: _("Holiday"),
        PauseReason.ILLNESS: _("Illness"),
        PauseReason.WARNING_SIGN: _("Warning sign"),
        PauseReason.OTHER: _("Other"),
    }
    return str(words[why])


def pause_days(pause: CoursePause) -> str:
    """23 Nov to 6 Dec; from 23 Nov until it is ended; 23 Nov alone; none when it was ended before it began."""
    first, until = date_words(pause.first_on, "day_month"), pause.until
    if until is None:
        return str(_("from %(first)s until it is ended", first=first))
    if until < pause.first_on:
        return str(_("ended before a day had passed"))
    if until == pause.first_on:
        return first
    return str(_("%(first)s to %(last)s", first=first, last=date_words(until, "day_month")))

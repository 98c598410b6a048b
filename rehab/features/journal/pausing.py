"""What Today says of a pause, of a warning sign that was cleared, and whether the list is to be gone through."""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from rehab.clinical.safety import is_asked
from rehab.features.journal.day import Day
from rehab.features.journal.pages import PauseCard
from rehab.records.pauses import CoursePause
from rehab.web.fixed_text import fixed_text
from rehab.web.pause_words import pause_reason
from rehab.web.words import date_words

DAY = timedelta(days=1)
TOLD_FOR = timedelta(days=7)


def pause_card(day: Day) -> PauseCard | None:
    """Instead of the day's training: the fixed text while a warning sign stands, else until when the course rests."""
    pause = day.pause
    if pause is None:
        return None
    return _warned(day, pause) if pause.is_warning else _resting(day, pause)


def goes_on(day: Day) -> str:
    """That a warning sign was cleared in the last days and the training goes on; empty when not, or while it rests."""
    since = day.today - TOLD_FOR
    cleared = [each for each in day.course.pauses if each.is_warning and each.ended_on and each.ended_on + DAY > since]
    if not cleared or day.pause:
        return ""
    return str(_("%(name)s has looked at what you ticked. Your training goes on.", name=day.practitioner))


def asks_for_signs(day: Day) -> bool:
    """At the start of the course and then weekly; not while a sign stands."""
    stands = day.pause is not None and day.pause.is_warning
    return not stands and is_asked(day.course.last_asked_on, day.today)


def _warned(day: Day, pause: CoursePause) -> PauseCard:
    assert pause.level is not None  # a warning sign's pause has its report
    text = fixed_text(pause.level, day.course.branch_phone)
    return PauseCard(
        is_warning=True,
        eyebrow=_("Your programme is paused"),
        title=text.title,
        text=text.body,
        calls=text.calls,
        more=(_("What you have ticked"), url_for("safety.checklist")),
    )


def _resting(day: Day, pause: CoursePause) -> PauseCard:
    until = pause.until
    title = _("Paused until %(date)s", date=date_words(until, "long")) if until else _("Your programme is paused")
    text = _("Nothing is due in the pause, and nothing counts as missed. You can still log your mornings.")
    if until:
        again = _("Training is due again from %(date)s.", date=date_words(until + DAY, "long"))
        text = f"{text} {again}"
    return PauseCard(is_warning=False, eyebrow=pause_reason(pause.why), title=title, text=text, calls=(), more=None)

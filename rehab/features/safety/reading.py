"""The practitioner's pages put into words: reports with who has seen them, and pauses."""

from datetime import date, datetime

from flask_babel import gettext as _

from rehab.content import level_text
from rehab.db import AnySession
from rehab.features.safety.forms import ClearForm, PauseForm
from rehab.features.safety.pages import PauseLine, PausesPage, ReportLine, ReportsPage
from rehab.features.safety.queries import Report, openings, reports
from rehab.models import Occasion
from rehab.records.finding import CourseHead
from rehab.records.pauses import CoursePause
from rehab.web.language import chosen_language
from rehab.web.pause_words import pause_days, pause_reason
from rehab.web.sign_words import signs_in_words
from rehab.web.words import date_time_words, date_words

Openings = list[tuple[datetime, str]]


def reports_page(session: AnySession, head: CourseHead, form: ClearForm, *, newer: bool = False) -> ReportsPage:
    """Two statements, whatever the number of reports."""
    found = reports(session, head.id)
    ticked = [each for each in found if each.level]
    since = min((each.reported_at for each in ticked), default=None)
    opened = openings(session, head.patient_id, head.id, since) if since else []
    form.seen.data = str(max((each.id for each in ticked if each.stands), default=0))
    return ReportsPage(
        title=_("Warning signs"),
        patient=head.patient_name,
        course_id=head.id,
        standing=tuple(_line(each, head, opened) for each in ticked if each.stands),
        cleared=tuple(_line(each, head, opened) for each in ticked if not each.stands),
        nothing=tuple(date_words(each.reported_on) for each in found if not each.level),
        newer=newer,
        form=form,
    )


def pauses_page(head: CourseHead, form: PauseForm, today: date) -> PausesPage:
    """No statement: the pauses come with the course."""
    return PausesPage(
        title=_("Pauses"),
        patient=head.patient_name,
        course_id=head.id,
        pauses=tuple(_pause(each, today) for each in reversed(head.pauses)),
        form=form,
        earliest=form.earliest.isoformat(),
        latest=form.latest.isoformat(),
    )


def _line(report: Report, head: CourseHead, opened: Openings) -> ReportLine:
    assert report.level is not None
    return ReportLine(
        title=_("Reported %(when)s", when=date_time_words(report.reported_at, head.zone)),
        level=level_text(report.level).title.in_(chosen_language()),
        signs=signs_in_words(head.condition, report.lines),
        asked=_asked(report),
        seen=_seen(report, head, opened),
        cleared=_cleared(report, head),
        note=tuple((report.cleared_note or "").splitlines()),
    )


def _asked(report: Report) -> str:
    words = {
        Occasion.START: _("At the start of the course"),
        Occasion.WEEKLY: _("Asked once a week"),
        Occasion.ON_DEMAND: _("Unasked"),
    }
    version = _("text version %(number)s", number=report.checklist_version)
    return f"{words[report.occasion]} · {version}"


def _seen(report: Report, head: CourseHead, opened: Openings) -> tuple[str, ...]:
    """Each practitioner's first opening after the report, until it was cleared."""
    first: dict[str, datetime] = {}
    for at, name in opened:
        if at >= report.reported_at and (report.cleared_at is None or at <= report.cleared_at):
            first.setdefault(name, at)
    return tuple(f"{name}, {date_time_words(at, head.zone)}" for name, at in first.items())


def _cleared(report: Report, head: CourseHead) -> str:
    if report.cleared_at is None:
        return ""
    when = date_time_words(report.cleared_at, head.zone)
    return str(_("Cleared by %(name)s %(when)s", name=report.cleared_by, when=when))


def _pause(pause: CoursePause, today: date) -> PauseLine:
    is_now, is_ahead = today in pause.span, pause.first_on > today and pause.ended_on is None
    end = (_("End the pause today") if is_now else _("Call it off")) if is_now or is_ahead else ""
    return PauseLine(
        id=pause.id,
        why=pause_reason(pause.why),
        days=pause_days(pause),
        state=str(_("Now") if is_now else _("Later") if is_ahead else _("Over")),
        is_now=is_now,
        end="" if pause.is_warning else str(end),
    )

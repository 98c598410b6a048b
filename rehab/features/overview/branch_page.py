"""The branch's figures in words."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.follow_up import DEFAULT
from rehab.db import AnySession
from rehab.features.overview import queries
from rehab.features.overview.figures import FEWEST, Figures, figures_of
from rehab.features.overview.pages import Figure, OverviewPage, PractitionerRow
from rehab.features.overview.queries import AHEAD, Practitioner
from rehab.web.access import Viewer
from rehab.web.words import date_words, number, percent, signed


def branch_page(session: AnySession, me: Viewer, branch_id: int, *, now: datetime) -> OverviewPage:
    """Three statements, whatever the number of courses."""
    courses = queries.open_courses(session, branch_id)
    booked = queries.booked_ahead(session, branch_id, now)
    today, until = now.astimezone(me.zone), (now + AHEAD).astimezone(me.zone)
    return OverviewPage(
        title=me.branch_name or "",
        under=_("Open courses as of %(date)s", date=date_words(today.date(), "long")),
        figures=_figures(
            figures_of(courses),
            sum(booked.values()),
            f"{date_words(today.date(), 'day_month')} – {date_words(until.date(), 'day_month')}",
        ),
        rows=tuple(
            _row(
                each,
                figures_of([course for course in courses if course.practitioner_id == each.id]),
                booked.get(each.id),
            )
            for each in queries.practitioners(session, branch_id)
        ),
    )


def _figures(known: Figures, booked: int, period: str) -> tuple[Figure, ...]:
    return (
        Figure(value=_count(known.open_courses), what=_("open courses"), basis=_("at the branch")),
        Figure(
            value=_withheld() if known.in_need is None else str(known.in_need),
            what=_("need a practitioner"),
            basis=_of_courses(known.open_courses),
        ),
        Figure(
            value=_withheld() if known.share is None else percent(known.share),
            what=_("of strength sessions done, 14 days"),
            basis=_trained(known),
        ),
        Figure(
            value=_withheld() if known.change is None else signed(known.change),
            what=_("points of morning pain since the start, median"),
            basis=_patients(known.change_n),
        ),
        Figure(value=str(booked), what=_("appointments in the next 7 days"), basis=period),
    )


def _row(practitioner: Practitioner, known: Figures, booked: int | None) -> PractitionerRow:
    return PractitionerRow(
        name=practitioner.name,
        title=practitioner.title or "",
        open_courses=_count(known.open_courses),
        in_need=_cell(known.in_need, known.open_courses),
        share=known.share,
        share_tone=_share_tone(known.share),
        trained=_withheld_or_nothing(known.trained_n) if known.share is None else _trained(known),
        change=known.change,
        change_words=(
            _withheld_or_nothing(known.change_n)
            if known.change is None
            else f"{signed(known.change)} ({_patients(known.change_n)})"
        ),
        booked=booked or 0,
    )


def _cell(value: int | None, patients: int) -> str:
    return _withheld_or_nothing(patients) if value is None else str(value)


def _count(patients: int) -> str:
    """How many patients; one to four are not told apart."""
    return _withheld() if 0 < patients < FEWEST else str(patients)


def _withheld() -> str:
    return str(_("under %(fewest)s", fewest=FEWEST))


def _withheld_or_nothing(patients: int) -> str:
    return _withheld() if patients else "–"


def _patients(count: int) -> str:
    if count < FEWEST:
        return str(_("too few patients to say"))
    return str(ngettext("%(num)s patient", "%(num)s patients", count))


def _of_courses(count: int) -> str:
    if count < FEWEST:
        return str(_("too few patients to say"))
    return str(ngettext("of %(num)s open course", "of %(num)s open courses", count))


def _trained(known: Figures) -> str:
    if known.share is None:
        return str(_("too few patients to say"))
    return str(
        _(
            "%(done)s of %(due)s, %(patients)s",
            done=number(known.done),
            due=known.due,
            patients=_patients(known.trained_n),
        )
    )


def _share_tone(share: float | None) -> str:
    if share is None or share >= DEFAULT.adherent_from:
        return "ok"
    return "warn" if share >= DEFAULT.low_adherence_under else "stop"

"""The caseload page put together: tabs with their counts, a search by name, rows grouped by need."""

from collections.abc import Callable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.follow_up import Need
from rehab.db import AnySession
from rehab.features.caseload import queries
from rehab.features.caseload.pages import CaseloadPage, Group, Tab
from rehab.features.caseload.rows import CaseRow, case_rows
from rehab.web.access import Viewer
from rehab.web.words import date_words

FILTERS: dict[str, Callable[[CaseRow], bool]] = {
    "": lambda row: True,
    "now": lambda row: row.need is Need.NEEDS_YOU,
    "watch": lambda row: row.need is Need.KEEP_AN_EYE,
    "unbooked": lambda row: not row.next_visit,
}
ICONS = {"": None, "now": "stop", "watch": "warn", "unbooked": "calendar"}


def caseload_page(session: AnySession, me: Viewer, *, need: str, q: str, now: datetime) -> CaseloadPage:
    """The rows asked for; an unknown `need` shows all. Two statements, whatever the number of patients."""
    need = need if need in FILTERS else ""
    mine = queries.cases(session, me.id)
    found = [case for case in mine if q.casefold() in case.patient_name.casefold()] if q else mine
    rows = case_rows(found, now=now, zone=me.zone)
    return CaseloadPage(
        title=_("My patients"),
        under=_under(queries.appointments_left(session, me.id, now=now, zone=me.zone), me),
        tabs=_tabs(rows, need, q),
        groups=_groups([row for row in rows if FILTERS[need](row)]),
        need=need,
        q=q,
        courses_href=url_for("caseload.course", course_id=0).removesuffix("0"),
        is_new=not mine,
    )


def _under(left: int, me: Viewer) -> str:
    day = date_words(me.today(), "long")
    visits = ngettext("%(num)s appointment left today", "%(num)s appointments left today", left)
    return f"{day[0].upper()}{day[1:]} · {visits}"


def _tabs(rows: list[CaseRow], need: str, q: str) -> tuple[Tab, ...]:
    labels = {"": _("All"), "now": _("Needs you"), "watch": _("Keep an eye on"), "unbooked": _("No appointment")}
    return tuple(
        Tab(
            label=label,
            icon=ICONS[name],
            count=sum(FILTERS[name](row) for row in rows),
            href=url_for("caseload.index", need=name or None, q=q or None),
            current=name == need,
        )
        for name, label in labels.items()
    )


def _groups(rows: list[CaseRow]) -> tuple[Group, ...]:
    titles = {
        Need.NEEDS_YOU: _("Needs you"),
        Need.KEEP_AN_EYE: _("Keep an eye on"),
        Need.ON_PLAN: _("On plan"),
    }
    groups = (Group(title=title, rows=tuple(r for r in rows if r.need is need)) for need, title in titles.items())
    return tuple(group for group in groups if group.rows)

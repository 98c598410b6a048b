"""The list put together: whose, tabs and filters with their counts, rows grouped by need, the way to the next page."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.follow_up import Need
from rehab.db import AnySession
from rehab.features.caseload import queries
from rehab.features.caseload.asked import Asked, Place
from rehab.features.caseload.filters import Counted, filters
from rehab.features.caseload.list_pages import CaseloadPage, Group, Tab, Whose
from rehab.features.caseload.queries import LATER, ROWS_A_PAGE, Case
from rehab.features.caseload.rows import CaseRow, case_rows
from rehab.models import ChoiceReason
from rehab.records.reach import OwnBranch
from rehab.web.access import Viewer
from rehab.web.words import date_words

ICONS = {"": None, "now": "stop", "watch": "warn", "later": "clock", "unbooked": "calendar"}


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows of one page, and whether there are more on either side."""

    cases: list[Case]
    is_first: bool
    is_last: bool


def caseload_page(
    session: AnySession, me: Viewer, asked: Asked, branches: list[OwnBranch], *, now: datetime
) -> CaseloadPage:
    """The rows asked for, at most fifty. Three statements, whatever the number of patients and the length of courses.

    `branches` is where the viewer works; that of which all courses are asked for has been found open by the route.
    """
    today = me.today()
    branch = next((each for each in branches if each.id == asked.of), None)
    counted = Counted(queries.tallies(session, me.id, asked, today=today, now=now), asked)
    cut = _cut(queries.cases(session, me.id, asked, today=today, now=now), asked)
    rows = case_rows(cut.cases, me=me.id, now=now, zone=me.zone)
    left = queries.appointments_left(session, me.id, now=now, zone=me.zone)
    path = list_path(asked.of)
    return CaseloadPage(
        title=_("Patients at %(branch)s", branch=branch.name) if branch else _("My patients"),
        under=_under(left, me),
        whose=whose(branches, asked.of),
        opened=_opened(branch, me) if branch else "",
        tabs=_tabs(counted, asked, path),
        filters=filters(counted, asked),
        groups=_groups(rows, counted),
        need=asked.need,
        q=asked.q,
        here=path,
        is_narrowed=asked.is_narrowed,
        nobody=("", "") if rows else _nobody(asked),
        courses_href=url_for("caseload.course", course_id=0).removesuffix("0"),
        courses_tail=f"?list={quote(asked.packed, safe='')}" if asked.packed else "",
        previous_href="" if cut.is_first else path + replace(asked, after=None, before=_place(cut.cases[0])).query,
        next_href="" if cut.is_last else path + replace(asked, before=None, after=_place(cut.cases[-1])).query,
        is_new=not counted.everyone,
    )


def list_href(asked: Asked) -> str:
    """The address of a list."""
    return list_path(asked.of) + asked.query


def list_path(of: int | None) -> str:
    """The address of a list with everybody on it."""
    return url_for("caseload.branch", branch_id=of) if of else url_for("caseload.index")


def whose(branches: list[OwnBranch], of: int | None) -> tuple[Whose, ...]:
    """Mine, and each branch where I work; nothing to choose for who works nowhere."""
    if not branches:
        return ()
    mine = Whose(label=_("Mine"), href=url_for("caseload.index"), current=of is None, is_closed=False)
    return (
        mine,
        *(
            Whose(
                label=_("All at %(branch)s", branch=each.name),
                href=url_for("caseload.branch", branch_id=each.id),
                current=of == each.id,
                is_closed=not each.is_open,
            )
            for each in branches
        ),
    )


def _cut(found: list[Case], asked: Asked) -> Cut:
    """One row more than a page was asked for: whether it came tells if there are more that way."""
    more = len(found) > ROWS_A_PAGE
    if asked.before:
        return Cut(found[-ROWS_A_PAGE:], is_first=not more, is_last=not found)
    return Cut(found[:ROWS_A_PAGE], is_first=asked.after is None or not found, is_last=not more)


def _place(case: Case) -> Place:
    return Place(case.rank, case.since, case.course_id)


def _under(left: int, me: Viewer) -> str:
    day = date_words(me.today(), "long")
    visits = ngettext("%(num)s appointment left today", "%(num)s appointments left today", left)
    return f"{day[0].upper()}{day[1:]} · {visits}"


def _opened(branch: OwnBranch, me: Viewer) -> str:
    assert branch.why is not None and branch.expires_at is not None  # the route let it in
    why = {
        ChoiceReason.ABSENCE: _("you cover for a colleague who is away"),
        ChoiceReason.ASKED: _("a colleague asked you to look"),
        ChoiceReason.OTHER: _("for a reason you wrote"),
    }[branch.why]
    return str(
        _(
            "All courses at %(branch)s are open to you today, because %(why)s. "
            "It is in the log, and patients can see when you open theirs.",
            branch=branch.name,
            why=why,
        )
    )


def _tabs(counted: Counted, asked: Asked, path: str) -> tuple[Tab, ...]:
    labels = {
        "": _("All"),
        "now": _("Needs you"),
        "watch": _("Keep an eye on"),
        "unbooked": _("No appointment"),
        "later": _("Put aside"),
    }
    return tuple(
        Tab(
            label=label,
            icon=ICONS[need],
            count=counted.of_need(need),
            href=path + asked.with_(need=need).query,
            current=need == asked.need,
        )
        for need, label in labels.items()
    )


def _groups(rows: list[CaseRow], counted: Counted) -> tuple[Group, ...]:
    titles = {
        Need.NEEDS_YOU: _("Needs you"),
        Need.KEEP_AN_EYE: _("Keep an eye on"),
        Need.ON_PLAN: _("On plan"),
        LATER: _("Put aside"),
    }
    groups = (
        Group(title=title, count=counted.of_rank(int(need)), rows=tuple(row for row in rows if row.need == need))
        for need, title in titles.items()
    )
    return tuple(group for group in groups if group.rows)


def _nobody(asked: Asked) -> tuple[str, str]:
    """What an empty list says: a title and a sentence."""
    alone = asked == Asked(of=asked.of, need=asked.need)
    said = {
        "now": (_("Nobody needs you now"), _("Those with a reason to be looked at stand here.")),
        "watch": (_("Nobody to keep an eye on"), _("Those with a lesser reason stand here.")),
        "unbooked": (_("Everybody has an appointment"), _("Those without one stand here.")),
        "later": (
            _("Nobody is put aside"),
            _("Courses that were put aside stand here until their day."),
        ),
    }
    if alone and asked.need in said:
        return said[asked.need]
    return _("Nobody here"), _("No patient fits what you asked for.")

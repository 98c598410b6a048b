"""The page of being well, in words: it says what happens before anything is pressed."""

from datetime import date
from uuid import uuid4

from flask_babel import gettext as _

from rehab.clinical.maintenance import CHECK_AFTER
from rehab.features.outcomes.pages import WellPage
from rehab.records.finding import CourseHead
from rehab.web.words import date_words


def well_page(course: CourseHead, today: date) -> WellPage:
    """What fits how the course stands: running, well, to be checked, or closed."""
    who = course.practitioner_name.split()[0]
    turned = course.turned
    if course.closed_at:
        on = date_words(course.closed_at.astimezone(course.zone).date(), "full")
        under = _("Your course was closed on %(date)s.", date=on)
        return _page(_("Has it come back?"), under, _opens_again(course), back=True)
    if turned is None or not turned.is_well:
        return _page(_("Are you well?"), "", _stops(who, date_words(today + CHECK_AFTER, "full")), well=_("I am well"))
    since = _("You said on %(date)s that you are well.", date=date_words(turned.on, "full"))
    if turned.asks(today):
        return _page(_("Is it still good?"), since, _opens_again(course), well=_("Yes, it is still good"), back=True)
    later = turned.check_on and _(
        "We ask once, on %(date)s, whether it still is.", date=date_words(turned.check_on, "full")
    )
    lines = ((str(later),) if later else ()) + _opens_again(course)
    return _page(_("Has it come back?"), since, lines, back=True)


def _stops(who: str, check_on: str) -> tuple[str, ...]:
    return (
        str(_("Say so, and we stop asking you to book. %(who)s sees that you are well.", who=who)),
        str(_("Your programme stays as it is, so that you can keep it up.")),
        str(_("On %(date)s we ask once whether it is still good.", date=check_on)),
        str(_("You can always book an appointment, and say so here if it comes back.")),
    )


def _opens_again(course: CourseHead) -> tuple[str, ...]:
    who, branch = course.practitioner_name.split()[0], course.branch_name
    return (
        str(
            _(
                "If it has come back, you are with %(who)s in %(branch)s again, and %(who)s sees it.",
                who=who,
                branch=branch,
            )
        ),
        str(_("Everything you logged is still there. Next you choose an appointment.")),
    )


def _page(title: str, under: str, lines: tuple[str, ...], *, well: str = "", back: bool = False) -> WellPage:
    return WellPage(
        title=str(title),
        under=str(under),
        lines=lines,
        client_key=str(uuid4()),
        well_label=str(well),
        back_label=str(_("It has come back")) if back else "",
    )

"""The main menu of each role, in reading order."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import lazy_gettext as _l

from rehab.models import Role
from rehab.web.access import Viewer


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry: its words, where it leads, its icon, and whether we are there."""

    label: str
    href: str
    icon: str
    current: bool
    count: int | None = None


# label, endpoint, icon, blueprints in which the entry is the current one
MENUS: dict[Role, tuple[tuple[str, str, str, frozenset[str]], ...]] = {
    Role.PATIENT: (
        (_l("Today"), "journal.today", "today", frozenset({"journal"})),
        (_l("Progress"), "progress.show", "chart", frozenset({"progress"})),
        (_l("Programme"), "programmes.show", "list", frozenset({"programmes"})),
        (_l("Appointments"), "bookings.mine", "calendar", frozenset({"bookings"})),
    ),
    Role.PRACTITIONER: (
        (_l("Patients"), "caseload.index", "users", frozenset({"caseload", "closing", "programmes", "safety"})),
        (_l("Messages"), "messages.inbox", "msg", frozenset({"messages"})),
        (_l("Calendar"), "bookings.calendar", "calendar", frozenset({"bookings"})),
        (_l("Exercises"), "exercises.index", "raise", frozenset({"exercises"})),
        (_l("Rules"), "rules.index", "list", frozenset({"rules"})),
    ),
    Role.RECEPTION: ((_l("Bookings"), "bookings.desk", "calendar", frozenset({"bookings"})),),
    Role.MANAGER: (
        (_l("Branch"), "overview.branch", "chart", frozenset({"overview"})),
        (_l("Rules"), "rules.index", "list", frozenset({"rules"})),
    ),
    Role.ADMIN: (
        (_l("People"), "people.index", "users", frozenset({"people"})),
        (_l("The chain"), "overview.chain", "chart", frozenset({"overview"})),
        (_l("Templates"), "programmes.chain_templates", "template", frozenset({"programmes"})),
    ),
}


def navigation(viewer: Viewer | None) -> tuple[NavItem, ...]:
    """The viewer's menu; empty for a stranger."""
    if viewer is None:
        return ()
    counts = {"messages.inbox": viewer.unread}
    return tuple(
        NavItem(str(label), url_for(endpoint), icon, request.blueprint in blueprints, counts.get(endpoint))
        for label, endpoint, icon, blueprints in MENUS[viewer.role]
    )

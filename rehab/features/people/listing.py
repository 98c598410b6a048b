"""The chain's staff in words, branch by branch."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.db import AnySession
from rehab.features.people import queries
from rehab.features.people.forms import ROLES
from rehab.features.people.pages import BranchGroup, PeoplePage, StaffRow
from rehab.features.people.queries import BranchCount, StaffMember

FEWEST = 5  # so few patients are not counted out loud


def people_page(session: AnySession, q: str) -> PeoplePage:
    """Those whose name, e-mail or branch holds `q`, by branch; the chain's own first. Two statements."""
    branches, everyone = queries.branches(session), queries.staff(session)
    found = [person for person in everyone if _fits(person, q)] if q else everyone
    chain = BranchGroup(name=_("The chain"), counts="", rows=_rows(found, None))
    groups = [chain, *(_group(branch, found) for branch in branches)]
    active = sum(person.deactivated_at is None for person in everyone)
    return PeoplePage(
        title=_("People"),
        under=_("%(branches)s branches · %(people)s people", branches=len(branches), people=active),
        q=q,
        groups=tuple(group for group in groups if group.rows or (not q and group is not chain)),
    )


def _fits(person: StaffMember, q: str) -> bool:
    return any(q.casefold() in text.casefold() for text in (person.name, person.email, person.branch_name or ""))


def _group(branch: BranchCount, people: list[StaffMember]) -> BranchGroup:
    rows = _rows(people, branch.id)
    people_here = ngettext("%(num)s person", "%(num)s people", len(rows))
    courses = ngettext("%(num)s open course", "%(num)s open courses", branch.open_courses)
    if 0 < branch.open_courses < FEWEST:
        courses = _("fewer than %(fewest)s open courses", fewest=FEWEST)
    return BranchGroup(name=branch.name, counts=f"{people_here} · {courses}", rows=rows)


def _rows(people: Iterable[StaffMember], branch_id: int | None) -> tuple[StaffRow, ...]:
    roles = role_words()
    return tuple(
        StaffRow(
            id=person.id,
            name=person.name,
            email=person.email,
            role=roles[person.role] + (f" · {person.title}" if person.title else ""),
            status=status_words(person),
            tone=status_tone(person),
        )
        for person in people
        if person.branch_id == branch_id
    )


def role_words() -> dict[str, str]:
    """Each role of staff by name."""
    return {role.value: str(label) for role, label in ROLES}


def status_words(person: StaffMember) -> str:
    """Whether the person may sign in."""
    if person.deactivated_at:
        return str(_("Has left"))
    return str(_("Active")) if person.has_password else str(_("Invited"))


def status_tone(person: StaffMember) -> str:
    """How the status is marked."""
    if person.deactivated_at:
        return ""
    return "ok" if person.has_password else "warn"

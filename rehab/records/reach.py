"""Which courses a practitioner may open: their own, and a branch's after a choice that is still good (law 4).

The choice opens a branch only to who works there; an own course needs none. Whoever it does not reach finds nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from rehab.db import AnySession, UTCDateTime, read
from rehab.models import Availability, Branch, BranchChoice, ChoiceReason, Course, Person

WHO: sa.BindParameter[int] = sa.bindparam("viewer_id", type_=sa.Integer())
NOW: sa.BindParameter[datetime] = sa.bindparam("now", type_=UTCDateTime())
DAY: sa.BindParameter[date] = sa.bindparam("day", type_=sa.Date())


def reaching(viewer_id: int, now: datetime) -> dict[str, Any]:
    """What is bound where IN_REACH stands."""
    return {"viewer_id": viewer_id, "now": now, "day": now.date()}


def _works_at(branch_id: Any) -> sa.ColumnElement[bool]:
    """Whether it is the home branch, or there are weekly hours that are not over."""
    home = sa.exists().where(Person.id == WHO, Person.home_branch_id == branch_id)
    hours = sa.exists().where(
        Availability.practitioner_id == WHO,
        Availability.branch_id == branch_id,
        sa.or_(Availability.valid_until.is_(None), Availability.valid_until >= DAY),
    )
    return sa.or_(home, hours)


def _is_chosen(branch_id: Any) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        BranchChoice.practitioner_id == WHO, BranchChoice.branch_id == branch_id, BranchChoice.expires_at > NOW
    )


IN_REACH = sa.or_(Course.practitioner_id == WHO, sa.and_(_is_chosen(Course.branch_id), _works_at(Course.branch_id)))
"""A condition on Course; bind what `reaching` gives."""


@dataclass(frozen=True, slots=True)
class OwnBranch:
    """A branch where the practitioner works; the choice to open its courses, None without one that is still good."""

    id: int
    slug: str
    name: str
    why: ChoiceReason | None
    expires_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.expires_at is not None


LATEST = (
    sa.select(sa.func.max(BranchChoice.id))
    .where(BranchChoice.practitioner_id == WHO, BranchChoice.branch_id == Branch.id, BranchChoice.expires_at > NOW)
    .correlate(Branch)
    .scalar_subquery()
)
BRANCHES = (
    sa.select(Branch.id, Branch.slug, Branch.name, BranchChoice.why, BranchChoice.expires_at)
    .outerjoin(BranchChoice, BranchChoice.id == LATEST)
    .where(_works_at(Branch.id))
    .order_by(Branch.name)
)


def own_branches(session: AnySession, viewer_id: int, now: datetime) -> list[OwnBranch]:
    """Where the practitioner works, by name, and which of them are open to them now."""
    return [OwnBranch(*row) for row in read(session, BRANCHES, reaching(viewer_id, now))]


def chosen_why(session: AnySession, viewer_id: int, branch_id: int, now: datetime) -> ChoiceReason | None:
    """Why the practitioner has a branch open now."""
    return next((each.why for each in own_branches(session, viewer_id, now) if each.id == branch_id), None)

"""Who works where. Patients are not read."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Appointment, Branch, Course, Person, Role


@dataclass(frozen=True, slots=True)
class BranchCount:
    """A branch with its open courses."""

    id: int
    name: str
    open_courses: int


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Someone who works in the chain. Without a password the invitation is not accepted yet."""

    id: int
    name: str
    email: str
    role: Role
    title: str | None
    branch_id: int | None
    branch_name: str | None
    has_password: bool
    deactivated_at: datetime | None


STAFF = (
    sa.select(
        Person.id,
        Person.name,
        Person.email,
        Person.role,
        Person.title,
        Person.home_branch_id,
        Branch.name,
        Person.password_hash.is_not(None),
        Person.deactivated_at,
    )
    .outerjoin(Branch, Branch.id == Person.home_branch_id)
    .where(Person.role != Role.PATIENT)
)


def branches(session: AnySession) -> list[BranchCount]:
    """Every branch by name, with its open courses."""
    counted = (
        sa.select(Course.branch_id, sa.func.count().label("open_courses"))
        .where(Course.closed_at.is_(None))
        .group_by(Course.branch_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(Branch.id, Branch.name, sa.func.coalesce(counted.c.open_courses, 0))
        .outerjoin(counted, counted.c.branch_id == Branch.id)
        .order_by(Branch.name)
    )
    return [BranchCount(*row) for row in rows]


def staff(session: AnySession) -> list[StaffMember]:
    """Everyone who works or worked in the chain, by name."""
    rows = session.execute(STAFF.order_by(Person.deactivated_at.is_not(None), Person.name, Person.id))
    return [StaffMember(*row) for row in rows]


def staff_member(session: AnySession, person_id: int) -> StaffMember | None:
    """One of them; None for a patient as for nobody."""
    row = session.execute(STAFF.where(Person.id == person_id)).one_or_none()
    return None if row is None else StaffMember(*row)


def staff_with_email(session: AnySession, email: str, name: str) -> int | None:
    """The id of the member of staff of this name and address: what a form sent twice has made."""
    return session.scalar(
        sa.select(Person.id).where(Person.email == email.lower(), Person.name == name, Person.role != Role.PATIENT)
    )


@dataclass(frozen=True, slots=True)
class Ties:
    """What keeps a person: their open courses and coming appointments."""

    open_courses: int
    appointments: int


def ties(session: AnySession, person_id: int, now: datetime) -> Ties:
    """Count both, in one statement."""
    courses = (
        sa.select(sa.func.count())
        .select_from(Course)
        .where(Course.practitioner_id == person_id, Course.closed_at.is_(None))
        .scalar_subquery()
    )
    coming = (
        sa.select(sa.func.count())
        .select_from(Appointment)
        .where(
            Appointment.practitioner_id == person_id,
            Appointment.cancelled_at.is_(None),
            Appointment.starts_at > now,
        )
        .scalar_subquery()
    )
    return Ties(*session.execute(sa.select(courses, coming)).one())

"""A practitioner's closed courses."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from rehab.clinical.dose import Side
from rehab.db import AnySession, read
from rehab.models import Course, Person


@dataclass(frozen=True, slots=True)
class ClosedCourse:
    """A closed course in the list."""

    id: int
    patient_name: str
    condition: str
    side: Side
    closed_at: datetime


def closed_courses(
    session: AnySession, viewer_id: int, *, q: str, most: int, before: tuple[datetime, int] | None
) -> list[ClosedCourse]:
    """The practitioner's own, the latest closed first, those before an instant and id; `q` is part of a name."""
    query = (
        sa.select(Course.id, Person.name, Course.condition, Course.side, Course.closed_at)
        .join(Person, Person.id == Course.patient_id)
        .where(Course.practitioner_id == viewer_id, Course.closed_at.is_not(None))
        .order_by(Course.closed_at.desc(), Course.id.desc())
        .limit(most)
    )
    if q:
        query = query.where(Person.name.icontains(q, autoescape=True))
    if before:
        query = query.where(sa.tuple_(Course.closed_at, Course.id) < sa.tuple_(*before))
    return [ClosedCourse(*row) for row in read(session, query)]

"""What the administrator writes: a colleague with their weekly hours, and letting one go."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.features.people.queries import Ties, ties
from rehab.models import Availability, Person
from rehab.records.invitations import Newcomer, add_person
from rehab.refusals import Refused


class StillNeeded(Refused):
    """The person has open courses or coming appointments."""

    def __init__(self, found: Ties) -> None:
        super().__init__(found)
        self.ties = found


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The same wall-clock hours on each of these weekdays (Monday is 0)."""

    weekdays: Sequence[int]
    opens: time
    closes: time


def add_colleague(session: AnySession, *, newcomer: Newcomer, hours: WeeklyHours | None, now: datetime) -> int:
    """Add a member of staff, bookable at the home branch in the hours given. Returns the id; raises EmailTaken."""
    person_id = add_person(session, newcomer, now=now)
    if hours and newcomer.home_branch_id:
        session.add_all(
            Availability(
                practitioner_id=person_id,
                branch_id=newcomer.home_branch_id,
                weekday=weekday,
                opens=hours.opens,
                closes=hours.closes,
            )
            for weekday in hours.weekdays
        )
        session.flush()
    return person_id


def deactivate(session: AnySession, *, person_id: int, now: datetime) -> None:
    """Sign a person out for good; nothing they signed changes. Raises StillNeeded. Doing it twice changes nothing."""
    found = ties(session, person_id, now)
    if found.open_courses or found.appointments:
        raise StillNeeded(found)
    session.execute(
        sa.update(Person)
        .where(Person.id == person_id, Person.deactivated_at.is_(None))
        .values(deactivated_at=now, session_key=secrets.token_urlsafe(32))
    )

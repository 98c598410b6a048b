"""The caseload as read: one statement for the rows, one for what is left of the day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from rehab.clinical.phases import Phase
from rehab.db import AnySession, read
from rehab.models import Appointment, Course, CourseSummary, Person
from rehab.scheduling.opening import instant


@dataclass(frozen=True, slots=True)
class Case:
    """One open course as the caseload lists it; the figures are the summary's, unknown until something is logged."""

    course_id: int
    patient_name: str
    born_on: date | None
    last_pain: int | None
    start_median: float | None
    now_median: float | None
    spark: list[int | None] | None
    done: float | None
    due: int | None
    last_session_on: date | None
    phase: Phase | None
    phase_started_on: date | None
    need: int | None
    reasons: list[dict[str, Any]] | None
    next_appointment_at: datetime | None


CASES = (
    sa.select(
        Course.id,
        Person.name,
        Person.born_on,
        *(getattr(CourseSummary, name) for name in Case.__slots__[3:]),
    )
    .join(Person, Person.id == Course.patient_id)
    .outerjoin(CourseSummary, CourseSummary.course_id == Course.id)
    .where(Course.practitioner_id == sa.bindparam("practitioner_id"), Course.closed_at.is_(None))
    .order_by(Person.name, Course.id)
)


def cases(session: AnySession, practitioner_id: int) -> list[Case]:
    """A practitioner's open courses by the patient's name, in one statement."""
    return [Case(*row) for row in read(session, CASES, {"practitioner_id": practitioner_id})]


APPOINTMENTS_LEFT = sa.select(sa.func.count()).where(
    Appointment.practitioner_id == sa.bindparam("practitioner_id"),
    Appointment.cancelled_at.is_(None),
    Appointment.starts_at > sa.bindparam("now"),
    Appointment.starts_at < sa.bindparam("midnight"),
)


def appointments_left(session: AnySession, practitioner_id: int, *, now: datetime, zone: ZoneInfo) -> int:
    """How many live appointments the practitioner still has today."""
    midnight = instant(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    values = {"practitioner_id": practitioner_id, "now": now, "midnight": midnight}
    return int(read(session, APPOINTMENTS_LEFT, values).scalar_one())

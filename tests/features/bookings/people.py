"""Rows the booking tests begin from."""

import uuid
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.models import Appointment, AppointmentCell, FollowUpPrompt, Role
from rehab.scheduling.intervals import Interval
from rehab.scheduling.slots import cells
from tests.cast import open_hours, person
from tests.conftest import NOW


def another_practitioner(session: AnySession, name: str, branch: int) -> int:
    """A practitioner with hours at the branch; committed."""
    made = person(session, name, Role.PRACTITIONER, branch, title="Fysioterapeut")
    open_hours(session, made, branch)
    session.commit()
    return made


def booked(
    session: AnySession,
    practitioner: int,
    branch: int,
    patient: int,
    starts_at: datetime,
    *,
    minutes: int = 30,
    course: int | None = None,
    treatment: str = "follow_up",
) -> int:
    """An appointment with its cells; committed. Raises IntegrityError when a cell is sold."""
    interval = Interval(starts_at, starts_at + timedelta(minutes=minutes))
    row = Appointment(
        patient_id=patient,
        course_id=course,
        practitioner_id=practitioner,
        branch_id=branch,
        treatment_code=treatment,
        client_key=str(uuid.uuid4()),
        calendar_uid=str(uuid.uuid4()),
        starts_at=interval.starts_at,
        ends_at=interval.ends_at,
        booked_at=NOW,
        booked_by_id=patient,
    )
    session.add(row)
    session.flush()
    session.execute(
        sa.insert(AppointmentCell),
        [{"practitioner_id": practitioner, "starts_at": at, "appointment_id": row.id} for at in cells(interval)],
    )
    session.commit()
    return row.id


def sold(session: AnySession, practitioner: int, branch: int, patient: int, starts_at: datetime) -> int:
    """A time somebody else has."""
    return booked(session, practitioner, branch, patient, starts_at)


def prompt_for(session: AnySession, course: int, raised_on: date = date(2026, 11, 24), rule: Rule = Rule.WEEK_4) -> int:
    """An open follow-up prompt; committed."""
    row = FollowUpPrompt(course_id=course, rule=rule, numbers={"week": 5}, raised_on=raised_on, raised_at=NOW)
    session.add(row)
    session.commit()
    return row.id

"""The audit log: who read or wrote what of whose record. Appended in the transaction of the deed itself.

A patient's own reading is told by "signed in"; everybody else's by a line per opened page.
"""

from datetime import datetime
from typing import Protocol

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AuditEvent, Role

APPEND = sa.insert(AuditEvent)


class Actor(Protocol):
    """Whoever does something: a viewer."""

    @property
    def id(self) -> int: ...

    @property
    def role(self) -> Role: ...


class OfPatient(Protocol):
    """A course, as far as a line needs it."""

    @property
    def id(self) -> int: ...

    @property
    def patient_id(self) -> int: ...


def of_course(session: AnySession, course: OfPatient, action: str, subject: str, *, by: Actor, now: datetime) -> None:
    """Append the line of something done with a course; see `record`."""
    record(
        session,
        action=action,
        subject=subject,
        patient_id=course.patient_id,
        course_id=course.id,
        actor_id=by.id,
        actor_role=by.role,
        now=now,
    )


def record(
    session: AnySession,
    *,
    action: str,
    subject: str,
    patient_id: int | None,
    course_id: int | None,
    actor_id: int,
    actor_role: str,
    now: datetime,
) -> None:
    """Append one line: `action` is read, wrote, booked, ...; `subject` what of the record, without its content."""
    line = {
        "at": now,
        "actor_id": actor_id,
        "actor_role": actor_role,
        "patient_id": patient_id,
        "course_id": course_id,
        "action": action,
        "subject": subject,
    }
    session.connection().execute(APPEND, line)

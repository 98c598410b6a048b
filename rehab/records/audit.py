"""The audit log: who read or wrote what of whose record. Appended in the transaction of the deed itself.

A patient's own reading is told by "signed in"; everybody else's by a line per opened page.
"""

from datetime import datetime

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AuditEvent

APPEND = sa.insert(AuditEvent)


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

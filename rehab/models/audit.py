"""Who read and wrote a patient's record, and when. Appended to, never changed; no foreign keys, so it outlives all."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.db import Base


class AuditEvent(Base):
    """`action` is what was done to `subject` of the patient's record, e.g. "read course", "wrote morning_pain 17".

    Without a patient the line is about many, such as a branch's list.
    """

    __tablename__ = "audit_event"
    __table_args__ = (sa.Index("ix_audit_event_patient_id_at", "patient_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int]
    actor_role: Mapped[str] = mapped_column(sa.String(24))
    patient_id: Mapped[int | None]
    course_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(sa.String(24))
    subject: Mapped[str] = mapped_column(sa.String(60))

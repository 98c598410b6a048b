"""Appointments. A time is sold once: the database says so.

A live appointment owns one row per 10-minute cell of its time; the cell's primary key is (practitioner, starts_at),
so any overlap collides, whoever asks and however many at once:

    10:00 10:10 10:20 10:30 10:40
    ├──── A ─────────┤                 A owns 10:00 10:10 10:20
          ├──── B ─────────┤           B wants 10:10 → refused by the key
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.db import Base, references


class TreatmentType(Base):
    """What can be booked, with its length; `for_patients` may be booked by patients themselves."""

    __tablename__ = "treatment_type"
    __table_args__ = (sa.CheckConstraint("minutes BETWEEN 10 AND 240 AND minutes % 10 = 0", name="minutes"),)

    code: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    name_da: Mapped[str] = mapped_column(sa.String(60))
    name_en: Mapped[str] = mapped_column(sa.String(60))
    minutes: Mapped[int] = mapped_column(sa.SmallInteger)
    for_patients: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(sa.SmallInteger, default=0)


class Appointment(Base):
    """A booked time. Moving it keeps its identity and raises `sequence`, which calendars read."""

    __tablename__ = "appointment"
    __table_args__ = (
        sa.UniqueConstraint("patient_id", "client_key"),
        sa.CheckConstraint("starts_at < ends_at", name="starts_before_ends"),
        sa.CheckConstraint("(cancelled_at IS NULL) = (cancelled_by_id IS NULL)", name="cancelled_pair"),
        sa.CheckConstraint("attended_at IS NULL OR missed_at IS NULL", name="attended_or_missed"),
        sa.Index("ix_appointment_patient_id_starts_at", "patient_id", "starts_at"),
        sa.Index("ix_appointment_practitioner_id_starts_at", "practitioner_id", "starts_at"),
        sa.Index("ix_appointment_branch_id_starts_at", "branch_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(references("person.id"))
    course_id: Mapped[int | None] = mapped_column(references("course.id"), index=True)
    practitioner_id: Mapped[int] = mapped_column(references("person.id"))
    branch_id: Mapped[int] = mapped_column(references("branch.id"))
    treatment_code: Mapped[str] = mapped_column(references("treatment_type.code"))
    prompt_id: Mapped[int | None] = mapped_column(references("follow_up_prompt.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    calendar_uid: Mapped[str] = mapped_column(sa.String(60), unique=True)
    sequence: Mapped[int] = mapped_column(sa.SmallInteger, default=0)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    booked_at: Mapped[datetime]
    booked_by_id: Mapped[int] = mapped_column(references("person.id"))
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = mapped_column(references("person.id"))
    attended_at: Mapped[datetime | None]
    missed_at: Mapped[datetime | None]


class AppointmentCell(Base):
    """Ten minutes of a practitioner's time, owned by a live appointment."""

    __tablename__ = "appointment_cell"

    practitioner_id: Mapped[int] = mapped_column(references("person.id"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(references("appointment.id"), index=True)

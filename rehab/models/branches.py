"""The chain's branches and when its practitioners work there."""

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.db import Base, references


class Branch(Base):
    """One of the chain's places."""

    __tablename__ = "branch"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60), unique=True)
    zone: Mapped[str] = mapped_column(sa.String(40), default="Europe/Copenhagen")
    phone: Mapped[str | None] = mapped_column(sa.String(20))


class Availability(Base):
    """Weekly wall-clock hours in which a practitioner may be booked at a branch (Monday is 0). A break is a gap."""

    __tablename__ = "availability"
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("opens < closes", name="opens_before_closes"),
        sa.UniqueConstraint("practitioner_id", "branch_id", "weekday", "opens"),
        sa.Index("ix_availability_branch_id_practitioner_id", "branch_id", "practitioner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(references("person.id"))
    branch_id: Mapped[int] = mapped_column(references("branch.id"))
    weekday: Mapped[int] = mapped_column(sa.SmallInteger)
    opens: Mapped[time]
    closes: Mapped[time]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]


class TimeOff(Base):
    """Time in which a practitioner can't be booked although the weekly hours say so: leave, course, illness."""

    __tablename__ = "time_off"
    __table_args__ = (
        sa.CheckConstraint("starts_at < ends_at", name="starts_before_ends"),
        sa.Index("ix_time_off_practitioner_id_ends_at", "practitioner_id", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(references("person.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

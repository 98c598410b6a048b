"""Warning signs a patient reported, and the pauses in a course. Neither is edited: it is cleared or ended."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.clinical.safety import Level
from rehab.db import Base, choice, references


class Occasion(StrEnum):
    """When the checklist was asked."""

    START = "start"
    WEEKLY = "weekly"
    ON_DEMAND = "on_demand"


class PauseReason(StrEnum):
    """Why a course rests."""

    HOLIDAY = "holiday"
    ILLNESS = "illness"
    WARNING_SIGN = "warning_sign"
    OTHER = "other"


class WarningReport(Base):
    """The checklist answered once. `lines` are the codes ticked (`clinical.safety.Line`), none when all was well.

    `level` is the most serious one ticked and decides the fixed text shown; it stands until a practitioner clears it.
    """

    __tablename__ = "warning_report"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "client_key"),
        sa.CheckConstraint("(cleared_at IS NULL) = (cleared_by_id IS NULL)", name="cleared_pair"),
        sa.Index("ix_warning_report_course_id_reported_on", "course_id", "reported_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    occasion: Mapped[Occasion] = mapped_column(choice(Occasion, "occasion"))
    checklist_version: Mapped[int]
    lines: Mapped[list[Any]] = mapped_column(sa.JSON)
    level: Mapped[Level | None] = mapped_column(choice(Level, "level"))
    reported_on: Mapped[date]
    reported_at: Mapped[datetime]
    reported_by_id: Mapped[int] = mapped_column(references("person.id"))
    cleared_on: Mapped[date | None]
    cleared_at: Mapped[datetime | None]
    cleared_by_id: Mapped[int | None] = mapped_column(references("person.id"))
    cleared_note: Mapped[str | None] = mapped_column(sa.Text)


class Pause(Base):
    """Days on which nothing is due, both ends included; without `last_on` until someone ends it.

    Ending one early sets `ended_on`, the last day that still counts as paused.
    """

    __tablename__ = "pause"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "client_key"),
        sa.CheckConstraint("last_on IS NULL OR last_on >= first_on", name="forward"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_pair"),
        sa.Index("ix_pause_course_id_first_on", "course_id", "first_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    why: Mapped[PauseReason] = mapped_column(choice(PauseReason, "why"))
    warning_report_id: Mapped[int | None] = mapped_column(references("warning_report.id"))
    first_on: Mapped[date]
    last_on: Mapped[date | None]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(references("person.id"))
    ended_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(references("person.id"))

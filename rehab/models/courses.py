"""A course: one patient's treatment for one condition and side(s). Its notes, and the summary lists read."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.db import Base, choice, references


class Course(Base):
    """Opened and closed, never deleted. Its practitioner and branch are the defaults of its follow-up."""

    __tablename__ = "course"
    __table_args__ = (
        sa.CheckConstraint("intake_pain IS NULL OR intake_pain BETWEEN 0 AND 10", name="intake_pain"),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name="closed_pair"),
        sa.Index("ix_course_practitioner_id_closed_at", "practitioner_id", "closed_at"),
        sa.Index("ix_course_branch_id_closed_at", "branch_id", "closed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(references("person.id"), index=True)
    practitioner_id: Mapped[int] = mapped_column(references("person.id"))
    branch_id: Mapped[int] = mapped_column(references("branch.id"))
    condition: Mapped[str] = mapped_column(sa.String(40))
    side: Mapped[Side] = mapped_column(choice(Side, "side"))
    started_on: Mapped[date]
    symptoms_since: Mapped[date | None]
    intake_pain: Mapped[int | None] = mapped_column(sa.SmallInteger)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(references("person.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(references("person.id"))


class CourseNote(Base):
    """A practitioner's signed note. Never edited: what is added is an addendum, or a new note."""

    __tablename__ = "course_note"
    __table_args__ = (sa.UniqueConstraint("course_id", "client_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    text: Mapped[str] = mapped_column(sa.Text)
    signed_at: Mapped[datetime]
    signed_by_id: Mapped[int] = mapped_column(references("person.id"))


class NoteAddendum(Base):
    """An addition to a signed note, signed by whoever adds it. Never edited either."""

    __tablename__ = "note_addendum"
    __table_args__ = (sa.UniqueConstraint("note_id", "client_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(references("course_note.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    text: Mapped[str] = mapped_column(sa.Text)
    signed_at: Mapped[datetime]
    signed_by_id: Mapped[int] = mapped_column(references("person.id"))


class CourseSummary(Base):
    """What lists show of a course, written in the transaction of whatever changed it; rebuilt by `rehab summaries`.

    `spark` is 28 days up to `as_of_on`, oldest first, a score or null each; `reasons` is most pressing first,
    each {rule, need, since, numbers}. Pain figures are 0-10, `done`/`due` exercise sessions of 14 days.
    `first_rule` and `waits_since` are the first reason's; `review_id` is the latest review, `snoozed_until` the day
    until which it holds back what there is.
    """

    __tablename__ = "course_summary"
    __table_args__ = (sa.Index("ix_course_summary_need", "need"),)

    course_id: Mapped[int] = mapped_column(references("course.id"), primary_key=True)
    as_of_on: Mapped[date]
    last_pain: Mapped[int | None] = mapped_column(sa.SmallInteger)
    last_pain_on: Mapped[date | None]
    start_median: Mapped[float | None]
    now_median: Mapped[float | None]
    spark: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)
    done: Mapped[float] = mapped_column(default=0.0)
    due: Mapped[int] = mapped_column(default=0)
    last_session_on: Mapped[date | None]
    last_log_on: Mapped[date | None]
    phase: Mapped[Phase | None] = mapped_column(choice(Phase, "phase"))
    phase_started_on: Mapped[date | None]
    phase_last_on: Mapped[date | None]
    need: Mapped[int] = mapped_column(sa.SmallInteger, default=3)
    reasons: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)
    prompt_id: Mapped[int | None] = mapped_column(references("follow_up_prompt.id"))
    next_appointment_id: Mapped[int | None] = mapped_column(references("appointment.id"))
    next_appointment_at: Mapped[datetime | None]
    first_rule: Mapped[str | None] = mapped_column(sa.String(24))
    waits_since: Mapped[date | None]
    review_id: Mapped[int | None] = mapped_column(references("course_review.id"))
    snoozed_until: Mapped[date | None]

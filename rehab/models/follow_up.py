"""A follow-up prompt: a reason to be seen again, shown to the patient, ended in one of a few counted ways."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.clinical.follow_up import Rule
from rehab.db import Base, choice, references


class PromptEnding(StrEnum):
    """How a prompt ended."""

    BOOKED = "booked"
    WELL = "well"
    NOT_NOW = "not_now"
    CLOSED = "closed"
    RESOLVED = "resolved"


class FollowUpPrompt(Base):
    """One open at a time per course. `numbers` are those behind the reason on the day it was raised."""

    __tablename__ = "follow_up_prompt"
    __table_args__ = (
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended_pair"),
        sa.Index("ix_follow_up_prompt_course_id_raised_on", "course_id", "raised_on"),
        sa.Index(
            "uq_follow_up_prompt_open",
            "course_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    rule: Mapped[Rule] = mapped_column(choice(Rule, "rule"))
    numbers: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    raised_on: Mapped[date]
    raised_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(references("person.id"))
    ending: Mapped[PromptEnding | None] = mapped_column(choice(PromptEnding, "ending"))
    snoozed_until: Mapped[date | None]


class CourseThresholds(Base):
    """What a practitioner changed in the follow-up rules for one course. Never edited: the latest `number` is in force.

    `changed` has only the thresholds that differ from the defaults, by name (`clinical.thresholds`); empty means
    that the defaults are back.
    """

    __tablename__ = "course_thresholds"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "number"),
        sa.UniqueConstraint("course_id", "client_key"),
        sa.CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    number: Mapped[int]
    changed: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.Text)
    set_at: Mapped[datetime]
    set_by_id: Mapped[int] = mapped_column(references("person.id"))

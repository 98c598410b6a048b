"""A follow-up prompt: a reason to be seen again, shown to the patient, ended in one of a few counted ways.

Beside it what a practitioner decided about prompts, and the follow-ups planned by hand or with the programme.
"""

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
    HELD = "held"


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


class Decision(StrEnum):
    """What a practitioner decides about a follow-up: to ask the patient now, not to, after all, or not any more."""

    SEND = "send"
    HOLD = "hold"
    RELEASE = "release"
    CLOSE = "close"


class FollowUpDecision(Base):
    """A practitioner's decision about a rule's reason in one course, with why. Never edited: the latest one holds.

    `planned_id` names the planned follow-up the reason is about, where it is one. `until` is the day from which a hold
    no longer stands; without it, it stands until it is released. `prompt_id` is the prompt sent, held or closed.
    """

    __tablename__ = "follow_up_decision"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "client_key"),
        sa.CheckConstraint("until IS NULL OR decision = 'hold'", name="until_of_hold"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    rule: Mapped[Rule] = mapped_column(choice(Rule, "rule"))
    planned_id: Mapped[int | None] = mapped_column(references("planned_follow_up.id"))
    prompt_id: Mapped[int | None] = mapped_column(references("follow_up_prompt.id"))
    decision: Mapped[Decision] = mapped_column(choice(Decision, "decision"))
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int] = mapped_column(references("person.id"))


class PlanEnding(StrEnum):
    """How a planned follow-up ended without a visit. One that was booked has not ended: it is met by the visit."""

    TAKEN_BACK = "taken_back"
    REPLACED = "replaced"
    WELL = "well"


class PlannedFollowUp(Base):
    """ "Come back in three weeks": planned by hand, or a review point of a version of the programme (`version_id`).

    `why` is what the patient reads in the app. It is never edited: it is ended, and another one made.
    """

    __tablename__ = "planned_follow_up"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "client_key"),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended_pair"),
        sa.Index("ix_planned_follow_up_course_id_due_on", "course_id", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    version_id: Mapped[int | None] = mapped_column(references("programme_version.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    due_on: Mapped[date]
    why: Mapped[str] = mapped_column(sa.Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(references("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(references("person.id"))
    ending: Mapped[PlanEnding | None] = mapped_column(choice(PlanEnding, "ending"))

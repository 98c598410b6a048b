"""Programmes are versioned: revising inserts a version with the date it takes effect, and moves nothing that was.

course ──< version 1 (effective 5 Oct) ──< phase ──< prescription
       └─< version 2 (effective 2 Nov) ──< ...         ▲
                                                       └── an exercise session points here for ever
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.clinical.activity import ActivityRule
from rehab.clinical.dose import LoadKind, Side
from rehab.clinical.phases import Phase
from rehab.db import Base, choice, references


class ProgrammeVersion(Base):
    """What is prescribed for a course from `effective_on`, with the practitioner's own plan sentences, signed.

    `review_points` are [week, why] each: the weeks, counted from the programme's start, at whose end the practitioner
    looks at the course. Versions from before the question was asked have no `activity_rule`.
    """

    __tablename__ = "programme_version"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "number"),
        sa.UniqueConstraint("course_id", "client_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    number: Mapped[int] = mapped_column(sa.SmallInteger)
    client_key: Mapped[str] = mapped_column(sa.String(36))
    effective_on: Mapped[date]
    template_code: Mapped[str | None] = mapped_column(sa.String(12))
    plan_green: Mapped[str] = mapped_column(sa.Text)
    plan_yellow: Mapped[str] = mapped_column(sa.Text)
    plan_amber: Mapped[str] = mapped_column(sa.Text)
    plan_red: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    review_points: Mapped[list[Any]] = mapped_column(sa.JSON, default=list, server_default="[]")
    activity_rule: Mapped[ActivityRule | None] = mapped_column(choice(ActivityRule, "activity_rule"))
    signed_at: Mapped[datetime]
    signed_by_id: Mapped[int] = mapped_column(references("person.id"))


class ProgrammeWithdrawal(Base):
    """A signed version taken back before anything was logged under it. Its row stays, and so does its number.

    From `from_on` on the version before it is in force again; a version taken back the day it was signed never held.
    """

    __tablename__ = "programme_withdrawal"

    version_id: Mapped[int] = mapped_column(references("programme_version.id"), primary_key=True)
    from_on: Mapped[date]
    withdrawn_at: Mapped[datetime]
    withdrawn_by_id: Mapped[int] = mapped_column(references("person.id"))


class ProgrammePhase(Base):
    """One phase of a version, from `starts_on` for `weeks` weeks."""

    __tablename__ = "programme_phase"
    __table_args__ = (
        sa.UniqueConstraint("version_id", "position"),
        sa.CheckConstraint("weeks BETWEEN 1 AND 52", name="weeks"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(references("programme_version.id"))
    position: Mapped[int] = mapped_column(sa.SmallInteger)
    phase: Mapped[Phase] = mapped_column(choice(Phase, "phase"))
    starts_on: Mapped[date]
    weeks: Mapped[int] = mapped_column(sa.SmallInteger)


class Prescription(Base):
    """One exercise in one phase with its dose and its weeks (counted from the phase's start, 1 is the first).

    `sets` is null for "as many as possible"; `rm` is the N of N-RM; seconds, kilograms.
    """

    __tablename__ = "prescription"
    __table_args__ = (
        sa.UniqueConstraint("phase_id", "position"),
        sa.CheckConstraint("sets IS NULL OR sets BETWEEN 1 AND 10", name="sets"),
        sa.CheckConstraint("reps BETWEEN 1 AND 100", name="reps"),
        sa.CheckConstraint("week_from BETWEEN 1 AND week_to", name="weeks"),
        sa.CheckConstraint("interval_days BETWEEN 1 AND 14", name="interval_days"),
        sa.CheckConstraint("times_a_day BETWEEN 1 AND 6", name="times_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    phase_id: Mapped[int] = mapped_column(references("programme_phase.id"))
    position: Mapped[int] = mapped_column(sa.SmallInteger)
    exercise_code: Mapped[str] = mapped_column(sa.String(12))
    side: Mapped[Side] = mapped_column(choice(Side, "side"))
    week_from: Mapped[int] = mapped_column(sa.SmallInteger)
    week_to: Mapped[int] = mapped_column(sa.SmallInteger)
    sets: Mapped[int | None] = mapped_column(sa.SmallInteger)
    reps: Mapped[int] = mapped_column(sa.SmallInteger)
    rm: Mapped[int | None] = mapped_column(sa.SmallInteger)
    hold_s: Mapped[int | None] = mapped_column(sa.SmallInteger)
    up_s: Mapped[int | None] = mapped_column(sa.SmallInteger)
    top_s: Mapped[int | None] = mapped_column(sa.SmallInteger)
    down_s: Mapped[int | None] = mapped_column(sa.SmallInteger)
    load: Mapped[LoadKind] = mapped_column(choice(LoadKind, "load"))
    load_kg: Mapped[Decimal | None] = mapped_column(sa.Numeric(5, 1))
    rest_s: Mapped[int] = mapped_column(sa.SmallInteger)
    interval_days: Mapped[int] = mapped_column(sa.SmallInteger)
    times_a_day: Mapped[int] = mapped_column(sa.SmallInteger)


class TemplateScope(StrEnum):
    """Who finds a template in the list: all the chain's practitioners, those of one branch, or its owner alone."""

    CHAIN = "chain"
    BRANCH = "branch"
    OWN = "own"


class ProgrammeTemplate(Base):
    """A template the clinic made itself: one phase with its doses and sentences, nothing of any patient.

    `content` has the weeks, rows and sentences in the shape of the library's own. `edition` grows with every change;
    programmes signed from it carry their own copy. Without a branch it is the chain's or its owner's alone.
    """

    __tablename__ = "programme_template"
    __table_args__ = (
        sa.UniqueConstraint("owner_id", "client_key"),
        sa.CheckConstraint("scope <> 'branch' OR branch_id IS NOT NULL", name="branch"),
        sa.Index("ix_programme_template_condition", "condition"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_key: Mapped[str] = mapped_column(sa.String(36))
    name: Mapped[str] = mapped_column(sa.String(80))
    condition: Mapped[str] = mapped_column(sa.String(40))
    phase: Mapped[Phase] = mapped_column(choice(Phase, "phase"))
    scope: Mapped[TemplateScope] = mapped_column(choice(TemplateScope, "scope"))
    branch_id: Mapped[int | None] = mapped_column(references("branch.id"))
    owner_id: Mapped[int] = mapped_column(references("person.id"))
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    review_on: Mapped[date]
    edition: Mapped[int] = mapped_column(sa.SmallInteger)
    proposed_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(references("person.id"))
    retired_at: Mapped[datetime | None]
    retired_by_id: Mapped[int | None] = mapped_column(references("person.id"))

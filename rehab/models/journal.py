"""What the patient logs. A correction is a new row that supersedes the old one; the old one stays readable.

morning 12 Nov  ── score 5 (superseded 07:04) ── score 4 (in force)

`made_at` is when a phone made what it sent later; empty where that was when it was logged. Of two phones that say
different things of one day, what was made later is in force, and what arrives too late for that is stored superseded.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.clinical.dose import Side
from rehab.db import Base, choice, references


class SessionKind(StrEnum):
    """A strength session, or one bout of the daily stretches."""

    STRENGTH = "strength"
    STRETCH = "stretch"


class MorningPain(Base):
    """Pain at the first steps, 0-10, one in force per date and side; no score means the patient answered "not sure"."""

    __tablename__ = "morning_pain"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "client_key"),
        sa.CheckConstraint("score IS NULL OR score BETWEEN 0 AND 10", name="score"),
        sa.CheckConstraint("side IN ('left', 'right')", name="one_side"),
        sa.Index(
            "uq_morning_pain_in_force",
            "course_id",
            "noted_on",
            "side",
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    noted_on: Mapped[date]
    side: Mapped[Side] = mapped_column(choice(Side, "side"))
    score: Mapped[int | None] = mapped_column(sa.SmallInteger)
    made_at: Mapped[datetime | None]
    logged_at: Mapped[datetime]
    logged_by_id: Mapped[int] = mapped_column(references("person.id"))
    replaces_id: Mapped[int | None] = mapped_column(references("morning_pain.id"), unique=True)
    superseded_at: Mapped[datetime | None]


class ExerciseSession(Base):
    """What was done on one date, under the programme version then in force.

    `reps_done` and `reps_prescribed` are sums over its sets, kept, like `prescription_ids`, because lists and
    adherence read them; `load_kg` is the heaviest set's. Pain 0-10, effort 1-5. `is_practice`: a set tried together
    at the first visit, which is neither training done nor a day to recover from.
    """

    __tablename__ = "exercise_session"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "client_key"),
        sa.CheckConstraint("pain_during IS NULL OR pain_during BETWEEN 0 AND 10", name="pain_during"),
        sa.CheckConstraint("pain_after IS NULL OR pain_after BETWEEN 0 AND 10", name="pain_after"),
        sa.CheckConstraint("effort IS NULL OR effort BETWEEN 1 AND 5", name="effort"),
        sa.CheckConstraint("reps_done >= 0 AND reps_prescribed >= 0", name="reps"),
        sa.CheckConstraint("(reps_left IS NULL) = (reps_right IS NULL)", name="sides"),
        sa.Index("ix_exercise_session_course_id_done_on", "course_id", "done_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    version_id: Mapped[int] = mapped_column(references("programme_version.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    kind: Mapped[SessionKind] = mapped_column(choice(SessionKind, "kind"))
    done_on: Mapped[date]
    reps_done: Mapped[int] = mapped_column(sa.Integer)
    reps_prescribed: Mapped[int] = mapped_column(sa.Integer)
    reps_left: Mapped[int | None] = mapped_column(sa.Integer)
    reps_right: Mapped[int | None] = mapped_column(sa.Integer)
    load_kg: Mapped[Decimal | None] = mapped_column(sa.Numeric(5, 1))
    pain_during: Mapped[int | None] = mapped_column(sa.SmallInteger)
    pain_after: Mapped[int | None] = mapped_column(sa.SmallInteger)
    effort: Mapped[int | None] = mapped_column(sa.SmallInteger)
    stopped_by_pain: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    note: Mapped[str] = mapped_column(sa.Text, default="")
    prescription_ids: Mapped[list[int]] = mapped_column(sa.JSON)
    made_at: Mapped[datetime | None]
    logged_at: Mapped[datetime]
    logged_by_id: Mapped[int] = mapped_column(references("person.id"))
    replaces_id: Mapped[int | None] = mapped_column(references("exercise_session.id"), unique=True)
    superseded_at: Mapped[datetime | None]
    is_practice: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


BOTH_SIDES = (
    "(reps_left IS NULL AND reps_right IS NULL AND load_left_kg IS NULL AND load_right_kg IS NULL) OR "
    "(reps_left IS NOT NULL AND reps_right IS NOT NULL AND "
    "reps_left BETWEEN 0 AND 200 AND reps_right BETWEEN 0 AND 200 AND "
    "reps = CASE WHEN reps_left < reps_right THEN reps_left ELSE reps_right END AND "
    "COALESCE(load_left_kg, 0) BETWEEN 0 AND 200 AND COALESCE(load_right_kg, 0) BETWEEN 0 AND 200)"
)


class ExerciseSet(Base):
    """One set of one prescription: repetitions done, load in kg.

    Where each side is trained by itself, left then right is one set with two results. `reps` and `load_kg` are then
    what both sides managed, the lower of the two; whoever counts sets or work reads those. Rows without sides are of
    one side only, or from before the sides were told apart.
    """

    __tablename__ = "exercise_set"
    __table_args__ = (
        sa.CheckConstraint("reps BETWEEN 0 AND 200", name="reps"),
        sa.CheckConstraint("load_kg IS NULL OR load_kg BETWEEN 0 AND 200", name="load_kg"),
        sa.CheckConstraint(BOTH_SIDES, name="sides"),
    )

    session_id: Mapped[int] = mapped_column(references("exercise_session.id"), primary_key=True)
    prescription_id: Mapped[int] = mapped_column(references("prescription.id"), primary_key=True)
    number: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True)
    reps: Mapped[int] = mapped_column(sa.SmallInteger)
    load_kg: Mapped[Decimal | None] = mapped_column(sa.Numeric(5, 1))
    reps_left: Mapped[int | None] = mapped_column(sa.SmallInteger)
    reps_right: Mapped[int | None] = mapped_column(sa.SmallInteger)
    load_left_kg: Mapped[Decimal | None] = mapped_column(sa.Numeric(5, 1))
    load_right_kg: Mapped[Decimal | None] = mapped_column(sa.Numeric(5, 1))


class SkipReason(StrEnum):
    """Why something due was not done."""

    PAIN = "pain"
    NO_EQUIPMENT = "no_equipment"
    NO_TIME = "no_time"
    ILL = "ill"


class SkippedExercise(Base):
    """Something due that the patient left out, or swapped for another exercise, with the reason. It is still not done.

    `swapped_for` is an exercise code of the content. A change of mind supersedes the row.
    """

    __tablename__ = "skipped_exercise"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "client_key"),
        sa.Index(
            "uq_skipped_exercise_in_force",
            "course_id",
            "prescription_id",
            "skipped_on",
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    prescription_id: Mapped[int] = mapped_column(references("prescription.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    skipped_on: Mapped[date]
    why: Mapped[SkipReason] = mapped_column(choice(SkipReason, "why"))
    swapped_for: Mapped[str | None] = mapped_column(sa.String(10))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    made_at: Mapped[datetime | None]
    logged_at: Mapped[datetime]
    logged_by_id: Mapped[int] = mapped_column(references("person.id"))
    superseded_at: Mapped[datetime | None]

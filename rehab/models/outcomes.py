"""What the patient says of the course at weeks 0, 4, 8 and 12, one answer at a time; and how a course turns."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.db import Base, choice, references


class Question(StrEnum):
    """What is asked, one a screen. PSFS has up to five, one for each activity the patient named."""

    PSFS_1 = "psfs_1"
    PSFS_2 = "psfs_2"
    PSFS_3 = "psfs_3"
    PSFS_4 = "psfs_4"
    PSFS_5 = "psfs_5"
    NRS = "nrs"
    GROC = "groc"
    PASS = "pass"


class Turn(StrEnum):
    """How a course turns: towards maintenance when the patient is well, and back when it comes again."""

    WELL = "well"
    CAME_BACK = "came_back"


class PsfsActivity(Base):
    """An activity the patient named at week 0, position 1-5. Never renamed: the scores of all weeks are about it."""

    __tablename__ = "psfs_activity"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "position"),
        sa.CheckConstraint("position BETWEEN 1 AND 5", name="position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    position: Mapped[int] = mapped_column(sa.SmallInteger)
    name: Mapped[str] = mapped_column(sa.String(80))
    named_at: Mapped[datetime]
    named_by_id: Mapped[int] = mapped_column(references("person.id"))


class OutcomeAnswer(Base):
    """One answer, one in force per course, week and question. No value: skipped.

    PSFS and NRS are 0-10, PASS 0 or 1, GROC 1 (very much better) to 7 (very much worse).
    """

    __tablename__ = "outcome_answer"
    __table_args__ = (
        sa.CheckConstraint("week IN (0, 4, 8, 12)", name="week"),
        sa.CheckConstraint("value IS NULL OR value BETWEEN 0 AND 10", name="value"),
        sa.Index(
            "uq_outcome_answer_in_force",
            "course_id",
            "week",
            "question",
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    week: Mapped[int] = mapped_column(sa.SmallInteger)
    question: Mapped[Question] = mapped_column(choice(Question, "question"))
    value: Mapped[int | None] = mapped_column(sa.SmallInteger)
    answered_at: Mapped[datetime]
    answered_by_id: Mapped[int] = mapped_column(references("person.id"))
    superseded_at: Mapped[datetime | None]


class CourseTurn(Base):
    """The patient closes towards maintenance, with a check three months on, or opens the course again.

    `closed_at` and `closed_by_id` are how the course had been closed, where the turn opened it again.
    """

    __tablename__ = "course_turn"
    __table_args__ = (sa.UniqueConstraint("course_id", "client_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    turn: Mapped[Turn] = mapped_column(choice(Turn, "turn"))
    turned_on: Mapped[date]
    check_on: Mapped[date | None]
    turned_at: Mapped[datetime]
    turned_by_id: Mapped[int] = mapped_column(references("person.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(references("person.id"))

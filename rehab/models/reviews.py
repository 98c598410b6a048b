"""Who looked a course through, and the choice to open the courses of a branch. Appended to, never edited."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.db import Base, choice, references


class ChoiceReason(StrEnum):
    """Why a practitioner opens courses that are a colleague's."""

    ABSENCE = "absence"
    ASKED = "asked"
    OTHER = "other"


class CourseReview(Base):
    """A practitioner looked the course through, and maybe put it aside until a date, on which it is back.

    `seen_reasons` are the keys of the reasons there were (`records.reviews`): a new one ends the wait. Taking a review
    back sets `undone_at`; the one before it then stands again.
    """

    __tablename__ = "course_review"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "client_key"),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_pair"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    reviewed_at: Mapped[datetime]
    reviewed_by_id: Mapped[int] = mapped_column(references("person.id"))
    snoozed_until: Mapped[date | None]
    seen_reasons: Mapped[list[Any]] = mapped_column(sa.JSON)
    review_note: Mapped[str] = mapped_column(sa.String(200))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(references("person.id"))


class BranchChoice(Base):
    """A practitioner's choice to open a branch's courses, until the end of that day where the practitioner is."""

    __tablename__ = "branch_choice"
    __table_args__ = (
        sa.UniqueConstraint("practitioner_id", "client_key"),
        sa.CheckConstraint("why <> 'other' OR own_words <> ''", name="other_in_words"),
        sa.CheckConstraint("chosen_at < expires_at", name="forward"),
        sa.Index("ix_branch_choice_practitioner_id_expires_at", "practitioner_id", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(references("person.id"))
    branch_id: Mapped[int] = mapped_column(references("branch.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    why: Mapped[ChoiceReason] = mapped_column(choice(ChoiceReason, "why"))
    own_words: Mapped[str] = mapped_column(sa.String(200))
    chosen_at: Mapped[datetime]
    expires_at: Mapped[datetime]

"""Messages between a patient and those who treat them: one thread per course, and nothing in it is ever edited."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.db import Base, references


class CourseMessage(Base):
    """A message of a course's thread. `seen_at` is when the other side first opened it, by whom; None is unread."""

    __tablename__ = "course_message"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "client_key"),
        sa.CheckConstraint("(seen_at IS NULL) = (seen_by_id IS NULL)", name="seen_pair"),
        sa.Index("ix_course_message_course_id_id", "course_id", "id"),
        sa.Index(
            "ix_course_message_unread",
            "course_id",
            "is_from_patient",
            sqlite_where=sa.text("seen_at IS NULL"),
            postgresql_where=sa.text("seen_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(references("course.id"))
    client_key: Mapped[str] = mapped_column(sa.String(36))
    is_from_patient: Mapped[bool]
    text: Mapped[str] = mapped_column(sa.Text)
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int] = mapped_column(references("person.id"))
    seen_at: Mapped[datetime | None]
    seen_by_id: Mapped[int | None] = mapped_column(references("person.id"))


class AnswerTime(Base):
    """What a practitioner promises: an answer within so many working days, and whether a mail tells of messages."""

    __tablename__ = "answer_time"
    __table_args__ = (sa.CheckConstraint("working_days BETWEEN 0 AND 10", name="working_days"),)

    person_id: Mapped[int] = mapped_column(references("person.id"), primary_key=True)
    working_days: Mapped[int] = mapped_column(sa.SmallInteger)
    tells_by_mail: Mapped[bool]
    changed_at: Mapped[datetime]

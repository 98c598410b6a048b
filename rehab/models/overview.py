"""What the overviews count from: how each week of a course went. Worked out from the logs, and made anew from them."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.db import Base, references


class CourseWeek(Base):
    """One whole week of a course, week 1 its first seven days.

    `median` is of the week's mornings (None under three); `done` of `due` are the week's strength sessions.
    """

    __tablename__ = "course_week"
    __table_args__ = (sa.CheckConstraint("week BETWEEN 1 AND 26", name="week"),)

    course_id: Mapped[int] = mapped_column(references("course.id"), primary_key=True)
    week: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True)
    ended_on: Mapped[date]
    median: Mapped[float | None]
    mornings: Mapped[int] = mapped_column(sa.SmallInteger)
    done: Mapped[float]
    due: Mapped[int] = mapped_column(sa.SmallInteger)

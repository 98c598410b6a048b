"""What the branch's figures are counted from: its open courses' summaries, its practitioners, its booked times."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Appointment, Course, CourseSummary, Person, Role

AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OpenCourse:
    """What counts of one open course; None where nothing is known. `done` of `due` are 14 days' strength sessions."""

    practitioner_id: int
    need: int | None
    done: float | None
    due: int | None
    start_median: float | None
    now_median: float | None

    @property
    def change(self) -> float | None:
        """Points of morning pain since the start: negative is less."""
        if self.start_median is None or self.now_median is None:
            return None
        return self.now_median - self.start_median


def open_courses(session: AnySession, branch_id: int) -> list[OpenCourse]:
    """Every open course of the branch."""
    rows = session.execute(
        sa.select(
            Course.practitioner_id,
            CourseSummary.need,
            CourseSummary.done,
            CourseSummary.due,
            CourseSummary.start_median,
            CourseSummary.now_median,
        )
        .outerjoin(CourseSummary, CourseSummary.course_id == Course.id)
        .where(Course.branch_id == branch_id, Course.closed_at.is_(None))
    )
    return [OpenCourse(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Practitioner:
    """Someone who treats at the branch."""

    id: int
    name: str
    title: str | None


def practitioners(session: AnySession, branch_id: int) -> list[Practitioner]:
    """Those whose home the branch is, and those with open courses here, by name."""
    treating = sa.select(Course.practitioner_id).where(Course.branch_id == branch_id, Course.closed_at.is_(None))
    rows = session.execute(
        sa.select(Person.id, Person.name, Person.title)
        .where(
            Person.role == Role.PRACTITIONER,
            sa.or_(
                sa.and_(Person.home_branch_id == branch_id, Person.deactivated_at.is_(None)), Person.id.in_(treating)
            ),
        )
        .order_by(Person.name, Person.id)
    )
    return [Practitioner(*row) for row in rows]


def booked_ahead(session: AnySession, branch_id: int, now: datetime) -> dict[int, int]:
    """Live appointments at the branch in the next seven days, by practitioner."""
    rows = session.execute(
        sa.select(Appointment.practitioner_id, sa.func.count())
        .where(
            Appointment.branch_id == branch_id,
            Appointment.cancelled_at.is_(None),
            Appointment.starts_at > now,
            Appointment.starts_at <= now + AHEAD,
        )
        .group_by(Appointment.practitioner_id)
    )
    return {row[0]: row[1] for row in rows}

"""What the figures are counted from: courses with their weeks, prompts, visits, and who works where.

Always the whole chain's: a branch is read beside all of it, and each page costs the same few statements.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from rehab.db import AnySession, read
from rehab.models import (
    Appointment,
    Branch,
    Course,
    CourseSummary,
    CourseWeek,
    FollowUpPrompt,
    Person,
    PromptEnding,
    Role,
)

BEGUN_WITHIN = timedelta(weeks=52)
PROMPTED_WITHIN = timedelta(weeks=26)
VISITED_WITHIN = timedelta(weeks=12)
AHEAD = timedelta(days=7)
MOST_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Week:
    """One whole week of a course, as noted (`records.course_weeks`)."""

    median: float | None
    mornings: int
    done: float
    due: int

    @property
    def is_logged(self) -> bool:
        """Whether a morning or a training of the week was logged."""
        return bool(self.mornings or self.done)


@dataclass(frozen=True, slots=True)
class Followed:
    """A course open now or begun within a year; None where nothing is known. `done` of `due` are 14 days' sessions."""

    id: int
    branch_id: int
    practitioner_id: int
    started_on: date
    closed_at: datetime | None
    need: int | None
    done: float | None
    due: int | None
    start: float | None
    now: float | None
    weeks: dict[int, Week] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Prompted:
    """A follow-up prompt of the last half year."""

    branch_id: int
    practitioner_id: int
    patient_id: int
    raised_at: datetime
    ended_at: datetime | None
    ending: PromptEnding | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A booked time that is over and was not cancelled; neither came nor missed when nobody has said."""

    branch_id: int
    practitioner_id: int
    patient_id: int
    came: bool
    missed: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A practitioner or a branch."""

    id: int
    name: str
    title: str | None
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that is counted, of one place or of all."""

    courses: tuple[Followed, ...]
    prompts: tuple[Prompted, ...]
    visits: tuple[Visit, ...]

    def of(self, *, branch_id: int | None = None, practitioner_id: int | None = None) -> "Counted":
        """Only what belongs to a branch, a practitioner, or both."""

        def fits(each: Followed | Prompted | Visit) -> bool:
            return branch_id in (None, each.branch_id) and practitioner_id in (None, each.practitioner_id)

        return Counted(
            courses=tuple(each for each in self.courses if fits(each)),
            prompts=tuple(each for each in self.prompts if fits(each)),
            visits=tuple(each for each in self.visits if fits(each)),
        )


def counted(session: AnySession, *, now: datetime, today: date) -> Counted:
    """The chain's. Four statements."""
    return Counted(_courses(session, today), _prompts(session, now), _visits(session, now))


def _courses(session: AnySession, today: date) -> tuple[Followed, ...]:
    since = today - BEGUN_WITHIN
    is_followed = sa.or_(Course.closed_at.is_(None), Course.started_on >= since)
    rows = read(
        session,
        sa.select(
            *(Course.id, Course.branch_id, Course.practitioner_id, Course.started_on, Course.closed_at),
            *(CourseSummary.need, CourseSummary.done, CourseSummary.due),
            *(CourseSummary.start_median, CourseSummary.now_median),
        )
        .outerjoin(CourseSummary, CourseSummary.course_id == Course.id)
        .where(is_followed),
    )
    found = {row[0]: Followed(*row) for row in rows}
    weeks = read(
        session,
        sa.select(
            *(CourseWeek.course_id, CourseWeek.week),
            *(CourseWeek.median, CourseWeek.mornings, CourseWeek.done, CourseWeek.due),
        )
        .join(Course, Course.id == CourseWeek.course_id)
        .where(is_followed, CourseWeek.week <= MOST_WEEKS),
    )
    for course_id, week, *values in weeks:
        found[course_id].weeks[week] = Week(*values)
    return tuple(found.values())


def _prompts(session: AnySession, now: datetime) -> tuple[Prompted, ...]:
    rows = read(
        session,
        sa.select(
            *(Course.branch_id, Course.practitioner_id, Course.patient_id),
            *(FollowUpPrompt.raised_at, FollowUpPrompt.ended_at, FollowUpPrompt.ending),
        )
        .join(Course, Course.id == FollowUpPrompt.course_id)
        .where(FollowUpPrompt.raised_at >= now - PROMPTED_WITHIN),
    )
    return tuple(Prompted(*row) for row in rows)


def _visits(session: AnySession, now: datetime) -> tuple[Visit, ...]:
    rows = read(
        session,
        sa.select(
            *(Appointment.branch_id, Appointment.practitioner_id, Appointment.patient_id),
            *(Appointment.attended_at.is_not(None), Appointment.missed_at.is_not(None)),
        ).where(
            Appointment.cancelled_at.is_(None),
            Appointment.ends_at <= now,
            Appointment.starts_at >= now - VISITED_WITHIN,
        ),
    )
    return tuple(Visit(*row) for row in rows)


def practitioners(session: AnySession, branch_id: int) -> list[Named]:
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
    return [Named(*row) for row in rows]


def branches(session: AnySession) -> list[Named]:
    """The chain's, by name."""
    rows = session.execute(sa.select(Branch.id, Branch.name, Branch.slug).order_by(Branch.name))
    return [Named(id_, name, None, slug) for id_, name, slug in rows]


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

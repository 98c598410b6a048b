"""Courses found through the person asking: access is the shape of the query, and not yours looks like not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.db import AnySession, read
from rehab.models import Branch, Course, CourseSummary, Person
from rehab.records.messages import UNREAD_BY_PATIENT, UNREAD_BY_STAFF
from rehab.records.outcomes import ACTIVITIES, ALL_ANSWERS, Measures, measures_from
from rehab.records.pauses import LAST_ASKED_ON, PAUSES, CoursePause, pauses_from
from rehab.records.reach import IN_REACH, reaching
from rehab.records.turned import TURNS, Turned, turned_from

Practitioner = aliased(Person, name="practitioner")
Patient = aliased(Person, name="patient")


@dataclass(frozen=True, slots=True)
class Summary:
    """A course's summary as stored (see CourseSummary); everything unknown until something is logged."""

    as_of_on: date | None
    last_pain: int | None
    last_pain_on: date | None
    start_median: float | None
    now_median: float | None
    spark: list[int | None] | None
    done: float | None
    due: int | None
    last_session_on: date | None
    last_log_on: date | None
    phase: Phase | None
    phase_started_on: date | None
    phase_last_on: date | None
    need: int | None
    reasons: list[dict[str, Any]] | None
    prompt_id: int | None
    next_appointment_id: int | None
    next_appointment_at: datetime | None


@dataclass(frozen=True, slots=True)
class CourseHead:
    """A course with the names around it, its pauses and its summary: the one row most pages begin with.

    `last_asked_on` is the day the list of warning signs was last answered, whatever the answer. `unread_by_...` is how
    many messages of the other side's wait to be opened. `measures` are the outcome measures, `turned` whether the
    patient said to be well or that it came back.
    """

    id: int
    patient_id: int
    patient_name: str
    patient_born_on: date | None
    patient_language: str
    practitioner_id: int
    practitioner_name: str
    branch_id: int
    branch_name: str
    branch_slug: str
    condition: str
    side: Side
    started_on: date
    symptoms_since: date | None
    intake_pain: int | None
    closed_at: datetime | None
    branch_phone: str | None
    last_asked_on: date | None
    unread_by_patient: int
    unread_by_staff: int
    pauses: tuple[CoursePause, ...]
    measures: Measures
    turned: Turned | None
    zone: ZoneInfo
    summary: Summary

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sore sides one by one."""
        return (Side.LEFT, Side.RIGHT) if self.side is Side.BOTH else (self.side,)


SUMMARY_COLUMNS = tuple(getattr(CourseSummary, name) for name in Summary.__slots__)
HEAD_COLUMNS: tuple[Any, ...] = (
    Course.id,
    Course.patient_id,
    Patient.name,
    Patient.born_on,
    sa.func.coalesce(Patient.language, "da"),
    Course.practitioner_id,
    Practitioner.name,
    Course.branch_id,
    Branch.name,
    Branch.slug,
    Course.condition,
    Course.side,
    Course.started_on,
    Course.symptoms_since,
    Course.intake_pain,
    Course.closed_at,
    Branch.phone,
    LAST_ASKED_ON,
    UNREAD_BY_PATIENT,
    UNREAD_BY_STAFF,
    PAUSES,
    ACTIVITIES,
    ALL_ANSWERS,
    TURNS,
    Patient.zone,
)
HEADS = (
    sa.select(*HEAD_COLUMNS, *SUMMARY_COLUMNS)
    .join(Patient, Patient.id == Course.patient_id)
    .join(Practitioner, Practitioner.id == Course.practitioner_id)
    .join(Branch, Branch.id == Course.branch_id)
    .outerjoin(CourseSummary, CourseSummary.course_id == Course.id)
)
OWN = (
    HEADS.where(Course.patient_id == sa.bindparam("viewer_id"))
    .order_by(Course.closed_at.is_not(None), Course.id.desc())
    .limit(1)
)
RESPONSIBLE = HEADS.where(Course.id == sa.bindparam("course_id"), IN_REACH)
ANY = HEADS.where(Course.id == sa.bindparam("course_id"))


def own_course(session: AnySession, viewer_id: int) -> CourseHead | None:
    """The patient's own course: the open one, else the latest closed."""
    return _one(session, OWN, viewer_id=viewer_id)


def responsible_course(session: AnySession, viewer_id: int, course_id: int, *, now: datetime) -> CourseHead | None:
    """A course the practitioner is responsible for, or one of a branch they chose to open (`records.reach`).

    None for anyone else's, as for one that isn't there.
    """
    return _one(session, RESPONSIBLE, course_id=course_id, **reaching(viewer_id, now))


def course_head(session: AnySession, course_id: int) -> CourseHead:
    """A course by id, for jobs and services that hold it rightfully already. Raises NoResultFound."""
    head = _one(session, ANY, course_id=course_id)
    if head is None:
        raise NoResultFound(f"course {course_id}")
    return head


def caseload(session: AnySession, practitioner_id: int) -> list[CourseHead]:
    """A practitioner's open courses, greatest need first, then by name."""
    rows = session.execute(
        HEADS.where(Course.practitioner_id == practitioner_id, Course.closed_at.is_(None)).order_by(
            sa.func.coalesce(CourseSummary.need, 3), Patient.name, Course.id
        )
    )
    return [head_from(row) for row in rows]


def head_from(row: Sequence[Any]) -> CourseHead:
    """A row of HEADS as a value."""
    columns = len(HEAD_COLUMNS)
    *plain, pauses, activities, answers, turns, zone = row[:columns]
    said = (pauses_from(pauses), measures_from(activities, answers), turned_from(turns))
    head: Any = (*plain, *said, ZoneInfo(zone), Summary(*row[columns:]))
    return CourseHead(*head)


def _one(session: AnySession, query: sa.Select[Any], **values: Any) -> CourseHead | None:
    row = read(session, query, values).one_or_none()
    return None if row is None else head_from(row)

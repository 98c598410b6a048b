"""What the practitioner reads: the caseload, and what stands around a course. Each query names its reader or course."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.db import AnySession, read
from rehab.models import (
    Appointment,
    Course,
    CourseNote,
    CourseSummary,
    ExerciseSession,
    FollowUpPrompt,
    MorningPain,
    Person,
    PromptEnding,
    TreatmentType,
)
from rehab.scheduling.opening import instant

MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Case:
    """One open course as the caseload lists it; the figures are the summary's, unknown until something is logged."""

    course_id: int
    patient_name: str
    born_on: date | None
    last_pain: int | None
    start_median: float | None
    now_median: float | None
    spark: list[int | None] | None
    done: float | None
    due: int | None
    last_session_on: date | None
    phase: Phase | None
    phase_started_on: date | None
    need: int | None
    reasons: list[dict[str, Any]] | None
    next_appointment_at: datetime | None


CASES = (
    sa.select(
        Course.id,
        Person.name,
        Person.born_on,
        *(getattr(CourseSummary, name) for name in Case.__slots__[3:]),
    )
    .join(Person, Person.id == Course.patient_id)
    .outerjoin(CourseSummary, CourseSummary.course_id == Course.id)
    .where(Course.practitioner_id == sa.bindparam("practitioner_id"), Course.closed_at.is_(None))
    .order_by(Person.name, Course.id)
)


def cases(session: AnySession, practitioner_id: int) -> list[Case]:
    """A practitioner's open courses by the patient's name, in one statement."""
    return [Case(*row) for row in read(session, CASES, {"practitioner_id": practitioner_id})]


def appointments_left(session: AnySession, practitioner_id: int, *, now: datetime, zone: ZoneInfo) -> int:
    """How many live appointments the practitioner still has today."""
    midnight = instant(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    found = session.scalar(
        sa.select(sa.func.count()).where(
            Appointment.practitioner_id == practitioner_id,
            Appointment.cancelled_at.is_(None),
            Appointment.starts_at > now,
            Appointment.starts_at < midnight,
        )
    )
    return found or 0


@dataclass(frozen=True, slots=True)
class Note:
    """A signed note."""

    text: str
    signed_at: datetime
    signed_by: str


def notes(session: AnySession, course_id: int) -> list[Note]:
    """Every note of a course, latest first."""
    rows = session.execute(
        sa.select(CourseNote.text, CourseNote.signed_at, Person.name)
        .join(Person, Person.id == CourseNote.signed_by_id)
        .where(CourseNote.course_id == course_id)
        .order_by(CourseNote.signed_at.desc(), CourseNote.id.desc())
    )
    return [Note(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class PromptLine:
    """A follow-up prompt and how it ended, if it has; `ended_by` is None when no person did it."""

    id: int
    rule: str
    numbers: dict[str, Any]
    raised_on: date
    ended_at: datetime | None
    ending: PromptEnding | None
    ended_by: str | None
    snoozed_until: date | None


def prompts(session: AnySession, course_id: int) -> list[PromptLine]:
    """The course's prompts, latest first."""
    rows = session.execute(
        sa.select(
            FollowUpPrompt.id,
            FollowUpPrompt.rule,
            FollowUpPrompt.numbers,
            FollowUpPrompt.raised_on,
            FollowUpPrompt.ended_at,
            FollowUpPrompt.ending,
            Person.name,
            FollowUpPrompt.snoozed_until,
        )
        .outerjoin(Person, Person.id == FollowUpPrompt.ended_by_id)
        .where(FollowUpPrompt.course_id == course_id)
        .order_by(FollowUpPrompt.raised_on.desc(), FollowUpPrompt.id.desc())
        .limit(MOST_LINES)
    )
    return [PromptLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """An appointment of the course, whatever became of it."""

    starts_at: datetime
    practitioner: str
    treatment_da: str
    treatment_en: str
    cancelled_at: datetime | None
    attended_at: datetime | None
    missed_at: datetime | None


def appointments(session: AnySession, course_id: int) -> list[AppointmentLine]:
    """The course's appointments, latest first."""
    rows = session.execute(
        sa.select(
            Appointment.starts_at,
            Person.name,
            TreatmentType.name_da,
            TreatmentType.name_en,
            Appointment.cancelled_at,
            Appointment.attended_at,
            Appointment.missed_at,
        )
        .join(Person, Person.id == Appointment.practitioner_id)
        .join(TreatmentType, TreatmentType.code == Appointment.treatment_code)
        .where(Appointment.course_id == course_id)
        .order_by(Appointment.starts_at.desc())
        .limit(MOST_LINES)
    )
    return [AppointmentLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class MorningCorrection:
    """A morning that was replaced: what it said, what the next one said, and who corrected it when."""

    noted_on: date
    side: Side
    old: int | None
    new: int | None
    corrected_at: datetime
    corrected_by: str


@dataclass(frozen=True, slots=True)
class SessionCorrection:
    """An exercise session that was replaced; figures before and after."""

    done_on: date
    old_reps: int
    new_reps: int
    old_load: Decimal | None
    new_load: Decimal | None
    old_during: int | None
    new_during: int | None
    old_after: int | None
    new_after: int | None
    corrected_at: datetime
    corrected_by: str


def morning_corrections(session: AnySession, course_id: int) -> list[MorningCorrection]:
    """Superseded mornings of a course, latest correction first."""
    new = aliased(MorningPain)
    rows = session.execute(
        sa.select(MorningPain.noted_on, MorningPain.side, MorningPain.score, new.score, new.logged_at, Person.name)
        .join(new, new.replaces_id == MorningPain.id)
        .join(Person, Person.id == new.logged_by_id)
        .where(MorningPain.course_id == course_id, MorningPain.superseded_at.is_not(None))
        .order_by(new.logged_at.desc())
        .limit(MOST_LINES)
    )
    return [MorningCorrection(*row) for row in rows]


def session_corrections(session: AnySession, course_id: int) -> list[SessionCorrection]:
    """Superseded exercise sessions of a course, latest correction first."""
    old, new = ExerciseSession, aliased(ExerciseSession)
    rows = session.execute(
        sa.select(
            old.done_on,
            old.reps_done,
            new.reps_done,
            old.load_kg,
            new.load_kg,
            old.pain_during,
            new.pain_during,
            old.pain_after,
            new.pain_after,
            new.logged_at,
            Person.name,
        )
        .join(new, new.replaces_id == old.id)
        .join(Person, Person.id == new.logged_by_id)
        .where(old.course_id == course_id, old.superseded_at.is_not(None))
        .order_by(new.logged_at.desc())
        .limit(MOST_LINES)
    )
    return [SessionCorrection(*row) for row in rows]

"""What stands around a course: its notes, prompts, appointments and corrections. One statement each, built once."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from rehab.clinical.dose import Side
from rehab.db import AnySession, read
from rehab.models import (
    Appointment,
    CourseNote,
    Decision,
    ExerciseSession,
    FollowUpDecision,
    FollowUpPrompt,
    MorningPain,
    NoteAddendum,
    Person,
    PromptEnding,
    SessionKind,
    TreatmentType,
    WarningReport,
)

MOST_LINES = 50
COURSE_ID: sa.BindParameter[int] = sa.bindparam("course_id")
NewMorning, NewSession, Adder = aliased(MorningPain), aliased(ExerciseSession), aliased(Person, name="adder")
Standing = aliased(MorningPain, name="standing")


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added to a note, signed."""

    text: str
    signed_at: datetime
    signed_by: str


@dataclass(frozen=True, slots=True)
class Note:
    """A signed note with what was added to it, oldest first."""

    id: int
    text: str
    signed_at: datetime
    signed_by: str
    addenda: tuple[Addendum, ...]


NOTES = (
    sa.select(
        CourseNote.id,
        CourseNote.text,
        CourseNote.signed_at,
        Person.name,
        NoteAddendum.text,
        NoteAddendum.signed_at,
        Adder.name,
    )
    .join(Person, Person.id == CourseNote.signed_by_id)
    .outerjoin(NoteAddendum, NoteAddendum.note_id == CourseNote.id)
    .outerjoin(Adder, Adder.id == NoteAddendum.signed_by_id)
    .where(CourseNote.course_id == COURSE_ID)
    .order_by(CourseNote.signed_at.desc(), CourseNote.id.desc(), NoteAddendum.id)
)


def notes(session: AnySession, course_id: int) -> list[Note]:
    """Every note of a course, latest first, in one statement."""
    rows = read(session, NOTES, {"course_id": course_id}).all()
    found = [list(group) for _id, group in groupby(rows, key=lambda row: row[0])]
    return [_note(group) for group in found]


def _note(rows: list[Any]) -> Note:
    id_, text, signed_at, signed_by = rows[0][:4]
    return Note(id_, text, signed_at, signed_by, tuple(Addendum(*row[4:]) for row in rows if row[4] is not None))


@dataclass(frozen=True, slots=True)
class Tick:
    """Warning signs ticked at once, by their codes, and who cleared them."""

    signs: list[str]
    reported_at: datetime
    cleared_at: datetime | None
    cleared_by: str | None


TICKS = (
    sa.select(WarningReport.lines, WarningReport.reported_at, WarningReport.cleared_at, Person.name)
    .outerjoin(Person, Person.id == WarningReport.cleared_by_id)
    .where(WarningReport.course_id == COURSE_ID, WarningReport.level.is_not(None))
    .order_by(WarningReport.reported_at.desc(), WarningReport.id.desc())
    .limit(MOST_LINES)
)


def ticks(session: AnySession, course_id: int) -> list[Tick]:
    """What was ticked in a course, latest first."""
    return [Tick(*row) for row in read(session, TICKS, {"course_id": course_id})]


@dataclass(frozen=True, slots=True)
class PromptLine:
    """A follow-up prompt and how it ended, if it has; `ended_by` is None when no person did it.

    `sent_by` is the practitioner who sent it, None where a rule raised it; `why` what staff last wrote about it.
    """

    id: int
    rule: str
    numbers: dict[str, Any]
    raised_on: date
    ended_at: datetime | None
    ending: PromptEnding | None
    ended_by: str | None
    snoozed_until: date | None
    sent_by: str | None
    why: str | None


Sender = aliased(Person, name="sender")
SENT_BY = (
    sa.select(Sender.name)
    .join(FollowUpDecision, FollowUpDecision.decided_by_id == Sender.id)
    .where(FollowUpDecision.prompt_id == FollowUpPrompt.id, FollowUpDecision.decision == Decision.SEND)
    .limit(1)
    .scalar_subquery()
)
WHY = (
    sa.select(FollowUpDecision.reason)
    .where(FollowUpDecision.prompt_id == FollowUpPrompt.id)
    .order_by(FollowUpDecision.id.desc())
    .limit(1)
    .scalar_subquery()
)
PROMPTS = (
    sa.select(
        FollowUpPrompt.id,
        FollowUpPrompt.rule,
        FollowUpPrompt.numbers,
        FollowUpPrompt.raised_on,
        FollowUpPrompt.ended_at,
        FollowUpPrompt.ending,
        Person.name,
        FollowUpPrompt.snoozed_until,
        SENT_BY,
        WHY,
    )
    .outerjoin(Person, Person.id == FollowUpPrompt.ended_by_id)
    .where(FollowUpPrompt.course_id == COURSE_ID)
    .order_by(FollowUpPrompt.raised_on.desc(), FollowUpPrompt.id.desc())
    .limit(MOST_LINES)
)


def prompts(session: AnySession, course_id: int) -> list[PromptLine]:
    """The course's prompts, latest first."""
    return [PromptLine(*row) for row in read(session, PROMPTS, {"course_id": course_id})]


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


APPOINTMENTS = (
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
    .where(Appointment.course_id == COURSE_ID)
    .order_by(Appointment.starts_at.desc())
    .limit(MOST_LINES)
)


def appointments(session: AnySession, course_id: int) -> list[AppointmentLine]:
    """The course's appointments, latest first."""
    return [AppointmentLine(*row) for row in read(session, APPOINTMENTS, {"course_id": course_id})]


@dataclass(frozen=True, slots=True)
class MorningCorrection:
    """A morning that was replaced: what it said, what the next one said, and who corrected it when.

    One that arrived after what was made later, from another phone, yields to what stands; it came by its own sender.
    """

    noted_on: date
    side: Side
    old: int | None
    new: int | None
    corrected_at: datetime
    corrected_by: str


MORNING_CORRECTED_AT = sa.func.coalesce(NewMorning.logged_at, MorningPain.superseded_at)
MORNING_CORRECTIONS = (
    sa.select(
        MorningPain.noted_on,
        MorningPain.side,
        MorningPain.score,
        sa.case((NewMorning.id.is_not(None), NewMorning.score), else_=Standing.score),
        MORNING_CORRECTED_AT,
        Person.name,
    )
    .outerjoin(NewMorning, NewMorning.replaces_id == MorningPain.id)
    .outerjoin(
        Standing,
        sa.and_(
            Standing.course_id == MorningPain.course_id,
            Standing.noted_on == MorningPain.noted_on,
            Standing.side == MorningPain.side,
            Standing.superseded_at.is_(None),
        ),
    )
    .join(Person, Person.id == sa.func.coalesce(NewMorning.logged_by_id, MorningPain.logged_by_id))
    .where(MorningPain.course_id == COURSE_ID, MorningPain.superseded_at.is_not(None))
    .order_by(MORNING_CORRECTED_AT.desc())
    .limit(MOST_LINES)
)


def morning_corrections(session: AnySession, course_id: int) -> list[MorningCorrection]:
    """Superseded mornings of a course, latest correction first."""
    return [MorningCorrection(*row) for row in read(session, MORNING_CORRECTIONS, {"course_id": course_id})]


@dataclass(frozen=True, slots=True)
class SessionCorrection:
    """An exercise session that was replaced, figures before and after, or taken back, with nothing after.

    A late one arrived when its day was logged already, or put right by what was made after it, and never counted.
    """

    kind: SessionKind
    done_on: date
    old_reps: int
    new_reps: int | None
    old_load: Decimal | None
    new_load: Decimal | None
    old_during: int | None
    new_during: int | None
    old_after: int | None
    new_after: int | None
    corrected_at: datetime
    corrected_by: str
    is_late: bool


CORRECTED_AT = sa.func.coalesce(NewSession.logged_at, ExerciseSession.superseded_at)
SESSION_CORRECTIONS = (
    sa.select(
        ExerciseSession.kind,
        ExerciseSession.done_on,
        ExerciseSession.reps_done,
        NewSession.reps_done,
        ExerciseSession.load_kg,
        NewSession.load_kg,
        ExerciseSession.pain_during,
        NewSession.pain_during,
        ExerciseSession.pain_after,
        NewSession.pain_after,
        CORRECTED_AT,
        Person.name,
        sa.and_(NewSession.id.is_(None), ExerciseSession.superseded_at == ExerciseSession.logged_at),
    )
    .outerjoin(NewSession, NewSession.replaces_id == ExerciseSession.id)
    # Only who logged it can take it back.
    .join(Person, Person.id == sa.func.coalesce(NewSession.logged_by_id, ExerciseSession.logged_by_id))
    .where(ExerciseSession.course_id == COURSE_ID, ExerciseSession.superseded_at.is_not(None))
    .order_by(CORRECTED_AT.desc())
    .limit(MOST_LINES)
)


def session_corrections(session: AnySession, course_id: int) -> list[SessionCorrection]:
    """Superseded exercise sessions of a course, those taken back among them, latest first."""
    return [SessionCorrection(*row) for row in read(session, SESSION_CORRECTIONS, {"course_id": course_id})]

"""What is stored of a patient, table by table: each column as it is, and people by name in place of their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from rehab.db import AnySession, Base
from rehab.models import (
    Appointment,
    AuditEvent,
    Branch,
    Course,
    CourseMessage,
    CourseReview,
    CourseTurn,
    Device,
    ExerciseSession,
    ExerciseSet,
    FollowUpDecision,
    FollowUpPrompt,
    MorningPain,
    OutboxMessage,
    OutcomeAnswer,
    Pause,
    Person,
    PlannedFollowUp,
    Prescription,
    ProgrammePhase,
    ProgrammeVersion,
    ProgrammeWithdrawal,
    PsfsActivity,
    PushSubscription,
    ReminderSetting,
    SkippedExercise,
    WarningReport,
)

# Keys to doors, and what only the machinery reads.
NEVER = frozenset(
    {
        *("password_hash", "session_key", "token_hash", "stop_token_hash", "endpoint", "p256dh", "auth"),
        *("client_key", "calendar_uid", "sequence", "attempts", "error", "next_try_at", "patient_id", "person_id"),
        *("cleared_note", "review_note", "seen_reasons"),  # a practitioner's own, as notes are
    }
)
# Tables with a patient's data that are not in the archive, and why.
LEFT_OUT = {
    "branch_choice": "why a practitioner opened a branch; no patient is in it, and each course opened so is in the log",
    "course_note": "a practitioner's own notes are handed out by the clinic, who may have to explain them",
    "note_addendum": "as the notes they add to",
    "course_summary": "worked out from what is in the archive",
    "course_week": "worked out from what is in the archive",
    "course_thresholds": "when a practitioner wants to be told, not something the patient said or was prescribed",
    "sign_in_link": "keys to a door",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One table: the name of its file, its columns and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def parts(session: AnySession, patient_id: int) -> list[Part]:
    """All parts, a statement each; those without a row have none."""
    return [_read(session, name, statement) for name, statement in statements(patient_id).items()]


def statements(patient_id: int) -> dict[str, sa.Select[Any]]:
    """What is read for each part, by the name of its file."""
    courses = sa.select(Course.id).where(Course.patient_id == patient_id)
    versions = sa.select(ProgrammeVersion.id).where(ProgrammeVersion.course_id.in_(courses))
    phases = sa.select(ProgrammePhase.id).where(ProgrammePhase.version_id.in_(versions))
    sessions = sa.select(ExerciseSession.id).where(ExerciseSession.course_id.in_(courses))
    own: dict[str, tuple[type[Base], sa.ColumnElement[bool]]] = {
        "me": (Person, Person.id == patient_id),
        "courses": (Course, Course.patient_id == patient_id),
        "mornings": (MorningPain, MorningPain.course_id.in_(courses)),
        "sessions": (ExerciseSession, ExerciseSession.course_id.in_(courses)),
        "sets": (ExerciseSet, ExerciseSet.session_id.in_(sessions)),
        "skipped": (SkippedExercise, SkippedExercise.course_id.in_(courses)),
        "programme": (ProgrammeVersion, ProgrammeVersion.course_id.in_(courses)),
        "withdrawn": (ProgrammeWithdrawal, ProgrammeWithdrawal.version_id.in_(versions)),
        "phases": (ProgrammePhase, ProgrammePhase.version_id.in_(versions)),
        "exercises": (Prescription, Prescription.phase_id.in_(phases)),
        "appointments": (Appointment, Appointment.patient_id == patient_id),
        "warning-signs": (WarningReport, WarningReport.course_id.in_(courses)),
        "pauses": (Pause, Pause.course_id.in_(courses)),
        "activities": (PsfsActivity, PsfsActivity.course_id.in_(courses)),
        "answers": (OutcomeAnswer, OutcomeAnswer.course_id.in_(courses)),
        "thread": (CourseMessage, CourseMessage.course_id.in_(courses)),
        "turns": (CourseTurn, CourseTurn.course_id.in_(courses)),
        "reviews": (CourseReview, CourseReview.course_id.in_(courses)),
        "follow-ups": (FollowUpPrompt, FollowUpPrompt.course_id.in_(courses)),
        "planned": (PlannedFollowUp, PlannedFollowUp.course_id.in_(courses)),
        "decisions": (FollowUpDecision, FollowUpDecision.course_id.in_(courses)),
        "reminders": (ReminderSetting, ReminderSetting.person_id == patient_id),
        "messages": (OutboxMessage, OutboxMessage.person_id == patient_id),
        "push": (PushSubscription, PushSubscription.person_id == patient_id),
        "devices": (Device, Device.person_id == patient_id),
        "opened": (AuditEvent, AuditEvent.patient_id == patient_id),
    }
    return {name: _statement(model, where) for name, (model, where) in own.items()}


def _statement(model: type[Base], where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    table = Base.metadata.tables[model.__tablename__]
    columns = [_column(column) for column in table.columns if column.name not in NEVER]
    return sa.select(*columns).where(where).order_by(*table.primary_key.columns)


def _column(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A column as it is; who did something, and where, by name."""
    name = column.name
    refers = {key.target_fullname for key in column.foreign_keys}
    if "person.id" in refers or name == "actor_id":
        return sa.select(Person.name).where(Person.id == column).scalar_subquery().label(name.removesuffix("_id"))
    if "branch.id" in refers:
        return sa.select(Branch.name).where(Branch.id == column).scalar_subquery().label(name.removesuffix("_id"))
    return column


def _read(session: AnySession, name: str, statement: sa.Select[Any]) -> Part:
    found = session.execute(statement)
    columns = tuple(found.keys())
    return Part(name, columns, [tuple(row) for row in found])

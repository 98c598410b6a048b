"""What booking pages read: appointments with the names around them, found through the person asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.models import Appointment, Branch, Course, FollowUpPrompt, Person, Role, TreatmentType
from rehab.web.language import chosen_language

MOST_PAST = 20
MOST_FOUND = 20
Patient = aliased(Person, name="patient")
Practitioner = aliased(Person, name="practitioner")


@dataclass(frozen=True, slots=True)
class Place:
    """A branch as it is chosen."""

    id: int
    slug: str
    name: str
    zone: ZoneInfo
    phone: str | None


@dataclass(frozen=True, slots=True)
class Treatment:
    """What can be booked, named in the reader's language."""

    code: str
    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment with the names around it; clock times are told in the branch's zone."""

    id: int
    starts_at: datetime
    ends_at: datetime
    sequence: int
    calendar_uid: str
    booked_at: datetime
    cancelled_at: datetime | None
    attended_at: datetime | None
    missed_at: datetime | None
    patient_id: int
    patient_name: str
    course_id: int | None
    course_practitioner_id: int | None
    practitioner_id: int
    practitioner_name: str
    practitioner_title: str | None
    treatment_code: str
    treatment: str
    place: Place

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class Reason:
    """A follow-up prompt that leads to a booking. `is_open` until it has ended in some way."""

    id: int
    rule: Rule
    numbers: dict[str, Any]
    is_open: bool


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A patient as reception sees one: nothing of the treatment."""

    id: int
    name: str
    born_on: Any
    phone: str | None
    zone: ZoneInfo


def places(session: AnySession) -> tuple[Place, ...]:
    """All branches by name."""
    rows = session.execute(sa.select(*PLACE).order_by(Branch.name))
    return tuple(_place(row) for row in rows)


def place(session: AnySession, branch_id: int | None) -> Place | None:
    """One branch."""
    row = session.execute(sa.select(*PLACE).where(Branch.id == branch_id)).one_or_none()
    return _place(row) if row else None


def treatments(session: AnySession, *, for_patients: bool) -> tuple[Treatment, ...]:
    """What can be booked, in the chain's order; only what patients may book themselves, or all of it."""
    query = sa.select(TreatmentType.code, _treatment_name(), TreatmentType.minutes).order_by(
        TreatmentType.position, TreatmentType.code
    )
    if for_patients:
        query = query.where(TreatmentType.for_patients)
    return tuple(Treatment(*row) for row in session.execute(query))


def own_reason(session: AnySession, viewer_id: int, prompt_id: int) -> Reason | None:
    """A prompt of the patient's own course; None for anyone else's, as for one that isn't there."""
    row = session.execute(
        sa.select(FollowUpPrompt.id, FollowUpPrompt.rule, FollowUpPrompt.numbers, FollowUpPrompt.ended_at)
        .join(Course, Course.id == FollowUpPrompt.course_id)
        .where(FollowUpPrompt.id == prompt_id, Course.patient_id == viewer_id)
    ).one_or_none()
    return Reason(row.id, row.rule, row.numbers, row.ended_at is None) if row else None


def own_appointment(session: AnySession, viewer_id: int, appointment_id: int) -> Booked | None:
    """A patient's own appointment."""
    return _one(session, Appointment.id == appointment_id, Appointment.patient_id == viewer_id)


def branch_appointment(session: AnySession, branch_id: int | None, appointment_id: int) -> Booked | None:
    """An appointment at a branch."""
    return _one(session, Appointment.id == appointment_id, Appointment.branch_id == branch_id)


def upcoming(session: AnySession, viewer_id: int, now: datetime) -> list[Booked]:
    """A patient's live appointments that have not ended, soonest first."""
    return _many(
        session,
        _appointments()
        .where(Appointment.patient_id == viewer_id, Appointment.cancelled_at.is_(None), Appointment.ends_at > now)
        .order_by(Appointment.starts_at),
    )


def past(session: AnySession, viewer_id: int, now: datetime) -> list[Booked]:
    """A patient's latest ended or cancelled appointments, latest first."""
    ended = sa.or_(Appointment.cancelled_at.is_not(None), Appointment.ends_at <= now)
    return _many(
        session,
        _appointments()
        .where(Appointment.patient_id == viewer_id, ended)
        .order_by(Appointment.starts_at.desc(), Appointment.id.desc())
        .limit(MOST_PAST),
    )


def at_branch(session: AnySession, branch_id: int, start: datetime, end: datetime) -> list[Booked]:
    """A branch's appointments that start between two instants, by practitioner in time order, without the cancelled."""
    return _many(
        session,
        _appointments()
        .where(
            Appointment.branch_id == branch_id,
            Appointment.cancelled_at.is_(None),
            Appointment.starts_at >= start,
            Appointment.starts_at < end,
        )
        .order_by(Practitioner.name, Appointment.practitioner_id, Appointment.starts_at),
    )


def of_practitioner(session: AnySession, viewer_id: int, start: datetime, end: datetime) -> list[Booked]:
    """A practitioner's live appointments at all branches that start between two instants, in time order."""
    return _many(
        session,
        _appointments()
        .where(
            Appointment.practitioner_id == viewer_id,
            Appointment.cancelled_at.is_(None),
            Appointment.starts_at >= start,
            Appointment.starts_at < end,
        )
        .order_by(Appointment.starts_at),
    )


def coming_at_branch(session: AnySession, branch_id: int, patient_ids: Sequence[int], now: datetime) -> list[Booked]:
    """Appointments some patients still have at a branch, the first first."""
    return _many(
        session,
        _appointments()
        .where(
            Appointment.patient_id.in_(patient_ids),
            Appointment.branch_id == branch_id,
            Appointment.cancelled_at.is_(None),
            Appointment.ends_at > now,
        )
        .order_by(Appointment.starts_at, Appointment.id),
    )


def find_patients(session: AnySession, branch_id: int, words: str) -> list[PatientRow]:
    """Patients of a branch whose names hold every word, by name."""
    query = _patients(branch_id).order_by(Person.name, Person.id).limit(MOST_FOUND)
    for word in words.split():
        # SQLite knows only A-Z in either case, so Ø, Æ and Å are looked for in both.
        query = query.where(
            sa.or_(*(Person.name.icontains(way, autoescape=True) for way in {word, word.lower(), word.title()}))
        )
    return [_patient(row) for row in session.execute(query)]


def branch_patient(session: AnySession, branch_id: int | None, patient_id: int) -> PatientRow | None:
    """A patient of a branch: at home there, treated there, or booked there."""
    if branch_id is None:
        return None
    row = session.execute(_patients(branch_id).where(Person.id == patient_id)).one_or_none()
    return _patient(row) if row else None


PLACE = (Branch.id, Branch.slug, Branch.name, Branch.zone, Branch.phone)


def _place(row: Any) -> Place:
    return Place(row[0], row[1], row[2], ZoneInfo(row[3]), row[4])


def _patient(row: Any) -> PatientRow:
    return PatientRow(row[0], row[1], row[2], row[3], ZoneInfo(row[4]))


def _treatment_name() -> Any:
    return TreatmentType.name_da if chosen_language() == "da" else TreatmentType.name_en


def _appointments() -> Any:
    return (
        sa.select(
            Appointment.id,
            Appointment.starts_at,
            Appointment.ends_at,
            Appointment.sequence,
            Appointment.calendar_uid,
            Appointment.booked_at,
            Appointment.cancelled_at,
            Appointment.attended_at,
            Appointment.missed_at,
            Appointment.patient_id,
            Patient.name,
            Appointment.course_id,
            Course.practitioner_id,
            Appointment.practitioner_id,
            Practitioner.name,
            Practitioner.title,
            Appointment.treatment_code,
            _treatment_name(),
            *PLACE,
        )
        .join(Patient, Patient.id == Appointment.patient_id)
        .join(Practitioner, Practitioner.id == Appointment.practitioner_id)
        .join(Branch, Branch.id == Appointment.branch_id)
        .join(TreatmentType, TreatmentType.code == Appointment.treatment_code)
        .outerjoin(Course, Course.id == Appointment.course_id)
    )


def _patients(branch_id: int) -> Any:
    treated = sa.exists().where(Course.patient_id == Person.id, Course.branch_id == branch_id)
    booked = sa.exists().where(Appointment.patient_id == Person.id, Appointment.branch_id == branch_id)
    return sa.select(Person.id, Person.name, Person.born_on, Person.phone, Person.zone).where(
        Person.role == Role.PATIENT,
        Person.deactivated_at.is_(None),
        sa.or_(Person.home_branch_id == branch_id, treated, booked),
    )


def _one(session: AnySession, *conditions: Any) -> Booked | None:
    row = session.execute(_appointments().where(*conditions)).one_or_none()
    return _booked(row) if row else None


def _many(session: AnySession, query: Any) -> list[Booked]:
    return [_booked(row) for row in session.execute(query)]


def _booked(row: Any) -> Booked:
    columns = len(row) - len(PLACE)
    values: Any = (*row[:columns], _place(row[columns:]))
    return Booked(*values)

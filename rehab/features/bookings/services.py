"""Booking, moving and cancelling. What is offered is asked first; who wins a time is decided by the cells' key."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.db import AnySession
from rehab.models import Appointment, AppointmentCell, FollowUpPrompt, PromptEnding
from rehab.records import audit, prompts
from rehab.records.free_times import is_offered
from rehab.records.outbox import tell_news
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn
from rehab.refusals import OwnTimeThen, TimeNotOffered, TimeTaken, TooLate
from rehab.scheduling.intervals import Interval
from rehab.scheduling.slots import cells
from rehab.web.access import Viewer

PATIENT_NOTICE = timedelta(hours=24)
ARRIVES_EARLY = timedelta(minutes=30)
TOLD = frozenset({"booked", "moved", "cancelled"})  # what somebody else did with it, the patient is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The appointment somebody asks for."""

    patient_id: int
    course_id: int | None
    branch_id: int
    zone: ZoneInfo
    practitioner_id: int
    treatment_code: str
    minutes: int
    starts_at: datetime
    client_key: str
    prompt_id: int | None = None


def book_appointment(
    session: AnySession, *, wanted: Wanted, earliest: timedelta, by: Viewer, now: datetime, today: date
) -> int:
    """Store an appointment with its cells, end its prompt as booked, refresh the course. Returns the id.

    The same client key again returns the stored one. Raises TimeTaken and TimeNotOffered.
    """
    if wanted.course_id is not None:
        take_turn(session, wanted.course_id)
    if stored := _stored(session, wanted):
        return stored
    _check_offered(session, wanted, earliest=earliest, now=now)
    appointment = _appointment(wanted, by=by.id, now=now)
    try:
        with session.begin_nested():
            session.add(appointment)
            session.flush()
            _take(session, appointment.id, _cells(wanted))
    except IntegrityError:
        if stored := _stored(session, wanted):
            return stored
        raise TimeTaken from None
    if wanted.prompt_id and (prompt := session.get(FollowUpPrompt, wanted.prompt_id)):
        prompts.end(prompt, PromptEnding.BOOKED, by=by.id, now=now)
    _finish(session, appointment, "booked", by=by, now=now, today=today)
    return appointment.id


def move_appointment(
    session: AnySession,
    *,
    appointment: Appointment,
    zone: ZoneInfo,
    practitioner_id: int,
    starts_at: datetime,
    earliest: timedelta,
    notice: timedelta | None,
    by: Viewer,
    now: datetime,
    today: date,
) -> None:
    """Give an appointment another time at its branch; it stays the same appointment, one `sequence` later.

    Raises TooLate, TimeTaken and TimeNotOffered. To where it already is: nothing happens.
    """
    if (appointment.practitioner_id, appointment.starts_at) == (practitioner_id, starts_at):
        return
    check_changeable(appointment, notice=notice, now=now)
    length = appointment.ends_at - appointment.starts_at
    wanted = Wanted(
        patient_id=appointment.patient_id,
        course_id=appointment.course_id,
        branch_id=appointment.branch_id,
        zone=zone,
        practitioner_id=practitioner_id,
        treatment_code=appointment.treatment_code,
        minutes=int(length.total_seconds()) // 60,
        starts_at=starts_at,
        client_key=appointment.client_key,
    )
    _check_offered(session, wanted, earliest=earliest, now=now, moving=appointment.id)
    try:
        with session.begin_nested():
            _exchange(session, appointment.id, _cells(wanted))
    except IntegrityError:
        raise TimeTaken from None
    appointment.practitioner_id = practitioner_id
    appointment.starts_at, appointment.ends_at = starts_at, starts_at + length
    appointment.sequence += 1
    _finish(session, appointment, "moved", by=by, now=now, today=today)


def cancel_appointment(
    session: AnySession,
    *,
    appointment: Appointment,
    notice: timedelta | None,
    by: Viewer,
    now: datetime,
    today: date,
) -> None:
    """Cancel an appointment and free its time. Cancelled twice is cancelled once. Raises TooLate."""
    if appointment.cancelled_at is not None:
        return
    check_changeable(appointment, notice=notice, now=now)
    session.execute(sa.delete(AppointmentCell).where(AppointmentCell.appointment_id == appointment.id))
    appointment.cancelled_at, appointment.cancelled_by_id = now, by.id
    appointment.sequence += 1
    _finish(session, appointment, "cancelled", by=by, now=now, today=today)


def note_attendance(
    session: AnySession, *, appointment: Appointment, attended: bool, by: Viewer, now: datetime, today: date
) -> None:
    """Note that the patient came, or did not. The later word holds. Raises TooLate before the time and if cancelled."""
    if appointment.cancelled_at is not None or now < appointment.starts_at - ARRIVES_EARLY:
        raise TooLate
    if (appointment.attended_at if attended else appointment.missed_at) is not None:
        return
    appointment.attended_at = now if attended else None
    appointment.missed_at = None if attended else now
    _finish(session, appointment, "wrote", by=by, now=now, today=today)


def check_changeable(appointment: Appointment, *, notice: timedelta | None, now: datetime) -> None:
    """Raise TooLate unless it may still be moved or cancelled; without a notice (staff) until it is over."""
    told = appointment.attended_at or appointment.missed_at or appointment.cancelled_at
    over = now >= appointment.ends_at if notice is None else now > appointment.starts_at - notice
    if told or over:
        raise TooLate


def _stored(session: AnySession, wanted: Wanted) -> int | None:
    return session.scalar(
        sa.select(Appointment.id).where(
            Appointment.patient_id == wanted.patient_id, Appointment.client_key == wanted.client_key
        )
    )


def _check_offered(
    session: AnySession, wanted: Wanted, *, earliest: timedelta, now: datetime, moving: int | None = None
) -> None:
    offered = is_offered(
        session,
        branch_id=wanted.branch_id,
        zone=wanted.zone,
        minutes=wanted.minutes,
        practitioner_id=wanted.practitioner_id,
        starts_at=wanted.starts_at,
        now=now,
        earliest=earliest,
        ignoring_appointment=moving,
    )
    if offered:
        _check_is_free(session, wanted, moving)
        return
    sold = session.scalar(
        sa.select(AppointmentCell.appointment_id)
        .where(
            AppointmentCell.practitioner_id == wanted.practitioner_id,
            AppointmentCell.starts_at >= wanted.starts_at,
            AppointmentCell.starts_at < wanted.starts_at + timedelta(minutes=wanted.minutes),
        )
        .limit(1)
    )
    raise TimeTaken if sold else TimeNotOffered


def _check_is_free(session: AnySession, wanted: Wanted, moving: int | None) -> None:
    """Nobody is in two places at once, nor holds two times to choose from: raise OwnTimeThen."""
    own = sa.select(Appointment.id).where(
        Appointment.patient_id == wanted.patient_id,
        Appointment.cancelled_at.is_(None),
        Appointment.starts_at < wanted.starts_at + timedelta(minutes=wanted.minutes),
        Appointment.ends_at > wanted.starts_at,
        Appointment.id != (moving or 0),
    )
    if session.scalar(own.limit(1)):
        raise OwnTimeThen


def _appointment(wanted: Wanted, *, by: int, now: datetime) -> Appointment:
    return Appointment(
        patient_id=wanted.patient_id,
        course_id=wanted.course_id,
        practitioner_id=wanted.practitioner_id,
        branch_id=wanted.branch_id,
        treatment_code=wanted.treatment_code,
        prompt_id=wanted.prompt_id,
        client_key=wanted.client_key,
        calendar_uid=str(uuid.uuid4()),
        sequence=0,
        starts_at=wanted.starts_at,
        ends_at=wanted.starts_at + timedelta(minutes=wanted.minutes),
        booked_at=now,
        booked_by_id=by,
    )


def _cells(wanted: Wanted) -> set[tuple[int, datetime]]:
    length = timedelta(minutes=wanted.minutes)
    return {(wanted.practitioner_id, at) for at in cells(Interval(wanted.starts_at, wanted.starts_at + length))}


def _take(session: AnySession, appointment_id: int, wanted: set[tuple[int, datetime]]) -> None:
    """Own these cells, in order, so that two who want the same wait for each other and never in a ring."""
    rows = [
        {"practitioner_id": practitioner_id, "starts_at": at, "appointment_id": appointment_id}
        for practitioner_id, at in sorted(wanted)
    ]
    if rows:
        session.execute(sa.insert(AppointmentCell), rows)


def _exchange(session: AnySession, appointment_id: int, wanted: set[tuple[int, datetime]]) -> None:
    """Take the new cells before letting go of the old: two who want each other's time are both refused at once."""
    key = (AppointmentCell.practitioner_id, AppointmentCell.starts_at)
    owned = session.execute(sa.select(*key).where(AppointmentCell.appointment_id == appointment_id))
    old = {(row.practitioner_id, row.starts_at) for row in owned}
    _take(session, appointment_id, wanted - old)
    for practitioner_id, at in sorted(old - wanted):
        session.execute(sa.delete(AppointmentCell).where(key[0] == practitioner_id, key[1] == at))


def _finish(
    session: AnySession, appointment: Appointment, action: str, *, by: Viewer, now: datetime, today: date
) -> None:
    """The audit line and the course's summary, in the same transaction as the deed."""
    session.flush()
    audit.record(
        session,
        action=action,
        subject=f"appointment {appointment.id}",
        patient_id=appointment.patient_id,
        course_id=appointment.course_id,
        actor_id=by.id,
        actor_role=by.role,
        now=now,
    )
    if appointment.course_id is not None:
        refresh_course(session, appointment.course_id, today=today, now=now)
    if by.id != appointment.patient_id and action in TOLD and appointment.starts_at > now:
        what = f"appointment:{appointment.id}:{appointment.sequence}"
        tell_news(session, person_id=appointment.patient_id, what=what, now=now)

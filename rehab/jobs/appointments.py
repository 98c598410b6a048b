"""Puts a reminder of an appointment in the outbox the day before, for who has reminders on; once for each time it has.

An appointment that is moved has another `sequence`, which is another occasion: the reminder of the old time is dropped
when it is about to be sent, as one of a cancelled appointment is, and the new time has its own.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Appointment, MessageKind, OutboxMessage, Person, ReminderSetting
from rehab.records.outbox import Note, messages_since, put
from rehab.scheduling.reminders import MOST_A_WEEK, after_quiet, week_began

BEFORE = timedelta(hours=24)
TOO_NEAR = timedelta(hours=2)  # whoever is on the way already needs no reminder
LIVE = (Appointment.cancelled_at.is_(None), Appointment.attended_at.is_(None), Appointment.missed_at.is_(None))


def remind_of_appointments(session: AnySession, *, now: datetime) -> int:
    """Put what is due now in the outbox; returns how many. Two who do it at once make each of them once.

    None for a time that was booked less than a day ahead: whoever booked it has just seen it.
    """
    rows = _ahead(session, now)
    told = _told(session, [_occasion(row) for row in rows]) if rows else frozenset[str]()
    made = sum(_put(session, row, now) for row in rows if _occasion(row) not in told)
    session.commit()
    return made


def is_ahead(session: AnySession, occasion: str, now: datetime) -> bool:
    """Whether the appointment of an occasion still is to come, at the time it was told of."""
    _kind, id_, sequence = occasion.split(":")
    found = sa.select(Appointment.id).where(
        Appointment.id == int(id_), Appointment.sequence == int(sequence), Appointment.starts_at > now, *LIVE
    )
    return session.scalar(found) is not None


def _put(session: AnySession, row: Any, now: datetime) -> bool:
    zone = ZoneInfo(row.zone)
    at = after_quiet(now, zone)
    is_full = messages_since(session, row.patient_id, week_began(now, zone)) >= MOST_A_WEEK
    if is_full or at > row.starts_at - TOO_NEAR:
        return False
    note = Note(_occasion(row), row.patient_id, MessageKind.APPOINTMENT, row.channel)
    return put(session, note, next_try_at=at, now=now)


def _ahead(session: AnySession, now: datetime) -> list[Any]:
    found = session.execute(
        sa.select(
            Appointment.id,
            Appointment.sequence,
            Appointment.patient_id,
            Appointment.starts_at,
            Appointment.booked_at,
            ReminderSetting.channel,
            Person.zone,
        )
        .join(ReminderSetting, ReminderSetting.person_id == Appointment.patient_id)
        .join(Person, Person.id == Appointment.patient_id)
        .where(
            *LIVE,
            ReminderSetting.is_on,
            Person.deactivated_at.is_(None),
            Appointment.starts_at > now + TOO_NEAR,
            Appointment.starts_at <= now + BEFORE,
        )
        .order_by(Appointment.starts_at, Appointment.id)
    )
    return [row for row in found if row.booked_at <= row.starts_at - BEFORE]


def _told(session: AnySession, occasions: Collection[str]) -> frozenset[str]:
    return frozenset(session.scalars(sa.select(OutboxMessage.occasion).where(OutboxMessage.occasion.in_(occasions))))


def _occasion(row: Any) -> str:
    return f"{MessageKind.APPOINTMENT}:{row.id}:{row.sequence}"

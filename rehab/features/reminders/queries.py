"""A patient's reminders as stored, and what was sent lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Channel, MessageKind, OutboxMessage, Person, PushSubscription, ReminderSetting, SendState

MOST_SENT = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """A reminder setting (see ReminderSetting)."""

    is_on: bool
    days: Sequence[int]
    at: time
    anchor: str | None
    channel: Channel
    unanswered: int
    stopped_at: datetime | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the outbox."""

    kind: MessageKind
    channel: Channel
    state: SendState
    made_at: datetime
    sent_at: datetime | None


def setting_of(session: AnySession, person_id: int) -> Setting | None:
    """What the person chose; None before the first time."""
    columns = [getattr(ReminderSetting, name) for name in Setting.__slots__]
    row = session.execute(sa.select(*columns).where(ReminderSetting.person_id == person_id)).one_or_none()
    return Setting(*row) if row else None


def phone_of(session: AnySession, person_id: int) -> str:
    """The person's number, "" when none is known."""
    return session.scalar(sa.select(Person.phone).where(Person.id == person_id)) or ""


def devices_of(session: AnySession, person_id: int) -> int:
    """How many browsers may be pushed to."""
    found = session.scalar(
        sa.select(sa.func.count())
        .select_from(PushSubscription)
        .where(PushSubscription.person_id == person_id, PushSubscription.ended_at.is_(None))
    )
    return found or 0


def latest_messages(session: AnySession, person_id: int) -> list[Message]:
    """What was sent to the person lately, or was to be, latest first; not what there was no need to say."""
    columns = [getattr(OutboxMessage, name) for name in Message.__slots__]
    rows = session.execute(
        sa.select(*columns)
        .where(OutboxMessage.person_id == person_id, OutboxMessage.state != SendState.DROPPED)
        .order_by(OutboxMessage.id.desc())
        .limit(MOST_SENT)
    )
    return [Message(*row) for row in rows]

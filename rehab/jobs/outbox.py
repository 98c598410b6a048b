"""Sends what waits in the outbox: claimed by one worker, sent outside every transaction, settled by what became of it.

At most once. A worker that dies between the claim and the answer leaves a message of which nobody can know whether it
arrived: after a while it counts as failed, and is not sent again. A reminder that is missed costs a day, and its repeat
may still come; one that comes twice is why people turn reminders off. Only a clear "not now" is tried again.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask

from rehab.db import AnySession
from rehab.jobs.appointments import is_ahead
from rehab.jobs.delivery import Delivery, Device, Outcome, Recipient, Sender
from rehab.jobs.due import is_something_due
from rehab.jobs.letters import Letter, letter
from rehab.models import (
    AnswerTime,
    Channel,
    MessageKind,
    OutboxMessage,
    Person,
    PushSubscription,
    ReminderSetting,
    Role,
    SendState,
)
from rehab.scheduling.reminders import AT_MOST_LATE, after_quiet

log = logging.getLogger(__name__)
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
BROKEN_OFF_AFTER = timedelta(minutes=15)  # longer than any way of sending takes
MOST_AT_ONCE = 1000
CALLING = (MessageKind.REMINDER, MessageKind.REPEAT)
Now = Callable[[], datetime]
WANTED = sa.case(
    (Person.role == Role.PATIENT, sa.func.coalesce(ReminderSetting.is_on, sa.false())),
    else_=sa.func.coalesce(AnswerTime.tells_by_mail, sa.true()),
).label("is_wanted")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is this worker's to send."""

    id: int
    attempts: int
    channel: Channel
    to: Recipient
    letter: Letter


def send_waiting(app: Flask, session: AnySession, senders: Mapping[Channel, Sender], *, now: Now) -> Counter[SendState]:
    """Send what may be sent now; returns how many came to each state. Two workers at once send each message once."""
    settle_broken_off(session, now=now())
    states: Counter[SendState] = Counter()
    for message_id in _waiting(session, now()):
        claimed = claim(app, session, message_id, now=now())
        if claimed is None:
            continue
        delivery = _send(senders[claimed.channel], claimed)
        states[settle(session, claimed, delivery, now=now())] += 1
    return states


def _send(sender: Sender, claimed: Claimed) -> Delivery:
    """A fault of ours in one message keeps none of the others waiting, and does not say that nothing went out."""
    try:
        return sender(claimed.to, claimed.letter)
    except Exception as error:
        log.error("message %s: %s", claimed.id, type(error).__name__)
        return Delivery(Outcome.PERHAPS, type(error).__name__)


def claim(app: Flask, session: AnySession, message_id: int, *, now: datetime) -> Claimed | None:
    """Take a waiting message, unless another worker has or it is no longer wanted. Commits: whoever dies from here on
    leaves it as being sent.
    """
    taken = sa.update(OutboxMessage).where(
        OutboxMessage.id == message_id, OutboxMessage.state == SendState.WAITING, OutboxMessage.next_try_at <= now
    )
    values = {"state": SendState.SENDING, "attempts": OutboxMessage.attempts + 1, "next_try_at": now}
    if session.connection().execute(taken.values(values)).rowcount == 0:
        session.rollback()
        return None
    claimed = _read(app, session, message_id, now)
    session.commit()
    return claimed


def settle(session: AnySession, claimed: Claimed, delivery: Delivery, *, now: datetime) -> SendState:
    """Write down what became of a claimed message; returns its state. Commits."""
    values = _settled(claimed, delivery, now)
    session.execute(
        sa.update(OutboxMessage)
        .where(OutboxMessage.id == claimed.id, OutboxMessage.state == SendState.SENDING)
        .values(values)
    )
    if delivery.gone:
        ended = sa.update(PushSubscription).where(PushSubscription.id.in_(delivery.gone))
        session.execute(ended.values(ended_at=now))
    session.commit()
    state: SendState = values["state"]
    return state


def settle_broken_off(session: AnySession, *, now: datetime) -> int:
    """What a worker has been sending for too long was broken off, and may have arrived: failed, and said so."""
    left = sa.update(OutboxMessage).where(
        OutboxMessage.state == SendState.SENDING, OutboxMessage.next_try_at < now - BROKEN_OFF_AFTER
    )
    found = session.connection().execute(left.values(state=SendState.FAILED, error="broken off, may have arrived"))
    session.commit()
    return int(found.rowcount)


def _waiting(session: AnySession, now: datetime) -> list[int]:
    ids = session.scalars(
        sa.select(OutboxMessage.id)
        .where(OutboxMessage.state == SendState.WAITING, OutboxMessage.next_try_at <= now)
        .order_by(OutboxMessage.next_try_at, OutboxMessage.id)
        .limit(MOST_AT_ONCE)
    )
    found = list(ids)
    session.commit()
    return found


def _settled(claimed: Claimed, delivery: Delivery, now: datetime) -> dict[str, Any]:
    if delivery.outcome is Outcome.ARRIVED:
        return {"state": SendState.SENT, "sent_at": now, "error": None}
    if delivery.outcome is Outcome.NOT_NOW and claimed.attempts <= len(BACKOFF):
        later = now + BACKOFF[claimed.attempts - 1]
        return {"state": SendState.WAITING, "next_try_at": later, "error": delivery.why[:200]}
    why = f"{delivery.why}, may have arrived" if delivery.outcome is Outcome.PERHAPS else delivery.why
    return {"state": SendState.FAILED, "error": why[:200]}


def _read(app: Flask, session: AnySession, message_id: int, now: datetime) -> Claimed | None:
    """The claimed message with its recipient; None, and no longer to be sent, when its time is over."""
    row = session.execute(
        sa.select(
            *(OutboxMessage.id, OutboxMessage.attempts, OutboxMessage.kind, OutboxMessage.channel),
            *(OutboxMessage.made_at, OutboxMessage.person_id, OutboxMessage.occasion),
            *(Person.email, Person.phone, Person.language, Person.zone, Person.role, Person.deactivated_at, WANTED),
        )
        .join(Person, Person.id == OutboxMessage.person_id)
        .outerjoin(ReminderSetting, ReminderSetting.person_id == Person.id)
        .outerjoin(AnswerTime, AnswerTime.person_id == Person.id)
        .where(OutboxMessage.id == message_id)
    ).one()
    quiet_until = after_quiet(now, ZoneInfo(row.zone))
    too_late = row.kind in CALLING and (now - row.made_at >= AT_MOST_LATE or quiet_until > now)
    if row.deactivated_at or not row.is_wanted or too_late or not _still_true(session, row, now):
        _put_aside(session, message_id, {"state": SendState.DROPPED})
        return None
    if quiet_until > now:
        waits = {"state": SendState.WAITING, "attempts": row.attempts - 1, "next_try_at": quiet_until}
        _put_aside(session, message_id, waits)
        return None
    said = letter(
        app,
        message_id=row.id,
        kind=row.kind,
        person_id=row.person_id,
        language=row.language or "da",
        is_staff=row.role is not Role.PATIENT,
    )
    to = Recipient(row.email, row.phone, _devices(session, row.person_id))
    return Claimed(row.id, row.attempts, row.channel, to, said)


def _still_true(session: AnySession, row: Any, now: datetime) -> bool:
    """Whether it still is so: the day may be done or paused by now, the appointment moved or cancelled."""
    if row.kind in CALLING:
        return is_something_due(session, row.person_id, today=now.astimezone(ZoneInfo(row.zone)).date(), now=now)
    return row.kind is not MessageKind.APPOINTMENT or is_ahead(session, row.occasion, now)


def _put_aside(session: AnySession, message_id: int, values: dict[str, Any]) -> None:
    session.execute(sa.update(OutboxMessage).where(OutboxMessage.id == message_id).values(values))


def _devices(session: AnySession, person_id: int) -> tuple[Device, ...]:
    rows = session.execute(
        sa.select(PushSubscription.id, PushSubscription.endpoint, PushSubscription.p256dh, PushSubscription.auth)
        .where(PushSubscription.person_id == person_id, PushSubscription.ended_at.is_(None))
        .order_by(PushSubscription.id)
    )
    return tuple(Device(*row) for row in rows)

"""The outbox: what is to be sent, put there in the transaction of what it tells of, once per occasion.

Who is told of what: only who has reminders on, by the channel chosen there, and never more than seven a week.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.db import AnySession
from rehab.models import Channel, MessageKind, OutboxMessage, Person, ReminderSetting, SendState
from rehab.scheduling.reminders import MOST_A_WEEK, after_quiet, week_began

UNSENT = (SendState.FAILED, SendState.DROPPED)


@dataclass(frozen=True, slots=True)
class Note:
    """A message to be put in the outbox. `occasion` names what it is about and whom it is for."""

    occasion: str
    person_id: int
    kind: MessageKind
    channel: Channel


def reminder_occasion(kind: MessageKind, person_id: int, day: date) -> str:
    """The occasion of a day's reminder or of its repeat."""
    return f"{kind}:{person_id}:{day.isoformat()}"


def put(
    session: AnySession,
    note: Note,
    *,
    next_try_at: datetime,
    now: datetime,
    state: SendState = SendState.WAITING,
) -> bool:
    """Put a message in the outbox; returns False when one of the same occasion is or was there.

    One put there as dropped is never sent: it says that the occasion was looked at, and nothing was to be said.
    """
    row = OutboxMessage(
        occasion=note.occasion,
        person_id=note.person_id,
        kind=note.kind,
        channel=note.channel,
        state=state,
        made_at=now,
        next_try_at=next_try_at,
        attempts=0,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        if session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.occasion == note.occasion)) is None:
            raise
        return False
    return True


def tell_news(session: AnySession, *, person_id: int, what: str, now: datetime) -> bool:
    """Tell a patient, outside the quiet hours, that there is something new; `what` names it ("version:17").

    Returns False for who has no reminders on, has had seven messages this week, or was told of it already.
    """
    wanted = session.execute(
        sa.select(ReminderSetting.channel, Person.zone)
        .join(Person, Person.id == ReminderSetting.person_id)
        .where(ReminderSetting.person_id == person_id, ReminderSetting.is_on, Person.deactivated_at.is_(None))
    ).one_or_none()
    if wanted is None:
        return False
    zone = ZoneInfo(wanted.zone)
    if messages_since(session, person_id, week_began(now, zone)) >= MOST_A_WEEK:
        return False
    note = Note(f"{MessageKind.NEWS}:{person_id}:{what}", person_id, MessageKind.NEWS, wanted.channel)
    return put(session, note, next_try_at=after_quiet(now, zone), now=now)


def tell_staff(session: AnySession, *, person_id: int, what: str, now: datetime) -> bool:
    """Tell somebody who works in the clinic by e-mail, outside the quiet hours, that there is something new.

    Whether they want it is asked when it goes out. Returns False when they were told of it already.
    """
    zone = session.scalar(sa.select(Person.zone).where(Person.id == person_id, Person.deactivated_at.is_(None)))
    if zone is None:
        return False
    note = Note(f"{MessageKind.NEWS}:{person_id}:{what}", person_id, MessageKind.NEWS, Channel.EMAIL)
    return put(session, note, next_try_at=after_quiet(now, ZoneInfo(zone)), now=now)


def take_back_news(session: AnySession, *, person_id: int, what: str) -> None:
    """What was to be told of is no longer so: the message is dropped, unless it was sent already."""
    session.execute(
        sa.update(OutboxMessage)
        .where(
            OutboxMessage.occasion == f"{MessageKind.NEWS}:{person_id}:{what}",
            OutboxMessage.state == SendState.WAITING,
        )
        .values(state=SendState.DROPPED)
        .execution_options(synchronize_session=False)
    )


def messages_since(session: AnySession, person_id: int, since: datetime) -> int:
    """How many messages were made for a person from an instant on, those that never went out left out."""
    found = session.scalar(
        sa.select(sa.func.count())
        .select_from(OutboxMessage)
        .where(OutboxMessage.person_id == person_id, OutboxMessage.made_at >= since, OutboxMessage.state.not_in(UNSENT))
    )
    return found or 0

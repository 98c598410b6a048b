"""Choosing reminders, stopping them, and letting a browser be pushed to or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.db import AnySession
from rehab.models import Channel, Person, PushSubscription, ReminderSetting, Role
from rehab.records import audit
from rehab.records.stop_links import stop_hash, stop_token


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose; the days are 0 (Monday) to 6, the time is the wall clock's."""

    is_on: bool
    days: tuple[int, ...]
    at: time
    anchor: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class Subscription:
    """A browser's push address and keys, as it gave them."""

    endpoint: str
    p256dh: str
    auth: str


def choose_reminders(session: AnySession, *, by: int, chosen: Chosen, secret_key: str, now: datetime) -> None:
    """Store what the person chose for themselves; whatever had ended them by itself is forgotten."""
    values = {
        "is_on": chosen.is_on,
        "days": sorted(set(chosen.days)),
        "at": chosen.at,
        "anchor": chosen.anchor or None,
        "channel": chosen.channel,
        "unanswered": 0,
        "stopped_at": None,
        "changed_at": now,
        "stop_token_hash": stop_hash(stop_token(secret_key, by)),
    }
    try:
        with session.begin_nested():
            if not _update(session, by, values):
                session.add(ReminderSetting(person_id=by, **values))
    except IntegrityError:  # the same form, sent twice at once
        _update(session, by, values)
    audit.record(
        session,
        action="wrote",
        subject="reminders",
        patient_id=by,
        course_id=None,
        actor_id=by,
        actor_role=Role.PATIENT,
        now=now,
    )


def keep_number(session: AnySession, *, by: int, phone: str) -> None:
    """Store the person's own number."""
    session.execute(sa.update(Person).where(Person.id == by).values(phone=phone or None))


def stop_reminders(session: AnySession, *, token: str, now: datetime) -> None:
    """Stop the reminders a link belongs to; nothing happens for a link of nobody's, or a second time."""
    session.execute(
        sa.update(ReminderSetting)
        .where(ReminderSetting.stop_token_hash == stop_hash(token), ReminderSetting.is_on)
        .values(is_on=False, stopped_at=now, unanswered=0)
    )


def let_push(session: AnySession, *, by: int, given: Subscription, device: str, now: datetime) -> None:
    """Let a browser be pushed to. One that was somebody else's is now this person's: a phone has one owner."""
    values: dict[str, Any] = {"person_id": by, "p256dh": given.p256dh, "auth": given.auth}
    values |= {"device": device[:80], "made_at": now, "ended_at": None}
    here = sa.update(PushSubscription).where(PushSubscription.endpoint == given.endpoint).values(values)
    try:
        with session.begin_nested():
            if session.connection().execute(here).rowcount == 0:
                session.add(PushSubscription(endpoint=given.endpoint, **values))
    except IntegrityError:  # the same browser, sent twice at once
        session.execute(here)


def end_push(session: AnySession, *, by: int, endpoints: Iterable[str], now: datetime) -> None:
    """Push no more to these browsers of the person."""
    session.execute(
        sa.update(PushSubscription)
        .where(PushSubscription.person_id == by, PushSubscription.endpoint.in_(list(endpoints)))
        .values(ended_at=now)
    )


def _update(session: AnySession, person_id: int, values: dict[str, Any]) -> bool:
    changed = sa.update(ReminderSetting).where(ReminderSetting.person_id == person_id).values(values)
    return bool(session.connection().execute(changed).rowcount)

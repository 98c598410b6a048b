"""What is sent out, once per occasion: reminders and "you have news", never a word about health."""

from datetime import datetime, time
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.db import Base, choice, references


class Channel(StrEnum):
    """How a person wants to be reached."""

    EMAIL = "email"
    PUSH = "push"
    SMS = "sms"


class SendState(StrEnum):
    """What became of a message.

    waiting ── sending ──┬── sent
       │  └──── not now ─┼── failed: refused, given up, or its sending was broken off and may have arrived
       └── dropped: no longer wanted when its time came
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class MessageKind(StrEnum):
    """What a message is about, all that its text may tell."""

    REMINDER = "reminder"
    REPEAT = "repeat"
    NEWS = "news"
    APPOINTMENT = "appointment"


class ReminderSetting(Base):
    """When and how a patient wants to be reminded. `days` are 0 (Monday) to 6, `at` the person's wall clock.

    `anchor` is the patient's own words ("after coffee"). `unanswered` counts those in a row after which nothing was
    logged; `stopped_at` is when they ended by themselves or by the one-tap link, of which only a hash is kept.
    """

    __tablename__ = "reminder_setting"
    __table_args__ = (sa.CheckConstraint("unanswered >= 0", name="unanswered"),)

    person_id: Mapped[int] = mapped_column(references("person.id"), primary_key=True)
    is_on: Mapped[bool]
    days: Mapped[list[Any]] = mapped_column(sa.JSON)
    at: Mapped[time]
    anchor: Mapped[str | None] = mapped_column(sa.String(40))
    channel: Mapped[Channel] = mapped_column(choice(Channel, "channel"))
    unanswered: Mapped[int] = mapped_column(sa.SmallInteger, default=0)
    stop_token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    stopped_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]


class PushSubscription(Base):
    """A browser that may be pushed to, as it gave itself. Ended when the push service says that it is gone."""

    __tablename__ = "push_subscription"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(references("person.id"), index=True)
    endpoint: Mapped[str] = mapped_column(sa.Text, unique=True)
    p256dh: Mapped[str] = mapped_column(sa.String(120))
    auth: Mapped[str] = mapped_column(sa.String(40))
    device: Mapped[str] = mapped_column(sa.String(80))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OutboxMessage(Base):
    """One message of one occasion; `occasion` names both, so that it can be put here only once."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        sa.CheckConstraint("attempts >= 0", name="attempts"),
        sa.Index("ix_outbox_message_state_next_try_at", "state", "next_try_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    occasion: Mapped[str] = mapped_column(sa.String(120), unique=True)
    person_id: Mapped[int] = mapped_column(references("person.id"), index=True)
    kind: Mapped[MessageKind] = mapped_column(choice(MessageKind, "kind"))
    channel: Mapped[Channel] = mapped_column(choice(Channel, "channel"))
    state: Mapped[SendState] = mapped_column(choice(SendState, "state"))
    made_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(sa.SmallInteger, default=0)
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(sa.String(200))

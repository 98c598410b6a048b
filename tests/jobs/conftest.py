"""Patients with reminders on, and ways of sending that only take notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.jobs.delivery import ARRIVED, Delivery, Recipient, Sender
from rehab.jobs.letters import Letter
from rehab.models import Channel, OutboxMessage, ReminderSetting, SendState
from rehab.records.stop_links import stop_hash, stop_token
from tests.cast import LONG_AGO

ZONE = ZoneInfo("Europe/Copenhagen")
SECRET = "test" * 10


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A wall-clock moment of 2026 in Copenhagen, as an instant."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def remind(
    session: AnySession,
    person_id: int,
    at: time = time(8, 30),
    channel: Channel = Channel.EMAIL,
    changed_at: datetime = LONG_AGO,
) -> None:
    """Turn a person's reminders on, every day; commits."""
    session.add(
        ReminderSetting(
            person_id=person_id,
            is_on=True,
            days=list(range(7)),
            at=at,
            channel=channel,
            stop_token_hash=stop_hash(stop_token(SECRET, person_id)),
            changed_at=changed_at,
        )
    )
    session.commit()


def messages(session: AnySession) -> list[tuple[str, str, str]]:
    """(kind, state, occasion) of what is or was to be sent, oldest first."""
    session.expire_all()
    rows = session.execute(
        sa.select(OutboxMessage.kind, OutboxMessage.state, OutboxMessage.occasion)
        .where(sa.or_(OutboxMessage.state != SendState.DROPPED, OutboxMessage.attempts > 0))
        .order_by(OutboxMessage.id)
    )
    found = [(str(kind), str(state), str(occasion)) for kind, state, occasion in rows]
    session.commit()
    return found


@dataclass
class Noted:
    """A way of sending that notes what it is handed, and answers what the test says."""

    answers: Callable[[int], Delivery] = lambda _number: ARRIVED
    letters: list[Letter] = field(default_factory=list)
    recipients: list[Recipient] = field(default_factory=list)

    def __call__(self, to: Recipient, letter: Letter) -> Delivery:
        self.letters.append(letter)
        self.recipients.append(to)
        return self.answers(len(self.letters))

    def everywhere(self) -> Mapping[Channel, Sender]:
        """This one behind every channel."""
        return dict.fromkeys(Channel, self)


@pytest.fixture
def noted() -> Noted:
    """Everything arrives."""
    return Noted()

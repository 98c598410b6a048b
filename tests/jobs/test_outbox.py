"""The outbox: claimed by one, tried again when told "not now", and never sent twice."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from rehab.db import AnySession, db
from rehab.jobs.delivery import Delivery, Outcome, Recipient
from rehab.jobs.letters import Letter
from rehab.jobs.outbox import BACKOFF, BROKEN_OFF_AFTER, claim, send_waiting, settle
from rehab.models import Channel, MessageKind, OutboxMessage, Person, PushSubscription, ReminderSetting, SendState
from rehab.records.outbox import Note, put
from tests.cast import Cast
from tests.jobs.conftest import Noted, local, messages, remind

NOON = local(25, 12)
MINUTE = timedelta(minutes=1)


def post(session: AnySession, person_id: int, count: int = 1, kind: MessageKind = MessageKind.NEWS) -> None:
    """Put messages in the outbox at noon; commits."""
    for number in range(count):
        note = Note(f"{kind}:{person_id}:{number}", person_id, kind, Channel.EMAIL)
        put(session, note, next_try_at=NOON, now=NOON)
    session.commit()


def row(session: AnySession) -> OutboxMessage:
    session.expire_all()
    return session.scalars(sa.select(OutboxMessage)).one()


def send(app: Flask, session: AnySession, noted: Noted, now: datetime = NOON) -> None:
    send_waiting(app, session, noted.everywhere(), now=lambda: now)


def test_what_arrived_is_not_sent_again(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    remind(session, cast.karen)
    post(session, cast.karen)
    for minutes in range(3):
        send(app, session, noted, NOON + minutes * MINUTE)
    assert len(noted.letters) == 1
    assert (row(session).state, row(session).sent_at, row(session).attempts) == (SendState.SENT, NOON, 1)


def test_an_occasion_is_put_there_once(session: AnySession, cast: Cast) -> None:
    note = Note("news:1:version:1", cast.karen, MessageKind.NEWS, Channel.EMAIL)
    assert [put(session, note, next_try_at=NOON, now=NOON) for _ in range(3)] == [True, False, False]
    session.commit()
    assert len(messages(session)) == 1


def test_not_now_is_tried_again_later_and_later_then_given_up(app: Flask, session: AnySession, cast: Cast) -> None:
    remind(session, cast.karen)
    post(session, cast.karen)
    noted, now = Noted(lambda _number: Delivery(Outcome.NOT_NOW, "SMTPDataError 451")), NOON
    for number, wait in enumerate(BACKOFF, start=1):
        send(app, session, noted, now)
        send(app, session, noted, now + wait - timedelta(seconds=1))
        assert (len(noted.letters), row(session).state) == (number, SendState.WAITING)
        now += wait
    send(app, session, noted, now)
    assert (row(session).state, row(session).error) == (SendState.FAILED, "SMTPDataError 451")
    assert len(noted.letters) == len(BACKOFF) + 1


def test_a_reminder_is_not_sent_when_its_time_is_over(app: Flask, session: AnySession, cast: Cast) -> None:
    remind(session, cast.karen)
    post(session, cast.karen, kind=MessageKind.REMINDER)
    noted = Noted(lambda _number: Delivery(Outcome.NOT_NOW, "TimeoutError"))
    send(app, session, noted)
    send(app, session, noted, NOON + timedelta(hours=2))
    assert len(noted.letters) == 1
    assert row(session).state is SendState.DROPPED


@pytest.mark.parametrize("outcome", [Outcome.NEVER, Outcome.PERHAPS])
def test_no_and_perhaps_are_not_tried_again(app: Flask, session: AnySession, cast: Cast, outcome: Outcome) -> None:
    remind(session, cast.karen)
    post(session, cast.karen)
    noted = Noted(lambda _number: Delivery(outcome, "why"))
    send(app, session, noted)
    send(app, session, noted, NOON + timedelta(days=1))
    assert len(noted.letters) == 1
    assert row(session).state is SendState.FAILED
    assert row(session).error == ("why" if outcome is Outcome.NEVER else "why, may have arrived")


def test_a_fault_of_ours_keeps_none_of_the_others_waiting(app: Flask, session: AnySession, cast: Cast) -> None:
    remind(session, cast.karen)
    post(session, cast.karen, 3)
    seen: list[int] = []

    def faulty(_to: Recipient, letter: Letter) -> Delivery:
        seen.append(letter.message_id)
        if len(seen) == 2:
            raise RuntimeError("karen.sommer@example.invalid")
        return Delivery(Outcome.ARRIVED)

    send_waiting(app, session, dict.fromkeys(Channel, faulty), now=lambda: NOON)
    assert sorted(state for _kind, state, _occasion in messages(session)) == ["failed", "sent", "sent"]
    errors = session.scalars(sa.select(OutboxMessage.error)).all()
    assert not any("@" in (error or "") for error in errors)


def test_who_dies_while_sending_leaves_it_failed_and_never_sent_twice(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    post(session, cast.karen)
    assert claim(app, session, row(session).id, now=NOON)  # and no word after that
    send(app, session, noted, NOON + BROKEN_OFF_AFTER)
    assert row(session).state is SendState.SENDING
    send(app, session, noted, NOON + BROKEN_OFF_AFTER + MINUTE)
    assert (row(session).state, row(session).error) == (SendState.FAILED, "broken off, may have arrived")
    send(app, session, noted, NOON + timedelta(days=1))
    assert noted.letters == []


def test_only_one_can_claim(app: Flask, session: AnySession, cast: Cast) -> None:
    remind(session, cast.karen)
    post(session, cast.karen)
    first, second = (claim(app, session, row(session).id, now=NOON) for _ in range(2))
    assert first
    assert second is None


def test_two_workers_at_once_send_each_once(app: Flask, session: AnySession, cast: Cast) -> None:
    remind(session, cast.karen)
    post(session, cast.karen, 30)
    noted, ready = Noted(), Barrier(3)

    def work() -> None:
        with app.app_context(), Session(db.engine) as own:
            ready.wait()
            send_waiting(app, own, noted.everywhere(), now=lambda: NOON)

    workers = [Thread(target=work) for _ in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    sent = [letter.message_id for letter in noted.letters]
    assert len(sent) == len(set(sent)) == 30
    assert {state for _kind, state, _occasion in messages(session)} == {"sent"}


def test_what_is_no_longer_wanted_is_dropped(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    remind(session, cast.karen)
    post(session, cast.karen)
    session.execute(sa.update(ReminderSetting).values(is_on=False))
    session.commit()
    send(app, session, noted)
    assert (row(session).state, noted.letters) == (SendState.DROPPED, [])


def test_news_wait_for_the_morning_and_lose_no_try_by_it(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    post(session, cast.karen)
    send(app, session, noted, local(25, 23))
    assert (row(session).state, row(session).attempts) == (SendState.WAITING, 0)
    assert row(session).next_try_at == local(26, 8)


def test_a_device_that_is_gone_is_forgotten(app: Flask, session: AnySession, cast: Cast) -> None:
    remind(session, cast.karen)
    post(session, cast.karen)
    for name in ("old", "new"):
        session.add(
            PushSubscription(
                person_id=cast.karen, endpoint=name, p256dh="p", auth="a", device="phone", made_at=NOON - MINUTE
            )
        )
    session.commit()
    old = session.scalars(sa.select(PushSubscription.id).where(PushSubscription.endpoint == "old")).one()
    session.commit()
    noted = Noted(lambda _number: Delivery(Outcome.ARRIVED, gone=(old,)))
    send(app, session, noted)
    assert [device.endpoint for device in noted.recipients[0].devices] == ["old", "new"]
    post_again = Note("news:again", cast.karen, MessageKind.NEWS, Channel.PUSH)
    put(session, post_again, next_try_at=NOON, now=NOON)
    session.commit()
    send(app, session, noted)
    assert [device.endpoint for device in noted.recipients[1].devices] == ["new"]


def test_it_speaks_the_persons_language(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    remind(session, cast.karen)
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(language="en"))
    post(session, cast.karen)
    send(app, session, noted)
    assert noted.letters[0].text == "You have something new in the app."


def test_settling_what_somebody_else_settled_changes_nothing(app: Flask, session: AnySession, cast: Cast) -> None:
    remind(session, cast.karen)
    post(session, cast.karen)
    claimed = claim(app, session, row(session).id, now=NOON)
    assert claimed
    session.execute(sa.update(OutboxMessage).values(state=SendState.FAILED, error="broken off, may have arrived"))
    session.commit()
    settle(session, claimed, Delivery(Outcome.NOT_NOW, "late"), now=NOON + BROKEN_OFF_AFTER)
    assert row(session).state is SendState.FAILED

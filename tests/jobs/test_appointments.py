"""The day before an appointment comes one reminder, of the time it has then; none of a time that it no longer has."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from rehab.db import AnySession
from rehab.jobs.appointments import remind_of_appointments
from rehab.jobs.outbox import send_waiting
from rehab.models import Appointment, MessageKind, OutboxMessage, Person, ReminderSetting, SendState
from tests.browser import Browser
from tests.cast import LONG_AGO, Cast
from tests.features.bookings.people import booked
from tests.jobs.conftest import Noted, local, messages, remind

VISIT = local(26, 10)


@pytest.fixture
def visit(session: AnySession, cast: Cast) -> int:
    """Karen's appointment on Thursday at ten, booked long ago; she has reminders on."""
    remind(session, cast.karen)
    id_ = booked(session, cast.ida, cast.horsens, cast.karen, VISIT, course=cast.karens_course)
    session.execute(sa.update(Appointment).values(booked_at=LONG_AGO))
    session.commit()
    return id_


def round_at(app: Flask, session: AnySession, noted: Noted, now: datetime) -> int:
    made = remind_of_appointments(session, now=now)
    send_waiting(app, session, noted.everywhere(), now=lambda: now)
    return made


def change(session: AnySession, **values: object) -> None:
    session.execute(sa.update(Appointment).values(values))
    session.commit()


def test_it_comes_a_day_before_and_only_once(
    app: Flask, session: AnySession, cast: Cast, noted: Noted, visit: int
) -> None:
    moments = [local(24, 10), local(25, 9, 59), local(25, 10), local(25, 10, 1), local(25, 20), local(26, 9)]
    assert [round_at(app, session, noted, each) for each in moments] == [0, 0, 1, 0, 0, 0]
    assert messages(session) == [("appointment", "sent", f"appointment:{visit}:0")]
    (letter,) = noted.letters
    assert (letter.kind, letter.subject) == (MessageKind.APPOINTMENT, "Husk din aftale")
    assert "10" not in letter.text and "Ida" not in letter.text, "when and with whom stands in the app"


def test_moved_it_comes_of_the_new_time_and_the_old_one_is_taken_back(
    app: Flask, session: AnySession, noted: Noted, visit: int
) -> None:
    assert remind_of_appointments(session, now=local(25, 10)) == 1
    moved = VISIT + timedelta(days=1)
    change(session, starts_at=moved, ends_at=moved + timedelta(minutes=30), sequence=1)
    send_waiting(app, session, noted.everywhere(), now=lambda: local(25, 10, 1))
    assert noted.letters == []
    assert round_at(app, session, noted, local(26, 10)) == 1
    assert [kind for kind, state, _ in messages(session) if state == "sent"] == ["appointment"]


def test_cancelled_it_does_not_come(app: Flask, session: AnySession, cast: Cast, noted: Noted, visit: int) -> None:
    assert remind_of_appointments(session, now=local(25, 10)) == 1
    change(session, cancelled_at=local(25, 10), cancelled_by_id=cast.karen)
    send_waiting(app, session, noted.everywhere(), now=lambda: local(25, 10, 1))
    assert noted.letters == []
    assert session.scalars(sa.select(OutboxMessage.state)).all() == [SendState.DROPPED]
    assert round_at(app, session, noted, local(25, 10, 2)) == 0


def test_not_to_who_has_just_booked_it_or_is_on_the_way(
    app: Flask, session: AnySession, noted: Noted, visit: int
) -> None:
    assert round_at(app, session, noted, VISIT - timedelta(hours=1)) == 0, "after a breakdown"
    change(session, booked_at=VISIT - timedelta(hours=20))
    assert round_at(app, session, noted, VISIT - timedelta(hours=19)) == 0


def test_not_to_who_has_no_reminders_on_or_was_let_go(
    app: Flask, session: AnySession, noted: Noted, visit: int
) -> None:
    session.execute(sa.update(ReminderSetting).values(is_on=False))
    assert round_at(app, session, noted, local(25, 10)) == 0
    session.execute(sa.update(ReminderSetting).values(is_on=True))
    session.execute(sa.update(Person).values(deactivated_at=LONG_AGO))
    assert round_at(app, session, noted, local(25, 10)) == 0


def test_nothing_is_sent_at_night(app: Flask, session: AnySession, noted: Noted, visit: int) -> None:
    assert round_at(app, session, noted, local(25, 22)) == 1
    assert noted.letters == []
    send_waiting(app, session, noted.everywhere(), now=lambda: local(26, 8))
    assert len(noted.letters) == 1


def test_what_staff_do_with_a_time_is_news_to_the_patient_but_not_what_they_do_themselves(
    app: Flask, session: AnySession, cast: Cast, visit: int
) -> None:
    Browser(app).sign_in(cast.rita).post(f"/desk/appointments/{visit}/cancellation")
    assert messages(session) == [("news", "waiting", f"news:{cast.karen}:appointment:{visit}:1")]
    browser = Browser(app).sign_in(cast.karen)
    page = browser.get("/book?starts_at=2026-12-11T13:00:00%2B00:00")
    browser.send(page, "/appointments")
    assert len(messages(session)) == 1

"""What is due, done once or again and again until told to stop."""

from datetime import date
from threading import Event, Thread

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from sqlalchemy.exc import OperationalError

from rehab.db import AnySession
from rehab.jobs import rounds
from rehab.jobs.rounds import Done, keep_running, run_once
from rehab.models import CourseSummary
from tests.cast import Cast
from tests.conftest import TODAY
from tests.jobs.conftest import local, messages, remind


def test_a_round_does_what_is_due_and_the_next_one_nothing(
    app: Flask, session: AnySession, cast: Cast, clock: time_machine.Traveller
) -> None:
    remind(session, cast.karen)
    clock.move_to(local(25, 8, 30))
    assert run_once(app) == Done(refreshed=2, reminders=1, sent=1, failed=0)
    assert run_once(app) == Done(refreshed=0, reminders=0, sent=0, failed=0)
    assert messages(session)[0][1] == "sent"


def test_only_summaries_of_an_earlier_day_are_refreshed(app: Flask, session: AnySession, cast: Cast) -> None:
    run_once(app)
    earlier = sa.update(CourseSummary).where(CourseSummary.course_id == cast.oles_course)
    session.execute(earlier.values(as_of_on=date(2026, 11, 24)))
    session.commit()
    assert run_once(app).refreshed == 1
    days = session.scalars(sa.select(CourseSummary.as_of_on)).all()
    assert set(days) == {TODAY}


def test_it_goes_on_until_told_to_stop_past_a_database_that_is_away(
    app: Flask, session: AnySession, cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    session.commit()
    stop, done = Event(), []

    def once(_app: Flask) -> Done:
        done.append(1)
        if len(done) == 1:
            raise OperationalError("SELECT secret", {}, Exception("gone"))
        if len(done) == 3:
            stop.set()
        return Done(0, 0, 0, 0)

    monkeypatch.setattr(rounds, "run_once", once)
    worker = Thread(target=keep_running, args=(app, stop), kwargs={"every_s": 0.01})
    worker.start()
    worker.join(timeout=10)
    assert not worker.is_alive()
    assert len(done) == 3
    assert "OperationalError" in caplog.text
    assert "secret" not in caplog.text


def test_told_to_stop_it_does_not_wait_out_its_pause(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, stop = Event(), Event()

    def once(_app: Flask) -> Done:
        begun.set()
        return Done(0, 0, 0, 0)

    monkeypatch.setattr(rounds, "run_once", once)
    worker = Thread(target=keep_running, args=(app, stop), kwargs={"every_s": 600})
    worker.start()
    assert begun.wait(10)
    stop.set()
    worker.join(timeout=10)
    assert not worker.is_alive()

"""Two who write about a course at once: the summary tells of both, whoever is last."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from rehab.config import ROOT
from rehab.db import AnySession, db
from rehab.jobs.daily import refresh_summaries
from rehab.models import CourseSummary
from rehab.records import summaries
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.features.bookings.people import booked
from tests.features.bookings.test_race import confirming

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
SLOW = "the slow one"


@pytest.fixture
def while_it_reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any], Callable[[], Any]], None]:
    """`while_it_reads(slow, quick)`: `quick` begins when `slow` has read the course and not yet written its summary."""
    has_read, is_done, real = threading.Event(), threading.Event(), summaries.recent

    def read_and_wait(*args: Any) -> Any:
        found = real(*args)
        if threading.current_thread().name == SLOW:
            has_read.set()
            is_done.wait(0.5)
        return found

    def both(slow: Callable[[], Any], quick: Callable[[], Any]) -> None:
        thread = threading.Thread(target=slow, name=SLOW)
        thread.start()
        assert has_read.wait(10)
        other = threading.Thread(target=quick)
        other.start()
        other.join(10)
        is_done.set()
        thread.join(10)

    monkeypatch.setattr(summaries, "recent", read_and_wait)
    return both


@pytest.fixture
def logging(app: Flask, cast: Cast, session: AnySession) -> Callable[[], Any]:
    """Karen, about to log a seven."""
    browser = Browser(app).sign_in(cast.karen)
    browser.get("/today")
    data = {
        "csrf_token": browser.token,
        "client_key": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "noted_on": TODAY.isoformat(),
        "side": "right",
        "score": "7",
    }
    session.rollback()
    return lambda: browser.client.post("/morning-pain", data=data).close()


def test_whoever_refreshes_a_course_has_taken_a_turn() -> None:
    for folder in ("features", "jobs"):
        for path in (ROOT / "rehab" / folder).rglob("*.py"):
            text = path.read_text()
            assert "refresh_course(" not in text or "take_turn(" in text, path


def summary(session: AnySession, cast: Cast) -> CourseSummary:
    session.rollback()
    return session.get_one(CourseSummary, cast.karens_course, populate_existing=True)


def test_a_booking(app: Flask, cast: Cast, session: AnySession, while_it_reads: Any, logging: Any) -> None:
    time = f"{cast.ida}@{AT.isoformat()}"
    path = f"/desk/patients/{cast.karen}/book"
    booking = confirming(app, cast.rita, f"{path}?practitioner={cast.ida}", path, time=time)
    session.rollback()
    while_it_reads(booking, logging)
    found = summary(session, cast)
    assert (found.last_pain, found.next_appointment_at) == (7, AT)


def test_a_cancellation(app: Flask, cast: Cast, session: AnySession, while_it_reads: Any, logging: Any) -> None:
    appointment = booked(session, cast.ida, cast.horsens, cast.karen, AT, course=cast.karens_course)
    session.commit()
    browser = Browser(app).sign_in(cast.rita)
    browser.get("/desk")
    data = {"csrf_token": browser.token}
    session.rollback()
    path = f"/desk/appointments/{appointment}/cancellation"
    while_it_reads(lambda: browser.client.post(path, data=data).close(), logging)
    found = summary(session, cast)
    assert (found.last_pain, found.next_appointment_at) == (7, None)


def test_the_daily_round(app: Flask, cast: Cast, session: AnySession, while_it_reads: Any, logging: Any) -> None:
    def go_round() -> None:
        with app.app_context():
            refresh_summaries(db.session, today=TODAY, now=NOW)
            db.session.remove()

    while_it_reads(go_round, logging)
    assert summary(session, cast).last_pain == 7


def test_new_thresholds(app: Flask, cast: Cast, session: AnySession, while_it_reads: Any, logging: Any) -> None:
    path = f"/courses/{cast.karens_course}/thresholds"
    changing = confirming(app, cast.ida, path, path, flare_rise="3", reason="Langsom start")
    session.rollback()
    while_it_reads(changing, logging)
    assert summary(session, cast).last_pain == 7

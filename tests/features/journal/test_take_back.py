"""What was tapped by mistake is taken back: it counts no more, and stays readable."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.models import ExerciseSession
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import TODAY
from tests.features.journal.record import nobody_else_may, prescription, sessions, trained, written

STRETCH = "/stretches"
BY_KEY = "/sessions/undo"


@pytest.fixture
def ex01(session: AnySession, cast: Cast) -> int:
    """Karen's stretch, three times a day."""
    return prescription(session, cast.karens_course, "EX01")


def undo(session: AnySession, cast: Cast, n: int = -1) -> str:
    return f"/sessions/{sessions(session, cast.karens_course)[n].id}/undo"


def test_the_last_bout_is_taken_back_and_the_dots_follow(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get("/today")
    assert not page.soup.find("button", string=lambda text: bool(text and text.startswith("Fortryd")))
    page = browser.send(browser.send(page, STRETCH), STRETCH)
    assert "2 af 3 klaret" in page.text
    page = browser.send(page, undo(session, cast))
    assert "1 af 3 klaret" in page.text
    page = browser.send(page, undo(session, cast, 0))
    assert "0 af 3 klaret" in page.text
    assert [row.superseded_at is None for row in sessions(session, cast.karens_course)] == [False, False]


def test_sent_twice_takes_one_back(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get("/today")
    browser.send(browser.send(page, STRETCH), STRETCH)
    path = undo(session, cast)
    for _again in range(2):
        assert "1 af 3 klaret" in browser.post(path, {}).text
    last = sessions(session, cast.karens_course)[-1].id
    assert written(session, cast.karen) == ["exercise_session"] * 2 + [f"exercise_session {last} taken back"]


def test_a_bout_sent_again_after_it_was_taken_back_stays_so(
    browser: Browser, cast: Cast, session: AnySession, ex01: int
) -> None:
    browser.sign_in(cast.karen)
    sent = {"client_key": str(uuid4()), "prescription_id": ex01}
    browser.post(STRETCH, sent)
    browser.post(undo(session, cast), {})
    assert "0 af 3 klaret" in browser.post(STRETCH, sent).text
    assert len(sessions(session, cast.karens_course)) == 1


def test_the_practitioner_still_reads_it(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    page = browser.send(browser.sign_in(cast.karen).get("/today"), STRETCH)
    clock.shift(1)
    browser.send(page, undo(session, cast))
    course = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    history = course.soup.select_one("section[aria-labelledby=corrections-title]")
    assert history
    text = history.get_text(" ", strip=True)
    assert "Udspænding ons. 25. nov." in text
    assert "fortrudt" in text
    assert "Karen S. · ons. 25. nov. kl. 7.00" in text


def test_what_is_long_ago_stands(browser: Browser, cast: Cast, session: AnySession) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY - timedelta(days=n) for n in (15, 14)])
    browser.sign_in(cast.karen).post(undo(session, cast, 0), {}, expect=404)
    browser.post(undo(session, cast, 1), {})
    assert [row.superseded_at is None for row in sessions(session, cast.karens_course)] == [True, False]


def test_only_ones_own(browser: Browser, cast: Cast, session: AnySession) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY])
    path = undo(session, cast)
    browser.sign_in(cast.ole).post(path, {}, expect=404)
    browser.sign_in(cast.karen).post("/sessions/999999999/undo", {}, expect=404)
    assert session.scalar(sa.select(ExerciseSession.superseded_at)) is None


def test_nobody_else_may(browser: Browser, cast: Cast, session: AnySession) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY])
    nobody_else_may(browser, cast, "POST", undo(session, cast))
    nobody_else_may(browser, cast, "POST", BY_KEY)


def test_what_a_phone_sent_is_taken_back_by_its_key(
    browser: Browser, cast: Cast, session: AnySession, ex01: int
) -> None:
    browser.sign_in(cast.karen)
    sent = {"client_key": str(uuid4()), "prescription_id": ex01}
    for _again in range(2):
        browser.post(STRETCH, sent)
        assert "0 af 3 klaret" in browser.post(BY_KEY, {"taken_back": sent["client_key"]}).text
    [row] = sessions(session, cast.karens_course)
    assert row.superseded_at is not None
    assert written(session, cast.karen) == ["exercise_session", f"exercise_session {row.id} taken back"]


def test_a_key_that_nothing_came_under_and_one_of_another_change_nothing(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY])
    key = session.scalar(sa.select(ExerciseSession.client_key))
    for typed in (key, str(uuid4()), "", "ni"):
        browser.sign_in(cast.ole).post(BY_KEY, {"taken_back": typed})
    assert session.scalar(sa.select(ExerciseSession.superseded_at)) is None

"""One tap logs a bout of a daily stretch."""

from uuid import uuid4

import pytest

from rehab.db import AnySession
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, assign
from tests.conftest import TODAY
from tests.features.journal.record import nobody_else_may, prescription, sessions, written

PATH = "/stretches"


@pytest.fixture
def ex01(session: AnySession, cast: Cast) -> int:
    """Karen's stretch, three times a day."""
    return prescription(session, cast.karens_course, "EX01")


def test_a_tap_is_a_bout_and_the_dots_follow(browser: Browser, cast: Cast, session: AnySession, ex01: int) -> None:
    page = browser.sign_in(cast.karen).get("/today")
    assert "0 af 3 klaret" in page.text
    for done in (1, 2, 3):
        page = browser.send(page, PATH)
        assert f"{done} af 3 klaret" in page.text
    assert not page.soup.find("form", attrs={"action": PATH})
    rows = sessions(session, cast.karens_course)
    assert [(row.kind, row.done_on, row.prescription_ids, row.reps_done) for row in rows] == [
        ("stretch", TODAY, [ex01], 10)
    ] * 3
    assert written(session, cast.karen) == ["exercise_session"] * 3
    assert "Dagens træning er klaret" not in page.text


def test_more_than_prescribed_is_kept_and_shown_as_done(
    browser: Browser, cast: Cast, session: AnySession, ex01: int
) -> None:
    browser.sign_in(cast.karen)
    for _bout in range(4):
        page = browser.post(PATH, {"client_key": str(uuid4()), "prescription_id": ex01})
    assert "3 af 3 klaret" in page.text
    assert len(sessions(session, cast.karens_course)) == 4


def test_sent_twice_is_stored_once(browser: Browser, cast: Cast, session: AnySession, ex01: int) -> None:
    browser.sign_in(cast.karen)
    form = {"client_key": str(uuid4()), "prescription_id": ex01}
    for _again in range(2):
        assert "1 af 3 klaret" in browser.post(PATH, form).text
    assert len(sessions(session, cast.karens_course)) == 1


def test_only_own_stretches_are_taken(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.oles_course, by=cast.bo, code="T2", effective_on=STARTED_ON)
    session.commit()
    oles = prescription(session, cast.oles_course, "EX01")
    strength = prescription(session, cast.karens_course, "EX09")
    browser.sign_in(cast.karen)
    for id_ in (oles, strength, "999999999", "0", "-1", "x", "", "1.5", "9" * 40):
        browser.post(PATH, {"client_key": str(uuid4()), "prescription_id": id_}, expect=404)
    assert sessions(session, cast.karens_course) == []


def test_a_revision_while_the_page_was_open_loses_nothing(
    browser: Browser, cast: Cast, session: AnySession, ex01: int
) -> None:
    page = browser.sign_in(cast.karen).get("/today")
    assign(session, cast.karens_course, by=cast.ida, code="T4", effective_on=TODAY, number=2)
    session.commit()
    browser.send(page, PATH)
    assert [row.prescription_ids for row in sessions(session, cast.karens_course)] == [[ex01]]


def test_nobody_else_may(browser: Browser, cast: Cast, session: AnySession, ex01: int) -> None:
    nobody_else_may(browser, cast, "POST", PATH, {"client_key": str(uuid4()), "prescription_id": str(ex01)})
    assert sessions(session, cast.karens_course) == []

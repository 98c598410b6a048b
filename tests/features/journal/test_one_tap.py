"""One tap says that the training was done as prescribed; how it felt may be told afterwards, or the tap taken back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from rehab.clinical.follow_up import Need
from rehab.db import AnySession
from rehab.models import CourseSummary, SessionKind
from rehab.records.history import recent
from tests.browser import Browser, Sheet
from tests.cast import STARTED_ON, Cast, assign
from tests.conftest import TODAY
from tests.features.journal.record import YESTERDAY, nobody_else_may, prescription, sessions, sets, trained, written

PATH = "/sessions/as-prescribed"
Statements = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def ex09(session: AnySession, cast: Cast) -> int:
    """Karen's strength exercise: five sets of eight every other day."""
    return prescription(session, cast.karens_course, "EX09")


def tap(ex09: int, **other: Any) -> dict[str, Any]:
    return {"client_key": str(uuid4()), "done_on": TODAY.isoformat(), "prescription_id": ex09} | other


def test_one_tap_is_the_dose_with_the_loads_of_the_last_time(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY - timedelta(days=2)])
    page = browser.send(browser.sign_in(cast.karen).get("/today"), PATH)
    assert "Dagens træning er klaret" in page.text
    assert not page.soup.find("form", attrs={"action": PATH})
    row = sessions(session, cast.karens_course)[-1]
    assert (row.kind, row.done_on, row.prescription_ids) == (SessionKind.STRENGTH, TODAY, [ex09])
    assert (row.reps_done, row.reps_prescribed, row.load_kg) == (40, 40, Decimal(6))
    assert (row.pain_during, row.pain_after, row.effort) == (None, None, None)
    assert sets(session, row.id) == [(n, 8, Decimal(6)) for n in range(1, 6)]
    assert written(session, cast.karen) == ["exercise_session"]


def test_what_is_not_told_is_not_judged(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.send(browser.sign_in(cast.karen).get("/today"), PATH)
    assert not page.soup.select("[aria-labelledby=h-training] .note")
    known = recent(session, cast.karens_course, TODAY)
    assert [(each.pain_during, each.completion) for each in known.facts.sessions] == [(None, 1.0)]
    need = session.scalar(sa.select(CourseSummary.need).filter_by(course_id=cast.karens_course))
    assert need in (None, Need.ON_PLAN, Need.KEEP_AN_EYE)


def test_how_it_felt_is_told_afterwards_and_the_sets_stand(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    today = browser.send(browser.sign_in(cast.karen).get("/today"), PATH)
    first = sessions(session, cast.karens_course)[0]
    form = browser.get(felt_href(today))
    assert form.soup.h1
    assert form.soup.h1.get_text(strip=True) == "Hvordan føltes det?"
    assert not form.soup.select("input.in[name^=sets-]")
    page = browser.send(form, "/sessions", pain_during="2", pain_after="1", effort="3")
    assert "Fin reaktion" in page.text
    assert not page.soup.find("a", string="Hvordan føltes det?")
    old, new = sessions(session, cast.karens_course)
    assert (old.id, old.superseded_at is None) == (first.id, False)
    assert (new.replaces_id, new.pain_during, new.pain_after, new.effort) == (old.id, 2, 1, 3)
    assert sets(session, new.id) == sets(session, old.id)
    assert new.prescription_ids == [ex09]


def felt_href(page: Sheet) -> str:
    link = page.soup.find("a", string="Hvordan føltes det?")
    assert link
    return str(link["href"])


def test_without_pain_the_form_says_so(browser: Browser, cast: Cast, session: AnySession) -> None:
    form = browser.get(felt_href(browser.send(browser.sign_in(cast.karen).get("/today"), PATH)))
    again = browser.send(form, "/sessions", expect=422, effort="4")
    assert "Vælg et tal fra 0 til 10." in again.text
    assert len(sessions(session, cast.karens_course)) == 1


def test_sent_twice_is_stored_once_also_when_it_was_told_in_between(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    browser.sign_in(cast.karen)
    sent = tap(ex09)
    today = browser.post(PATH, sent)
    browser.post(PATH, sent)
    assert len(sessions(session, cast.karens_course)) == 1
    browser.send(browser.get(felt_href(today)), "/sessions", pain_during="2", pain_after="1")
    browser.post(PATH, sent)
    assert [(row.pain_during, row.superseded_at is None) for row in sessions(session, cast.karens_course)] == [
        (None, False),
        (2, True),
    ]


def test_a_tap_can_be_taken_back_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    today = browser.send(browser.sign_in(cast.karen).get("/today"), PATH)
    [row] = sessions(session, cast.karens_course)
    path = f"/sessions/{row.id}/undo"
    page = browser.send(today, path)
    assert page.soup.find("form", attrs={"action": PATH}), "it is due again"
    browser.post(path, {})
    [row] = sessions(session, cast.karens_course)
    assert row.superseded_at is not None
    assert written(session, cast.karen) == ["exercise_session", f"exercise_session {row.id} taken back"]
    assert recent(session, cast.karens_course, TODAY).facts.sessions == ()


def test_a_correction_of_what_was_taken_back_is_not_lost(browser: Browser, cast: Cast, session: AnySession) -> None:
    today = browser.send(browser.sign_in(cast.karen).get("/today"), PATH)
    form = browser.get(felt_href(today))
    browser.send(today, f"/sessions/{sessions(session, cast.karens_course)[0].id}/undo")
    page = browser.send(form, "/sessions", pain_during="3", pain_after="1")
    assert "Dagens træning er klaret" in page.text
    old, new = sessions(session, cast.karens_course)
    assert (new.replaces_id, new.pain_during, new.superseded_at) == (old.id, 3, None)
    assert old.superseded_at is not None


def test_a_tap_of_an_earlier_day_is_of_that_day_and_its_version(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    browser.sign_in(cast.karen)
    version = assign(session, cast.karens_course, by=cast.ida, code="T4", effective_on=TODAY, number=2)
    session.commit()
    browser.post(PATH, tap(ex09, done_on=YESTERDAY.isoformat()))
    [row] = sessions(session, cast.karens_course)
    assert (row.done_on, row.prescription_ids) == (YESTERDAY, [ex09])
    assert row.version_id != version


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY + timedelta(days=1), "ikke ligger i fremtiden"),
        (TODAY - timedelta(days=15), "højst 14 dage tilbage"),
        ("", "Vælg en dato"),
    ],
)
def test_a_date_that_may_not_be_logged_can_be_put_right(
    browser: Browser, cast: Cast, session: AnySession, ex09: int, day: object, words: str
) -> None:
    browser.sign_in(cast.karen)
    sent = tap(ex09, done_on=str(day))
    form = browser.post(PATH, sent, expect=422)
    assert words in str(form.error_beside("done_on"))
    assert sessions(session, cast.karens_course) == []
    browser.send(form, "/sessions", done_on=TODAY.isoformat(), pain_during="1", pain_after="1")
    [row] = sessions(session, cast.karens_course)
    assert (row.client_key, row.done_on, row.reps_done) == (sent["client_key"], TODAY, 40)


def test_only_own_exercises_with_a_number_of_sets(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.oles_course, by=cast.bo, code="T2", effective_on=STARTED_ON)
    session.commit()
    oles = prescription(session, cast.oles_course, "EX09")
    browser.sign_in(cast.karen)
    for id_ in (oles, "999999999", "0", "-1", "x", "", "9" * 40):
        browser.post(PATH, tap(id_), expect=404)  # type: ignore[arg-type]
    browser.post(PATH, {"client_key": str(uuid4()), "done_on": TODAY.isoformat()}, expect=404)
    assert sessions(session, cast.karens_course) == []


def test_nobody_else_may(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    nobody_else_may(browser, cast, "POST", PATH, tap(ex09))
    assert sessions(session, cast.karens_course) == []

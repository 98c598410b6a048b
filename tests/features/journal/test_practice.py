"""A set tried together at the first visit: offered before the first training, stored with its pain, counted nowhere."""

import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.models import Course, CourseSummary, ExerciseSession, ExerciseSet, Pause, PauseReason, ProgrammeVersion
from rehab.records.course_work import logged_sets
from rehab.records.history import sessions
from rehab.records.practice import practice_sets
from rehab.records.summaries import refresh_course
from tests.browser import Browser, Sheet
from tests.cast import STARTED_ON, Cast, log_mornings
from tests.conftest import NOW, TODAY
from tests.features.progress.logs import train

OFFER = "Prøv et sæt sammen"
PRACTICE, SEND = "/player/practice", "/sessions/practice"


@pytest.fixture
def first_visit(session: AnySession, cast: Cast, clock: time_machine.Traveller) -> date:
    """Karen's course and programme began today."""
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=TODAY))
    session.execute(sa.update(ProgrammeVersion).values(effective_on=TODAY))
    session.execute(sa.text("UPDATE programme_phase SET starts_on = :day"), {"day": TODAY.isoformat()})
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    return TODAY


def tried(browser: Browser, cast: Cast) -> Sheet:
    """One set of twelve, with pain 4 during."""
    page = browser.sign_in(cast.karen).get(PRACTICE)
    return browser.send(page, SEND, pain_during="4", pain_after="3", note="Gik fint")


def test_today_offers_it_until_the_first_training(
    browser: Browser, cast: Cast, session: AnySession, first_visit: date
) -> None:
    page = browser.sign_in(cast.karen).get("/today")
    assert page.soup.find("a", href=PRACTICE)
    log_mornings(session, cast.karens_course, cast.karen, {TODAY: 5})
    session.commit()
    assert OFFER in browser.get("/today").text, "a morning logged at the visit does not take it away"
    train(session, cast.karens_course, cast.karen, [TODAY])
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    assert OFFER not in browser.get("/today").text


def test_it_is_one_set_with_the_coach_and_stored_as_practice(
    browser: Browser, cast: Cast, session: AnySession, first_visit: date
) -> None:
    page = browser.sign_in(cast.karen).get(PRACTICE)
    assert len([each for each in page.soup.find_all("input") if str(each.get("name", "")).endswith("-reps")]) == 1
    assert page.soup.select_one("[data-module=player]")
    after = tried(browser, cast)
    assert after.path == "/today"
    assert "Det tæller ikke som træning" in after.text
    assert OFFER not in after.soup.get_text(), "it is offered once"
    stored = session.scalars(sa.select(ExerciseSession)).one()
    assert (stored.is_practice, stored.pain_during, stored.note, stored.done_on) == (True, 4, "Gik fint", TODAY)
    assert stored.version_id == session.scalars(sa.select(ProgrammeVersion.id)).one()
    assert session.scalar(sa.select(sa.func.count()).select_from(ExerciseSet)) == 1


def test_it_counts_nowhere_and_the_training_of_the_day_is_still_due(
    browser: Browser, cast: Cast, session: AnySession, first_visit: date
) -> None:
    after = tried(browser, cast)
    assert after.soup.find("a", href="/player"), "the training is still to be done, and no rest follows"
    assert sessions(session, cast.karens_course, STARTED_ON) == []
    assert logged_sets(session, cast.karens_course, STARTED_ON) == ()
    session.expire_all()
    summary = session.get_one(CourseSummary, cast.karens_course)
    assert (summary.done, summary.last_session_on) == (0, None)
    assert [each.pain_during for each in practice_sets(session, cast.karens_course)] == [4]


def test_it_is_there_on_a_day_before_the_programme_begins(
    browser: Browser, cast: Cast, session: AnySession, first_visit: date
) -> None:
    ahead = TODAY + timedelta(days=2)
    session.execute(sa.update(ProgrammeVersion).values(effective_on=ahead))
    session.execute(sa.text("UPDATE programme_phase SET starts_on = :day"), {"day": ahead.isoformat()})
    session.commit()
    page = browser.sign_in(cast.karen).get("/today")
    assert page.soup.find("a", href=PRACTICE)
    tried(browser, cast)
    assert practice_sets(session, cast.karens_course)


def test_sent_twice_it_is_stored_once(browser: Browser, cast: Cast, session: AnySession, first_visit: date) -> None:
    page = browser.sign_in(cast.karen).get(PRACTICE)
    for _ in range(2):
        browser.send(page, SEND, pain_during="4", pain_after="3")
    assert session.scalar(sa.select(sa.func.count()).select_from(ExerciseSession)) == 1


def test_without_pain_it_is_refused_beside_the_field(
    browser: Browser, cast: Cast, session: AnySession, first_visit: date
) -> None:
    page = browser.sign_in(cast.karen).get(PRACTICE)
    answer = browser.send(page, SEND, expect=422, note="Skrevet")
    assert answer.soup.select_one("#errors")
    assert "Skrevet" in answer.text
    assert answer.form(SEND)
    assert session.scalar(sa.select(sa.func.count()).select_from(ExerciseSession)) == 0


def test_no_offer_in_a_pause_in_an_old_course_or_without_a_programme(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    assert OFFER not in browser.sign_in(cast.karen).get("/today").text, "the sixth week"
    session.execute(sa.update(Course).values(started_on=TODAY))
    pause = Pause(course_id=cast.karens_course, client_key="p", why=PauseReason.HOLIDAY, first_on=TODAY, made_at=NOW)
    pause.made_by_id = cast.ida
    session.add(pause)
    session.commit()
    assert OFFER not in browser.get("/today").text
    assert "Der er ikke noget sæt at prøve endnu." in browser.get(PRACTICE).text
    assert OFFER not in browser.sign_in(cast.ole).get("/today").text


def test_only_ones_own_exercises(browser: Browser, cast: Cast, session: AnySession, first_visit: date) -> None:
    data = {"client_key": str(uuid.uuid4()), "done_on": TODAY.isoformat(), "pain_during": "1", "pain_after": "1"}
    browser.sign_in(cast.ole).get("/settings")
    browser.post(SEND, data | {"sets-1-1-reps": "5"}, expect=404)
    browser.post(SEND, data, expect=404)
    browser.sign_in(cast.ida).get("/settings")
    browser.post(SEND, data | {"sets-1-1-reps": "5"}, expect=404)
    assert session.scalar(sa.select(sa.func.count()).select_from(ExerciseSession)) == 0

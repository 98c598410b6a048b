"""A training that pain stopped is told of as that; stopped before the first lift it is no training done."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from rehab.clinical.adherence import adherence
from rehab.db import AnySession
from rehab.features.journal.services import ExerciseDone, not_yet_done
from rehab.jobs.due import is_something_due
from rehab.models import CourseSummary, ExerciseSet
from rehab.records.history import recent
from rehab.records.programmes import programme
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.features.journal.record import prescription, sessions, written

PATH = "/sessions"


@pytest.fixture
def ex09(session: AnySession, cast: Cast) -> int:
    """Karen's strength exercise: five sets of eight every other day."""
    return prescription(session, cast.karens_course, "EX09")


def stopped(id_: int, **changes: object) -> dict[str, Any]:
    """What the player sends when pain stopped it before the first lift."""
    head = {"client_key": str(uuid4()), "done_on": TODAY, "pain_during": "6", "pain_after": "5", "note": ""}
    return {**head, "stopped_by_pain": "y", **{f"sets-{id_}-{n}-reps": "" for n in range(1, 6)}, **changes}


def test_it_is_stored_without_a_set_and_today_does_not_call_it_done(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    page = browser.sign_in(cast.karen).post(PATH, stopped(ex09))
    (row,) = sessions(session, cast.karens_course)
    assert (row.stopped_by_pain, row.reps_done, row.reps_prescribed, row.prescription_ids) == (True, 0, 40, [])
    assert session.scalar(sa.select(sa.func.count()).select_from(ExerciseSet)) == 0
    assert "Du stoppede, fordi det gjorde ondt" in page.text
    assert "Dagens træning er klaret" not in page.text
    assert page.soup.select_one("[aria-labelledby=h-training] .note--stop")  # the practitioner's own sentence
    assert page.soup.find("a", href="/player") is not None
    assert written(session, cast.karen) == ["exercise_session"]


def test_it_is_never_counted_as_done(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    for days in (2, 0):
        browser.sign_in(cast.karen).post(PATH, stopped(ex09, done_on=TODAY - timedelta(days=days)))
    known = recent(session, cast.karens_course, TODAY)
    assert [(each.keys, each.completion, each.pain_during) for each in known.facts.sessions] == [
        (frozenset(), 0.0, 6)
    ] * 2
    assert adherence(known.facts.windows, (), TODAY - timedelta(days=13), TODAY).done == 0
    assert session.scalar(sa.select(CourseSummary.last_session_on).filter_by(course_id=cast.karens_course)) is None
    assert not browser.get("/progress").soup.select("table.month td.d")


def test_two_running_are_a_flare_for_the_practitioner(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    for days in (2, 0):
        browser.sign_in(cast.karen).post(PATH, stopped(ex09, done_on=TODAY - timedelta(days=days)))
    reasons = session.scalar(sa.select(CourseSummary.reasons).filter_by(course_id=cast.karens_course))
    assert reasons is not None and [each["rule"] for each in reasons][:1] == ["flare"]


def test_nobody_is_reminded_to_train_on_after_it(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    assert is_something_due(session, cast.karen, today=TODAY, now=NOW)
    browser.sign_in(cast.karen).post(PATH, stopped(ex09))
    assert not is_something_due(session, cast.karen, today=TODAY, now=NOW)


def test_what_was_lifted_before_the_stop_counts(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    page = browser.sign_in(cast.karen).post(PATH, stopped(ex09, **{f"sets-{ex09}-1-reps": "8"}))
    (row,) = sessions(session, cast.karens_course)
    assert (row.stopped_by_pain, row.reps_done, row.prescription_ids) == (True, 8, [ex09])
    assert "Dagens træning er klaret" in page.text
    assert "Du stoppede, fordi det gjorde ondt." in page.text


def test_nothing_done_and_no_stop_is_refused_with_everything_kept(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    browser.sign_in(cast.karen).get("/sessions/new")
    form = stopped(ex09, note="ondt")
    del form["stopped_by_pain"]
    page = browser.post(PATH, form, expect=422)
    assert "mindst ét sæt" in page.error_beside(f"sets-{ex09}-1-reps")
    assert page.soup.select_one("textarea").get_text().strip() == "ondt"  # type: ignore[union-attr]
    page = browser.post(PATH, stopped(ex09, pain_during=""), expect=422)
    assert page.soup.select_one("[name=stopped_by_pain][checked]")
    assert sessions(session, cast.karens_course) == []


def test_a_set_of_no_repetitions_is_kept_as_written_and_is_not_training(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    form = stopped(ex09, note="Stoppede, fordi det gjorde ondt", **{f"sets-{ex09}-1-reps": "0"})
    del form["stopped_by_pain"]  # as the player sent it once
    page = browser.sign_in(cast.karen).post(PATH, form)
    (row,) = sessions(session, cast.karens_course)
    assert (row.reps_done, row.prescription_ids) == (0, [])
    assert "Dagens træning er klaret" not in page.text


def test_it_can_be_put_right(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    today = browser.sign_in(cast.karen).post(PATH, stopped(ex09))
    link = today.soup.find("a", string="Ret træningen")
    assert link is not None
    page = browser.get(str(link["href"]))
    assert page.soup.select_one("[name=stopped_by_pain][checked]")
    later = browser.post(
        PATH, stopped(ex09, replaces=sessions(session, cast.karens_course)[0].id, **{f"sets-{ex09}-1-reps": "8"})
    )
    first, second = sessions(session, cast.karens_course)
    assert first.superseded_at is not None and second.replaces_id == first.id
    assert "Dagens træning er klaret" in later.text


def test_sent_twice_is_stored_once(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    form = stopped(ex09)
    browser.sign_in(cast.karen)
    for _again in range(2):
        browser.post(PATH, form)
    assert len(sessions(session, cast.karens_course)) == 1


def test_under_another_version_it_leaves_the_days_training_to_be_done(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    browser.sign_in(cast.karen).post(PATH, stopped(ex09))
    (row,) = sessions(session, cast.karens_course)
    version = programme(session, cast.karens_course).in_force(TODAY)
    assert version
    asked = tuple(ExerciseDone(each, ()) for each in version.prescribed_on(TODAY) if each.id == ex09)
    assert asked and not_yet_done(session, cast.karens_course, row.version_id + 1, TODAY, asked) == asked

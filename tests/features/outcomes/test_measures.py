"""The measurements: one question a screen, stored as given, taken up again, corrected with a trace."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AuditEvent, Course, OutcomeAnswer, PsfsActivity, Question
from rehab.records.finding import own_course
from rehab.records.history import recent
from tests.browser import Browser, Sheet
from tests.cast import Cast
from tests.conftest import TODAY, Statements

THREE = {"name_1": "Gå en tur", "name_2": "Trapper", "name_3": "Stå på arbejdet"}
WEEK = timedelta(weeks=1)


def begun(session: AnySession, cast: Cast, weeks: int) -> None:
    """Karen's course began so many weeks ago."""
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=TODAY - weeks * WEEK))
    session.commit()


def answers(session: AnySession) -> list[OutcomeAnswer]:
    session.rollback()
    return list(session.scalars(sa.select(OutcomeAnswer).order_by(OutcomeAnswer.id)))


def given(session: AnySession, week: int) -> dict[str, int | None]:
    """The answers in force."""
    return {row.question.value: row.value for row in answers(session) if row.week == week and not row.superseded_at}


def name_three(browser: Browser, **typed: str) -> Sheet:
    page = browser.get("/measures")
    return browser.send(page, page.path, **(THREE | typed))


def press(browser: Browser, page: Sheet, value: str) -> Sheet:
    """Press one of the answers of a screen."""
    assert page.soup.find("button", attrs={"name": "value", "value": value})
    return browser.send(page, page.path, value=value)


def test_week_0_from_the_card_to_the_end(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 0)
    page = name_three(browser.sign_in(cast.karen))
    assert page.path == "/measures/0/psfs_1" and "Gå en tur" in page.text and "1 af 5" in page.text
    for score in ("4", "5", "3"):
        page = press(browser, page, score)
    assert "Hvor ondt har det gjort i det hele taget" in page.text
    page = press(browser, page, "6")
    assert page.path == "/measures/0/pass", "at the start there is nothing to compare with"
    page = press(browser, page, "0")
    assert page.path == "/measures/0/done"
    assert "Det, du kan: 4 af 10 i gennemsnit." in page.text
    assert given(session, 0) == {"psfs_1": 4, "psfs_2": 5, "psfs_3": 3, "nrs": 6, "pass": 0}
    named = session.scalars(sa.select(PsfsActivity.name).order_by(PsfsActivity.position)).all()
    assert list(named) == list(THREE.values())
    lines = session.scalars(sa.select(AuditEvent.subject).where(AuditEvent.patient_id == cast.karen)).all()
    assert "psfs_activity" in lines and sum(line.startswith("outcome_answer") for line in lines) == 5


def test_leaving_and_coming_back_goes_on_where_it_was(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 4)
    page = name_three(browser.sign_in(cast.karen))
    press(browser, page, "7")
    assert browser.get("/measures").path == "/measures/4/psfs_2"
    back = browser.get("/measures/4/psfs_1")
    assert back.soup.select_one("button.is-on").get_text(strip=True) == "7"  # type: ignore[union-attr]
    assert back.soup.find("a", href="/measures/4/psfs_2"), "an answered screen leads on without a new answer"


def test_an_answer_can_be_skipped_and_given_later(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 4)
    page = name_three(browser.sign_in(cast.karen))
    press(browser, page, "skip")
    assert given(session, 4) == {"psfs_1": None}
    browser.get("/measures/4/psfs_1")
    browser.post("/measures/4/psfs_1", {"value": "8"})
    assert given(session, 4) == {"psfs_1": 8}


def test_naming_can_be_skipped_and_done_after_all(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 0)
    browser.sign_in(cast.karen)
    page = browser.post("/measures/0/activities", {"do": "skip"})
    assert page.path == "/measures/0/nrs"
    page = browser.get("/measures/0/activities")
    assert browser.send(page, page.path, **THREE).path == "/measures/0/psfs_1"
    assert given(session, 0) == {}, "the skip does not stand in the way of the first activity"


def test_a_correction_keeps_what_it_replaces(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 8)
    browser.sign_in(cast.karen).post("/measures/8/nrs", {"value": "5"})
    browser.post("/measures/8/nrs", {"value": "3"})
    rows = answers(session)
    assert [(row.value, row.superseded_at is None) for row in rows] == [(5, False), (3, True)]
    said = "Uge 8, smerte i det hele taget: før 5, rettet ons. 25. nov. kl. 7.00. Af patienten"
    assert said in browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}").text


def test_sent_twice_is_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 8)
    browser.sign_in(cast.karen)
    for _again in range(2):
        browser.post("/measures/8/nrs", {"value": "5"})
        browser.post("/measures/8/activities", THREE)
    assert len(answers(session)) == 1
    assert session.scalar(sa.select(sa.func.count()).select_from(PsfsActivity)) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [("nrs", "11"), ("nrs", "-1"), ("nrs", ""), ("groc", "0"), ("groc", "8"), ("pass", "2"), ("pass", "ja")],
)
def test_a_bad_answer_is_refused(browser: Browser, cast: Cast, session: AnySession, name: str, value: str) -> None:
    begun(session, cast, 8)
    page = browser.sign_in(cast.karen).post(f"/measures/8/{name}", {"value": value}, expect=422)
    assert "Vælg et af svarene." in page.text
    assert answers(session) == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name_3": ""}, "name_3"),
        ({"name_3": " gå en  tur"}, "name_3"),
        ({"name_4": "x" * 81}, "name_4"),
    ],
)
def test_bad_activities_are_refused_and_kept(
    browser: Browser, cast: Cast, session: AnySession, typed: dict[str, str], field: str
) -> None:
    begun(session, cast, 0)
    page = browser.sign_in(cast.karen).post("/measures/0/activities", THREE | typed, expect=422)
    assert page.error_beside(field)
    first = page.soup.find("input", attrs={"name": "name_1"})
    assert first and first["value"] == "Gå en tur"
    assert session.scalar(sa.select(sa.func.count()).select_from(PsfsActivity)) == 0


@pytest.mark.parametrize("path", ["/measures/3/nrs", "/measures/4/age", "/measures/4/psfs_9", "/measures/5/done"])
def test_what_is_not_asked_is_not_there(browser: Browser, cast: Cast, session: AnySession, path: str) -> None:
    begun(session, cast, 4)
    browser.sign_in(cast.karen)
    if path.endswith("done"):
        browser.get(path, 404)
    else:
        browser.post(path, {"value": "1"}, expect=404)


def test_a_week_that_is_over_is_said_to_be(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 6)
    page = browser.sign_in(cast.karen).post("/measures/4/nrs", {"value": "1"})
    assert page.path == "/today" and "lukket" in page.text
    assert answers(session) == []
    assert browser.get("/measures").path == "/progress"
    assert browser.get("/measures/4/nrs").path == "/progress"


def test_the_day_after_the_last_is_still_taken(browser: Browser, cast: Cast, session: AnySession) -> None:
    started = TODAY - 4 * WEEK - timedelta(days=11)
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=started))
    session.commit()
    browser.sign_in(cast.karen).post("/measures/4/nrs", {"value": "1"})
    assert given(session, 4) == {"nrs": 1}


def test_another_patients_measures_are_not_touched(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 8)
    browser.sign_in(cast.karen).post("/measures/8/nrs", {"value": "5"})
    assert "Uge 8" not in browser.sign_in(cast.ole).get("/progress").text
    assert {row.course_id for row in answers(session)} == {cast.karens_course}


def test_the_rules_read_the_latest_answers(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 8)
    page = name_three(browser.sign_in(cast.karen))
    for value in ("8", "9", "9", "1", "2", "1"):
        page = press(browser, page, value)
    assert page.path == "/measures/8/done"
    said = recent(session, cast.karens_course, TODAY).facts.outcomes
    assert (round(said.psfs or 0, 1), said.accepts, said.much_better) == (8.7, True, True)
    later = recent(session, cast.karens_course, TODAY + timedelta(days=36)).facts.outcomes
    assert (later.psfs, later.accepts) == (None, None), "an old answer says nothing of how it is now"
    before = recent(session, cast.karens_course, TODAY - timedelta(days=4)).facts.outcomes
    assert before.psfs is None, "nor does one from the future of a day that is looked back at"


def test_week_0_is_how_it_was(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun(session, cast, 0)
    browser.sign_in(cast.karen).post("/measures/0/pass", {"value": "0"})
    course = own_course(session, cast.karen)
    assert course and course.measures.answers == {0: {Question.PASS: 0}}
    assert recent(session, cast.karens_course, TODAY).facts.outcomes.accepts is None


def test_a_screen_costs_few_statements(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    begun(session, cast, 4)
    name_three(browser.sign_in(cast.karen))
    with statements() as seen:
        browser.get("/measures/4/psfs_1")
    assert len(seen) <= 2, seen

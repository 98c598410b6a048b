"""The patient is well: the prompts stop and one check is made. It came back: the course is open again, and pressing."""

from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from rehab.clinical.follow_up import Need
from rehab.clinical.maintenance import CHECK_AFTER
from rehab.db import AnySession
from rehab.jobs import summaries as stored
from rehab.models import Appointment, Course, CourseSummary, CourseTurn, FollowUpPrompt, PromptEnding, Turn
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY

KEY = "7f1f6f0a-6a5c-4f7e-9a55-000000000001"
DAY = timedelta(days=1)


def turns(session: AnySession) -> list[CourseTurn]:
    session.rollback()
    return list(session.scalars(sa.select(CourseTurn).order_by(CourseTurn.id)))


def summary(session: AnySession, cast: Cast) -> CourseSummary:
    session.rollback()
    return session.get_one(CourseSummary, cast.karens_course, populate_existing=True)


def say(browser: Browser, action: str) -> str:
    """Open the page and press one of its buttons; returns where that led."""
    return browser.send(browser.get("/well"), action).path


@pytest.fixture
def prompted(session: AnySession, cast: Cast) -> int:
    """The open prompt of Karen's stalled course."""
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6] * 40))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    prompt_id = session.get_one(CourseSummary, cast.karens_course).prompt_id
    assert prompt_id
    return prompt_id


def test_well_stops_the_prompts_and_sets_a_check(
    browser: Browser, cast: Cast, session: AnySession, prompted: int
) -> None:
    assert say(browser.sign_in(cast.karen), "/well") == "/today"
    [turn] = turns(session)
    assert (turn.turn, turn.turned_on, turn.check_on) == (Turn.WELL, TODAY, TODAY + CHECK_AFTER)
    assert session.get_one(FollowUpPrompt, prompted).ending is PromptEnding.WELL
    found = summary(session, cast)
    assert (found.prompt_id, found.need) == (None, Need.ON_PLAN)
    assert [row["numbers"]["why"] for row in found.reasons] == ["well"], "a patient who is well is not called silent"
    refresh_course(session, cast.karens_course, today=TODAY + 60 * DAY, now=NOW + 60 * DAY)
    assert summary(session, cast).prompt_id is None


def test_the_practitioner_sees_it(browser: Browser, cast: Cast, prompted: int) -> None:
    say(browser.sign_in(cast.karen), "/well")
    said = "Siger, det er godt; spørges igen 24. feb."
    assert said in browser.sign_in(cast.ida).get("/caseload").text
    assert said in browser.get(f"/courses/{cast.karens_course}").text


def test_sent_twice_is_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen).get("/well")
    for _again in range(2):
        browser.post("/well", {"client_key": KEY})
    browser.post("/well", {"client_key": KEY.replace("1", "2")})
    assert len(turns(session)) == 1, "nor does a second page say it again"


def test_what_never_went_cannot_come_back(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen).post("/came-back", {"client_key": KEY})
    assert turns(session) == []


def test_a_prompt_answered_with_well_is_the_same(
    browser: Browser, cast: Cast, session: AnySession, prompted: int
) -> None:
    browser.sign_in(cast.karen)
    for _again in range(2):
        browser.post(f"/prompts/{prompted}/well")
    assert [turn.turn for turn in turns(session)] == [Turn.WELL]


def test_after_three_months_today_asks_once(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    say(browser.sign_in(cast.karen), "/well")
    assert "Er det stadig godt?" not in browser.get("/today").text
    clock.move_to(NOW + CHECK_AFTER, tick=False)
    page = browser.sign_in(cast.karen).get("/today")
    assert "Er det stadig godt?" in page.text
    assert browser.send(page, "/well").path == "/today"
    assert "Er det stadig godt?" not in browser.get("/today").text
    first, second = turns(session)
    assert (second.turn, second.check_on) == (Turn.WELL, None)
    assert first.check_on == second.turned_on
    assert summary(session, cast).reasons[0]["numbers"]["why"] == "still_well"


def test_an_unanswered_check_is_told(browser: Browser, cast: Cast, session: AnySession) -> None:
    say(browser.sign_in(cast.karen), "/well")
    later = CHECK_AFTER + 15 * DAY
    refresh_course(session, cast.karens_course, today=TODAY + later, now=NOW + later)
    session.commit()
    found = summary(session, cast)
    assert (found.need, found.reasons[0]["numbers"]["why"]) == (Need.KEEP_AN_EYE, "well_unanswered")


def test_it_came_back_leads_to_the_usual_practitioner(
    browser: Browser, cast: Cast, session: AnySession, prompted: int, clock: time_machine.Traveller
) -> None:
    say(browser.sign_in(cast.karen), "/well")
    clock.move_to(NOW + 20 * DAY, tick=False)
    page = browser.send(browser.get("/well"), "/came-back")
    assert page.path == "/book" and "Ida" in page.text
    found = summary(session, cast)
    assert found.need == Need.NEEDS_YOU
    assert found.reasons[0]["numbers"]["why"] == "came_back"
    assert found.prompt_id is not None, "prompts may be raised again"
    assert "Siger, det er kommet igen" in browser.sign_in(cast.ida).get("/caseload").text


def test_a_closed_course_opens_again_with_its_history(browser: Browser, cast: Cast, session: AnySession) -> None:
    closed_at = NOW - 90 * DAY
    row = session.get_one(Course, cast.karens_course)
    row.closed_at, row.closed_by_id = closed_at, cast.ida
    session.commit()
    assert "Er det kommet igen?" in browser.sign_in(cast.karen).get("/today").text
    assert say(browser, "/came-back") == "/book"
    [turn] = turns(session)
    assert (turn.turn, turn.closed_at, turn.closed_by_id) == (Turn.CAME_BACK, closed_at, cast.ida)
    row = session.get_one(Course, cast.karens_course)
    assert (row.closed_at, row.practitioner_id, row.branch_id) == (None, cast.ida, cast.horsens)
    assert "Karen Sommer" in browser.sign_in(cast.ida).get("/caseload").text


def test_a_booked_time_eases_it_and_a_visit_ends_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    say(browser.sign_in(cast.karen), "/well")
    say(browser, "/came-back")
    when = datetime.combine(TODAY + 2 * DAY, time(9), tzinfo=UTC)
    session.add(
        Appointment(
            patient_id=cast.karen,
            course_id=cast.karens_course,
            practitioner_id=cast.ida,
            branch_id=cast.horsens,
            treatment_code="follow_up",
            client_key=KEY,
            calendar_uid=KEY,
            starts_at=when,
            ends_at=when + timedelta(minutes=30),
            booked_at=NOW,
            booked_by_id=cast.karen,
        )
    )
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    assert "came_back_booked" in {row["numbers"].get("why") for row in summary(session, cast).reasons}
    assert not [each for each in stored.check(session, now=NOW) if each.course_id == cast.karens_course]
    refresh_course(session, cast.karens_course, today=TODAY + 3 * DAY, now=NOW + 3 * DAY)
    session.commit()
    assert "turn" not in {row["rule"] for row in summary(session, cast).reasons}


def test_a_flare_is_still_told_of_who_is_well(browser: Browser, cast: Cast, session: AnySession) -> None:
    say(browser.sign_in(cast.karen), "/well")
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - 13 * DAY, [2] * 7 + [6] * 7))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    found = summary(session, cast)
    assert [row["rule"] for row in found.reasons] == ["flare", "turn"]
    assert found.prompt_id is None

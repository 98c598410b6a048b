"""A practitioner sends a prompt, holds it back, lets it go on or closes it: each with a reason, each once."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.models import (
    AuditEvent,
    CourseSummary,
    Decision,
    FollowUpDecision,
    FollowUpPrompt,
    PromptEnding,
)
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.features.bookings.people import booked
from tests.features.follow_up.conftest import Live
from tests.features.follow_up.deciding import decide

DAY = timedelta(days=1)
STALLS = "low_adherence"  # what Karen's course, which hurts and is not trained, is asked about


@pytest.fixture
def ida(browser: Browser, cast: Cast) -> Browser:
    return browser.sign_in(cast.ida)


def prompt(session: AnySession, prompt_id: int) -> FollowUpPrompt:
    session.rollback()
    return session.get_one(FollowUpPrompt, prompt_id, populate_existing=True)


def decided(session: AnySession) -> list[FollowUpDecision]:
    session.rollback()
    return list(session.scalars(sa.select(FollowUpDecision).order_by(FollowUpDecision.id)))


def test_closed_with_a_reason_which_the_course_page_shows(
    ida: Browser, cast: Cast, session: AnySession, raised: int
) -> None:
    page = decide(ida, cast.karens_course, "close", STALLS, reason="Hun er på ferie")
    assert page.path == f"/courses/{cast.karens_course}/follow-ups" and "Hun er på ferie" in page.text
    found = prompt(session, raised)
    assert (found.ending, found.ended_by_id) == (PromptEnding.CLOSED, cast.ida)
    (row,) = decided(session)
    assert (row.decision, row.prompt_id, row.decided_by_id, row.decided_at) == (
        Decision.CLOSE,
        raised,
        cast.ida,
        NOW,
    )
    assert "Hun er på ferie" in ida.get(f"/courses/{cast.karens_course}").text
    actions = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.actor_id == cast.ida)).all()
    assert actions.count("ended") == 1


def test_held_back_until_a_day_it_is_back_that_day(
    ida: Browser, cast: Cast, session: AnySession, raised: int, live: Live
) -> None:
    until = TODAY + 20 * DAY
    page = decide(ida, cast.karens_course, "hold", STALLS, until=until.isoformat())
    assert "Holdt tilbage til" in page.text
    assert prompt(session, raised).ending is PromptEnding.HELD
    summary = session.get_one(CourseSummary, cast.karens_course)
    assert summary.prompt_id is None and summary.reasons[0]["held"] == until.isoformat()
    assert "Tid til opfølgning" not in Browser(ida.app).sign_in(cast.karen).get("/today").text
    asked = [live(TODAY + n * DAY) for n in range(1, 21)]
    assert not any(asked[:-1])
    assert asked[-1] and asked[-1].raised_on == until


def test_held_back_for_good_until_somebody_lets_it_go_on(
    ida: Browser, cast: Cast, session: AnySession, raised: int, live: Live
) -> None:
    decide(ida, cast.karens_course, "hold", STALLS)
    assert not any(live(TODAY + n * DAY) for n in range(1, 30))
    page = ida.get(f"/courses/{cast.karens_course}/follow-ups")
    assert "Holdt tilbage, til nogen lader den gå videre" in page.text
    decide(ida, cast.karens_course, "release", STALLS)
    assert live(TODAY + 30 * DAY)
    assert [row.decision for row in decided(session)] == [Decision.HOLD, Decision.RELEASE]


def test_another_reason_does_not_jump_in_within_the_seven_days(
    ida: Browser, cast: Cast, session: AnySession, raised: int, live: Live
) -> None:
    found = prompt(session, raised)
    found.raised_on = TODAY - 20 * DAY
    session.commit()
    decide(ida, cast.karens_course, "hold", STALLS)
    assert not any(live(TODAY + n * DAY) for n in range(1, 7))


def test_what_is_staffs_own_is_sent_to_the_patient(ida: Browser, cast: Cast, session: AnySession, live: Live) -> None:
    """Silence leads to a nudge alone; the practitioner asks her to come all the same."""
    silent(session, cast)
    form = ida.get(f"/courses/{cast.karens_course}/follow-ups/decisions/new?decision=send&about=silence")
    assert "Ida vil gerne høre, hvordan det går." in form.text, "the words are seen before they are sent"
    decide(ida, cast.karens_course, "send", "silence", reason="Hun plejer at svare")
    (sent,) = session.scalars(sa.select(FollowUpPrompt).where(FollowUpPrompt.ended_at.is_(None))).all()
    assert (sent.rule, sent.raised_on) == (Rule.SILENCE, TODAY)
    assert "Ida vil gerne høre, hvordan det går." in Browser(ida.app).sign_in(cast.karen).get("/today").text
    assert live(TODAY + DAY), "it does not go by itself when she logs again: a person asked"


def silent(session: AnySession, cast: Cast) -> None:
    """Karen has not logged for weeks, and no rule asks her to book."""
    session.execute(sa.text("DELETE FROM morning_pain"))
    session.execute(sa.text("DELETE FROM exercise_session"))
    session.commit()


def test_never_two_in_seven_days_by_hand_either(ida: Browser, cast: Cast, session: AnySession, raised: int) -> None:
    decide(ida, cast.karens_course, "close", STALLS)
    page = decide(ida, cast.karens_course, "send", STALLS, expect=409, reason="Skal ses")
    assert "aldrig to opfordringer på syv dage" in page.text and "onsdag 2. december" in page.text
    assert "Skal ses" in page.text
    assert len(decided(session)) == 1


def test_not_while_a_time_is_booked(ida: Browser, cast: Cast, session: AnySession) -> None:
    silent(session, cast)
    booked(session, cast.ida, cast.horsens, cast.karen, NOW + 5 * DAY, course=cast.karens_course)
    session.commit()
    page = decide(ida, cast.karens_course, "send", "silence", expect=409)
    assert "der er booket en tid" in page.text
    assert decided(session) == []


def test_not_after_i_am_well_and_not_before_not_now_is_over(
    ida: Browser, cast: Cast, session: AnySession, raised: int
) -> None:
    Browser(ida.app).sign_in(cast.karen).post(f"/prompts/{raised}/postponement", {"until": "2026-12-20"})
    page = decide(ida, cast.karens_course, "send", STALLS, expect=409)
    assert "20. december" in page.text
    assert decided(session) == []


def test_not_twice_at_a_time(ida: Browser, cast: Cast, session: AnySession, raised: int) -> None:
    page = decide(ida, cast.karens_course, "send", STALLS, expect=409)
    assert "allerede bedt om at booke" in page.text


def test_a_warning_sign_is_not_for_sending(ida: Browser, cast: Cast, session: AnySession) -> None:
    page = decide(ida, cast.karens_course, "send", "red_flag", expect=409)
    assert "ændret sig" in page.text


@pytest.mark.parametrize("decision", ["close", "hold", "release", "send"])
def test_what_does_not_hold_is_told(ida: Browser, cast: Cast, session: AnySession, decision: str) -> None:
    page = decide(ida, cast.karens_course, decision, "plateau", expect=409)
    assert "ændret sig" in page.text
    assert decided(session) == []


def test_a_reason_must_be_given_and_what_was_typed_stays(
    ida: Browser, cast: Cast, session: AnySession, raised: int
) -> None:
    page = decide(ida, cast.karens_course, "hold", STALLS, expect=422, reason=" ", until="2026-12-24")
    assert page.error_beside("reason")
    field = page.soup.find("input", attrs={"name": "until"})
    assert field and field["value"] == "2026-12-24"
    assert prompt(session, raised).ended_at is None and decided(session) == []


@pytest.mark.parametrize("until", [TODAY, TODAY + timedelta(weeks=27), date(2020, 1, 1)])
def test_a_hold_ends_after_today_within_half_a_year(
    ida: Browser, cast: Cast, session: AnySession, raised: int, until: date
) -> None:
    page = decide(ida, cast.karens_course, "hold", STALLS, expect=422, until=until.isoformat())
    assert page.error_beside("until")
    assert prompt(session, raised).ended_at is None


def test_sent_twice_it_is_decided_once(ida: Browser, cast: Cast, session: AnySession, raised: int) -> None:
    page = ida.get(f"/courses/{cast.karens_course}/follow-ups/decisions/new?decision=close&about={STALLS}")
    for _ in range(2):
        ida.send(page, f"/courses/{cast.karens_course}/follow-ups/decisions", reason="Talt med hende")
    assert len(decided(session)) == 1


@pytest.mark.parametrize("who", ["bo", "karen", "rita", "mona", "adam"])
def test_not_yours_is_not_there(browser: Browser, cast: Cast, session: AnySession, raised: int, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/settings")
    course = f"/courses/{cast.karens_course}"
    browser.get(f"{course}/follow-ups", expect=404)
    browser.get(f"{course}/follow-ups/decisions/new?decision=close&about={STALLS}", expect=404)
    browser.post(f"{course}/follow-ups/decisions", {"decision": "close", "about": STALLS, "reason": "x"}, expect=404)
    assert prompt(session, raised).ended_at is None


@pytest.mark.parametrize(
    "query",
    ["", "decision=close", "decision=eat&about=week_4", "decision=hold&about=lunch", "decision=hold&about=planned-x"],
)
def test_an_address_that_names_nothing_is_not_there(ida: Browser, cast: Cast, query: str) -> None:
    ida.get(f"/courses/{cast.karens_course}/follow-ups/decisions/new?{query}", expect=404)

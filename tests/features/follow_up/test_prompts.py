"""A prompt is answered with "not now" or "I'm well", each once; and then it knows when to stop."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.models import AuditEvent, CourseSummary, CourseTurn, FollowUpPrompt, PromptEnding, Turn
from rehab.records import prompts
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.features.bookings.people import prompt_for
from tests.features.follow_up.conftest import Live
from tests.features.follow_up.deciding import close

DAY = timedelta(days=1)


def prompt(session: AnySession, prompt_id: int) -> FollowUpPrompt:
    """The prompt as stored now."""
    session.rollback()
    return session.get_one(FollowUpPrompt, prompt_id, populate_existing=True)


def test_not_now_is_a_week(browser: Browser, cast: Cast, session: AnySession, raised: int) -> None:
    page = browser.sign_in(cast.karen).post(f"/prompts/{raised}/postponement")
    assert page.path == "/today" and "2. dec." in page.text
    found = prompt(session, raised)
    assert (found.ending, found.ended_by_id, found.ended_at) == (PromptEnding.NOT_NOW, cast.karen, NOW)
    assert found.snoozed_until == TODAY + 7 * DAY
    assert session.get_one(CourseSummary, cast.karens_course).prompt_id is None
    actions = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.patient_id == cast.karen)).all()
    assert actions.count("ended") == 1


@pytest.mark.parametrize("days", [1, 28])
def test_not_now_until_a_day_of_ones_own(
    browser: Browser, cast: Cast, session: AnySession, raised: int, days: int
) -> None:
    until = TODAY + days * DAY
    browser.sign_in(cast.karen).post(f"/prompts/{raised}/postponement", {"until": until.isoformat()})
    assert prompt(session, raised).snoozed_until == until


@pytest.mark.parametrize(
    "until", ["2026-11-25", "2026-11-24", "2026-12-24", "9999-12-31", "junk", "2026-13-01", "0000"]
)
def test_a_day_out_of_reach_is_asked_for_again(
    browser: Browser, cast: Cast, session: AnySession, raised: int, until: str
) -> None:
    page = browser.sign_in(cast.karen).post(f"/prompts/{raised}/postponement", {"until": until}, expect=422)
    assert page.error_beside("until")
    field = page.soup.find("input", attrs={"name": "until"})
    assert field and field["value"] == until
    assert prompt(session, raised).ended_at is None
    browser.send(page, f"/prompts/{raised}/postponement", until="2026-12-01")
    assert prompt(session, raised).snoozed_until == date(2026, 12, 1)


def test_well(browser: Browser, cast: Cast, session: AnySession, raised: int) -> None:
    page = browser.sign_in(cast.karen).post(f"/prompts/{raised}/well")
    assert page.path == "/today" and "hvis det kommer igen" in page.text
    assert prompt(session, raised).ending is PromptEnding.WELL


def test_the_first_answer_stands(browser: Browser, cast: Cast, session: AnySession, raised: int) -> None:
    browser.sign_in(cast.karen)
    for _ in range(2):
        browser.post(f"/prompts/{raised}/postponement", {"until": "2026-12-05"})
    browser.post(f"/prompts/{raised}/well")
    found = prompt(session, raised)
    assert (found.ending, found.snoozed_until) == (PromptEnding.NOT_NOW, date(2026, 12, 5))
    actions = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.patient_id == cast.karen)).all()
    assert actions.count("ended") == 1


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("ole", "postponement"),
        ("ole", "well"),
        ("ida", "well"),
        ("ida", "postponement"),
        ("rita", "well"),
        ("mona", "well"),
        ("adam", "postponement"),
    ],
)
def test_not_yours_is_not_there(
    browser: Browser, cast: Cast, session: AnySession, raised: int, who: str, path: str
) -> None:
    browser.sign_in(getattr(cast, who)).get("/settings")
    browser.post(f"/prompts/{raised}/{path}", expect=404)
    assert prompt(session, raised).ended_at is None


def test_what_is_not_there_is_not_there(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen).post("/prompts/999999999/well", expect=404)


def test_never_while_a_follow_up_is_booked(browser: Browser, cast: Cast, session: AnySession, live: Live) -> None:
    first = live(TODAY)
    assert first
    page = browser.sign_in(cast.karen).get(f"/book?prompt={first.id}&starts_at=2026-12-11T13:00:00%2B00:00")
    ticket = browser.send(page, "/appointments")
    assert prompt(session, first.id).ending is PromptEnding.BOOKED
    assert not any(live(TODAY + n * DAY) for n in range(1, 16))
    assert not any(live(TODAY + n * DAY, 10) for n in range(16, 17)), "not on the morning of the visit either"
    assert ticket.status == 200
    after = [live(TODAY + n * DAY) for n in range(17, 24)]
    assert [bool(each) for each in after] == [False] * 6 + [True], "seven days after the visit it still hurts"


def test_never_two_in_seven_days(browser: Browser, cast: Cast, live: Live) -> None:
    first = live(TODAY)
    assert first
    close(browser.sign_in(cast.ida), cast.karens_course, first.rule)
    assert [bool(live(TODAY + n * DAY)) for n in range(1, 8)] == [False] * 6 + [True]


def test_one_that_stood_open_long_is_not_back_the_day_it_is_closed(
    browser: Browser, cast: Cast, session: AnySession, live: Live
) -> None:
    first = live(TODAY)
    assert first
    found = prompt(session, first.id)
    found.raised_on = TODAY - 10 * DAY
    session.commit()
    close(browser.sign_in(cast.ida), cast.karens_course, first.rule)
    assert session.get_one(CourseSummary, cast.karens_course, populate_existing=True).prompt_id is None
    assert not live(TODAY + 6 * DAY)
    assert live(TODAY + 7 * DAY)


def test_a_flare_need_not_wait_the_seven_days(session: AnySession, live: Live) -> None:
    found = [live(TODAY + n * DAY, 9) for n in range(9)]
    assert found[0] and found[0].rule is Rule.LOW_ADHERENCE
    closed_at = datetime.combine(TODAY + 8 * DAY, time(12), tzinfo=UTC)
    prompts.end(prompt(session, found[0].id), PromptEnding.CLOSED, by=None, now=closed_at)
    session.commit()
    after = [live(TODAY + n * DAY, 9) for n in range(9, 13)]
    assert [each and each.rule for each in after] == [None, *[Rule.FLARE] * 3], "still up after seven days"


def test_never_after_i_am_well(browser: Browser, cast: Cast, live: Live) -> None:
    first = live(TODAY)
    assert first
    browser.sign_in(cast.karen).post(f"/prompts/{first.id}/well")
    assert not any(live(TODAY + n * DAY, 6 + (n > 20) * 3) for n in range(1, 60))


def test_not_now_is_respected_until_its_day(browser: Browser, cast: Cast, live: Live) -> None:
    first = live(TODAY)
    assert first
    browser.sign_in(cast.karen).post(f"/prompts/{first.id}/postponement", {"until": "2026-12-09"})
    asked = [live(TODAY + n * DAY, 6 + (n > 5) * 3) for n in range(1, 15)]
    assert not any(asked[:-1]), "not even for a flare"
    assert asked[-1] and asked[-1].raised_on == date(2026, 12, 9)


def test_one_at_a_time(session: AnySession, live: Live) -> None:
    first = live(TODAY)
    assert first and all(each and each.id == first.id for each in (live(TODAY + n * DAY) for n in range(1, 10)))


@pytest.mark.parametrize("ending", [PromptEnding.CLOSED, PromptEnding.HELD])
def test_well_is_heard_though_staff_took_it_down_meanwhile(
    browser: Browser, cast: Cast, session: AnySession, raised: int, live: Live, ending: PromptEnding
) -> None:
    prompts.end(prompt(session, raised), ending, by=cast.ida, now=NOW)
    session.commit()
    browser.sign_in(cast.karen)
    for _ in range(2):
        browser.post(f"/prompts/{raised}/well")
    assert prompt(session, raised).ending is ending, "counted once"
    assert session.scalars(sa.select(CourseTurn.turn)).all() == [Turn.WELL]
    assert not any(live(TODAY + n * DAY, 6 + (n > 20) * 3) for n in range(1, 40))


def resolved(session: AnySession, raised: int) -> None:
    """The reason went away by itself, while a phone still shows the prompt."""
    prompts.end(prompt(session, raised), PromptEnding.RESOLVED, by=None, now=NOW)
    session.commit()


def test_well_counts_though_the_prompt_went_by_itself_meanwhile(
    browser: Browser, cast: Cast, session: AnySession, raised: int, live: Live
) -> None:
    resolved(session, raised)
    page = browser.sign_in(cast.karen).post(f"/prompts/{raised}/well")
    assert "hvis det kommer igen" in page.text
    assert prompt(session, raised).ending is PromptEnding.WELL
    assert not any(live(TODAY + n * DAY, 6 + (n > 20) * 3) for n in range(1, 40))


def test_the_answer_goes_to_the_prompt_that_stands_in_its_place(
    browser: Browser, cast: Cast, session: AnySession, raised: int
) -> None:
    resolved(session, raised)
    standing = prompt_for(session, cast.karens_course)
    browser.sign_in(cast.karen).post(f"/prompts/{raised}/postponement", {"until": "2026-12-05"})
    assert prompt(session, raised).ending is PromptEnding.RESOLVED
    found = prompt(session, standing)
    assert (found.ending, found.snoozed_until) == (PromptEnding.NOT_NOW, date(2026, 12, 5))

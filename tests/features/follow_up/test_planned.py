""" "Come back in three weeks": planned by hand or with the programme, asked for near the day, met by a visit."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.models import (
    Appointment,
    CourseSummary,
    Decision,
    FollowUpDecision,
    FollowUpPrompt,
    PlanEnding,
    PlannedFollowUp,
    ProgrammeVersion,
    PromptEnding,
)
from rehab.records.planned import ReviewPoint, replace_review_points, review_points
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY, Statements
from tests.features.bookings.people import booked
from tests.features.follow_up.deciding import decide
from tests.features.progress.logs import train

DAY = timedelta(days=1)
DUE = TODAY + 21 * DAY


@pytest.fixture
def ida(browser: Browser, cast: Cast, session: AnySession) -> Browser:
    """Ida, and Karen's course on its way down, on which no rule has anything to say."""
    days = (TODAY - STARTED_ON).days + 60
    scores = [max(1, 7 - n // 5) for n in range(days)]
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, scores))
    train(session, cast.karens_course, cast.karen, [STARTED_ON + n * DAY for n in range(0, days, 2)])
    session.commit()
    return browser.sign_in(cast.ida)


def path(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/planned-follow-ups"


def planning(ida: Browser, cast: Cast, expect: int = 200, **typed: Any) -> Any:
    page = ida.get(f"/courses/{cast.karens_course}/follow-ups")
    return ida.send(page, path(cast), expect=expect, **{"weeks": "3", "why": "Så ser vi på løb.", **typed})


def plans(session: AnySession) -> list[PlannedFollowUp]:
    session.rollback()
    return list(session.scalars(sa.select(PlannedFollowUp).order_by(PlannedFollowUp.id)))


def on(session: AnySession, cast: Cast, day: date) -> FollowUpPrompt | None:
    """The prompt of Karen's course after the daily round of a day."""
    now = datetime.combine(day, time(6), tzinfo=UTC)
    refresh_course(session, cast.karens_course, today=day, now=now)
    session.commit()
    summary = session.get_one(CourseSummary, cast.karens_course, populate_existing=True)
    return session.get(FollowUpPrompt, summary.prompt_id) if summary.prompt_id else None


def reasons(session: AnySession, cast: Cast) -> list[str]:
    return [each["rule"] for each in session.get_one(CourseSummary, cast.karens_course).reasons]


def test_in_three_weeks(ida: Browser, cast: Cast, session: AnySession) -> None:
    page = planning(ida, cast)
    assert "Så ser vi på løb." in page.text and "onsdag 16. december" in page.text
    (plan,) = plans(session)
    assert (plan.due_on, plan.why, plan.made_by_id, plan.made_at) == (DUE, "Så ser vi på løb.", cast.ida, NOW)
    assert not on(session, cast, DUE - 8 * DAY)
    asked = on(session, cast, DUE - 7 * DAY)
    assert asked and asked.rule is Rule.PLANNED and asked.numbers["plan"] == plan.id
    assert "planned" in reasons(session, cast)


def test_the_patient_reads_the_words_and_is_led_to_the_times_around_the_day(
    ida: Browser, cast: Cast, session: AnySession, clock: Any
) -> None:
    planning(ida, cast)
    day = DUE - 7 * DAY
    clock.move_to(datetime.combine(day, time(6), tzinfo=UTC))
    on(session, cast, day)
    today = Browser(ida.app).sign_in(cast.karen).get("/today")
    assert "vil Ida gerne se dig igen" in today.text and "Så ser vi på løb." in today.text
    ways = [str(way["href"]) for way in today.soup.select("a[href*='/book?']")]
    assert ways and all("starts_at=2026-12-14" in way for way in ways), "two days before, not the first of all"


def test_on_a_day_of_ones_own(ida: Browser, cast: Cast, session: AnySession) -> None:
    planning(ida, cast, weeks="", due_on="2027-01-08", why="")
    assert [(plan.due_on, plan.why) for plan in plans(session)] == [(date(2027, 1, 8), "")]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"weeks": ""}, "weeks"),
        ({"weeks": "3", "due_on": "2026-12-24"}, "weeks"),
        ({"weeks": "0"}, "weeks"),
        ({"weeks": "27"}, "weeks"),
        ({"weeks": "tre"}, "weeks"),
        ({"weeks": "", "due_on": TODAY.isoformat()}, "due_on"),
        ({"weeks": "", "due_on": "2027-12-24"}, "due_on"),
        ({"weeks": "", "due_on": "junk"}, "due_on"),
        ({"why": "x" * 301}, "why"),
    ],
)
def test_what_cannot_be_is_told_beside_it(
    ida: Browser, cast: Cast, session: AnySession, typed: dict[str, str], field: str
) -> None:
    page = planning(ida, cast, expect=422, **typed)
    assert page.error_beside(field)
    assert typed.get("why", "Så ser vi på løb.") in page.text
    assert plans(session) == []


def test_sent_twice_it_is_planned_once(ida: Browser, cast: Cast, session: AnySession) -> None:
    page = ida.get(f"/courses/{cast.karens_course}/follow-ups")
    for _ in range(2):
        ida.send(page, path(cast), weeks="3")
    assert len(plans(session)) == 1


def test_taken_back_it_is_not_asked_for(ida: Browser, cast: Cast, session: AnySession) -> None:
    planning(ida, cast)
    (plan,) = plans(session)
    page = ida.post(f"{path(cast)}/{plan.id}/withdrawal")
    assert "Taget tilbage" in page.text
    ida.post(f"{path(cast)}/{plan.id}/withdrawal")
    (plan,) = plans(session)
    assert (plan.ending, plan.ended_by_id) == (PlanEnding.TAKEN_BACK, cast.ida)
    assert not on(session, cast, DUE)


def test_met_by_a_booking_and_asked_for_again_when_that_is_cancelled(
    ida: Browser, cast: Cast, session: AnySession
) -> None:
    planning(ida, cast)
    asked = on(session, cast, DUE - 7 * DAY)
    assert asked
    at = datetime.combine(DUE, time(9), tzinfo=UTC)
    visit = booked(session, cast.ida, cast.horsens, cast.karen, at, course=cast.karens_course)
    session.commit()
    assert not on(session, cast, DUE - 6 * DAY) and "planned" not in reasons(session, cast)
    session.refresh(asked)
    assert asked.ending is PromptEnding.BOOKED
    cancelled = {"cancelled_at": NOW, "cancelled_by_id": cast.karen}
    session.execute(sa.update(Appointment).where(Appointment.id == visit).values(cancelled))
    session.commit()
    assert not on(session, cast, DUE - 1 * DAY), "seven days after it was booked"
    assert "planned" in reasons(session, cast)
    assert on(session, cast, DUE + 1 * DAY)


def test_overdue_it_needs_the_practitioner(ida: Browser, cast: Cast, session: AnySession) -> None:
    planning(ida, cast)
    on(session, cast, DUE + 8 * DAY)
    summary = session.get_one(CourseSummary, cast.karens_course)
    assert summary.need == 1 and any(each["numbers"].get("via") == "overdue" for each in summary.reasons)


def test_closing_its_prompt_takes_it_back(ida: Browser, cast: Cast, session: AnySession) -> None:
    planning(ida, cast, weeks="1")
    (plan,) = plans(session)
    assert on(session, cast, TODAY)
    decide(ida, cast.karens_course, "close", f"planned-{plan.id}")
    (plan,) = plans(session)
    assert plan.ending is PlanEnding.TAKEN_BACK


def test_i_am_well_ends_what_was_planned_and_nothing_is_planned_after(
    ida: Browser, cast: Cast, session: AnySession
) -> None:
    planning(ida, cast, weeks="1")
    asked = on(session, cast, TODAY)
    assert asked
    Browser(ida.app).sign_in(cast.karen).post(f"/prompts/{asked.id}/well")
    (plan,) = plans(session)
    assert (plan.ending, plan.ended_by_id) == (PlanEnding.WELL, cast.karen)
    page = planning(ida, cast, expect=422)
    assert "Book en tid i stedet" in page.text
    assert len(plans(session)) == 1


@pytest.mark.parametrize("who", ["bo", "karen", "rita", "mona", "adam"])
def test_not_yours_is_not_there(ida: Browser, cast: Cast, session: AnySession, who: str) -> None:
    planning(ida, cast)
    (plan,) = plans(session)
    browser = Browser(ida.app).sign_in(getattr(cast, who))
    browser.post(path(cast), {"weeks": "3"}, expect=404)
    browser.post(f"{path(cast)}/{plan.id}/withdrawal", expect=404)
    (plan,) = plans(session)
    assert plan.ended_at is None


def test_a_plan_of_another_course_is_not_there(ida: Browser, cast: Cast, session: AnySession) -> None:
    ida.post(f"{path(cast)}/999999/withdrawal", expect=404)


def version(session: AnySession, cast: Cast) -> int:
    return session.scalars(sa.select(ProgrammeVersion.id).filter_by(course_id=cast.karens_course)).first() or 0


def test_the_review_points_of_a_version_give_way_to_the_next_ones(
    ida: Browser, cast: Cast, session: AnySession
) -> None:
    first, points = version(session, cast), [ReviewPoint(DUE, "Status"), ReviewPoint(DUE + 28 * DAY, "Status")]
    planning(ida, cast)
    for _twice in range(2):
        replace_review_points(session, cast.karens_course, first, points, cast.ida, NOW)
        session.commit()
    assert len(plans(session)) == 3
    assert review_points(session, first) == points
    replace_review_points(session, cast.karens_course, first, points[1:], cast.ida, NOW)
    session.commit()
    assert [plan.ending for plan in plans(session)] == [None, PlanEnding.REPLACED, None], "what is by hand stays"
    replace_review_points(session, cast.karens_course, first, points, cast.ida, NOW)
    session.commit()
    standing = [(plan.due_on, plan.version_id) for plan in plans(session) if plan.ended_at is None]
    assert sorted(standing, key=str) == sorted([(DUE, None), (DUE, first), (DUE + 28 * DAY, first)], key=str)


def test_a_review_point_is_asked_for_on_its_day(ida: Browser, cast: Cast, session: AnySession) -> None:
    replace_review_points(session, cast.karens_course, version(session, cast), [ReviewPoint(DUE)], cast.ida, NOW)
    session.commit()
    assert not on(session, cast, DUE - DAY)
    asked = on(session, cast, DUE)
    assert asked and asked.numbers["via"] == "review_point"


def test_the_page_costs_the_same_however_much_was_planned_and_decided(
    ida: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    page = f"/courses/{cast.karens_course}/follow-ups"
    ida.get(page)
    with statements() as few:
        ida.get(page)
    for n in range(20):
        plan = PlannedFollowUp(course_id=cast.karens_course, client_key=f"p{n}", due_on=DUE + n * DAY, why="x")
        plan.made_at, plan.made_by_id = NOW, cast.ida
        session.add(plan)
        decision = FollowUpDecision(course_id=cast.karens_course, client_key=f"d{n}", rule=Rule.CREEP, reason="x")
        decision.decision, decision.decided_at, decision.decided_by_id = Decision.HOLD, NOW, cast.ida
        session.add(decision)
    session.commit()
    with statements() as many:
        ida.get(page)
    assert len(many) == len(few) <= 14

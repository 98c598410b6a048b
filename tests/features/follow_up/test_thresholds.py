"""A practitioner changes the thresholds of one course: in range, with a reason, from today on, and nobody's lost."""

from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from rehab.clinical.follow_up import Rule
from rehab.clinical.thresholds import DEFAULT, LIMITS
from rehab.db import AnySession
from rehab.models import AuditEvent, CourseSummary, CourseThresholds, FollowUpPrompt
from rehab.records.summaries import refresh_course
from rehab.records.thresholds import latest_change, thresholds_from
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY

DAY = timedelta(days=1)


def path(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/thresholds"


def stored(session: AnySession) -> list[dict[str, float]]:
    session.expire_all()
    return list(session.scalars(sa.select(CourseThresholds.changed).order_by(CourseThresholds.number)))


def test_they_are_in_force_from_today_and_the_course_says_so(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    after = browser.send(page, path(cast), flare_rise="2,5", adherent_from="70 %", check_week="5", reason="Aftalt.")

    assert after.path == f"/courses/{cast.karens_course}"
    row = session.scalars(sa.select(CourseThresholds)).one()
    assert row.changed == {"flare_rise": 2.5, "adherent_from": 0.7, "check_week": 5}
    assert (row.number, row.reason, row.set_by_id, row.set_at) == (1, "Aftalt.", cast.ida, NOW)
    for words in ("2,5 point", "Standard 2 point", "70\N{NO-BREAK SPACE}%", "5 uger", "Ida", "Aftalt."):
        assert words in after.text
    subjects = session.scalars(sa.select(AuditEvent.subject).where(AuditEvent.action == "wrote")).all()
    assert subjects == [f"course_thresholds {row.id}"]


def test_the_rules_judge_by_them(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6] * (TODAY - STARTED_ON).days))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    raised = session.scalars(sa.select(FollowUpPrompt.rule)).all()
    week = (TODAY - STARTED_ON).days // 7
    assert raised == [Rule.LOW_ADHERENCE] and week < 8

    page = browser.sign_in(cast.ida).get(path(cast))
    browser.send(page, path(cast), check_week=str(week + 1), reason="Sen start")

    summary = session.get_one(CourseSummary, cast.karens_course, populate_existing=True)
    assert not any(each["numbers"].get("why") == "stalling" for each in summary.reasons)


def test_what_was_raised_before_does_not_move(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6] * (TODAY - STARTED_ON).days))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    before = session.execute(sa.select(FollowUpPrompt.rule, FollowUpPrompt.numbers, FollowUpPrompt.raised_on)).all()

    page = browser.sign_in(cast.ida).get(path(cast))
    browser.send(page, path(cast), check_week="7", reason="Sen start")

    session.expire_all()
    assert (
        session.execute(sa.select(FollowUpPrompt.rule, FollowUpPrompt.numbers, FollowUpPrompt.raised_on)).all()
        == before
    )


def test_back_to_the_defaults_whatever_is_typed(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    browser.send(page, path(cast), flare_rise="3", reason="Prøver")
    page = browser.get(path(cast))
    refused = browser.send(page, path(cast), expect=422, flare_rise="99", reason="", do="defaults")
    assert refused.error_beside("reason")
    browser.send(refused, path(cast), reason="Ikke længere", do="defaults")

    assert stored(session) == [{"flare_rise": 3}, {}]
    change = latest_change(session, cast.karens_course)
    assert change and change.thresholds == DEFAULT


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("flare_rise", "ni", "Skriv et tal"),
        ("flare_rise", "-2", "Skriv et tal"),
        ("flare_rise", "7", "1 point til 6 point"),
        ("flare_rise", "1e3", "Skriv et tal"),
        ("check_week", "4,5", "helt tal"),
        ("check_week", "9", "Ingen bedring"),
        ("adherent_from", "200", "50\N{NO-BREAK SPACE}% til 100\N{NO-BREAK SPACE}%"),
        ("silence_patient_days", "14", "Ingen registrering: opgave"),
        ("refractory_days", "9" * 40, "Skriv et tal"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    browser: Browser, cast: Cast, session: AnySession, name: str, typed: str, says: str
) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    answer = browser.send(page, path(cast), expect=422, **{name: typed, "creep_rise": "1,5", "reason": "Fordi"})

    assert says in answer.error_beside(name)
    field = answer.soup.find("input", {"name": name})
    assert field and field["value"] == typed
    assert 'value="1,5"' in str(answer.soup.find("input", {"name": "creep_rise"}))
    assert "Fordi" in answer.text
    assert not stored(session)


def test_a_reason_is_asked_for(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    assert browser.send(page, path(cast), expect=422, flare_rise="3", reason=" ").error_beside("reason")
    assert not stored(session)


@pytest.mark.parametrize("who", ["karen", "ole", "bo", "rita", "mona", "adam"])
def test_the_wrong_person_finds_nothing(browser: Browser, cast: Cast, session: AnySession, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get(path(cast), expect=404)
    browser.get("/settings")
    browser.post(path(cast), {"flare_rise": "3", "reason": "x"}, expect=404)
    assert not stored(session)


def test_sent_twice_it_is_one_change(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    for _ in range(2):
        browser.send(page, path(cast), flare_rise="3", reason="Aftalt")
    assert stored(session) == [{"flare_rise": 3}]


def test_a_page_gone_back_to_meets_what_stands_by_now(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    browser.send(page, path(cast), flare_rise="3", reason="Aftalt")
    told = browser.send(page, path(cast), expect=409, flare_rise="4", reason="Aftalt")
    assert "Gældende: 3 point" in told.text
    assert stored(session) == [{"flare_rise": 3}]


def test_the_same_again_is_no_change(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    browser.send(page, path(cast), reason="Ingenting")
    assert not stored(session)


def test_the_later_of_two_is_shown_what_the_first_changed_and_chooses(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    first = browser.sign_in(cast.ida).get(path(cast))
    second = browser.get(path(cast))
    browser.send(first, path(cast), flare_rise="3", reason="Første")

    told = browser.send(second, path(cast), expect=409, creep_rise="2", reason="Anden")
    assert "Gældende: 3 point" in told.text
    assert "Anden" in told.text
    assert stored(session) == [{"flare_rise": 3}]

    browser.send(told, path(cast), flare_rise="3")
    assert stored(session) == [{"flare_rise": 3}, {"flare_rise": 3, "creep_rise": 2}]


def test_a_stored_value_that_is_no_longer_allowed_stops_nothing() -> None:
    assert thresholds_from({"flare_rise": 99, "creep_rise": 2}) == DEFAULT.changed({"creep_rise": 2})
    assert thresholds_from({"gone": 1}) == DEFAULT
    assert thresholds_from({"check_week": 11, "creep_rise": 2}) == DEFAULT.changed({"creep_rise": 2})
    assert thresholds_from({"non_response_week": 3}) == DEFAULT
    assert thresholds_from(None) == DEFAULT


def test_every_threshold_can_be_changed_here(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    assert {each["name"] for each in page.soup.select(".limits input")} == set(LIMITS)


def test_logging_goes_on_reading_no_more_than_before(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    browser.send(page, path(cast), flare_rise="1", flare_book_after_days="0", reason="Vågen")
    for n in range(14):
        log_mornings(session, cast.karens_course, cast.karen, {TODAY + n * DAY: 4 if n < 7 else 5})
    last = TODAY + 13 * DAY
    refresh_course(session, cast.karens_course, today=last, now=datetime.combine(last, time(6), tzinfo=UTC))
    session.commit()
    summary = session.get_one(CourseSummary, cast.karens_course, populate_existing=True)
    assert Rule.FLARE in {each["rule"] for each in summary.reasons}

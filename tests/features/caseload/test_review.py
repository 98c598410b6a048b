"""A course is looked through, put aside until a day or until there is something new, and that is taken back."""

from datetime import date, timedelta

import sqlalchemy as sa
import time_machine

from rehab.clinical.safety import Level
from rehab.db import AnySession
from rehab.jobs.daily import refresh_summaries
from rehab.models import AuditEvent, CourseReview, CourseSummary, Occasion, Person, Role, WarningReport
from rehab.records.summaries import refresh_course
from tests.browser import Browser, Sheet
from tests.cast import Cast, every_day, log_mornings, person
from tests.conftest import NOW, TODAY

DAY = timedelta(days=1)


def silent(session: AnySession, cast: Cast) -> str:
    """Karen has not logged for nine days; the address of her course."""
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - 30 * DAY, [5] * 22))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    return f"/courses/{cast.karens_course}"


def look(browser: Browser, course: str, expect: int = 200, **typed: str) -> Sheet:
    """Mark as looked through, from the course's page."""
    sheet = browser.get(course)
    return browser.send(sheet, f"{course}/reviews", expect=expect, **typed)


def summary(session: AnySession, cast: Cast) -> CourseSummary:
    session.expire_all()
    return session.get_one(CourseSummary, cast.karens_course)


def tabs(browser: Browser) -> dict[str, str]:
    page = browser.get("/caseload")
    found = [each.get_text(" ", strip=True).rsplit(" ", 1) for each in page.soup.select(".tabs a")]
    return {each[0]: each[1] for each in found}


def test_the_list_and_the_page_say_who_looked_and_when(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    assert "Ingen har set forløbet igennem endnu" in browser.get(course).text
    look(browser, course, review_note="Ringet op")
    page = browser.get(course)
    assert "Set i dag kl. 7.00 af dig" in page.text
    assert "Ringet op" in page.text
    row = browser.get("/caseload").soup.select_one("tr.case")
    assert row is not None
    assert row.select("td")[-1].get_text(" ", strip=True) == "i dag dig"
    assert tabs(browser)["Udskudt"] == "0", "only looked at, not put aside"
    lines = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.subject.startswith("course_review")))
    assert list(lines) == ["reviewed"]


def test_put_aside_for_a_week_it_leaves_those_who_need_me_until_then(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    before = tabs(browser)
    assert before["Hold øje"] == "1" or before["Har brug for dig"] == "1"
    look(browser, course, later="7")
    assert tabs(browser) == {"Alle": "1", "Har brug for dig": "0", "Hold øje": "0", "Uden tid": "1", "Udskudt": "1"}
    assert "udskudt til 2. dec." in browser.get("/caseload?need=later").text
    clock.move_to(NOW + 6 * DAY)
    assert tabs(browser)["Udskudt"] == "1"
    clock.move_to(NOW + 7 * DAY)
    assert tabs(browser)["Udskudt"] == "0", "it is back on its day, before any job has run"


def test_a_new_reason_brings_it_back_and_the_same_reason_does_not(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    look(browser, course, later="14")
    refresh_course(session, cast.karens_course, today=TODAY + DAY, now=NOW + DAY)
    assert summary(session, cast).snoozed_until == TODAY + 14 * DAY, "a day more of the same is nothing new"
    session.rollback()
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - 8 * DAY, [5, 5, 9, 9, 9, 9, 9, 9, 9]))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    assert summary(session, cast).snoozed_until is None
    assert tabs(browser)["Udskudt"] == "0"
    assert "men der er kommet noget nyt" in browser.get(course).text


def test_a_warning_sign_is_never_put_aside(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    look(browser, course, later="14")
    warn(session, cast)
    assert tabs(browser)["Har brug for dig"] == "1"
    look(browser, course, later="3")
    assert tabs(browser)["Har brug for dig"] == "1", "nor when it has been seen"
    assert "Et advarselstegn bliver ikke udskudt." in browser.get(course).text


def warn(session: AnySession, cast: Cast) -> None:
    report = WarningReport(
        course_id=cast.karens_course,
        client_key="warned",
        occasion=Occasion.ON_DEMAND,
        checklist_version=1,
        lines=["fever_or_unwell"],
        level=Level.SAME_DAY,
        reported_on=TODAY,
        reported_at=NOW,
        reported_by_id=cast.karen,
    )
    session.add(report)
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()


def test_a_day_of_ones_own(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    look(browser, course, later="date", until="2026-12-24")
    assert summary(session, cast).snoozed_until == date(2026, 12, 24)


def test_a_day_that_cannot_be_is_asked_for_again_with_what_was_typed(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    for until, said in {
        "": "Vælg den dag, forløbet er tilbage.",
        "2026-11-25": "Vælg en dag efter i dag.",
        "2027-11-25": "Et forløb kan højst udskydes 90 dage.",
    }.items():
        page = look(browser, course, 422, later="date", until=until, review_note="Ferie")
        assert said in page.error_beside("until")
        assert page.soup.select_one('input[name="review_note"][value="Ferie"]')
    assert not session.scalars(sa.select(CourseReview)).all()


def test_sent_twice_it_is_one_review(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    sheet = browser.sign_in(cast.ida).get(course)
    for _time in range(2):
        browser.send(sheet, f"{course}/reviews", later="3")
    assert len(session.scalars(sa.select(CourseReview)).all()) == 1
    browser.send(sheet, f"{course}/reviews", later="7")
    assert len(session.scalars(sa.select(CourseReview)).all()) == 2, "another answer is a review of its own"


def test_taken_back_the_one_before_stands_again(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    look(browser, course, later="14")
    look(browser, course)
    assert summary(session, cast).snoozed_until is None, "the latest look decides"
    second = session.scalars(sa.select(sa.func.max(CourseReview.id))).one()
    for _time in range(2):
        browser.post(f"{course}/reviews/{second}/undo", {})
    assert summary(session, cast).snoozed_until == TODAY + 14 * DAY
    row = session.get_one(CourseReview, second)
    assert (row.undone_by_id, row.snoozed_until) == (cast.ida, None), "the row is kept"


def test_only_ones_own_look_is_taken_back(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    look(browser, course)
    review = session.scalars(sa.select(CourseReview)).one()
    review.reviewed_by_id = person(session, "Lise Holst", Role.PRACTITIONER, cast.horsens)
    session.commit()
    assert "undo" not in str(browser.get(course).soup.select_one("#reviewed"))
    browser.post(f"{course}/reviews/{review.id}/undo", {}, expect=404)


def test_nobody_elses_course(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    for who in (cast.bo, cast.karen, cast.rita, cast.mona, cast.adam):
        browser.sign_in(who).get("/settings")
        browser.post(f"{course}/reviews", {}, expect=404)
    assert not session.scalars(sa.select(CourseReview)).all()


def test_a_rebuilt_summary_is_the_same(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    look(browser, course, later="7")
    stored = summary(session, cast)
    before = (stored.first_rule, stored.waits_since, stored.review_id, stored.snoozed_until)
    refresh_summaries(session, today=TODAY, now=NOW)
    again = summary(session, cast)
    assert (again.first_rule, again.waits_since, again.review_id, again.snoozed_until) == before


def test_the_way_back_leads_to_the_row_in_the_same_list(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    link = browser.get("/caseload?need=unbooked&q=karen").soup.select_one("a.nm")
    assert link is not None
    page = browser.get(str(link["href"]))
    back = f"/caseload?need=unbooked&q=karen#c{cast.karens_course}"
    assert page.soup.select_one(f'.page__h a[href="{back}"]')
    sent = browser.send(page, f"{course}/reviews")
    assert sent.soup.select_one(f'.page__h a[href="{back}"]'), "also after it was marked"
    for junk in ("//evil.example", "of=99999999999999", "of=x&need=%00", "a" * 2000):
        page = browser.get(f"{course}?list={junk}")
        arrow = page.soup.select_one(".page__h a.icbtn")
        assert arrow is not None
        assert str(arrow["href"]).startswith("/caseload")


def test_the_patient_reads_that_it_was_looked_through(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = silent(session, cast)
    browser.sign_in(cast.ida)
    look(browser, course, review_note="Kun til mig")
    page = browser.sign_in(cast.karen).get("/settings")
    assert "så dit forløb igennem" in page.text
    assert session.get_one(Person, cast.ida).name in page.text
    assert "Kun til mig" not in page.text

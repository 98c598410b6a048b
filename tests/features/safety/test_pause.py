"""The practitioner pauses a course for a while: nothing is due, and the patient knows until when."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AuditEvent, CourseSummary, ExerciseSession, Pause, PauseReason
from rehab.records.summaries import refresh_course
from tests.browser import Browser, Sheet
from tests.cast import Cast
from tests.conftest import NOW, TODAY, Statements

DAY = timedelta(days=1)


def path(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/pauses"


def pause(browser: Browser, cast: Cast, expect: int = 200, **typed: object) -> Sheet:
    page = browser.sign_in(cast.ida).get(path(cast))
    return browser.send(page, path(cast), expect=expect, **typed)


def holiday(browser: Browser, cast: Cast, first: int = 0, last: int = 13, expect: int = 200) -> Sheet:
    days = {"first_on": (TODAY + first * DAY).isoformat(), "last_on": (TODAY + last * DAY).isoformat()}
    return pause(browser, cast, why="holiday", expect=expect, **days)


def stored(session: AnySession) -> list[Pause]:
    session.expire_all()
    return list(session.scalars(sa.select(Pause).order_by(Pause.id)))


def test_it_is_stored_and_both_see_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = holiday(browser, cast)
    assert "Ferie" in page.text
    [row] = stored(session)
    assert (row.why, row.first_on, row.last_on) == (PauseReason.HOLIDAY, TODAY, TODAY + 13 * DAY)
    assert (row.made_at, row.made_by_id, row.warning_report_id) == (NOW, cast.ida, None)
    subjects = session.scalars(sa.select(AuditEvent.subject).where(AuditEvent.action == "wrote")).all()
    assert subjects == [f"pause {row.id}"]
    assert "25. nov. til 8. dec." in browser.get(f"/courses/{cast.karens_course}").text
    today = browser.sign_in(cast.karen).get("/today")
    assert "Pause til og med tirsdag 8. december" in today.text
    assert not today.soup.find(attrs={"aria-labelledby": "h-training"})
    assert today.soup.find("form", action="/morning-pain")


def test_what_was_done_all_the_same_may_be_logged(browser: Browser, cast: Cast, session: AnySession) -> None:
    holiday(browser, cast)
    page = browser.sign_in(cast.karen).get("/sessions/new?short=1")
    assert "Dit program er på pause den dag" in page.text
    browser.send(page, "/sessions", pain_during="2", pain_after="2", effort="3")
    assert session.scalars(sa.select(ExerciseSession.done_on)).all() == [TODAY]


def test_nothing_is_due_and_nothing_is_missed(browser: Browser, cast: Cast, session: AnySession) -> None:
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    before = session.get_one(CourseSummary, cast.karens_course).due
    session.commit()
    holiday(browser, cast, first=-14, last=-1)
    summary = session.get_one(CourseSummary, cast.karens_course, populate_existing=True)
    assert before
    assert not summary.due
    page = browser.get(f"/courses/{cast.karens_course}")
    assert "Har ikke logget" not in page.text


def test_without_a_last_day_it_lasts_until_it_is_ended(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = pause(browser, cast, why="illness", first_on=TODAY.isoformat(), last_on="")
    [row] = stored(session)
    assert row.last_on is None
    assert "Dit program er på pause" in browser.sign_in(cast.karen).get("/today").text
    browser.sign_in(cast.ida)
    for _ in range(2):
        browser.send(page, f"{path(cast)}/{row.id}/end")
    [row] = stored(session)
    assert (row.ended_on, row.ended_at, row.ended_by_id) == (TODAY - DAY, NOW, cast.ida)
    ended = session.scalars(sa.select(AuditEvent.subject).where(AuditEvent.action == "ended")).all()
    assert ended == [f"pause {row.id}"]
    assert browser.sign_in(cast.karen).get("/today").soup.find(attrs={"aria-labelledby": "h-training"})


def test_one_that_has_not_begun_is_called_off(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = holiday(browser, cast, first=3, last=9)
    assert "Aflys" in page.text
    page = browser.send(page, f"{path(cast)}/{stored(session)[0].id}/end")
    assert "afsluttet, før en dag var gået" in page.text
    assert "Aflys" not in page.text
    holiday(browser, cast, first=3, last=9)  # the days are free again
    assert len(stored(session)) == 2


@pytest.mark.parametrize(
    ("first", "last", "free"),
    [(-3, -1, True), (14, 20, True), (-3, 0, False), (13, 20, False), (2, 5, False), (-5, 30, False), (0, None, False)],
)
def test_two_of_the_same_day_are_refused(
    browser: Browser, cast: Cast, session: AnySession, first: int, last: int | None, free: bool
) -> None:
    holiday(browser, cast)
    typed = {"first_on": (TODAY + first * DAY).isoformat(), "last_on": "" if last is None else str(TODAY + last * DAY)}
    after = pause(browser, cast, why="illness", expect=200 if free else 422, **typed)
    assert len(stored(session)) == 1 + free
    if not free:
        assert "25. nov. til 8. dec." in after.error_beside("first_on")


def test_a_warning_sign_may_stand_beside_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    holiday(browser, cast)
    page = browser.sign_in(cast.karen).get("/warning-signs")
    browser.send(page, "/warning-signs", signs=["fever"])
    assert "Ring til en læge i dag" in browser.get("/today").text
    assert [each.why for each in stored(session)] == [PauseReason.HOLIDAY, PauseReason.WARNING_SIGN]
    warning = stored(session)[1].id
    browser.sign_in(cast.ida).post(f"{path(cast)}/{warning}/end", expect=404)
    assert stored(session)[1].ended_at is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("first_on", {"first_on": "", "last_on": ""}),
        ("first_on", {"first_on": "2026-13-40", "last_on": ""}),
        ("first_on", {"first_on": str(TODAY - 15 * DAY), "last_on": ""}),
        ("first_on", {"first_on": str(TODAY + 366 * DAY), "last_on": ""}),
        ("last_on", {"first_on": str(TODAY), "last_on": str(TODAY - DAY)}),
        ("last_on", {"first_on": str(TODAY), "last_on": str(TODAY + 181 * DAY)}),
        ("last_on", {"first_on": str(TODAY), "last_on": "i morgen"}),
        ("why", {"first_on": str(TODAY), "why": "warning_sign"}),
    ],
)
def test_what_cannot_be_is_refused(
    browser: Browser, cast: Cast, session: AnySession, field: str, typed: dict[str, str]
) -> None:
    after = pause(browser, cast, expect=422, **typed)
    assert after.error_beside(field)
    assert stored(session) == []


def test_sent_twice_is_one_pause(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    for _ in range(2):
        browser.send(page, path(cast), why="holiday", first_on=str(TODAY), last_on=str(TODAY + DAY))
    assert len(stored(session)) == 1


@pytest.mark.parametrize("who", ["bo", "karen", "rita", "mona", "adam"])
def test_others_find_nothing(browser: Browser, cast: Cast, session: AnySession, who: str) -> None:
    holiday(browser, cast)
    [row] = stored(session)
    browser.sign_in(getattr(cast, who)).get(path(cast), expect=404)
    browser.post(path(cast), {"why": "holiday", "first_on": str(TODAY + 40 * DAY)}, expect=404)
    browser.post(f"{path(cast)}/{row.id}/end", expect=404)
    assert [each.ended_at for each in stored(session)] == [None]


def test_a_pause_of_another_course_is_not_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    holiday(browser, cast)
    [row] = stored(session)
    browser.sign_in(cast.bo).post(f"/courses/{cast.oles_course}/pauses/{row.id}/end", expect=404)
    assert stored(session)[0].ended_at is None


def test_what_it_costs(browser: Browser, cast: Cast, statements: Statements) -> None:
    holiday(browser, cast)
    with statements() as seen:
        browser.get(path(cast))
    assert len(seen) <= 3, seen

"""A practitioner closes a course with a last note; it is found again, read, and opened when it goes on after all."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from rehab.clinical.safety import Level
from rehab.db import AnySession
from rehab.models import (
    AuditEvent,
    Course,
    CourseNote,
    FollowUpPrompt,
    Occasion,
    PlannedFollowUp,
    PromptEnding,
    Role,
    WarningReport,
)
from tests.browser import Browser
from tests.cast import Cast, course, person
from tests.conftest import NOW, Statements

NOTE = "Går uden smerte. Fortsætter selv to gange om ugen."


def path(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/closure"


def is_closed(session: AnySession, cast: Cast) -> bool:
    session.expire_all()
    return session.get_one(Course, cast.karens_course).closed_at is not None


def close(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    browser.send(page, path(cast), note=NOTE)


def test_it_is_closed_with_a_last_note_and_nothing_more_is_asked(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    raised = {"rule": "week_4", "numbers": {}, "raised_on": NOW.date(), "raised_at": NOW}
    session.add(FollowUpPrompt(course_id=cast.karens_course, **raised))
    session.add(
        PlannedFollowUp(
            course_id=cast.karens_course,
            due_on=NOW.date() + timedelta(days=20),
            why="Status",
            client_key=str(uuid.uuid4()),
            made_at=NOW,
            made_by_id=cast.ida,
        )
    )
    session.commit()
    close(browser, cast)

    assert is_closed(session, cast)
    assert session.scalars(sa.select(CourseNote.text)).all() == [NOTE]
    assert session.scalars(sa.select(FollowUpPrompt.ending)).all() == [PromptEnding.CLOSED]
    assert session.scalars(sa.select(PlannedFollowUp.ended_at)).all() == [NOW]
    assert not browser.get("/caseload").soup.select_one(f'a[href="/courses/{cast.karens_course}"]')
    actions = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.actor_id == cast.ida)).all()
    assert "closed" in actions
    today = browser.sign_in(cast.karen).get("/today")
    assert "Dit forløb er afsluttet" in today.text and not today.soup.select_one("form[action='/morning-pain']")


def test_it_is_found_and_read_again(browser: Browser, cast: Cast, session: AnySession) -> None:
    close(browser, cast)
    listed = browser.get("/courses/closed?q=somm")
    link = listed.soup.select_one(f'a[href="/courses/{cast.karens_course}"]')
    assert link and "25. november 2026" in listed.text
    page = browser.get(f"/courses/{cast.karens_course}")
    assert "Afsluttet 25. november 2026" in page.text and NOTE in page.text
    forms = {str(form["action"]) for form in page.soup.select("main form[method=post]")}
    assert forms == {f"/courses/{cast.karens_course}/reopening"}, "nothing more is written in it"
    for part in ("log", "versions", "comparison", "messages"):
        browser.get(f"/courses/{cast.karens_course}/{part}")
    browser.get("/caseload")
    browser.post(f"/courses/{cast.karens_course}/notes", {"text": "Mere"}, 404)


def test_it_goes_on_after_all(browser: Browser, cast: Cast, session: AnySession) -> None:
    close(browser, cast)
    page = browser.get(f"/courses/{cast.karens_course}")
    for _ in range(2):
        after = browser.send(page, f"/courses/{cast.karens_course}/reopening")
    assert "Forløbet er åbent igen" in after.text
    assert not is_closed(session, cast)
    assert session.scalars(sa.select(AuditEvent.action).where(AuditEvent.action == "reopened")).all() == ["reopened"]
    assert browser.sign_in(cast.karen).get("/today").soup.select_one("form[action='/morning-pain']")


@pytest.mark.parametrize("note", ["", "  \n", "å" * 2001])
def test_without_a_last_note_it_stays_open(browser: Browser, cast: Cast, session: AnySession, note: str) -> None:
    browser.sign_in(cast.ida).get(path(cast))
    answer = browser.post(path(cast), {"note": note, "client_key": str(uuid.uuid4())}, 422)
    assert answer.soup.select_one("#note-error")
    assert not is_closed(session, cast)


def test_a_warning_sign_is_cleared_first(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    session.add(
        WarningReport(
            course_id=cast.karens_course,
            client_key=str(uuid.uuid4()),
            occasion=Occasion.ON_DEMAND,
            checklist_version=1,
            lines=["fever"],
            level=Level.SAME_DAY,
            reported_on=NOW.date(),
            reported_at=NOW,
            reported_by_id=cast.karen,
        )
    )
    session.commit()
    answer = browser.send(page, path(cast), note=NOTE, expect=422)
    assert answer.soup.select_one(f'a[href="/courses/{cast.karens_course}/warning-signs"]')
    assert not is_closed(session, cast) and not session.scalars(sa.select(CourseNote.id)).all()


def test_sent_twice_it_is_closed_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.ida).get(path(cast))
    typed = {"note": NOTE, "client_key": str(uuid.uuid4())}
    browser.post(path(cast), typed)
    browser.post(path(cast), typed, 404)
    assert len(session.scalars(sa.select(CourseNote.id)).all()) == 1


def test_someone_elses_is_not_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.bo).get(path(cast), 404)
    browser.post(path(cast), {"note": NOTE, "client_key": str(uuid.uuid4())}, 404)
    browser.post(f"/courses/{cast.karens_course}/reopening", {}, 404)
    assert not is_closed(session, cast)
    close(browser, cast)
    assert "Karen" not in browser.sign_in(cast.bo).get("/courses/closed").text
    browser.get(f"/courses/{cast.karens_course}", 404)


def test_many_closed_courses_come_page_by_page(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    for number in range(120):
        who = course(session, person(session, f"Gæst {number:03}", Role.PATIENT, cast.horsens), cast.ida, cast.horsens)
        session.execute(
            sa.update(Course)
            .where(Course.id == who)
            .values(closed_at=NOW - timedelta(hours=number // 3), closed_by_id=cast.ida)
        )
    session.commit()
    browser.sign_in(cast.ida)
    seen: list[str] = []
    address: str | None = "/courses/closed"
    while address:
        with statements() as sent:
            page = browser.get(address)
        assert len(sent) <= 3
        seen += [link.get_text() for link in page.soup.select("a.nm")]
        more = page.soup.select_one('a[href*="before="]')
        address = str(more["href"]) if more else None
    assert len(seen) == len(set(seen)) == 120

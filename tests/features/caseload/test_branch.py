"""A branch's courses are opened by a choice with a reason, for a day, and everybody can see that it was done."""

from datetime import timedelta

import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.models import AuditEvent, BranchChoice, ChoiceReason, CourseNote, Role
from tests.browser import Browser
from tests.cast import Cast, open_hours, person
from tests.conftest import NOW

DAY = timedelta(days=1)


def lise(session: AnySession, cast: Cast) -> int:
    """A colleague of Ida's in Horsens."""
    who = person(session, "Lise Holst", Role.PRACTITIONER, cast.horsens)
    session.commit()
    return who


def opened(browser: Browser, cast: Cast, why: str = "absence", own_words: str = "") -> str:
    """Open Horsens by its form; returns the address of the list."""
    path = f"/caseload/branches/{cast.horsens}"
    browser.send(browser.get(path), f"{path}/choice", why=why, own_words=own_words)
    return path


def test_until_there_is_a_reason_the_list_is_a_question(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(lise(session, cast))
    assert browser.get("/caseload").soup.select_one(f'a[href="/caseload/branches/{cast.horsens}"]')
    page = browser.get(f"/caseload/branches/{cast.horsens}")
    assert "Åbn forløbene i Horsens?" in page.text
    assert "Karen" not in page.text
    browser.get(f"/courses/{cast.karens_course}", expect=404)
    assert not session.scalars(sa.select(AuditEvent)).all(), "nothing was opened"


def test_with_a_reason_it_is_open_until_midnight(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    browser.sign_in(lise(session, cast))
    path = opened(browser, cast)
    page = browser.get(path)
    assert "fordi du dækker for en kollega, der er væk" in page.text
    assert [each.get_text(" ", strip=True) for each in page.soup.select(".own")] == ["Ida L."]
    course = browser.get(f"/courses/{cast.karens_course}")
    assert "Patienten hører til hos Ida Lund." in course.text
    clock.move_to(NOW + timedelta(hours=16, minutes=59))  # 23.59 in Horsens
    browser.get(f"/courses/{cast.karens_course}")
    clock.move_to(NOW + timedelta(hours=17))
    browser.get(f"/courses/{cast.karens_course}", expect=404)
    assert "Åbn forløbene i Horsens?" in browser.get(path).text


def test_the_log_has_the_choice_the_lists_and_the_course(browser: Browser, cast: Cast, session: AnySession) -> None:
    me = lise(session, cast)
    browser.sign_in(me)
    path = opened(browser, cast, "asked")
    browser.get(path)
    browser.get(f"/courses/{cast.karens_course}")
    lines = session.execute(
        sa.select(AuditEvent.actor_id, AuditEvent.action, AuditEvent.subject, AuditEvent.patient_id).order_by(
            AuditEvent.id
        )
    ).all()
    listed = (me, "read", f"branch {cast.horsens} caseload", None)
    assert [tuple(each) for each in lines] == [
        (me, "chose", f"branch {cast.horsens}, asked", None),
        listed,
        listed,
        (me, "read, asked", "course", cast.karen),
    ], "a line for each opening of the list, not for each patient in it"


def test_the_patient_sees_that_a_colleague_opened_it_and_why(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(lise(session, cast))
    opened(browser, cast, "other", "Klage over ventetid")
    browser.get(f"/courses/{cast.karens_course}")
    page = browser.sign_in(cast.karen).get("/settings")
    assert "Lise Holst" in page.text
    assert "åbnede dit forløb som kollega til din behandler" in page.text
    assert "Klage" not in page.text, "the words are for the clinic"
    assert "caseload" not in page.text


def test_what_a_colleague_signs_bears_their_name(browser: Browser, cast: Cast, session: AnySession) -> None:
    me = lise(session, cast)
    browser.sign_in(me)
    opened(browser, cast)
    course = f"/courses/{cast.karens_course}"
    browser.send(browser.get(course), f"{course}/notes", text="Set for Ida.")
    assert session.scalars(sa.select(CourseNote.signed_by_id)).one() == me
    browser.send(browser.get(course), f"{course}/reviews")
    page = browser.sign_in(cast.ida).get(course)
    assert "Set i dag kl. 7.00 af Lise H." in page.text
    assert "Lise H." in page.soup.select_one("#notes").get_text(), "so is the note"  # type: ignore[union-attr]


def test_something_else_needs_words(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(lise(session, cast))
    path = f"/caseload/branches/{cast.horsens}"
    page = browser.send(browser.get(path), f"{path}/choice", expect=422, why="other", own_words=" ")
    assert "Skriv hvorfor." in page.error_beside("own_words")
    assert page.soup.select_one('input[value="other"][checked]')
    page = browser.send(page, f"{path}/choice", expect=422, why=None, own_words="x" * 201)
    assert "200" in page.error_beside("own_words")
    assert not session.scalars(sa.select(BranchChoice)).all()


def test_without_a_reason_it_stays_closed(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(lise(session, cast))
    path = f"/caseload/branches/{cast.horsens}"
    page = browser.send(browser.get(path), f"{path}/choice", expect=422)
    assert "Vælg en grund." in page.text
    browser.post(f"{path}/choice", {"why": "curious", "own_words": "?"}, expect=422)
    assert not session.scalars(sa.select(BranchChoice)).all()


def test_sent_twice_it_is_one_choice(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(lise(session, cast))
    path = f"/caseload/branches/{cast.horsens}"
    sheet = browser.get(path)
    for _time in range(2):
        browser.send(sheet, f"{path}/choice", why="asked")
    assert len(session.scalars(sa.select(BranchChoice)).all()) == 1


def test_a_branch_where_i_do_not_work_is_not_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(lise(session, cast))
    browser.get(f"/caseload/branches/{cast.aarhus}", expect=404)
    browser.post(f"/caseload/branches/{cast.aarhus}/choice", {"why": "absence"}, expect=404)
    browser.get("/caseload/branches/999", expect=404)
    for who in (cast.karen, cast.rita, cast.mona, cast.adam):
        browser.sign_in(who).get(f"/caseload/branches/{cast.horsens}", expect=404)


def test_weekly_hours_make_a_branch_mine(browser: Browser, cast: Cast, session: AnySession) -> None:
    open_hours(session, cast.bo, cast.horsens)
    session.commit()
    browser.sign_in(cast.bo)
    opened(browser, cast)
    assert "Karen Sommer" in browser.get(f"/caseload/branches/{cast.horsens}").text
    assert "Karen" not in browser.get("/caseload").text, "my own list stays my own"


def test_a_choice_does_not_outlive_the_work_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.add(
        BranchChoice(
            practitioner_id=cast.bo,
            branch_id=cast.horsens,
            client_key="k",
            why=ChoiceReason.ASKED,
            own_words="",
            chosen_at=NOW,
            expires_at=NOW + DAY,
        )
    )
    session.commit()
    browser.sign_in(cast.bo).get(f"/courses/{cast.karens_course}", expect=404)

"""Signing a note: once, for good, on one's own course."""

import uuid

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AuditEvent, CourseNote
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW

TEXT = "Nye sko aftalt.\nSer ham om to uger <script>alert(1)</script> 🦶"


def stored(session: AnySession) -> list[str]:
    session.expire_all()
    return list(session.scalars(sa.select(CourseNote.text)))


def test_a_note_is_signed_and_shown(browser: Browser, cast: Cast, session: AnySession) -> None:
    path = f"/courses/{cast.karens_course}"
    page = browser.sign_in(cast.ida).get(path)
    after = browser.send(page, f"{path}/notes", text=TEXT)
    assert after.path == path
    note = session.scalars(sa.select(CourseNote)).one()
    assert (note.text, note.signed_by_id, note.signed_at) == (TEXT, cast.ida, NOW)
    shown = after.soup.select_one("#notes li")
    assert shown
    assert "Ida L. · ons. 25. nov. kl. 7.00" in shown.get_text(" ", strip=True)
    assert "<script>alert(1)</script> 🦶" in shown.get_text()
    assert not shown.find("script")


def test_sent_twice_it_is_stored_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    path = f"/courses/{cast.karens_course}"
    page = browser.sign_in(cast.ida).get(path)
    browser.send(page, f"{path}/notes", text="Første gang")
    browser.send(page, f"{path}/notes", text="Første gang")
    assert stored(session) == ["Første gang"]
    written = sa.select(sa.func.count()).where(AuditEvent.action == "wrote")
    assert session.scalar(written) == 1


def test_other_words_from_the_same_page_are_not_lost(browser: Browser, cast: Cast, session: AnySession) -> None:
    path = f"/courses/{cast.karens_course}"
    page = browser.sign_in(cast.ida).get(path)
    browser.send(page, f"{path}/notes", text="Smerten er aftaget.")
    browser.send(page, f"{path}/notes", text="Smerten er taget til.")
    assert sorted(stored(session)) == ["Smerten er aftaget.", "Smerten er taget til."]


def test_an_empty_one_is_refused_beside_the_field(browser: Browser, cast: Cast, session: AnySession) -> None:
    path = f"/courses/{cast.karens_course}"
    page = browser.sign_in(cast.ida).get(path)
    answer = browser.send(page, f"{path}/notes", expect=422, text="   \n ")
    assert answer.error_beside("text")
    assert not stored(session)


def test_too_long_a_one_comes_back_whole(browser: Browser, cast: Cast, session: AnySession) -> None:
    path = f"/courses/{cast.karens_course}"
    page = browser.sign_in(cast.ida).get(path)
    long = "å" * 2001
    answer = browser.send(page, f"{path}/notes", expect=422, text=long)
    assert "2000" in answer.error_beside("text")
    assert long in answer.text
    browser.send(answer, f"{path}/notes", text=long[:2000])
    assert stored(session) == [long[:2000]]


def test_a_made_up_key_is_refused(browser: Browser, cast: Cast, session: AnySession) -> None:
    path = f"/courses/{cast.karens_course}"
    page = browser.sign_in(cast.ida).get(path)
    browser.send(page, f"{path}/notes", expect=422, text="Hej", client_key="not a key")
    assert not stored(session)


def test_nobody_writes_in_someone_elses_course(browser: Browser, cast: Cast, session: AnySession) -> None:
    data = {"client_key": str(uuid.uuid4()), "text": "Hej"}
    for who in (cast.bo, cast.karen, cast.rita, cast.adam):
        browser.sign_in(who).get("/settings")
        browser.post(f"/courses/{cast.karens_course}/notes", data, expect=404)
    assert not stored(session)

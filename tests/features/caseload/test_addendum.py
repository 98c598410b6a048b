"""Adding to a signed note: the note stays as it was, the addendum stands under it with its own name and time."""

import uuid
from datetime import timedelta

import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.models import AuditEvent, CourseNote, NoteAddendum
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW

WRITTEN = NOW - timedelta(days=3)


def signed(session: AnySession, course_id: int, by: int, text: str = "Lægstræk lagt til.") -> int:
    """A note signed three days ago; returns its id."""
    note = CourseNote(course_id=course_id, client_key=str(uuid.uuid4()), text=text, signed_at=WRITTEN, signed_by_id=by)
    session.add(note)
    session.commit()
    return note.id


def stored(session: AnySession) -> list[str]:
    session.expire_all()
    return list(session.scalars(sa.select(NoteAddendum.text).order_by(NoteAddendum.id)))


def address(cast: Cast, note_id: int) -> str:
    return f"/courses/{cast.karens_course}/notes/{note_id}/addenda"


def test_it_stands_under_its_note_which_stays_as_it_was(browser: Browser, cast: Cast, session: AnySession) -> None:
    note_id = signed(session, cast.karens_course, cast.ida)
    page = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    after = browser.send(page, address(cast, note_id), addendum="Med strakt knæ.\nIkke bøjet <b>.")
    shown = after.soup.select_one(f"#note-{note_id}")
    assert shown
    text = shown.get_text(" ", strip=True)
    assert text.index("Lægstræk lagt til.") < text.index("Ida L. · ons. 25. nov. kl. 7.00") < text.index("<b>.")
    assert "Ida L. · søn. 22. nov. kl. 7.00" in text
    session.expire_all()
    note = session.scalars(sa.select(CourseNote)).one()
    assert (note.text, note.signed_at) == ("Lægstræk lagt til.", WRITTEN)
    added = session.scalars(sa.select(NoteAddendum)).one()
    assert (added.note_id, added.signed_by_id, added.signed_at) == (note_id, cast.ida, NOW)
    assert "wrote" in session.scalars(sa.select(AuditEvent.action)).all()


def test_several_stand_in_the_order_they_were_signed(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    note_id = signed(session, cast.karens_course, cast.ida)
    for n, text in enumerate(("Først", "Så", "Til sidst")):
        clock.move_to(NOW + timedelta(minutes=n))
        page = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
        browser.send(page, address(cast, note_id), addendum=text)
    page = browser.get(f"/courses/{cast.karens_course}")
    items = [item.get_text(" ", strip=True) for item in page.soup.select(".addenda li")]
    assert [item.split()[-1] for item in items] == ["Først", "Så", "sidst"]


def test_sent_twice_it_is_stored_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    note_id = signed(session, cast.karens_course, cast.ida)
    page = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    browser.send(page, address(cast, note_id), addendum="Én gang")
    browser.send(page, address(cast, note_id), addendum="Én gang")
    assert stored(session) == ["Én gang"]


def test_empty_or_too_long_is_refused_beside_its_own_field(browser: Browser, cast: Cast, session: AnySession) -> None:
    first, second = (signed(session, cast.karens_course, cast.ida, text) for text in ("Et", "To"))
    page = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    answer = browser.send(page, address(cast, first), expect=422, addendum="  ")
    assert answer.error_beside("addendum").endswith("Skriv tilføjelsen.")
    long = "å" * 2001
    answer = browser.send(page, address(cast, second), expect=422, addendum=long)
    field = answer.soup.find(id=f"addendum-{second}")
    assert field and field.get_text(strip=True) == long, "what was typed is kept"
    assert answer.soup.find("a", href=f"#addendum-{second}"), "the summary leads to it"
    assert not stored(session)
    assert session.scalars(sa.select(AuditEvent.subject).where(AuditEvent.action == "read")).all() == ["course"] * 3


def test_nobody_adds_to_someone_elses_note(browser: Browser, cast: Cast, session: AnySession) -> None:
    karens = signed(session, cast.karens_course, cast.ida)
    oles = signed(session, cast.oles_course, cast.bo)
    data = {"client_key": str(uuid.uuid4()), "addendum": "Hej"}
    for who in (cast.bo, cast.karen, cast.rita, cast.adam):
        browser.sign_in(who).get("/settings")
        browser.post(address(cast, karens), data, expect=404)
    browser.sign_in(cast.ida).get("/settings")
    browser.post(address(cast, oles), data, expect=404)
    browser.post(address(cast, 99), data, expect=404)
    assert not stored(session)

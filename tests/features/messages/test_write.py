"""A patient and a practitioner write to each other; the other side is told once, and never what it says."""

import uuid

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AuditEvent, Course, CourseMessage, OutboxMessage
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, Statements

HELLO = "Må jeg gå en tur på 10 km?\n\nHilsen Karen"


def stored(session: AnySession) -> list[tuple[str, bool, int]]:
    session.expire_all()
    rows = session.execute(
        sa.select(CourseMessage.text, CourseMessage.is_from_patient, CourseMessage.sent_by_id).order_by(
            CourseMessage.id
        )
    )
    return [tuple(row) for row in rows]


def told(session: AnySession) -> list[tuple[int, str]]:
    rows = session.execute(sa.select(OutboxMessage.person_id, OutboxMessage.kind).order_by(OutboxMessage.id))
    return [(row.person_id, str(row.kind)) for row in rows]


def write(browser: Browser, who: int, text: str = HELLO) -> None:
    page = browser.sign_in(who).get("/messages")
    browser.send(page, "/messages", text=text)


def test_a_patient_writes_and_reads_when_to_expect_an_answer(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get("/messages")
    assert "Ida svarer inden for 2 hverdage" in page.text
    assert "Ring 112" in page.text and page.soup.select_one('a[href="tel:112"]')
    after = browser.send(page, "/messages", text=HELLO)

    assert [each.get_text() for each in after.soup.select(".msg p")][1:3] == [
        "Må jeg gå en tur på 10 km?",
        "Hilsen Karen",
    ]
    assert "Ikke læst endnu" in after.text
    assert "Ida svarer senest fredag 27. november" in after.text, "two working days after Wednesday"
    assert stored(session) == [(HELLO, True, cast.karen)]
    subject, actor = session.execute(
        sa.select(AuditEvent.subject, AuditEvent.actor_id).where(AuditEvent.action == "wrote")
    ).one()
    assert subject.startswith("course_message ") and actor == cast.karen


def test_the_practitioner_sees_it_answers_and_both_can_tell_what_was_read(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    write(browser, cast.karen)
    inbox = browser.sign_in(cast.ida).get("/inbox?show=unread")
    assert "Karen Sommer" in inbox.text and "1 ulæst" in inbox.text
    assert "Må jeg gå en tur" in inbox.text
    path = f"/courses/{cast.karens_course}/messages"
    page = browser.get(path)
    browser.send(page, path, text="Ja, i flade sko.")
    assert "Intet ulæst" in browser.get("/inbox?show=unread").text

    today = browser.sign_in(cast.karen).get("/today")
    assert "Ny besked fra Ida" in today.text
    thread = browser.get("/messages")
    assert "Ja, i flade sko." in thread.text and "Læst ons. 25. nov. kl. 7.00" in thread.text
    assert "Ny besked fra Ida" not in browser.get("/today").text
    seen = session.execute(sa.select(CourseMessage.seen_by_id, CourseMessage.seen_at)).all()
    assert [tuple(row) for row in seen] == [(cast.ida, NOW), (cast.karen, NOW)]


def test_the_practitioner_is_told_once_until_it_is_read(browser: Browser, cast: Cast, session: AnySession) -> None:
    write(browser, cast.karen)
    write(browser, cast.karen, "Og må jeg cykle?")
    assert told(session) == [(cast.ida, "news")]
    browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}/messages")
    write(browser, cast.karen, "Tak")
    assert told(session) == [(cast.ida, "news")] * 2


def test_opening_the_thread_stands_in_the_audit_log(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}/messages")
    found = session.execute(sa.select(AuditEvent.subject).where(AuditEvent.action == "read")).scalars().all()
    assert found == ["messages"]


@pytest.mark.parametrize("text", ["", "   \n ", "å" * 2001])
def test_nothing_and_too_much_are_refused_beside_the_field(
    browser: Browser, cast: Cast, session: AnySession, text: str
) -> None:
    browser.sign_in(cast.karen).get("/messages")
    answer = browser.post("/messages", {"text": text, "client_key": str(uuid.uuid4())}, 422)
    assert answer.soup.select_one("#text-error")
    field = answer.soup.select_one("textarea")
    assert field and field.get_text().strip() == text.strip()
    assert not stored(session)


def test_sent_twice_it_is_stored_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen).get("/messages")
    typed = {"text": HELLO, "client_key": str(uuid.uuid4())}
    for _ in range(2):
        browser.post("/messages", typed)
    assert len(stored(session)) == 1
    assert len(told(session)) == 1


def test_someone_elses_is_not_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    write(browser, cast.karen)
    assert HELLO[:10] not in browser.sign_in(cast.ole).get("/messages").text
    path = f"/courses/{cast.karens_course}/messages"
    browser.sign_in(cast.bo).get(path, 404)
    browser.post(path, {"text": "Hej", "client_key": str(uuid.uuid4())}, 404)
    assert "Karen" not in browser.get("/inbox").text
    assert len(stored(session)) == 1


def test_a_closed_course_can_be_read_and_not_written_in(browser: Browser, cast: Cast, session: AnySession) -> None:
    write(browser, cast.karen)
    session.execute(
        sa.update(Course).where(Course.id == cast.karens_course).values(closed_at=NOW, closed_by_id=cast.ida)
    )
    session.commit()
    page = browser.get("/messages")
    assert "Må jeg gå en tur" in page.text and "Forløbet blev afsluttet" in page.text
    assert not page.soup.select_one("textarea")
    browser.post("/messages", {"text": "Hej", "client_key": str(uuid.uuid4())}, 404)
    page = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}/messages")
    assert not page.soup.select_one("textarea")
    assert len(stored(session)) == 1


def test_a_long_thread_is_read_page_by_page(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    for number in range(65):
        session.add(
            CourseMessage(
                course_id=cast.karens_course,
                client_key=str(uuid.uuid4()),
                is_from_patient=True,
                text=f"Besked {number}.",
                sent_at=NOW,
                sent_by_id=cast.karen,
            )
        )
    session.commit()
    browser.sign_in(cast.karen)
    seen: list[str] = []
    path: str | None = "/messages"
    while path:
        with statements() as sent:
            page = browser.get(path)
        assert len(sent) <= 6
        seen = [each.get_text() for each in page.soup.select(".msg p:nth-of-type(2)")] + seen
        earlier = page.soup.select_one('a[href*="before="]')
        path = str(earlier["href"]) if earlier else None
    assert seen == [f"Besked {number}." for number in range(65)]

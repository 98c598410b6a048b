"""A patient's own appointments: seen, put in a calendar, moved and cancelled in time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
import time_machine
from icalendar import Calendar

from rehab.db import AnySession
from rehab.models import Appointment, AppointmentCell, AuditEvent, CourseSummary
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.features.bookings.people import another_practitioner, booked

AT = datetime(2026, 11, 27, 14, 40, tzinfo=UTC)


@pytest.fixture
def karens(session: AnySession, cast: Cast) -> int:
    """Karen's follow-up with Ida, Friday at 15.40."""
    made = booked(session, cast.ida, cast.horsens, cast.karen, AT, course=cast.karens_course, minutes=20)
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    return made


def row(session: AnySession, appointment: int) -> Appointment:
    """The appointment as stored now."""
    session.rollback()
    return session.get_one(Appointment, appointment, populate_existing=True)


def cells(session: AnySession) -> list[tuple[int, datetime]]:
    """All sold cells."""
    found = session.execute(sa.select(AppointmentCell.practitioner_id, AppointmentCell.starts_at))
    return sorted((each.practitioner_id, each.starts_at) for each in found)


def test_it_says_when_with_whom_and_where(browser: Browser, cast: Cast, karens: int) -> None:
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}")
    for words in ("Din tid er booket", "fre.", "27", "15.40–16.00", "Opfølgning hos Ida L., fysioterapeut", "Horsens"):
        assert words in page.text
    assert "Du kan flytte eller aflyse indtil" in page.text and "26. nov. kl. 15.40" in page.text


@pytest.mark.parametrize("path", ["", "/move", "/appointment.ics"])
@pytest.mark.parametrize("who", ["ole", "ida", "rita"])
def test_nobody_else_finds_it(browser: Browser, cast: Cast, karens: int, who: str, path: str) -> None:
    browser.sign_in(getattr(cast, who)).get(f"/appointments/{karens}{path}", expect=404)


@pytest.mark.parametrize("path", ["cancellation", "move"])
def test_nobody_else_changes_it(browser: Browser, cast: Cast, session: AnySession, karens: int, path: str) -> None:
    browser.sign_in(cast.ole).post(f"/appointments/{karens}/{path}", {}, expect=404)
    assert row(session, karens).cancelled_at is None


def test_the_calendar_file(browser: Browser, cast: Cast, session: AnySession, karens: int) -> None:
    answer = browser.sign_in(cast.karen).client.get(f"/appointments/{karens}/appointment.ics")
    assert answer.mimetype == "text/calendar"
    content = answer.get_data()
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines) and max(map(len, lines)) <= 75
    calendar = Calendar.from_ical(content)
    assert calendar["METHOD"] == "PUBLISH"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Copenhagen"]
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert event["DTSTART"].dt == AT and event["DTEND"].dt == AT + timedelta(minutes=20)
    assert event["DTSTART"].dt.astimezone(ZoneInfo("Europe/Copenhagen")).hour == 15
    assert event["UID"] == row(session, karens).calendar_uid and event["SEQUENCE"] == 0
    assert event["SUMMARY"] == "Tid hos Fodfæste, Horsens"


def test_nothing_in_the_calendar_file_is_about_health(browser: Browser, cast: Cast, karens: int) -> None:
    answer = browser.sign_in(cast.karen).client.get(f"/appointments/{karens}/appointment.ics")
    text = answer.get_data(as_text=True).replace("\r\n ", "").lower()
    for word in ("opfølgning", "follow", "smerte", "behand", "fysio", "hæl", "fascia", "ida", "karen"):
        assert word not in text


def test_moving_keeps_the_identity(browser: Browser, cast: Cast, session: AnySession, karens: int) -> None:
    uid = row(session, karens).calendar_uid
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}/move")
    offered = [str(radio["value"]) for radio in page.soup.select("input[name=time]")]
    to = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    done = browser.send(page, f"/appointments/{karens}/move", time=f"{cast.ida}@{to.isoformat()}")
    assert f"{cast.ida}@{AT.isoformat()}" not in offered
    assert done.path == f"/appointments/{karens}" and "Din tid er flyttet" in done.text
    moved = row(session, karens)
    assert (moved.starts_at, moved.ends_at) == (to, to + timedelta(minutes=20))
    assert (moved.sequence, moved.calendar_uid) == (1, uid)
    assert cells(session) == [(cast.ida, to), (cast.ida, to + timedelta(minutes=10))]
    assert session.get_one(CourseSummary, cast.karens_course).next_appointment_at == to
    actions = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.patient_id == cast.karen)).all()
    assert actions.count("moved") == 1
    ics = browser.client.get(f"/appointments/{karens}/appointment.ics").get_data(as_text=True)
    assert "SEQUENCE:1" in ics and uid in ics


def test_a_move_sent_twice_is_one_move(browser: Browser, cast: Cast, session: AnySession, karens: int) -> None:
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}/move")
    for _ in range(2):
        browser.send(page, f"/appointments/{karens}/move")
    assert row(session, karens).sequence == 1


def test_a_move_may_overlap_the_old_time(browser: Browser, cast: Cast, session: AnySession) -> None:
    at = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    long = booked(session, cast.ida, cast.horsens, cast.karen, at, minutes=60, treatment="first_visit")
    page = browser.sign_in(cast.karen).get(f"/appointments/{long}/move")
    # Ida's morning is 8 to 12, cut by the hour from 8: 9.00 UTC is 10 o'clock.
    to = at + timedelta(hours=1)
    browser.send(page, f"/appointments/{long}/move", time=f"{cast.ida}@{to.isoformat()}")
    assert [at for _, at in cells(session)] == [to + timedelta(minutes=10 * n) for n in range(6)]


def test_moving_to_a_colleague(browser: Browser, cast: Cast, session: AnySession, karens: int) -> None:
    eva = another_practitioner(session, "Eva Dam", cast.horsens)
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}/move?practitioner={eva}")
    browser.send(page, f"/appointments/{karens}/move")
    assert row(session, karens).practitioner_id == eva
    assert {who for who, _ in cells(session)} == {eva}


@pytest.mark.parametrize("time", ["", "junk"])
def test_a_move_without_a_time_is_asked_for(
    browser: Browser, cast: Cast, session: AnySession, karens: int, time: str
) -> None:
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}/move")
    refused = browser.send(page, f"/appointments/{karens}/move", expect=422, time=time)
    assert refused.soup.select_one("#time-error") and row(session, karens).starts_at == AT


def test_a_move_to_a_sold_time_is_refused(browser: Browser, cast: Cast, session: AnySession, karens: int) -> None:
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}/move")
    to = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    booked(session, cast.ida, cast.horsens, cast.ole, to)
    browser.send(page, f"/appointments/{karens}/move", expect=409, time=f"{cast.ida}@{to.isoformat()}")
    assert (row(session, karens).starts_at, row(session, karens).sequence) == (AT, 0)
    assert len(cells(session)) == 5


def test_cancelling_frees_the_time_and_offers_a_new_one(
    browser: Browser, cast: Cast, session: AnySession, karens: int
) -> None:
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}")
    done = browser.send(page, f"/appointments/{karens}/cancellation")
    assert "Din tid er aflyst" in done.text
    (again,) = [link for link in done.soup.find_all("a") if "Book en ny tid" in link.get_text()]
    assert browser.get(str(again["href"])).soup.select("input[name=time]")
    gone = row(session, karens)
    assert (gone.cancelled_at, gone.cancelled_by_id, gone.sequence) == (NOW, cast.karen, 1)
    assert not cells(session)
    assert session.get_one(CourseSummary, cast.karens_course).next_appointment_id is None
    assert "STATUS:CANCELLED" in browser.client.get(f"/appointments/{karens}/appointment.ics").get_data(as_text=True)


def test_cancelled_twice_is_cancelled_once(browser: Browser, cast: Cast, session: AnySession, karens: int) -> None:
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}")
    browser.send(page, f"/appointments/{karens}/cancellation")
    browser.send(page, f"/appointments/{karens}/cancellation")
    assert row(session, karens).sequence == 1
    actions = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.patient_id == cast.karen)).all()
    assert actions.count("cancelled") == 1


def test_the_cancelled_time_can_be_sold_again(browser: Browser, cast: Cast, session: AnySession, karens: int) -> None:
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}")
    browser.send(page, f"/appointments/{karens}/cancellation")
    booked(session, cast.ida, cast.horsens, cast.ole, AT)


def test_later_than_the_notice_says_what_to_do(
    browser: Browser, cast: Cast, session: AnySession, karens: int, clock: time_machine.Traveller
) -> None:
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}")
    move = browser.get(f"/appointments/{karens}/move")
    clock.move_to(AT - timedelta(hours=24) + timedelta(seconds=1))
    late = browser.get(f"/appointments/{karens}")
    assert "Ring til Horsens" in late.text and not late.soup.find("form", action=f"/appointments/{karens}/cancellation")
    refused = browser.send(page, f"/appointments/{karens}/cancellation", expect=409)
    assert "Ring til Horsens" in refused.text
    assert "Ring til Horsens" in browser.get(f"/appointments/{karens}/move").text
    browser.send(move, f"/appointments/{karens}/move", expect=409)
    assert (row(session, karens).cancelled_at, row(session, karens).starts_at) == (None, AT)


def test_at_the_notice_to_the_second_it_still_works(
    browser: Browser, cast: Cast, session: AnySession, karens: int, clock: time_machine.Traveller
) -> None:
    page = browser.sign_in(cast.karen).get(f"/appointments/{karens}")
    clock.move_to(AT - timedelta(hours=24))
    browser.send(page, f"/appointments/{karens}/cancellation")
    assert row(session, karens).cancelled_at is not None


def test_what_was_cannot_be_changed(
    browser: Browser, cast: Cast, session: AnySession, karens: int, clock: time_machine.Traveller
) -> None:
    browser.sign_in(cast.karen)
    clock.move_to(AT + timedelta(hours=1))
    page = browser.get(f"/appointments/{karens}")
    assert "Book en ny tid" in page.text and "Flyt" not in page.text
    browser.post(f"/appointments/{karens}/cancellation", {}, expect=409)


def test_my_appointments(browser: Browser, cast: Cast, session: AnySession, karens: int) -> None:
    booked(session, cast.ida, cast.horsens, cast.karen, AT - timedelta(days=28))
    booked(session, cast.bo, cast.aarhus, cast.ole, AT)
    page = browser.sign_in(cast.karen).get("/appointments")
    assert "15.40–16.00" in page.text and "Tidligere tider" in page.text and "Fredag 30. oktober" in page.text
    assert "Bo F." not in page.text


def test_no_appointments(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get("/appointments")
    assert "Ingen kommende tider" in page.text
    assert page.soup.select_one("main a[href='/book']")


def test_the_list_takes_few_statements_however_long(
    browser: Browser, cast: Cast, session: AnySession, statements: Any
) -> None:
    for n in range(60):
        booked(session, cast.ida, cast.horsens, cast.karen, AT - timedelta(days=n))
    browser.sign_in(cast.karen).get("/settings")
    with statements() as seen:
        page = browser.get("/appointments")
    assert len(seen) <= 4, seen
    assert len(page.soup.select("main .lrow")) == 20

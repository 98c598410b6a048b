"""Reception: the branch's day, and booking, moving and cancelling for anyone at the branch, with nothing clinical."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.models import Appointment, AppointmentCell, CourseSummary, Person, Role, TreatmentType
from tests.browser import Browser
from tests.cast import Cast, person
from tests.conftest import NOW
from tests.features.bookings.people import another_practitioner, booked, prompt_for

AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def row(session: AnySession, appointment: int) -> Appointment:
    """The appointment as stored now."""
    session.rollback()
    return session.get_one(Appointment, appointment, populate_existing=True)


def test_the_day_by_practitioner_in_time_order(browser: Browser, cast: Cast, session: AnySession) -> None:
    eva = another_practitioner(session, "Eva Dam", cast.horsens)
    booked(session, cast.ida, cast.horsens, cast.karen, AT + timedelta(hours=2))
    booked(session, cast.ida, cast.horsens, cast.ole, AT)
    booked(session, eva, cast.horsens, cast.karen, AT + timedelta(days=1))
    booked(session, cast.bo, cast.aarhus, cast.ole, AT + timedelta(hours=4))
    page = browser.sign_in(cast.rita).get("/desk")
    heads = [head.get_text(" ", strip=True) for head in page.soup.select(".g-desk h2")]
    assert heads == ["Eva Dam 8.00–12.00, 12.30–16.00", "Ida Lund 8.00–12.00, 12.30–16.00"]
    times = [cell.get_text(strip=True) for cell in page.soup.select(".booked__t")]
    assert times == ["9.00–9.30", "11.00–11.30"]
    assert "Ingen tider booket" in page.text
    assert "11.00" in browser.get("/desk?date=2026-11-25").text
    assert [cell.get_text(strip=True) for cell in browser.get("/desk?date=2026-11-26").soup.select(".booked__t")] == [
        "9.00–9.30"
    ]


@pytest.mark.parametrize(
    "query", ["date=junk", "date=9999-12-31", "date=0001-01-01", "q=%00", "q=%25", "q=" + "x" * 900]
)
def test_junk_falls_back_to_today(browser: Browser, cast: Cast, query: str) -> None:
    assert "Onsdag 25. november" in browser.sign_in(cast.rita).get(f"/desk?{query}").text


def test_a_holiday_is_told(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.rita).get("/desk?date=2026-12-25")
    assert "Lukket denne dag" in page.text


def test_only_the_own_branch(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.rita).get("/desk?branch=horsens")
    browser.get("/desk?branch=aarhus-c", expect=404)
    browser.get(f"/desk/patients/{cast.ole}/book", expect=404)
    browser.post(f"/desk/patients/{cast.ole}/book", {}, expect=404)
    browser.get(f"/desk/patients/{cast.ida}/book", expect=404)
    oles = booked(session, cast.bo, cast.aarhus, cast.ole, AT)
    browser.get(f"/desk/appointments/{oles}/move", expect=404)
    for path in ("move", "cancellation", "attendance"):
        browser.post(f"/desk/appointments/{oles}/{path}", {"came": "yes"}, expect=404)
    assert row(session, oles).cancelled_at is None


@pytest.mark.parametrize("who", ["karen", "ida", "mona", "adam"])
def test_only_reception(browser: Browser, cast: Cast, session: AnySession, who: str) -> None:
    karens = booked(session, cast.ida, cast.horsens, cast.karen, AT)
    browser.sign_in(getattr(cast, who)).get("/desk", expect=404)
    browser.get(f"/desk/patients/{cast.karen}/book", expect=404)
    for path in ("move", "cancellation", "attendance"):
        browser.post(f"/desk/appointments/{karens}/{path}", {"came": "yes"}, expect=404)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("karen", ["Karen Sommer"]),
        ("SOM kar", ["Karen Sommer"]),
        ("østergaard", ["Åse Østergaard"]),
        ("ØSTER", ["Åse Østergaard"]),
        ("åse", ["Åse Østergaard"]),
        ("ole", []),
        ("%", []),
        ("_", []),
        ("rita", []),
    ],
)
def test_a_patient_of_the_branch_is_found_by_name(
    browser: Browser, cast: Cast, session: AnySession, words: str, names: list[str]
) -> None:
    person(session, "Åse Østergaard", Role.PATIENT, cast.horsens)
    session.commit()
    page = browser.sign_in(cast.rita).client.get("/desk", query_string={"q": words}).get_data(as_text=True)
    for name in ("Karen Sommer", "Åse Østergaard", "Ole Nørgaard"):
        assert (name in page) == (name in names)


def test_a_guest_who_is_booked_here_is_found_here(browser: Browser, cast: Cast, session: AnySession) -> None:
    booked(session, cast.ida, cast.horsens, cast.ole, AT + timedelta(days=9))
    assert "Ole Nørgaard" in browser.sign_in(cast.rita).get("/desk?q=ole").text


def test_a_name_is_only_text(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.get_one(Person, cast.karen).name = "<script>alert(1)</script> 🦶"
    session.commit()
    booked(session, cast.ida, cast.horsens, cast.karen, AT)
    page = browser.sign_in(cast.rita).get("/desk?q=script")
    assert "<script>alert(1)</script> 🦶" in page.text


def test_booking_for_a_patient(browser: Browser, cast: Cast, session: AnySession) -> None:
    prompt = prompt_for(session, cast.karens_course)
    page = browser.sign_in(cast.rita).get(f"/desk/patients/{cast.karen}/book")
    path = f"/desk/patients/{cast.karen}/book"
    first = page.soup.select_one("input[name=time][checked]")
    assert first and first["value"] == f"{cast.ida}@2026-11-25T07:00:00+00:00"  # staff need not wait two hours
    done = browser.send(page, path)
    browser.send(page, path)
    assert done.path == "/desk" and "Karen Sommer" in done.text
    (made,) = session.scalars(sa.select(Appointment))
    assert (made.patient_id, made.booked_by_id, made.course_id) == (cast.karen, cast.rita, cast.karens_course)
    summary = session.get_one(CourseSummary, cast.karens_course)
    assert (summary.next_appointment_id, summary.prompt_id) == (made.id, None)
    assert prompt


def test_staff_book_what_patients_cannot(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.add(TreatmentType(code="block", name_da="Blokade", name_en="Block", minutes=20, for_patients=False))
    session.commit()
    assert "Blokade" not in browser.sign_in(cast.karen).get("/book").text
    browser.post("/appointments", {"treatment": "block", "branch": "horsens"}, expect=422)
    assert "Blokade" in browser.sign_in(cast.rita).get(f"/desk/patients/{cast.karen}/book").text


def test_a_sold_time_is_refused(browser: Browser, cast: Cast, session: AnySession) -> None:
    path = f"/desk/patients/{cast.karen}/book"
    page = browser.sign_in(cast.rita).get(path)
    booked(session, cast.ida, cast.horsens, cast.ole, AT)
    refused = browser.send(page, path, expect=409, time=f"{cast.ida}@{AT.isoformat()}")
    assert "lige taget den tid" in refused.text
    browser.send(page, path, expect=422, time="junk")
    assert len(session.scalars(sa.select(Appointment)).all()) == 1


def test_moving_needs_no_notice(browser: Browser, cast: Cast, session: AnySession) -> None:
    made = booked(session, cast.ida, cast.horsens, cast.karen, AT, course=cast.karens_course)
    path = f"/desk/appointments/{made}/move"
    page = browser.sign_in(cast.rita).get(path)
    to = AT + timedelta(hours=1)
    done = browser.send(page, path, time=f"{cast.ida}@{to.isoformat()}")
    assert done.path == "/desk" and "10.00–10.30" in done.text
    assert (row(session, made).starts_at, row(session, made).sequence) == (to, 1)
    browser.send(page, path, expect=422, time="junk")
    browser.send(page, path, expect=409, time=f"{cast.ida}@2026-11-28T09:00:00+00:00")


def test_cancelling_needs_no_notice(browser: Browser, cast: Cast, session: AnySession) -> None:
    made = booked(session, cast.ida, cast.horsens, cast.karen, AT, course=cast.karens_course)
    page = browser.sign_in(cast.rita).get("/desk")
    for _ in range(2):
        assert "Karen" not in browser.send(page, f"/desk/appointments/{made}/cancellation").text
    gone = row(session, made)
    assert (gone.cancelled_by_id, gone.sequence) == (cast.rita, 1)
    assert not session.scalars(sa.select(AppointmentCell)).all()


def test_came_or_did_not_once_it_is_time(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    made = booked(session, cast.ida, cast.horsens, cast.karen, AT, course=cast.karens_course)
    path = f"/desk/appointments/{made}/attendance"
    page = browser.sign_in(cast.rita).get("/desk")
    assert not page.soup.find("form", action=path)
    early = browser.post(path, {"came": "yes"})
    assert "kan ikke noteres" in early.text and row(session, made).attended_at is None
    clock.move_to(AT + timedelta(minutes=5))
    page = browser.get("/desk")
    assert "Mødt" in browser.post(path, {"came": "yes"}).text
    browser.post(path, {"came": "yes"})
    assert row(session, made).attended_at == AT + timedelta(minutes=5)
    browser.post(path, {"came": "no"})
    assert (row(session, made).attended_at, row(session, made).missed_at) == (None, AT + timedelta(minutes=5))
    browser.post(path, {"came": "perhaps"}, expect=400)
    assert "kan ikke aflyses" in browser.post(f"/desk/appointments/{made}/cancellation", {}).text
    assert "kan ikke ændres" in browser.get(f"/desk/appointments/{made}/move").text
    assert page.status == 200


def test_who_is_found_stands_with_what_is_booked(browser: Browser, cast: Cast, session: AnySession) -> None:
    made = booked(session, cast.ida, cast.horsens, cast.karen, AT + timedelta(days=1), course=cast.karens_course)
    booked(session, cast.bo, cast.aarhus, cast.karen, AT)  # another branch's
    booked(session, cast.ida, cast.horsens, cast.ole, AT)  # somebody else's
    page = browser.sign_in(cast.rita).get("/desk?q=karen")
    (link,) = page.soup.select(".found__t")
    assert link.get_text() == "Booket tors. 26. nov. kl. 9.00 hos Ida L."
    assert link["href"] == f"/desk?date=2026-11-26#a{made}"
    there = browser.get(str(link["href"]).partition("#")[0]).soup.find(id=f"a{made}")
    assert there and there.find("a", href=f"/desk/appointments/{made}/move")


def test_nothing_clinical_is_shown(browser: Browser, cast: Cast, session: AnySession) -> None:
    prompt_for(session, cast.karens_course)
    made = booked(session, cast.ida, cast.horsens, cast.karen, AT, course=cast.karens_course)
    browser.sign_in(cast.rita)
    for path in ("/desk?q=karen", f"/desk/patients/{cast.karen}/book", f"/desk/appointments/{made}/move"):
        text = browser.get(path).text.lower()
        for word in ("smerte", "hæl", "fascia", "forløb", "fase", "program", "udvikling", "uge 5", "bedring"):
            assert word not in text, f"{word} on {path}"


def test_statements_are_few_whatever_there_is(
    browser: Browser, cast: Cast, session: AnySession, statements: Any
) -> None:
    for n in range(5):
        eva = another_practitioner(session, f"Eva {n}", cast.horsens)
        for k in range(8):
            booked(session, eva, cast.horsens, cast.karen, NOW + timedelta(hours=1, minutes=30 * k))
    browser.sign_in(cast.rita).get("/settings")
    with statements() as seen:
        page = browser.get("/desk?q=karen")
    assert len(page.soup.select(".booked__t")) == 40
    assert len(seen) <= 6, seen

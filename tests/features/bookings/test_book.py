"""A patient books a time: the next free one in two steps, another in three, and never one that is sold."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.models import (
    Appointment,
    AppointmentCell,
    AuditEvent,
    CourseSummary,
    FollowUpPrompt,
    PromptEnding,
    Role,
    TimeOff,
)
from rehab.records.free_times import free_times_at
from tests.browser import Browser, Sheet
from tests.cast import Cast, open_hours, person
from tests.conftest import NOW
from tests.features.bookings.people import another_practitioner, booked, prompt_for, sold


def radios(sheet: Sheet) -> list[str]:
    """The values of the times on offer."""
    return [str(radio["value"]) for radio in sheet.soup.select("input[type=radio][name=time]")]


def chosen(sheet: Sheet) -> str:
    """The value of the time chosen."""
    (radio,) = sheet.soup.select("input[type=radio][name=time][checked]")
    return str(radio["value"])


def options(sheet: Sheet, name: str) -> list[str]:
    """The words of a select."""
    return [option.get_text() for option in sheet.soup.select(f"select[name={name}] option")]


def picked(sheet: Sheet, name: str) -> str:
    """The chosen value of a select."""
    (option,) = sheet.soup.select(f"select[name={name}] option[selected]")
    return str(option["value"])


def test_everything_is_chosen_already(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get("/book")
    assert (picked(page, "branch"), picked(page, "practitioner")) == ("horsens", str(cast.ida))
    assert picked(page, "treatment") == "follow_up"
    assert chosen(page) == f"{cast.ida}@2026-11-25T08:00:00+00:00"  # two hours from now at the earliest
    assert "Onsdag 25. november" in page.text and "Ida L." in page.text


def test_book_and_confirm_is_two_taps(browser: Browser, cast: Cast, session: AnySession) -> None:
    prompt = prompt_for(session, cast.karens_course)
    page = browser.sign_in(cast.karen).get(f"/book?prompt={prompt}&starts_at=2026-11-27T13:00:00%2B00:00")
    assert chosen(page) == f"{cast.ida}@2026-11-27T13:00:00+00:00"
    ticket = browser.send(page, "/appointments")
    (row,) = session.scalars(sa.select(Appointment))
    assert ticket.path == f"/appointments/{row.id}"
    assert (row.patient_id, row.course_id, row.practitioner_id) == (cast.karen, cast.karens_course, cast.ida)
    assert (row.starts_at, row.ends_at) == (
        datetime(2026, 11, 27, 13, 0, tzinfo=UTC),
        datetime(2026, 11, 27, 13, 30, tzinfo=UTC),
    )
    assert row.prompt_id == prompt
    assert len(session.scalars(sa.select(AppointmentCell)).all()) == 3
    ended = session.get_one(FollowUpPrompt, prompt)
    assert (ended.ending, ended.ended_by_id) == (PromptEnding.BOOKED, cast.karen)
    summary = session.get_one(CourseSummary, cast.karens_course)
    assert (summary.next_appointment_id, summary.prompt_id) == (row.id, None)
    actions = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.patient_id == cast.karen)).all()
    assert "booked" in actions


def test_another_time_is_one_more_tap(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get("/book")
    browser.send(page, "/appointments", time=radios(page)[4])
    assert session.scalars(sa.select(Appointment.starts_at)).one().isoformat() == radios(page)[4].split("@")[1]


def test_sent_twice_is_one_appointment(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get("/book")
    first = browser.send(page, "/appointments")
    again = browser.send(page, "/appointments")
    assert first.path == again.path
    assert len(session.scalars(sa.select(Appointment)).all()) == 1


def test_a_sold_time_is_refused_with_the_next_ones(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get("/book?treatment=first_visit&days=5")
    wish = radios(page)[2]
    sold(session, cast.ida, cast.horsens, cast.ole, datetime.fromisoformat(wish.split("@")[1]))
    refused = browser.send(page, "/appointments", expect=409, time=wish)
    assert "lige taget den tid" in refused.soup.select_one("#time-error").get_text()  # type: ignore[union-attr]
    assert refused.soup.select_one("#time[aria-describedby=time-error]")
    assert (picked(refused, "treatment"), picked(refused, "practitioner")) == ("first_visit", str(cast.ida))
    assert wish not in radios(refused)
    assert chosen(refused) == radios(page)[3]
    assert len(session.scalars(sa.select(Appointment)).all()) == 1
    kept = refused.form("/appointments").find("input", attrs={"name": "client_key"})
    assert kept and kept["value"] == page.form("/appointments").find("input", attrs={"name": "client_key"})["value"]  # type: ignore[index]
    browser.send(refused, "/appointments")


@pytest.mark.parametrize("time", ["", "junk", "9999999999@2026-11-27T13:00:00+00:00", "1@0001-01-01T00:00:00+14:00"])
def test_no_time_is_asked_for_beside_the_times(browser: Browser, cast: Cast, session: AnySession, time: str) -> None:
    page = browser.sign_in(cast.karen).get("/book?practitioner=any")
    refused = browser.send(page, "/appointments", expect=422, time=time)
    assert refused.soup.select_one("#time-error")
    assert refused.soup.select_one("#errors a[href='#time']")
    assert picked(refused, "practitioner") == "any"
    assert not session.scalars(sa.select(Appointment)).all()


@pytest.mark.parametrize(
    "starts_at",
    [
        "2026-11-27T13:05:00+00:00",  # off the grid
        "2026-11-27T13:10:00+00:00",  # between two times on offer
        "2026-11-27T11:00:00+00:00",  # the break
        "2026-11-28T09:00:00+00:00",  # a Saturday
        "2026-12-25T09:00:00+00:00",  # a holiday
        "2026-11-24T09:00:00+00:00",  # yesterday
        "2026-11-25T07:00:00+00:00",  # too soon
        "2027-11-25T08:00:00+00:00",  # too far ahead
    ],
)
def test_only_what_is_offered_is_booked(browser: Browser, cast: Cast, session: AnySession, starts_at: str) -> None:
    page = browser.sign_in(cast.karen).get("/book")
    browser.send(page, "/appointments", expect=409, time=f"{cast.ida}@{starts_at}")
    assert not session.scalars(sa.select(Appointment)).all()


def test_a_practitioner_of_another_branch_is_not_booked_here(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get("/book")
    browser.send(page, "/appointments", expect=409, time=f"{cast.bo}@2026-11-27T13:00:00+00:00")
    assert not session.scalars(sa.select(Appointment)).all()


@pytest.mark.parametrize("field", ["branch", "treatment"])
def test_a_branch_or_treatment_that_is_not_there_books_nothing(
    browser: Browser, cast: Cast, session: AnySession, field: str
) -> None:
    page = browser.sign_in(cast.karen).get("/book")
    browser.send(page, "/appointments", expect=404, **{field: "atlantis"})
    assert not session.scalars(sa.select(Appointment)).all()


def test_somebody_elses_prompt_is_not_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    oles = prompt_for(session, cast.oles_course)
    browser.sign_in(cast.karen).get(f"/book?prompt={oles}", expect=404)
    page = browser.get("/book")
    browser.send(page, "/appointments", expect=404, prompt=str(oles))
    assert not session.scalars(sa.select(Appointment)).all()
    assert session.get_one(FollowUpPrompt, oles).ending is None


@pytest.mark.parametrize(
    "query",
    [
        "branch=atlantis",
        "practitioner=x",
        "practitioner=999999999999999999999",
        "treatment=%00",
        "starts_at=junk",
        "starts_at=0001-01-01T00:00:00%2B14:00",
        "starts_at=9999-12-31T23:59:59-14:00",
        "starts_at=2026-11-27T13:00:00",
        "prompt=x",
        "prompt=%C2%B2",
        "days=-1",
        "days=99999999999",
    ],
)
def test_junk_in_the_address_falls_back(browser: Browser, cast: Cast, query: str) -> None:
    page = browser.sign_in(cast.karen).get(f"/book?{query}")
    assert picked(page, "branch") == "horsens" and picked(page, "treatment") == "follow_up"
    assert radios(page)


def test_a_prompt_that_has_ended_leads_to_an_ordinary_booking(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    prompt = prompt_for(session, cast.karens_course)
    row = session.get_one(FollowUpPrompt, prompt)
    row.ended_at, row.ending = NOW, PromptEnding.WELL
    session.commit()
    page = browser.sign_in(cast.karen).get(f"/book?prompt={prompt}")
    assert "Book en tid" in page.text
    browser.send(page, "/appointments")
    assert session.scalars(sa.select(Appointment.prompt_id)).one() is None


def test_anyone_at_the_branch_is_told_by_name_and_the_usual_one_preferred(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    eva = another_practitioner(session, "Eva Dam", cast.horsens)
    sold(session, cast.ida, cast.horsens, cast.ole, datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    page = browser.sign_in(cast.karen).get("/book?practitioner=any")
    assert options(page, "practitioner") == ["Ida L. (din)", "Eva D.", "Alle i Horsens"]
    assert radios(page)[:2] == [f"{eva}@2026-11-25T08:00:00+00:00", f"{cast.ida}@2026-11-25T08:30:00+00:00"]
    browser.send(page, "/appointments")
    assert (
        session.scalars(sa.select(Appointment.practitioner_id).where(Appointment.patient_id == cast.karen)).one() == eva
    )


def test_another_branch_shows_who_works_there(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get("/book?branch=aarhus-c")
    assert options(page, "practitioner") == ["Bo F.", "Alle i Aarhus C"]
    assert picked(page, "practitioner") == "any"
    assert radios(page)[0].startswith(f"{cast.bo}@")


def test_no_time_leads_in_one_step_to_somebody_else_and_then_to_the_neighbours(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    eva = another_practitioner(session, "Eva Dam", cast.horsens)
    session.add(TimeOff(practitioner_id=cast.ida, starts_at=NOW - timedelta(days=1), ends_at=NOW + timedelta(days=40)))
    session.commit()
    page = browser.sign_in(cast.karen).get("/book")
    assert not radios(page) and "Ingen ledige tider" in page.text
    ways = {link.get_text(" ", strip=True): str(link["href"]) for link in page.soup.select("#time a.lrow")}
    assert [words.split(" Første")[0] for words in ways] == ["Eva D.", "Aarhus C"]
    first, second = ways.values()
    assert chosen(browser.get(first)) == f"{eva}@2026-11-25T08:00:00+00:00"
    there = browser.get(second)
    assert picked(there, "branch") == "aarhus-c" and chosen(there).startswith(f"{cast.bo}@")


def test_a_wish_that_is_gone_is_told_and_the_next_one_chosen(browser: Browser, cast: Cast, session: AnySession) -> None:
    sold(session, cast.ida, cast.horsens, cast.ole, datetime(2026, 11, 27, 13, 0, tzinfo=UTC))
    page = browser.sign_in(cast.karen).get("/book?starts_at=2026-11-27T13:00:00%2B00:00")
    assert "lige blevet taget" in page.text
    assert chosen(page) == f"{cast.ida}@2026-11-27T13:30:00+00:00"


def test_more_days_are_one_link_away(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get("/book")
    assert len(page.soup.select(".daygrp")) == 3
    (more,) = [link for link in page.soup.find_all("a") if "Vis flere dage" in link.get_text()]
    assert len(browser.get(str(more["href"])).soup.select(".daygrp")) == 10


def test_the_selects_work_without_scripts(browser: Browser, cast: Cast) -> None:
    form = browser.sign_in(cast.karen).get("/book").form("/book")
    assert form.get("method") == "get" and form.find("button")


def test_a_patient_without_a_course_books_at_home_with_anyone(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    new = person(session, "Nils Ny", Role.PATIENT, cast.aarhus)
    session.commit()
    page = browser.sign_in(new).get("/book")
    assert (picked(page, "branch"), picked(page, "practitioner")) == ("aarhus-c", "any")
    browser.send(page, "/appointments")
    assert session.scalars(sa.select(Appointment.course_id)).one() is None


@pytest.mark.parametrize("who", ["ida", "rita", "mona", "adam"])
def test_only_patients_book_for_themselves(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/book", expect=404)
    browser.post("/appointments", {}, expect=404)


def test_statements_are_few_whatever_there_is(
    browser: Browser, cast: Cast, session: AnySession, statements: Any
) -> None:
    for n in range(8):
        another_practitioner(session, f"Eva {n}", cast.horsens)
    for n in range(40):
        at = datetime(2026, 11, 26, 7, tzinfo=UTC) + timedelta(days=n // 6, hours=n % 6)
        sold(session, cast.ida, cast.horsens, cast.ole, at)
    prompt = prompt_for(session, cast.karens_course)
    browser.sign_in(cast.karen).get("/appointments")
    for query in (f"/book?prompt={prompt}", f"/book?prompt={prompt}&practitioner=any&days=28"):
        with statements() as seen:
            browser.get(query)
        assert len(seen) <= 8, seen
    session.add(TimeOff(practitioner_id=cast.ida, starts_at=NOW, ends_at=NOW + timedelta(days=40)))
    session.commit()
    with statements() as seen:
        assert "Ingen ledige tider" in browser.get(f"/book?prompt={prompt}").text
    assert len(seen) <= 8, seen


def test_eight_in_the_morning_stays_eight_when_the_clocks_change(
    browser: Browser, cast: Cast, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 10, 22, 16, 0, tzinfo=UTC))  # after closing on the Thursday before winter time
    browser.sign_in(cast.karen)
    page = browser.get("/book?days=28")
    assert f"{cast.ida}@2026-10-23T06:00:00+00:00" in radios(page)
    assert f"{cast.ida}@2026-10-26T07:00:00+00:00" in radios(page)
    assert {day.select_one(".slot b").get_text() for day in page.soup.select(".daygrp")} == {"8.00"}  # type: ignore[union-attr]
    clock.move_to(datetime(2027, 3, 24, 16, 0, tzinfo=UTC))  # before Easter, in which summer time begins
    first = radios(browser.sign_in(cast.karen).get("/book"))[0]
    assert first == f"{cast.ida}@2027-03-30T06:00:00+00:00"  # Maundy Thursday to Easter Monday are closed


def test_danish_holidays_and_customary_closing_days_are_closed(session: AnySession, cast: Cast) -> None:
    found = free_times_at(
        session,
        branch_id=cast.horsens,
        zone=ZoneInfo("Europe/Copenhagen"),
        minutes=30,
        now=datetime(2026, 12, 20, 8, 0, tzinfo=UTC),
    )
    days = {time.starts_at.date() for time in found}
    closed = {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)}
    assert not days & closed and date(2026, 12, 23) in days and date(2027, 1, 4) in days


def test_a_practitioner_at_two_branches_is_sold_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    open_hours(session, cast.ida, cast.aarhus)
    session.commit()
    wish = f"{cast.ida}@2026-11-26T08:00:00+00:00"
    page = browser.sign_in(cast.karen).get("/book")
    there = browser.get(f"/book?branch=aarhus-c&practitioner={cast.ida}")
    assert wish in radios(page) and wish in radios(there)
    browser.send(page, "/appointments", time=wish)
    assert wish not in radios(browser.get(f"/book?branch=aarhus-c&practitioner={cast.ida}"))
    browser.send(there, "/appointments", expect=409, time=wish)
    with pytest.raises(sa.exc.IntegrityError):
        booked(session, cast.ida, cast.aarhus, cast.ole, datetime(2026, 11, 26, 8, 10, tzinfo=UTC))
    session.rollback()


def test_english(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen).post("/language", {"language": "en"})
    page = browser.get("/book")
    assert "Your branch" in page.text and "Wednesday 25 November" in page.text and "09:00" in page.text
    assert options(page, "practitioner")[0] == "Ida L. (yours)"
    assert uuid.UUID(str(page.form("/appointments").find("input", attrs={"name": "client_key"})["value"]))  # type: ignore[index]


def test_nobody_is_booked_in_two_places_at_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    at = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)
    first = booked(session, cast.ida, cast.horsens, cast.karen, at)
    page = browser.sign_in(cast.karen).get(f"/book?branch=aarhus-c&practitioner={cast.bo}")
    refused = browser.send(page, "/appointments", expect=409, time=f"{cast.bo}@{at.isoformat()}")
    assert "Der er allerede en tid på det tidspunkt" in refused.soup.select_one("#time-error").get_text()  # type: ignore[union-attr]
    desk = f"/desk/patients/{cast.karen}/book"
    other = another_practitioner(session, "Ulla Vang", cast.horsens)
    reception = Browser(browser.app).sign_in(cast.rita)
    page = reception.get(f"{desk}?practitioner={other}")
    reception.send(page, desk, expect=409, time=f"{other}@{at.isoformat()}")
    reception.send(page, desk, time=f"{other}@{(at + timedelta(minutes=30)).isoformat()}")
    # The appointment itself is not in the way of its own move.
    move = f"/appointments/{first}/move"
    browser.send(browser.get(move), move, expect=409, time=f"{other}@{(at + timedelta(minutes=30)).isoformat()}")
    browser.send(browser.get(move), move, time=f"{other}@{at.isoformat()}")
    assert session.scalar(sa.select(sa.func.count()).select_from(Appointment)) == 2

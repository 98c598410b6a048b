"""A practitioner's own week: booked, free and away; names lead to the own courses only."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from rehab.db import AnySession
from rehab.models import TimeOff
from tests.browser import Browser, Sheet
from tests.cast import Cast, open_hours
from tests.conftest import NOW
from tests.features.bookings.people import booked

AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # Thursday, nine o'clock


def day(page: Sheet, number: int) -> list[str]:
    """What stands on a day, Monday 1, in order."""
    return [event.get_text(" ", strip=True) for event in page.soup.select(f"section[aria-labelledby=d{number}] .ev")]


def test_the_week_begins_on_monday_and_shows_what_is_booked_and_free(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    booked(session, cast.ida, cast.horsens, cast.karen, AT, course=cast.karens_course)
    booked(session, cast.ida, cast.horsens, cast.ole, AT + timedelta(minutes=30), course=cast.oles_course)
    booked(session, cast.bo, cast.aarhus, cast.ole, AT)
    page = browser.sign_in(cast.ida).get("/calendar")
    heads = [head.get_text(" ", strip=True) for head in page.soup.select(".week2__h")]
    assert page.soup.select_one("h1").get_text() == "Uge 48"  # type: ignore[union-attr]
    assert [head.split(".")[0] for head in heads] == ["Mandag 23", "Tirsdag 24", "Onsdag 25", "Torsdag 26", "Fredag 27"]
    assert day(page, 4) == [
        "Ledig 8.00–9.00",
        "Karen S. 9.00–9.30 Opfølgning",
        "Ole N. 9.30–10.00 Opfølgning",
        "Ledig 10.00–12.00",
        "Ledig 12.30–16.00",
    ]
    assert day(page, 1) == []  # what was free yesterday is no news
    links = {str(link["href"]) for link in page.soup.select("a.ev")}
    assert links == {f"/courses/{cast.karens_course}"}


def test_each_stretch_has_its_place_in_the_grid(browser: Browser, cast: Cast, session: AnySession) -> None:
    booked(session, cast.ida, cast.horsens, cast.karen, AT + timedelta(minutes=10), minutes=50)
    page = browser.sign_in(cast.ida).get("/calendar")
    classes = [" ".join(item["class"]) for item in page.soup.select("section[aria-labelledby=d4] li")]
    assert classes == ["at-1 for-7", "at-8 for-5", "at-13 for-12", "at-28 for-21"]


def test_a_day_says_what_is_free_in_hours_and_minutes_and_leaves_out_what_is_too_short(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    booked(session, cast.ida, cast.horsens, cast.karen, AT + timedelta(minutes=10), minutes=40)
    booked(session, cast.ida, cast.horsens, cast.ole, AT + timedelta(minutes=60), minutes=120)
    page = browser.sign_in(cast.ida).get("/calendar")
    assert day(page, 4)[:3] == ["Ledig 8.00–9.10", "Karen S. 9.10–9.50 Opfølgning", "Ole N. 10.00–12.00 Opfølgning"]
    heads = [head.get_text(" ", strip=True) for head in page.soup.select(".week2__h")]
    assert heads[3] == "Torsdag 26. nov. 4 t. 40 min. ledig"
    assert "23. nov. – 27. nov. 2026" in page.text


def test_away_and_holidays(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.add(TimeOff(practitioner_id=cast.ida, starts_at=AT, ends_at=AT + timedelta(days=1, hours=1)))
    session.commit()
    page = browser.sign_in(cast.ida).get("/calendar")
    assert day(page, 4) == ["Ledig 8.00–9.00", "Fravær 9.00–12.00", "Fravær 12.30–16.00"]
    assert day(page, 5)[0] == "Fravær 8.00–10.00"
    christmas = browser.get("/calendar?week=2026-W52")
    assert "juledag" in christmas.text and not day(christmas, 5)


def test_both_branches_are_one_week(browser: Browser, cast: Cast, session: AnySession) -> None:
    open_hours(session, cast.ida, cast.aarhus)
    session.commit()
    booked(session, cast.ida, cast.aarhus, cast.ole, AT)
    page = browser.sign_in(cast.ida).get("/calendar")
    assert day(page, 4)[:3] == ["Ledig 8.00–9.00 Aarhus C", "Ole N. 9.00–9.30 Opfølgning", "Ledig 9.30–12.00 Aarhus C"]


def test_a_saturday_shows_when_something_is_on_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    booked(session, cast.ida, cast.horsens, cast.karen, AT + timedelta(days=2))
    assert len(browser.sign_in(cast.ida).get("/calendar").soup.select(".week2__d")) == 6


def test_eight_stays_eight_when_the_clocks_change(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 10, 18, 8, tzinfo=UTC))
    browser.sign_in(cast.ida)
    for week in ("2026-W43", "2026-W44"):
        assert day(browser.get(f"/calendar?week={week}"), 1) == ["Ledig 8.00–12.00", "Ledig 12.30–16.00"]


@pytest.mark.parametrize("week", ["", "junk", "2026-W99", "9999-W01", "0001-W01", "2026-11-25"])
def test_junk_is_this_week(browser: Browser, cast: Cast, week: str) -> None:
    assert "Uge 48" in browser.sign_in(cast.ida).get(f"/calendar?week={week}").text


@pytest.mark.parametrize("who", ["karen", "rita", "mona", "adam"])
def test_only_practitioners(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/calendar", expect=404)


def test_statements_are_few_whatever_there_is(
    browser: Browser, cast: Cast, session: AnySession, statements: Any
) -> None:
    for n in range(40):
        booked(session, cast.ida, cast.horsens, cast.karen, NOW + timedelta(hours=n))
    browser.sign_in(cast.ida).get("/settings")
    with statements() as seen:
        browser.get("/calendar")
    assert len(seen) <= 5, seen

"""The caseload: who needs me and why, greatest need first."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from rehab.clinical.dose import Side
from rehab.db import AnySession
from rehab.models import Person, Role
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, assign, course, every_day, log_mornings, person
from tests.conftest import NOW, TODAY

Statements = Callable[[], AbstractContextManager[list[str]]]


def patient_of_ida(session: AnySession, cast: Cast, name: str, scores: dict[date, int], started: date) -> int:
    """A patient of Ida's on the heavy programme with these mornings; returns the course's id."""
    who = person(session, name, Role.PATIENT, cast.horsens, born_on=date(1971, 5, 4))
    made = course(session, who, cast.ida, cast.horsens, Side.RIGHT, started)
    assign(session, made, by=cast.ida, code="T2", effective_on=started)
    log_mornings(session, made, who, scores)
    refresh_course(session, made, today=TODAY, now=NOW)
    return made


def flaring(session: AnySession, cast: Cast) -> int:
    scores = every_day(TODAY - timedelta(days=20), [3] * 14 + [6, 6, 7, 7, 7, 7, 7])
    return patient_of_ida(session, cast, "Pia Munk", scores, TODAY - timedelta(days=20))


def steady(session: AnySession, cast: Cast) -> int:
    scores = every_day(TODAY - timedelta(days=10), [5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 3])
    return patient_of_ida(session, cast, "Hanne Toft", scores, TODAY - timedelta(days=10))


def test_those_who_need_me_come_first_with_the_reason_and_since_when(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    in_flare, on_plan = flaring(session, cast), steady(session, cast)
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    page = browser.sign_in(cast.ida).get("/caseload")
    hrefs = [str(link["href"]) for link in page.soup.select("a.nm")]
    assert hrefs == [f"/courses/{each}" for each in (cast.karens_course, in_flare, on_plan)]
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("tr.case")]
    assert "Ingen registrering i 40 dage" in rows[0], "the longest waiting is first among those who need me"
    assert "Pia Munk 55" in rows[1]
    assert re.search(r"siden \d+\. nov\.", rows[1])


def test_someone_elses_patients_are_not_in_it(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ida).get("/caseload")
    assert "Karen Sommer" in page.text
    assert "Ole" not in page.text


def test_a_name_is_text_whatever_stands_in_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    name = "<b id=x>Pia</b> & O'Hara"
    patient_of_ida(session, cast, name, {TODAY: 5}, STARTED_ON)
    session.get_one(Person, cast.ida).name = "Ida <i>Lund"
    lise = person(session, "Lise Holst", Role.PRACTITIONER, cast.horsens)
    session.commit()
    path = f"/caseload/branches/{cast.horsens}"
    browser.sign_in(lise)
    page = browser.send(browser.get(path), f"{path}/choice", why="asked")
    assert not page.soup.select("#x, .nm i, .own i")
    assert name in page.text
    assert page.soup.select_one(".own").get_text() == "Ida <."  # type: ignore[union-attr]


def test_tabs_count_and_filter(browser: Browser, cast: Cast, session: AnySession) -> None:
    flaring(session, cast)
    steady(session, cast)
    log_mornings(session, cast.karens_course, cast.karen, {TODAY - timedelta(days=8): 5})
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    page = browser.sign_in(cast.ida).get("/caseload?need=now")
    assert [row.get_text(" ", strip=True) for row in page.soup.select("a.nm")] == ["Pia Munk 55"]
    tabs = [tab.get_text(" ", strip=True) for tab in page.soup.select(".tabs a")]
    assert [tab.split()[-1] for tab in tabs] == ["3", "1", "1", "3", "0"]


def test_a_search_finds_by_name_and_keeps_the_tab(browser: Browser, cast: Cast, session: AnySession) -> None:
    flaring(session, cast)
    session.commit()
    page = browser.sign_in(cast.ida).get("/caseload?need=unbooked&q=PIA")
    assert [row.get_text(" ", strip=True) for row in page.soup.select("a.nm")] == ["Pia Munk 55"]
    assert page.soup.find("input", attrs={"name": "need", "value": "unbooked"})


def test_a_search_for_nobody_says_so(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ida).get("/caseload?q=%3Cscript%3E")
    assert not page.soup.select("tr.case")
    assert page.soup.find("a", string="Vis alle")


def test_an_unknown_tab_shows_all(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.ida).get("/caseload?need=whatever").soup.select("tr.case")


def test_a_practitioner_without_patients_is_told_what_will_stand_here(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    new = person(session, "Nina Ravn", Role.PRACTITIONER, cast.horsens)
    session.commit()
    page = browser.sign_in(new).get("/caseload")
    assert page.soup.find("a", href="/patients/new")
    assert not page.soup.select("table")


@pytest.mark.parametrize("who", ["karen", "rita", "mona", "adam"])
def test_nobody_else_finds_it(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/caseload", expect=404)


@pytest.mark.parametrize("days", [30, 3 * 365])
def test_sixty_patients_cost_as_much_as_one(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements, days: int
) -> None:
    browser.sign_in(cast.ida).get("/caseload")
    with statements() as seen:
        browser.get("/caseload")
    alone = len(seen)
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - timedelta(days=days), [5] * days))
    for number in range(59):
        patient_of_ida(session, cast, f"Patient {number}", {TODAY: 5}, STARTED_ON)
    session.commit()
    with statements() as seen:
        page = browser.get("/caseload")
    assert len(page.soup.select("tr.case")) == 50
    assert page.soup.select_one(".tabs .c").get_text() == "60"  # type: ignore[union-attr]
    assert len(seen) == alone <= 6, seen

"""The chain's people: branches, staff, never a patient."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from rehab.db import AnySession
from rehab.models import Role
from tests.browser import Browser
from tests.cast import Cast, course, person

Statements = Callable[[], AbstractContextManager[list[str]]]


def test_staff_stand_under_their_branch(browser: Browser, cast: Cast, session: AnySession) -> None:
    for number in range(5):
        who = person(session, f"Patient {number}", Role.PATIENT, cast.aarhus)
        course(session, who, cast.bo, cast.aarhus)
    session.commit()
    page = browser.sign_in(cast.adam).get("/people")
    groups = [group.get_text(" ", strip=True) for group in page.soup.select("tbody")]
    assert [group.split()[0] for group in groups] == ["Kæden", "Aarhus", "Horsens"]
    assert "1 medarbejder · 6 åbne forløb" in groups[1]
    assert "Bo Friis" in groups[1]
    assert "3 medarbejdere · færre end 5 åbne forløb" in groups[2]
    assert "2 afdelinger · 5 medarbejdere" in page.text


def test_no_patient_is_listed(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.adam).get("/people")
    assert "Karen" not in page.text
    assert "Karen" not in browser.get("/people?q=karen").soup.select("main")[0].get_text()


@pytest.mark.parametrize("q", ["IDA", "ida.lund@", "horsens"])
def test_a_search_finds_by_name_address_or_branch(browser: Browser, cast: Cast, q: str) -> None:
    page = browser.sign_in(cast.adam).get(f"/people?q={q}")
    assert "Ida Lund" in page.text
    assert "Bo Friis" not in page.text


def test_a_search_for_nobody_says_so(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.adam).get("/people?q=%3Cb%3E")
    assert not page.soup.select("table")
    assert page.soup.find("a", href="/people", string="Vis alle")


@pytest.mark.parametrize("who", ["karen", "ida", "rita", "mona"])
def test_nobody_else_finds_it(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/people", expect=404)


def test_a_hundred_people_cost_as_much_as_five(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    for number in range(100):
        person(session, f"Colleague {number}", Role.PRACTITIONER, cast.horsens)
    session.commit()
    browser.sign_in(cast.adam)
    with statements() as seen:
        browser.get("/people")
    assert len(seen) <= 4, seen

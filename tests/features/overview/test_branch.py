"""The branch in figures: each says what it rests on, and none rests on fewer than five patients."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Appointment, CourseSummary, Person, Role
from tests.browser import Browser, Sheet
from tests.cast import Cast, course, person
from tests.conftest import NOW, TODAY

Statements = Callable[[], AbstractContextManager[list[str]]]


def patients(session: AnySession, cast: Cast, many: int, practitioner: int, **summary: Any) -> None:
    """So many open courses at Horsens with this summary."""
    for _number in range(many):
        who = person(session, f"Patient {uuid.uuid4()}", Role.PATIENT, cast.horsens)
        made = course(session, who, practitioner, cast.horsens)
        session.add(CourseSummary(course_id=made, as_of_on=TODAY, **summary))
    session.commit()


def cards(page: Sheet) -> list[str]:
    return [card.get_text(" ", strip=True) for card in page.soup.select(".kpi")]


def row_of(page: Sheet, name: str) -> list[str]:
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.soup.select("tbody tr")]
    return next(row for row in rows if name in row[0])


def test_each_figure_says_what_it_rests_on(browser: Browser, cast: Cast, session: AnySession) -> None:
    known = {"start_median": 6.0, "done": 6.0, "due": 7}
    patients(session, cast, 4, cast.ida, need=1, now_median=6.0, **known)
    patients(session, cast, 5, cast.ida, need=3, now_median=3.5, **known)
    page = browser.sign_in(cast.mona).get("/overview")
    assert page.soup.h1
    assert page.soup.h1.get_text(strip=True) == "Horsens"
    assert cards(page)[:4] == [
        "10 åbne forløb på afdelingen",
        "4 skal ses af en behandler af 10 åbne forløb",
        "86\N{NO-BREAK SPACE}% af styrketræningerne klaret, 14 dage 54 af 63, 9 patienter",
        "−2,5 point morgensmerte siden start, median 9 patienter",
    ]
    assert row_of(page, "Ida Lund")[1:5] == ["10", "4", "54 af 63, 9 patienter", "−2,5 (9 patienter)"]


def test_fewer_than_five_patients_are_withheld(browser: Browser, cast: Cast, session: AnySession) -> None:
    patients(session, cast, 3, cast.ida, need=1, start_median=6.0, now_median=2.0, done=1.0, due=7)
    page = browser.sign_in(cast.mona).get("/overview")
    shown = cards(page)
    assert all(card.startswith("færre end 5") for card in shown[:4])
    assert "14 %" not in page.text
    assert "−4" not in page.text
    assert row_of(page, "Ida Lund")[1:5] == ["færre end 5"] * 4


def test_nobody_yet_is_no_secret(browser: Browser, cast: Cast, session: AnySession) -> None:
    person(session, "Nina Ravn", Role.PRACTITIONER, cast.horsens)
    session.commit()
    page = browser.sign_in(cast.mona).get("/overview")
    assert row_of(page, "Nina Ravn")[1:] == ["0", "–", "–", "–", "0"]


def test_appointments_of_the_next_seven_days_are_counted(browser: Browser, cast: Cast, session: AnySession) -> None:
    for days, branch, cancelled in (
        (1, cast.horsens, False),
        (6, cast.horsens, False),
        (2, cast.horsens, True),
        (8, cast.horsens, False),
        (-1, cast.horsens, False),
        (1, cast.aarhus, False),
    ):
        starts_at = NOW + timedelta(days=days)
        session.add(
            Appointment(
                patient_id=cast.karen,
                practitioner_id=cast.ida,
                branch_id=branch,
                treatment_code="follow_up",
                client_key=str(uuid.uuid4()),
                calendar_uid=str(uuid.uuid4()),
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=30),
                booked_at=NOW,
                booked_by_id=cast.ida,
                cancelled_at=NOW if cancelled else None,
                cancelled_by_id=cast.ida if cancelled else None,
            )
        )
    session.commit()
    page = browser.sign_in(cast.mona).get("/overview")
    assert cards(page)[4].startswith("2 tider")
    assert row_of(page, "Ida Lund")[5] == "2"


def test_another_branch_is_not_in_it_and_no_patient_is_named(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.mona).get("/overview")
    assert "Bo Friis" not in page.text
    assert "Karen" not in page.text


def test_a_manager_without_a_branch_has_nothing_to_see(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Person).where(Person.id == cast.mona).values(home_branch_id=None))
    session.commit()
    browser.sign_in(cast.mona).get("/overview", expect=404)


@pytest.mark.parametrize("who", ["karen", "ida", "rita", "adam"])
def test_nobody_else_finds_it(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/overview", expect=404)


def test_a_full_branch_costs_as_much_as_an_empty_one(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    patients(session, cast, 40, cast.ida, need=3, start_median=6.0, now_median=5.0, done=6.0, due=7)
    browser.sign_in(cast.mona)
    with statements() as seen:
        browser.get("/overview")
    assert len(seen) <= 6, seen

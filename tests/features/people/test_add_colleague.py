"""A new colleague: the person, the hours in which patients may book, and an invitation."""

from datetime import time
from typing import Any

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Availability, Person, Role, SignInLink
from tests.browser import Browser, Sheet
from tests.cast import Cast

GOOD: dict[str, Any] = {
    "name": "Nina Ravn",
    "email": "Nina.Ravn@example.com",
    "role": "practitioner",
    "title": "Fysioterapeut",
    "weekdays": ["0", "2"],
    "opens": "08:30",
    "closes": "15:00",
}


def fill_in(browser: Browser, cast: Cast, expect: int = 200, **changed: Any) -> Sheet:
    typed = {**GOOD, "branch": str(cast.horsens), **changed}
    return browser.send(browser.get("/people/new"), "/people/new", expect=expect, **typed)


def nina(session: AnySession) -> Person | None:
    session.expire_all()
    return session.scalars(sa.select(Person).where(Person.email == "nina.ravn@example.com")).one_or_none()


def test_a_practitioner_can_be_booked_and_sign_in(browser: Browser, cast: Cast, session: AnySession) -> None:
    after = fill_in(browser.sign_in(cast.adam), cast)
    made = nina(session)
    assert made
    assert (made.role, made.title, made.home_branch_id) == (Role.PRACTITIONER, "Fysioterapeut", cast.horsens)
    hours = session.execute(
        sa.select(Availability.weekday, Availability.opens, Availability.closes, Availability.branch_id)
        .where(Availability.practitioner_id == made.id)
        .order_by(Availability.weekday)
    ).all()
    assert [tuple(row) for row in hours] == [(day, time(8, 30), time(15), cast.horsens) for day in (0, 2)]
    assert after.path == f"/people/{made.id}"
    token = str(after.soup.find("input", id="link")["value"]).rsplit("/", 1)[1]  # type: ignore[index]
    laptop = Browser(browser.app)
    words = "en lang adgangskode"
    welcome = laptop.get(f"/welcome/{token}")
    assert laptop.send(welcome, f"/welcome/{token}", password=words, again=words).path == "/caseload"


def test_reception_needs_no_hours(browser: Browser, cast: Cast, session: AnySession) -> None:
    fill_in(browser.sign_in(cast.adam), cast, role="reception", weekdays=[], opens="", closes="")
    made = nina(session)
    assert made
    of_nina = sa.select(sa.func.count()).where(Availability.practitioner_id == made.id)
    assert session.scalar(of_nina) == 0


def test_an_administrator_needs_no_branch(browser: Browser, cast: Cast, session: AnySession) -> None:
    fill_in(browser.sign_in(cast.adam), cast, role="admin", branch="0")
    made = nina(session)
    assert made
    assert made.home_branch_id is None


def test_sent_twice_there_is_one(browser: Browser, cast: Cast, session: AnySession) -> None:
    first = fill_in(browser.sign_in(cast.adam), cast)
    assert fill_in(browser, cast).path == first.path
    made = nina(session)
    assert made
    assert session.scalar(sa.select(sa.func.count()).where(Availability.practitioner_id == made.id)) == 2


def test_an_address_that_is_taken_is_refused(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(email="nina.ravn@example.com"))
    session.commit()
    answer = fill_in(browser.sign_in(cast.adam), cast, expect=422)
    assert answer.error_beside("email")
    assert answer.soup.find("input", attrs={"name": "name", "value": "Nina Ravn"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("email", "nina"),
        ("role", "patient"),
        ("role", "king"),
        ("title", "x" * 41),
        ("branch", "0"),
        ("branch", "999"),
        ("branch", "abc"),
        ("weekdays", []),
        ("weekdays", ["9"]),
        ("weekdays", ["mandag"]),
        ("opens", ""),
        ("opens", "25:00"),
        ("closes", "kl. 4"),
        ("closes", "08:30"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_stored(
    browser: Browser, cast: Cast, session: AnySession, field: str, value: Any
) -> None:
    answer = fill_in(browser.sign_in(cast.adam), cast, expect=422, **{field: value})
    summary = answer.soup.find(id="errors")
    assert summary
    assert summary.find("a", href=f"#{field}")
    assert answer.soup.find(id=f"{field}-error")
    assert answer.soup.find(id=field)
    assert nina(session) is None
    assert not session.scalar(sa.select(sa.func.count()).select_from(SignInLink))


@pytest.mark.parametrize("who", ["karen", "ida", "rita", "mona"])
def test_nobody_else_adds_people(browser: Browser, cast: Cast, session: AnySession, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/people/new", expect=404)
    browser.get("/settings")
    browser.post("/people/new", {**GOOD, "branch": str(cast.horsens)}, expect=404)
    assert nina(session) is None

"""Taking in a new patient: the person, the course, and an invitation shown once."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from rehab.clinical.dose import Side
from rehab.content import conditions
from rehab.db import AnySession
from rehab.models import AuditEvent, Course, CourseSummary, Person, Role, SignInLink
from tests.browser import Browser, Sheet
from tests.cast import Cast

GOOD: dict[str, Any] = {
    "name": "Nete Æbelø <b>",
    "email": "Nete@Example.com",
    "born_on": "1980-02-29",
    "condition": "plantar_fasciopathy",
    "side": "both",
    "intake_pain": "7",
    "symptoms_since": "2026-09-01",
    "started_on": "2026-11-25",
}


def fill_in(browser: Browser, expect: int = 200, **changed: str) -> Sheet:
    return browser.send(browser.get("/patients/new"), "/patients/new", expect=expect, **{**GOOD, **changed})


def people(session: AnySession) -> int:
    session.expire_all()
    return session.scalar(sa.select(sa.func.count()).select_from(Person)) or 0


def test_a_patient_gets_a_course_and_an_invitation(browser: Browser, cast: Cast, session: AnySession) -> None:
    after = fill_in(browser.sign_in(cast.ida))
    patient = session.scalars(sa.select(Person).where(Person.email == "nete@example.com")).one()
    course = session.scalars(sa.select(Course).where(Course.patient_id == patient.id)).one()
    assert (patient.role, patient.home_branch_id, patient.born_on) == (Role.PATIENT, cast.horsens, date(1980, 2, 29))
    assert (course.practitioner_id, course.branch_id, course.side) == (cast.ida, cast.horsens, Side.BOTH)
    assert course.condition == "plantar_fasciopathy"
    assert (course.intake_pain, course.symptoms_since) == (7, date(2026, 9, 1))
    assert session.get(CourseSummary, course.id)
    assert after.path == f"/courses/{course.id}/invitation"
    assert after.soup.find("svg", attrs={"width": True})
    audited = session.scalars(sa.select(AuditEvent.action).where(AuditEvent.patient_id == patient.id))
    assert list(audited) == ["opened", "invited"]


@pytest.mark.parametrize("condition", conditions())
def test_the_course_is_about_what_was_chosen(browser: Browser, cast: Cast, session: AnySession, condition: str) -> None:
    after = fill_in(browser.sign_in(cast.ida), condition=condition, side="left")
    course = session.get(Course, int(after.path.split("/")[2]))
    assert course
    assert (course.condition, course.side) == (condition, Side.LEFT)


def test_no_condition_is_chosen_beforehand(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ida).get("/patients/new")
    offered = page.soup.find_all("input", attrs={"name": "condition"})
    assert [each["value"] for each in offered] == list(conditions())
    assert not [each for each in offered if each.has_attr("checked")]


def test_sent_twice_with_another_condition_the_first_course_stands(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    browser.sign_in(cast.ida)
    page = browser.get("/patients/new")
    first = browser.send(page, "/patients/new", **{**GOOD, "condition": "golfers_elbow"})
    again = browser.send(page, "/patients/new", **GOOD)
    assert again.path == first.path
    course = session.get(Course, int(first.path.split("/")[2]))
    assert course
    assert course.condition == "golfers_elbow"


def test_the_link_lets_the_patient_in_and_is_shown_once(browser: Browser, cast: Cast) -> None:
    after = fill_in(browser.sign_in(cast.ida))
    link = after.soup.find("input", id="link")
    assert link
    token = str(link["value"]).rsplit("/", 1)[1]
    assert not browser.get(after.path).soup.find("input", id="link")
    phone = Browser(browser.app)
    welcome = phone.get(f"/welcome/{token}")
    words = "en lang adgangskode"
    assert phone.send(welcome, f"/welcome/{token}", password=words, again=words).path == "/today"


def test_a_fresh_link_ends_the_one_before(browser: Browser, cast: Cast) -> None:
    after = fill_in(browser.sign_in(cast.ida))
    old = str(after.soup.find("input", id="link")["value"])  # type: ignore[index]
    fresh = browser.send(browser.get(after.path), after.path)
    new = str(fresh.soup.find("input", id="link")["value"])  # type: ignore[index]
    phone = Browser(browser.app)
    phone.get("/welcome/" + old.rsplit("/", 1)[1], expect=410)
    phone.get("/welcome/" + new.rsplit("/", 1)[1])


def test_sent_twice_there_is_one_patient(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.ida)
    page = browser.get("/patients/new")
    first = browser.send(page, "/patients/new", **GOOD)
    again = browser.send(page, "/patients/new", **GOOD)
    assert again.path == first.path
    assert session.scalar(sa.select(sa.func.count()).where(Person.email == "nete@example.com")) == 1


@pytest.mark.parametrize("email", ["karen.sommer@example.com", "BO@example.com"])
def test_an_address_that_is_taken_is_refused_beside_the_field(
    browser: Browser, cast: Cast, session: AnySession, email: str
) -> None:
    taken_by = {"karen.sommer@example.com": cast.karen, "BO@example.com": cast.bo}[email]
    session.execute(sa.update(Person).where(Person.id == taken_by).values(email=email.lower()))
    session.commit()
    before = people(session)
    answer = fill_in(browser.sign_in(cast.ida), expect=422, email=email)
    assert answer.error_beside("email")
    assert answer.soup.find("input", attrs={"name": "name", "value": GOOD["name"]})
    assert people(session) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("name", "a" * 121),
        ("email", "not an address"),
        ("email", ""),
        ("email", "a" * 250 + "@example.com"),
        ("born_on", ""),
        ("born_on", "29/02/1980"),
        ("born_on", "2027-01-01"),
        ("born_on", "1850-01-01"),
        ("condition", "back_pain"),
        ("condition", ""),
        ("side", "up"),
        ("intake_pain", "11"),
        ("intake_pain", "-1"),
        ("intake_pain", "ni"),
        ("intake_pain", "7.5"),
        ("symptoms_since", "2027-01-01"),
        ("symptoms_since", "1979-01-01"),
        ("symptoms_since", "sidst"),
        ("started_on", "2026-11-26"),
        ("started_on", "2020-01-01"),
        ("started_on", ""),
    ],
)
def test_bad_input_is_refused_and_nothing_is_lost(
    browser: Browser, cast: Cast, session: AnySession, field: str, value: str
) -> None:
    before = people(session)
    answer = fill_in(browser.sign_in(cast.ida), expect=422, **{field: value})
    summary = answer.soup.find(id="errors")
    assert summary
    assert answer.soup.find(id=f"{field}-error")
    assert summary.find("a", href=f"#{field}")
    assert answer.soup.find(id=field)
    kept = "name" if field != "name" else "email"
    assert answer.soup.find("input", attrs={"name": kept, "value": GOOD[kept]})
    assert people(session) == before
    assert not session.scalar(sa.select(sa.func.count()).select_from(SignInLink))


def test_a_child_is_refused_with_the_reason(browser: Browser, cast: Cast, session: AnySession) -> None:
    answer = fill_in(browser.sign_in(cast.ida), expect=422, born_on="2011-11-26", symptoms_since="")
    assert "15" in answer.error_beside("born_on")
    fill_in(browser, born_on="2011-11-25", symptoms_since="")
    assert session.scalar(sa.select(sa.func.count()).where(Person.email == "nete@example.com")) == 1


@pytest.mark.parametrize("who", ["karen", "rita", "mona", "adam"])
def test_nobody_else_takes_in_patients(browser: Browser, cast: Cast, session: AnySession, who: str) -> None:
    before = people(session)
    browser.sign_in(getattr(cast, who)).get("/patients/new", expect=404)
    browser.get("/settings")
    browser.post("/patients/new", GOOD, expect=404)
    assert people(session) == before


def test_nobody_invites_someone_elses_patient(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.bo).get(f"/courses/{cast.karens_course}/invitation", expect=404)
    browser.get("/settings")
    browser.post(f"/courses/{cast.karens_course}/invitation", expect=404)
    assert not session.scalar(sa.select(sa.func.count()).select_from(SignInLink))

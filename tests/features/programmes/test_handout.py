"""The programme on paper, for the patient and for the practitioner who hands it over."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import sqlalchemy as sa

from rehab.content import exercise, warning_signs
from rehab.db import AnySession
from rehab.models import AuditEvent, Person
from tests.browser import Browser
from tests.cast import Cast

Statements = Callable[[], AbstractContextManager[list[str]]]


def test_it_says_what_the_page_says(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.karen).get("/programme/handout")
    assert "Program for Karen Sommer" in sheet.text
    assert "Ida Lund · Horsens" in sheet.text
    assert "Udviklingsfasen, uge 6 af 12" in sheet.text
    assert "5 sæt × 8 gentagelser, så tungt, at du lige kan 8" in sheet.text
    assert "Uge 3–4: 4 sæt × 10 gentagelser" in sheet.text
    for step in exercise("EX09").steps:
        assert step.da in sheet.text
    plan = sheet.soup.select_one("section[aria-labelledby=plan]")
    assert plan is not None
    assert len(plan.select("li")) == 4
    for sign in warning_signs():
        assert sign.text.da in sheet.text
    assert sheet.soup.select("figure.illus svg")


def test_its_code_leads_back_to_the_programme(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.karen).get("/programme/handout")
    code = sheet.soup.select_one(".handout__qr svg")
    assert code is not None
    assert code["viewbox"] and not code.get("width")
    assert "http://localhost/programme" in sheet.text


def test_the_page_leads_to_it(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get("/programme")
    assert page.soup.select_one("a[href='/programme/handout']")


def test_a_practitioner_hands_it_over_in_the_patients_language(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(language="en"))
    session.commit()
    browser.sign_in(cast.ida)
    path = f"/courses/{cast.karens_course}/programme/handout"
    assert browser.get(f"/courses/{cast.karens_course}").soup.select_one(f"a[href='{path}']")
    sheet = browser.get(path)
    assert sheet.soup.html and sheet.soup.html["lang"] == "en"
    for words in ("Programme for Karen Sommer", "week 6 of 12", "5 sets × 8 repetitions", "Call 112"):
        assert words in sheet.text
    after = browser.get(f"/courses/{cast.karens_course}").soup.html
    assert after and after["lang"] == "da"


def test_opening_it_for_a_patient_is_noted(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}/programme/handout")
    line = session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert line
    assert (line.actor_id, line.action, line.subject, line.patient_id) == (cast.ida, "read", "programme", cast.karen)


def test_nothing_assigned_is_not_there(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.ole).get("/programme/handout", expect=404)
    Browser(browser.app).sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/handout", expect=404)


@pytest.mark.parametrize("who", ["bo", "rita", "mona", "adam", "karen"])
def test_nobody_elses(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get(f"/courses/{cast.karens_course}/programme/handout", expect=404)


def test_it_costs_few_statements(browser: Browser, cast: Cast, statements: Statements) -> None:
    browser.sign_in(cast.karen)
    with statements() as seen:
        browser.get("/programme/handout")
    assert len(seen) <= 4, seen

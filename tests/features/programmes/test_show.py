"""The patient reads the programme."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from rehab.content import exercise, warning_signs
from rehab.db import AnySession
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, assign

Statements = Callable[[], AbstractContextManager[list[str]]]


def test_where_i_am_and_what_i_do(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.karen).get("/programme")
    assert "Udviklingsfasen, uge 6 af 12" in sheet.text
    assert "Aftalt med Ida Lund den 16. okt." in sheet.text
    assert "5 sæt × 8 gentagelser, så tungt, at du lige kan 8" in sheet.text
    assert "Pause 2 minutter mellem sættene." in sheet.text
    assert "Pak bøger i en rygsæk" in sheet.text
    assert "Du skal bruge: Trin, håndklæde" in sheet.text
    for line in exercise("EX09").cautions:
        assert line.da in sheet.text
    on = sheet.soup.select(".prog3 .is-on")
    assert ["Uge 5–12" in step.get_text() for step in on] == [True]


def test_in_english(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen)
    browser.post("/language", {"language": "en"})
    sheet = browser.get("/programme")
    for words in ("week 6 of 12", "5 sets × 8 repetitions, so heavy that you can just do 8", "Put books in a backpack"):
        assert words in sheet.text
    assert "Call 112" in sheet.text


def test_only_what_is_done_now_lies_open(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.karen).get("/programme")
    cards = sheet.soup.select("section[aria-labelledby^=phase-] section[id]")
    folded = [card for card in cards if card.select_one("details")]
    now = [card for card in cards if card not in folded]
    assert now
    assert folded
    assert all(card.select_one(".steps") or card.select_one("a[href^='#phase-']") for card in now)
    for card in folded:
        assert not card.select_one("li.is-on")
        assert not card.select_one(".steps, svg.illus") or card.select_one("details .steps, details svg.illus")


def test_the_plan_is_the_practitioners_own_words(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.karen).get("/programme")
    plan = sheet.soup.select_one("section[aria-labelledby=plan]")
    assert plan is not None
    assert len(plan.select("li")) == 4
    assert "må du lægge lidt mere i rygsækken" in plan.get_text()
    assert "Underskrevet af Ida Lund den 16. oktober 2026." in plan.get_text()


@pytest.mark.parametrize("who", ["karen", "ole"])
def test_warning_signs_are_always_open(browser: Browser, cast: Cast, who: str) -> None:
    sheet = browser.sign_in(getattr(cast, who)).get("/programme")
    section = sheet.soup.find(id="warning-signs")
    assert section is not None
    assert section.find_parent("details") is None
    for sign in warning_signs():
        assert sign.text.da in section.get_text()
    assert {link["href"] for link in section.select("a[href^=tel]")} == {"tel:112", "tel:1813"}


def test_nothing_assigned_yet(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.ole).get("/programme")
    assert "Intet program endnu" in sheet.text
    assert "Din plan" not in sheet.text


def test_a_programme_that_has_not_begun(browser: Browser, cast: Cast, session: AnySession) -> None:
    monday = STARTED_ON + timedelta(days=45)
    assign(session, cast.oles_course, by=cast.bo, code="T1", effective_on=monday)
    session.commit()
    sheet = browser.sign_in(cast.ole).get("/programme")
    assert "Opstartsfasen begynder mandag 30. november" in sheet.text
    assert not sheet.soup.select(".prog3 .is-on")


def test_after_the_last_week(browser: Browser, cast: Cast, clock: time_machine.Traveller) -> None:
    clock.move_to(datetime(2027, 3, 1, 7, 0, tzinfo=UTC))
    sheet = browser.sign_in(cast.karen).get("/programme")
    assert "Udviklingsfasen: de planlagte uger er gået" in sheet.text


def test_it_costs_few_statements(browser: Browser, cast: Cast, statements: Statements) -> None:
    browser.sign_in(cast.karen)
    with statements() as seen:
        browser.get("/programme")
    assert len(seen) <= 6, seen


@pytest.mark.parametrize("who", ["ida", "rita", "mona", "adam"])
def test_only_patients_have_one(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/programme", 404)

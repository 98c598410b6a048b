"""The session player is the plain form of the training, with what the coach goes by beside it."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Prescription
from tests.browser import Browser, Sheet
from tests.cast import Cast, assign
from tests.conftest import TODAY
from tests.features.journal.record import nobody_else_may, prescription, sessions, sets

PATH = "/sessions"


def plan(page: Sheet) -> dict[str, Any]:
    script = page.soup.find("script", attrs={"data-plan": True})
    assert script is not None
    found: dict[str, Any] = json.loads(script.get_text())
    return found


def test_the_plan_is_the_prescription(browser: Browser, cast: Cast, session: AnySession) -> None:
    id_ = prescription(session, cast.karens_course, "EX09")
    found = plan(browser.sign_in(cast.karen).get("/player"))
    (exercise,) = found["exercises"]
    assert exercise["id"] == id_
    assert (exercise["sets"], exercise["reps"], exercise["rm"], exercise["tempo"]) == (5, 8, 8, [3, 2, 3])
    assert (exercise["hold_s"], exercise["rest_s"], exercise["takes_load"]) == (None, 120, True)
    assert exercise["sides"] == [{"side": "right", "words": "højre hæl"}]
    assert found["key"].split(".")[:2] == [str(cast.karen), str(cast.karens_course)]
    assert found["key"].endswith(TODAY.isoformat())
    assert found["saved"] == []
    assert (found["lights"][2][1], found["lights"][4][3], found["lights"][7][2]) == ("g", "y", "r")


def test_its_form_is_the_plain_form(browser: Browser, cast: Cast, session: AnySession) -> None:
    id_ = prescription(session, cast.karens_course, "EX09")
    page = browser.sign_in(cast.karen).get("/player")
    first: dict[str, Any] = {f"sets-{id_}-1-load": "6,5"}
    browser.send(page, PATH, pain_during="3", pain_after="2", **first)
    (row,) = sessions(session, cast.karens_course)
    assert sets(session, row.id)[0] == (1, 8, Decimal("6.5"))
    after = plan(browser.get("/player"))
    assert after["saved"] == [row.client_key]
    assert after["exercises"][0]["last"][0] == [6.5]


def test_both_sides_are_trained_one_after_the_other(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.oles_course, by=cast.bo, code="T2", effective_on=TODAY - timedelta(days=1))
    session.execute(sa.update(Prescription).values(side="both"))
    session.commit()
    (exercise,) = plan(browser.sign_in(cast.ole).get("/player"))["exercises"]
    assert [each["side"] for each in exercise["sides"]] == ["left", "right"]


def test_today_leads_to_it(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get("/today")
    assert page.soup.find("a", href="/player") is not None


def test_without_a_training_it_leads_back(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ole).get("/player")
    assert page.path == "/today"
    assert "Der var ingen træning i programmet" in page.text


def test_nobody_else_may(browser: Browser, cast: Cast) -> None:
    nobody_else_may(browser, cast, "GET", "/player")


def test_a_stretch_has_a_timer_and_is_logged_as_one_bout(browser: Browser, cast: Cast, session: AnySession) -> None:
    id_ = prescription(session, cast.karens_course, "EX01")
    page = browser.sign_in(cast.karen).get(f"/player/stretches/{id_}")
    (exercise,) = plan(page)["exercises"]
    assert (exercise["sets"], exercise["reps"], exercise["hold_s"], exercise["rest_s"]) == (1, 10, 10, 3)
    assert (exercise["takes_load"], exercise["last"]) == (False, [])
    browser.send(page, "/stretches")
    (row,) = sessions(session, cast.karens_course)
    assert (row.kind, row.prescription_ids) == ("stretch", [id_])


def test_a_stretch_that_is_not_prescribed_is_not_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    training = prescription(session, cast.karens_course, "EX09")
    browser.sign_in(cast.karen).get(f"/player/stretches/{training}", expect=404)
    browser.get("/player/stretches/999999", expect=404)
    stretch = prescription(session, cast.karens_course, "EX01")
    browser.sign_in(cast.ole).get(f"/player/stretches/{stretch}", expect=404)

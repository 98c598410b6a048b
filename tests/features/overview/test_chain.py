"""The chain in figures, branch by branch, and each branch of it: for the administrator alone."""

import csv
from io import StringIO

import pytest

from rehab.db import AnySession
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import Statements
from tests.features.overview.test_branch import cards, patients, row_of


def test_each_branch_has_a_row_and_a_page(browser: Browser, cast: Cast, session: AnySession) -> None:
    patients(session, cast.horsens, cast.ida, [5.0] * 5)
    patients(session, cast.aarhus, cast.bo, [1.0] * 6)
    page = browser.sign_in(cast.adam).get("/chain")
    assert cards(page)[1] == "−3,2 point morgensmerte i uge 8 11 patienter"
    assert row_of(page, "Horsens")[4] == "−1 (5 patienter)"
    link = page.soup.select_one('.tbl a[href="/chain/horsens"]')
    assert link and link.get_text() == "Horsens"
    one = browser.get("/chain/horsens")
    assert cards(one)[1] == "−1 point morgensmerte i uge 8 5 patienter · Alle: −3,2"
    assert row_of(one, "Ida Lund")[4] == "−1 (5 patienter)"
    here = one.soup.select_one('main nav a[aria-current="page"]')
    assert here and here.get_text() == "Horsens"


def test_its_figures_can_be_taken_out(browser: Browser, cast: Cast, session: AnySession) -> None:
    patients(session, cast.horsens, cast.ida, [5.0] * 5)
    patients(session, cast.aarhus, cast.bo, [1.0] * 6)
    for path, place in (("/chain.csv", "chain"), ("/chain/horsens.csv", "Horsens")):
        answer = browser.sign_in(cast.adam).client.get(path)
        rows = list(csv.DictReader(StringIO(answer.get_data(as_text=True))))
        assert rows[0]["place"] == place and rows[0]["figure"] == "open_courses" and rows[0]["value"]


def test_a_branch_that_is_not_there_is_not_found(browser: Browser, cast: Cast) -> None:
    for path in ("/chain/nowhere", "/chain/nowhere.csv"):
        browser.sign_in(cast.adam).get(path, expect=404)


@pytest.mark.parametrize("who", ["karen", "ida", "rita", "mona"])
def test_nobody_else_finds_it(browser: Browser, cast: Cast, who: str) -> None:
    for path in ("/chain", "/chain.csv", "/chain/horsens", "/chain/horsens.csv"):
        browser.sign_in(getattr(cast, who)).get(path, expect=404)


def test_many_branches_cost_as_much_as_few(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    patients(session, cast.horsens, cast.ida, [5.0] * 30)
    patients(session, cast.aarhus, cast.bo, [1.0] * 30)
    browser.sign_in(cast.adam)
    with statements() as seen:
        browser.get("/chain")
    assert len(seen) <= 7, seen

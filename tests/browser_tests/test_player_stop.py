"""A training that hurts is stopped with one press, and told of."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser_tests.conftest import Visit
from tests.browser_tests.player import LEAD, answer_and_save, go_on, opened, plan, press, rep_seconds


@pytest.mark.browser
def test_stopped_because_it_hurts(visit: Visit, fresh_clinic: str) -> None:
    page = opened(visit, clinic=fresh_clinic)
    (exercise,) = plan(page)["exercises"]
    press(page, "start")
    go_on(page, LEAD / 1000 + 4 * rep_seconds(exercise) + 1)
    press(page, "hurt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du stoppede, fordi det gjorde ondt")
    expect(page.locator(f"input[name='sets-{exercise['id']}-1-reps']")).to_have_value("4")
    expect(page.locator("textarea[name=note]")).to_have_value(re.compile("^Stoppede, fordi det gjorde ondt"))
    expect(page.locator("a[href*='warning']").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du stoppede, fordi det gjorde ondt")
    answer_and_save(page)


@pytest.mark.browser
def test_stopped_before_the_first_lift_is_told_and_is_no_training_done(visit: Visit, fresh_clinic: str) -> None:
    page = opened(visit, clinic=fresh_clinic)
    (exercise,) = plan(page)["exercises"]
    press(page, "start")
    go_on(page, LEAD / 1000 + 1)
    press(page, "hurt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du stoppede, fordi det gjorde ondt")
    expect(page.locator(f"input[name='sets-{exercise['id']}-1-reps']")).to_have_value("")
    expect(page.get_by_role("switch", name="Jeg stoppede, fordi det gjorde ondt")).to_be_checked()
    page.reload()
    expect(page.get_by_role("switch", name="Jeg stoppede, fordi det gjorde ondt")).to_be_checked()
    answer_and_save(page)
    card = page.locator("[aria-labelledby=h-training]")
    expect(card.locator("h2")).to_have_text("Du stoppede, fordi det gjorde ondt")
    expect(card).to_contain_text("det tæller ikke som klaret")
    expect(card.locator("a[href='/player']")).to_be_visible()

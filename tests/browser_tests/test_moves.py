"""A flare plan in a real browser: three clicks from the course to the signature, and undone again."""

import pytest
from playwright.sync_api import expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import DESK, Visit
from tests.browser_tests.test_builder import COUNT_CLICKS
from tests.browser_tests.test_story import go


@pytest.mark.browser
def test_a_flare_is_three_clicks_and_an_undo_two(visit: Visit, fresh_clinic: str) -> None:
    page = visit("practitioner", "/caseload", size=DESK, clinic=fresh_clinic)
    course = str(page.locator("a[href^='/courses/']").first.get_attribute("href"))
    page.goto(course)
    page.context.add_init_script(COUNT_CLICKS)
    page.evaluate(COUNT_CLICKS)
    go(page, page.locator(f"a[href='{course}/programme/moves']").first)
    go(page, page.locator(f"a[href='{course}/programme/moves/flare']"))
    expect(page.locator("[name='reason']")).not_to_be_empty()
    go(page, page.locator("button[name='do'][value='sign']"))
    assert page.url.endswith(course)
    assert int(page.evaluate("sessionStorage.clicks")) <= 3
    go(page, page.locator(f"a[href='{course}/programme/moves']").first)
    assert violations(page) == []
    go(page, page.locator("form[action$='/withdrawal'] button"))
    assert page.url.endswith(course)
    expect(page.locator(".toast")).to_contain_text("fortrudt")

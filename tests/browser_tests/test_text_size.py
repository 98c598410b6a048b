"""The text size of the settings: no page runs off the side with it, and it is there before anything is drawn."""

import pytest
from playwright.sync_api import Page

from tests.browser_tests.conftest import PHONE, Visit
from tests.browser_tests.test_accessibility import PAGES, go_on, violations

PATIENTS = [(path, through) for role, path, through in PAGES if role == "patient"]


def choose(page: Page, size: str) -> None:
    """Choose a text size and wait for the page that comes back: the next address would break the choice off."""
    with page.expect_navigation():
        page.locator(f"button[name=text_size][value={size}]").click()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("size", ["large", "larger"])
def test_no_page_runs_off_the_side(visit: Visit, fresh_clinic: str, size: str, width: int) -> None:
    page = visit("patient", "/settings", size=(width, 844), clinic=fresh_clinic)
    choose(page, size)
    for path, through in PATIENTS:
        page.goto(path)
        go_on(page, through)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{page.url} runs {over} px off the side at {width}, text {size}"


@pytest.mark.browser
def test_it_is_larger_at_once_without_scripts(visit: Visit, fresh_clinic: str) -> None:
    page = visit("patient", "/settings", size=PHONE, scripts=False, clinic=fresh_clinic)
    widths = []
    for size in ("normal", "large", "larger"):
        choose(page, size)
        assert page.locator("html").get_attribute("data-text") == (None if size == "normal" else size)
        box = page.locator("button[name=theme][value=light]").bounding_box()
        assert box
        widths.append(box["width"])
    assert widths == sorted(set(widths))


@pytest.mark.browser
def test_axe_finds_nothing_in_larger_text(visit: Visit, fresh_clinic: str) -> None:
    page = visit("patient", "/settings", clinic=fresh_clinic)
    choose(page, "larger")
    for path in ("/today", "/progress", "/settings"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert violations(page) == []

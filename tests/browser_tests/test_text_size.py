"""The text size of the settings: no page runs off the side with it, and it is there before anything is drawn."""

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser_tests.conftest import CHROMIUM, FLAGS, PHONE, Visit
from tests.browser_tests.test_accessibility import PAGES, go_on, violations

PATIENTS = [(path, through) for role, path, through in PAGES if role == "patient"]


def choose(page: Page, size: str) -> None:
    """Choose a text size and wait for the page that comes back: the next address would break the choice off."""
    with page.expect_navigation():
        page.locator(f"button[name=text_size][value={size}]").click()


def fits(page: Page, how: str) -> None:
    """No page of the patient's is wider than the window."""
    for path, through in PATIENTS:
        page.goto(path)
        go_on(page, through)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{page.url} runs {over} px off the side {how}"


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390])
def test_no_page_runs_off_the_side(visit: Visit, fresh_clinic: str, width: int) -> None:
    page = visit("patient", "/settings", size=(width, 844), clinic=fresh_clinic)
    choose(page, "larger")
    fits(page, f"at {width}, larger text")


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390])
def test_no_page_runs_off_the_side_in_a_browser_with_letters_twice_as_large(
    playwright: Playwright, chromium: Browser, clinic: str, width: int
) -> None:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--blink-settings=defaultFontSize=32"])
    page = browser.new_page(base_url=clinic, viewport={"width": width, "height": 844}, locale="da-DK")
    page.goto("/sign-in")
    page.locator("[data-try-as='patient']").click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    fits(page, f"at {width}, letters twice as large")
    browser.close()


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

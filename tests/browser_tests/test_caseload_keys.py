"""From the caseload to a course that is looked through and put aside, and back to the same place: by keyboard only."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import DESK, PHONE, Visit

MOST_TABS = 40


def focused(page: Page) -> str:
    """The id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Tab on until it has the focus, which then can be seen."""
    for _tab in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            hidden = page.evaluate("document.activeElement.type === 'radio'")  # its label shows the ring
            assert ring != "none" or hidden, f"no ring round {selector}"
            return
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {selector}")


def follow(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def ready(page: Page) -> Page:
    """Once the keys are listened to."""
    page.locator(".keys").wait_for(state="visible")
    return page


@pytest.mark.browser
def test_by_keyboard_from_the_list_to_a_course_and_back(visit: Visit, fresh_clinic: str) -> None:
    page = ready(visit("practitioner", "/caseload?need=watch", size=DESK, clinic=fresh_clinic))
    rows = [str(row.get_attribute("id")) for row in page.locator("a.nm").all()]
    assert len(rows) > 3
    for key, at in (("j", 0), ("j", 1), ("k", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        assert focused(page) == rows[at], key
    follow(page)
    tab_to(page, ".seen__form button")
    follow(page)
    expect(page.locator("#reviewed")).to_contain_text("Set i dag")
    tab_to(page, ".page__h a.icbtn", "Shift+Tab")
    follow(page)
    assert "need=watch" in page.url
    assert focused(ready(page)) == rows[1], "back at the row, in the same list"

    follow(page)
    tab_to(page, ".seen__more summary")
    page.keyboard.press("Enter")
    tab_to(page, "input[name='later']")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    follow(page)
    expect(page.locator("#reviewed")).to_contain_text("Udskudt til")
    tab_to(page, ".page__h a.icbtn", "Shift+Tab")
    follow(page)
    ready(page)
    assert page.locator(f"#{rows[1]}").count() == 0, "put aside, it has left the list"
    assert focused(page) == rows[2], "and the one that took its place is where we were"


@pytest.mark.browser
def test_typing_is_never_a_key_and_the_keys_can_be_switched_off(visit: Visit) -> None:
    page = ready(visit("practitioner", "/caseload", size=DESK))
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("j/k?")
    assert page.locator("#q").input_value() == "j/k?"
    page.locator("#q").fill("")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+j")
    assert not re.match(r"c\d", focused(page))
    page.keyboard.press("ArrowDown")
    assert not re.match(r"c\d", focused(page)), "arrows are the list's only inside it"
    tab_to(page, ".searchbox ~ button")
    page.keyboard.press("?")
    expect(page.locator(".keys__list")).to_be_visible()
    assert violations(page) == []
    tab_to(page, ".keys input")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert not re.match(r"c\d", focused(page)), "switched off"
    page.reload()
    ready(page).keyboard.press("j")
    assert not re.match(r"c\d", focused(page)), "and stays so"


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, (820, 1180)], ids=["390", "820"])
def test_a_branch_is_opened_and_searched_without_scripts(
    visit: Visit, fresh_clinic: str, size: tuple[int, int]
) -> None:
    page = visit("practitioner", "/caseload", size=size, clinic=fresh_clinic, scripts=False)
    page.locator(".whose a").nth(1).click()
    page.get_by_label("En kollega har bedt mig kigge").check()
    page.get_by_role("button", name="Åbn til midnat").click()
    expect(page.locator(".opened")).to_contain_text("en kollega har bedt dig kigge")
    page.get_by_role("link", name="De næste").click()
    page.locator("tr.case a.nm").last.click()
    expect(page.locator("#reviewed")).to_be_visible()
    page.get_by_role("link", name="Tilbage til listen").click()
    assert "/caseload/branches/" in page.url
    assert "after=" in page.url
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0

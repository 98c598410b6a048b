"""The builder in a real browser: four clicks, the order by keyboard and by hand, the patient's page as one types."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import DESK, PHONE, Visit
from tests.browser_tests.test_story import go

COUNT_CLICKS = (
    """addEventListener('click', () => sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1, true)"""
)


def builder(visit: Visit, **looks: object) -> Page:
    """A template opened for the first course of the caseload."""
    page = visit("practitioner", "/caseload", **looks)
    course = page.locator("a[href^='/courses/']").first.get_attribute("href")
    page.goto(f"{course}/programme/new?template=T2")
    page.wait_for_load_state("networkidle")
    return page


def order(page: Page) -> list[str]:
    """The ids of the first phase's exercises as they stand."""
    return [str(each) for each in page.locator(".exs").first.evaluate("list => [...list.children].map(row => row.id)")]


@pytest.mark.browser
def test_an_unchanged_template_takes_four_clicks_at_most(visit: Visit, fresh_clinic: str) -> None:
    page = visit("practitioner", "/caseload", size=DESK, clinic=fresh_clinic)
    course = str(page.locator("a[href^='/courses/']").first.get_attribute("href"))
    page.goto(course)
    page.context.add_init_script(COUNT_CLICKS)
    page.evaluate(COUNT_CLICKS)
    go(page, page.locator(f"a[href='{course}/programme/templates']").first)
    go(page, page.locator("a[href*='template=T2']").first)
    go(page, page.locator("button[name='do'][value='sign']"))
    assert page.url.endswith(course)
    expect(page.locator(".toast")).to_be_visible()
    assert int(page.evaluate("sessionStorage.clicks")) <= 4


@pytest.mark.browser
def test_the_order_by_keyboard_and_by_hand(visit: Visit) -> None:
    page = builder(visit, size=DESK)
    first, second, third, *rest = order(page)
    down = page.locator(f"[id='{first}'] button[data-move='down']")
    down.focus()
    page.keyboard.press("Enter")
    assert order(page) == [second, first, third, *rest]
    expect(down).to_be_focused()
    expect(page.locator("[data-told]")).to_contain_text("er nummer 2 af 4.")
    page.locator(f"[id='{first}']").evaluate("row => row.scrollIntoView({block: 'center'})")
    grip, goal = (page.locator(f"[id='{row}'] [data-grip]").bounding_box() for row in (third, second))
    assert grip and goal
    page.mouse.move(grip["x"] + 8, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(goal["x"] + 8, goal["y"] - 30, steps=12)
    page.mouse.up()
    assert order(page) == [third, second, first, *rest]
    expect(page.locator("[data-told]")).to_contain_text("er nummer 1 af 4.")
    go(page, page.locator("button[value='preview']").last)
    assert order(page) == [third, second, first, *rest]
    assert violations(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, (820, 1180), PHONE])
def test_what_is_typed_is_read_in_the_patients_language(visit: Visit, size: tuple[int, int]) -> None:
    page = builder(visit, size=size, language="en")
    page.locator("details.ex__b").evaluate_all("all => all.forEach(each => { each.open = true })")
    sets = page.locator("input[name$='-sets']").nth(1)
    sets.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("+")
    expect(sets).to_have_value("5")
    phone = page.locator("aside .phone")
    expect(phone).to_contain_text("5 sæt × 12 gentagelser")
    expect(phone).to_have_attribute("lang", "da")
    expect(phone).to_contain_text("Sport og aktivitet")
    for _ in range(7):
        page.keyboard.press("ArrowUp")
    expect(sets).to_have_value("10")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []

"""The coach in every state: read aloud, in both themes, with large targets, on narrow phones."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser_tests.axe import violations_at_a_standstill as violations
from tests.browser_tests.conftest import Visit
from tests.browser_tests.player import LEAD, REST, go_on, opened, plan, press, rep_seconds


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(visit: Visit, theme: str) -> None:
    page = opened(visit, "other-patient", theme=theme)
    (exercise,) = plan(page)["exercises"]
    assert violations(page) == []
    for dialog in ("likes", "close"):
        press(page, dialog)
        assert violations(page) == []
        press(page, "shut")
    press(page, "start")
    assert violations(page) == []
    go_on(page, LEAD / 1000 + 1)
    assert violations(page) == []
    press(page, "how")
    assert violations(page) == []
    press(page, "shut")
    press(page, "end_set")
    go_on(page, LEAD / 1000 + exercise["reps"] * rep_seconds(exercise))
    expect(page.locator(REST)).to_be_visible()
    assert violations(page) == []
    assert_targets_are_large(page)
    press(page, "hurt")
    assert violations(page) == []


def assert_targets_are_large(page: Page) -> None:
    small = page.evaluate(
        """() => [...document.querySelectorAll('.player button, .player a')]
            .map(each => [each, each.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 44 || box.height < 44)).map(([each]) => each.outerHTML)"""
    )
    assert small == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [(390, 844), (375, 667), (320, 640)], ids=str)
def test_nothing_runs_off_the_side(visit: Visit, size: tuple[int, int]) -> None:
    page = opened(visit, "other-patient", size=size)
    for what in ("start", "end_set", "start", "hurt"):
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, what
        if page.locator(f"[data-do={what}]:visible").count():
            press(page, what)
            go_on(page, LEAD / 1000 + 9)

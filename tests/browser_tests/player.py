"""What the tests of the session player share: the page with the browser's clock in our hands, and what is pressed."""

import json
import re
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser_tests.conftest import NOW, Visit

LEAD = 5000
READY, WORK, REST = "[data-do=start]", "[data-do=toggle]", "[data-do=shorter]"


def opened(visit: Visit, role: str = "patient", **options: Any) -> Page:
    """The player with the browser's clock in our hands: it stands still and moves when told to."""
    page = visit(role, "/settings", **options)
    page.wait_for_load_state("networkidle")
    page.clock.install(time=NOW)
    page.goto("/player")
    page.wait_for_load_state("networkidle")
    expect(page.locator(READY)).to_be_visible()
    page.clock.pause_at(NOW + timedelta(minutes=1))
    return page


def plan(page: Page) -> dict[str, Any]:
    """What the coach goes by."""
    found: dict[str, Any] = json.loads(page.locator("script[data-plan]").inner_text())
    return found


def kept(page: Page) -> dict[str, Any]:
    """The state the phone has stored."""
    text = page.evaluate("localStorage.getItem(Object.keys(localStorage).find(key => key.startsWith('rehab.player.')))")
    state: dict[str, Any] = json.loads(text)
    return state


def press(page: Page, what: str) -> None:
    page.locator(f"[data-do={what}]:visible").first.click()


def go_on(page: Page, seconds: float) -> None:
    """The clock jumps, and then runs long enough for a frame."""
    page.clock.fast_forward(int(seconds * 1000))
    page.clock.run_for(50)


def rep_seconds(exercise: dict[str, Any]) -> int:
    return int(exercise["hold_s"] or sum(exercise["tempo"]))


def hide(page: Page, is_hidden: bool) -> None:
    """The tab is put away, as far as a page can tell."""
    page.evaluate(
        """hidden => {
            const get = () => hidden ? 'hidden' : 'visible';
            Object.defineProperty(document, 'visibilityState', {configurable: true, get});
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        is_hidden,
    )


def train_a_set(page: Page, exercise: dict[str, Any]) -> None:
    """From the press of the key to the end of the set, both sides of it."""
    press(page, "start")
    for _side in exercise["sides"]:
        go_on(page, LEAD / 1000 + exercise["reps"] * rep_seconds(exercise))


def answer_and_save(page: Page) -> None:
    page.locator("input[name='pain_during'][value='4']").check(force=True)
    page.locator("input[name='pain_after'][value='3']").check(force=True)
    expect(page.locator("[data-light]:visible")).to_contain_text(re.compile("^Hold"))
    page.locator("input[name='effort'][value='4']").check(force=True)
    page.locator("form[action='/sessions'] button.btn--pri").click()
    page.clock.resume()
    page.wait_for_url("**/today")

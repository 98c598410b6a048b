"""A practitioner's decisions as their pages send them."""

from typing import Any

from tests.browser import Browser, Sheet


def decide(browser: Browser, course: int, decision: str, about: str, expect: int = 200, **typed: Any) -> Sheet:
    """Open the form of a decision and send it."""
    page = browser.get(f"/courses/{course}/follow-ups/decisions/new?decision={decision}&about={about}")
    typed.setdefault("reason", "Talt med hende i telefonen")
    return browser.send(page, f"/courses/{course}/follow-ups/decisions", expect=expect, **typed)


def close(browser: Browser, course: int, about: str) -> Sheet:
    """Close the prompt that is open."""
    return decide(browser, course, "close", about)

"""What axe says of a page: the rules of WCAG 2.2 AA, and what is good practice besides."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


START = (
    "rules => { window.axeSays = null; axe.run(document, {runOnly: rules}).then(says => { window.axeSays = says }) }"
)


def violations(page: Page) -> list[dict[str, Any]]:
    """What is wrong, with where."""
    page.evaluate(AXE)
    return _told(page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES))


def violations_at_a_standstill(page: Page) -> list[dict[str, Any]]:
    """The same on a page whose clock stands still: axe waits by timers, so the clock is moved on bit by bit."""
    page.evaluate(AXE)
    page.evaluate(START, RULES)
    for _ in range(200):
        page.clock.run_for(5)
        if found := page.evaluate("window.axeSays"):
            return _told(found)
    raise TimeoutError("axe has not answered")


def _told(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"rule": v["id"], "nodes": [(n["html"][:200], n["failureSummary"], n["any"]) for n in v["nodes"][:3]]}
        for v in found["violations"]
    ]

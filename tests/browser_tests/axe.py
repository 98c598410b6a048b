"""What axe says of a page: the rules of WCAG 2.2 AA, and what is good practice besides."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page) -> list[dict[str, Any]]:
    """What is wrong, with where."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        {"rule": v["id"], "nodes": [(n["html"][:200], n["failureSummary"], n["any"]) for n in v["nodes"][:3]]}
        for v in found["violations"]
    ]

"""axe finds nothing wrong on any page, in both themes, on the phone and at the desk."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser_tests.conftest import DESK, PHONE, Visit

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = [
    (None, "/sign-in"),
    ("patient", "/today"),
    ("patient", "/morning-pain/other-day"),
    ("patient", "/sessions/new"),
    ("patient", "/progress"),
    ("patient", "/programme"),
    ("patient", "/appointments"),
    ("patient", "/book"),
    ("patient", "/settings"),
    ("patient", "/nothing-here"),
    ("practitioner", "/caseload"),
    ("practitioner", "COURSE"),
    ("practitioner", "COURSE/programme/templates"),
    ("practitioner", "COURSE/programme/new?template=R15"),
    ("practitioner", "COURSE/programme/revision"),
    ("practitioner", "/patients/new"),
    ("practitioner", "/calendar"),
    ("reception", "/desk"),
    ("manager", "/overview"),
    ("admin", "/people"),
    ("admin", "/people/new"),
]


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe says is wrong, with where."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        {"rule": v["id"], "nodes": [(n["html"][:200], n["failureSummary"], n["any"]) for n in v["nodes"][:3]]}
        for v in found["violations"]
    ]


def open_it(visit: Visit, role: str | None, path: str, **how: Any) -> Page:
    """Open a page; COURSE stands for the first course of the caseload."""
    if not path.startswith("COURSE"):
        return visit(role, path, **how)
    page = visit(role, "/caseload", **how)
    href = page.locator("a[href^='/courses/']").first.get_attribute("href")
    page.goto(path.replace("COURSE", str(href)))
    return page


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("role", "path"), PAGES, ids=[f"{role}{path}" for role, path in PAGES])
def test_axe_finds_nothing(visit: Visit, role: str | None, path: str, theme: str) -> None:
    phone_first = role in (None, "patient")
    page = open_it(visit, role, path, size=PHONE if phone_first else DESK, theme=theme)
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize(("role", "path"), PAGES, ids=[f"{role}{path}" for role, path in PAGES])
def test_nothing_runs_off_the_side(visit: Visit, role: str | None, path: str, width: int) -> None:
    page = open_it(visit, role, path, size=(width, 844))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

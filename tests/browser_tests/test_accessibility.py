"""axe finds nothing wrong on any page, in both themes, on the phone and at the desk."""

import pytest
from playwright.sync_api import Page

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import DESK, PHONE, Visit

# A role, an address, and where that page is only the way: what leads on to the page itself.
COURSE = "a[href^='/courses/']"
WIDTHS = (320, 390, 820, 1440)
PAGES = [
    (None, "/sign-in", None),
    (None, "/welcome/used-or-unknown", None),
    (None, "/offline", None),
    ("patient", "/today", None),
    ("patient", "/today?change=right", None),
    ("patient", "/morning-pain/other-day", None),
    ("patient", "/warning-signs", None),
    ("patient", "/sessions/new", None),
    ("patient", "/player", None),
    ("patient", "/today", "main a[href^='/player/stretches/']"),
    ("patient", "/sessions/new?short=1", None),
    ("patient", "/progress", None),
    ("patient", "/programme", None),
    ("patient", "/programme/handout", None),
    ("patient", "/well", None),
    ("patient", "/measures", None),
    ("patient", "/measures/4/groc", None),
    ("patient", "/appointments", None),
    ("patient", "/appointments", "main a[href^='/appointments/']"),
    ("patient", "/book", None),
    ("patient", "/messages", None),
    ("patient", "/settings", None),
    ("patient", "/reminders", None),
    (None, "/reminders/stop/unknown-token", None),
    ("patient", "/nothing-here", None),
    ("other-patient", "/today", None),
    ("practitioner", "/caseload", None),
    ("practitioner", "/caseload?need=later", None),
    ("practitioner", "/caseload", ".whose a[href*='/branches/']"),
    ("practitioner", "/caseload", COURSE),
    ("practitioner", "/caseload", f"{COURSE} + /invitation"),
    ("practitioner", "/caseload", f"{COURSE} + /comparison"),
    ("practitioner", "/caseload", f"{COURSE} + /first-visit"),
    ("practitioner", "/caseload", f"{COURSE} + /log"),
    ("practitioner", "/caseload", f"{COURSE} + /versions"),
    ("practitioner", "/caseload", f"{COURSE} + /programme/templates"),
    ("practitioner", "/caseload", f"{COURSE} + /programme/new?template=R15"),
    ("practitioner", "/caseload", f"{COURSE} + /programme/revision"),
    ("practitioner", "/caseload", f"{COURSE} + /programme/moves"),
    ("practitioner", "/caseload", f"{COURSE} + /programme/template"),
    ("practitioner", "/caseload", f"{COURSE} + /programme/copy"),
    ("practitioner", "/templates", None),
    ("admin", "/templates/chain", None),
    ("practitioner", "/caseload", f"{COURSE} + /thresholds"),
    ("practitioner", "/caseload", f"{COURSE} + /follow-ups"),
    ("practitioner", "/caseload", f"{COURSE} + /follow-ups/decisions/new?decision=hold&about=low_adherence"),
    ("practitioner", "/caseload", f"{COURSE} + /warning-signs"),
    ("practitioner", "/caseload", f"{COURSE} + /pauses"),
    ("practitioner", "/caseload", f"{COURSE} + /programme/handout"),
    ("practitioner", "/caseload", f"{COURSE} + /closure"),
    ("practitioner", "/courses/closed", None),
    ("practitioner", "/inbox", None),
    ("practitioner", "/inbox", ".inbox a[href*='/messages']"),
    ("practitioner", "/inbox/answer-time", None),
    ("practitioner", "/patients/new", None),
    ("practitioner", "/calendar", None),
    ("practitioner", "/exercises", None),
    ("practitioner", "/exercises?show=own", "main a[href^='/exercises/E-']"),
    ("practitioner", "/exercises/new", None),
    ("practitioner", "/rules", None),
    ("reception", "/desk", None),
    ("reception", "/desk", "a[href^='/desk/appointments/'][href$='/move']"),
    ("reception", "/desk?q=e", "a[href^='/desk/patients/']"),
    ("manager", "/overview", None),
    ("manager", "/overview/definitions", None),
    ("manager", "/rules", None),
    ("admin", "/chain", None),
    ("admin", "/people", None),
    ("admin", "/people", "main a[href^='/people/']:not([href$='/new'])"),
    ("admin", "/people/new", None),
]
NAMES = [f"{role} {path} {through or ''}".strip() for role, path, through in PAGES]


def go_on(page: Page, through: str | None) -> Page:
    """Follow the first link that `through` finds, if any, and wait until the page is at rest."""
    if through:
        selector, _, further = through.partition(" + ")
        page.goto(f"{page.locator(selector).first.get_attribute('href')}{further}")
    page.wait_for_load_state("networkidle")
    return page


def over(page: Page) -> int:
    """How far the page runs off the side, in pixels; a chart may take a moment to follow the window."""
    for _ in range(25):
        found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if found <= 0:
            break
        page.wait_for_timeout(200)
    return found


@pytest.mark.browser
@pytest.mark.parametrize(("role", "path", "through"), PAGES, ids=NAMES)
def test_axe_finds_nothing(visit: Visit, role: str | None, path: str, through: str | None) -> None:
    phone_first = role in (None, "patient", "other-patient")
    page = go_on(visit(role, path, size=PHONE if phone_first else DESK, theme="light"), through)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # at once, not in 120 ms
    assert violations(page) == [], "in the dark"


@pytest.mark.browser
@pytest.mark.parametrize("role", ["patient", "practitioner", "reception", "manager", "admin", None], ids=str)
def test_nothing_runs_off_the_side(visit: Visit, role: str | None) -> None:
    page = visit(role, "/", size=(WIDTHS[-1], 844))
    for path, through in [(path, through) for who, path, through in PAGES if who == role]:
        page.goto(path)
        go_on(page, through)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert over(page) <= 0, f"{page.url} runs off the side at {width}"


@pytest.mark.browser
def test_only_a_page_with_a_chart_pays_for_one(visit: Visit) -> None:
    page = visit("patient", "/today")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    for path in ("/today", "/programme", "/appointments", "/book", "/settings"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "plotly" in url]
    page.goto("/progress")
    with page.expect_response("**/plotly-basic*"):
        page.locator(".plot").first.tap()
    assert [url for url in fetched if "plotly-basic" in url]

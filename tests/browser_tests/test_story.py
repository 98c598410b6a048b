"""The whole line as two people live it: assigned, trained, logged, seen, prompted, booked, and seen again."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import DESK, PHONE, Visit

WORDS = {
    "da": {
        "dose": "3 sæt × 12 gentagelser, så tungt, at du lige kan 12",
        "tempo": "3 sek. op, 2 sek. hold, 3 sek. ned",
        "often": "hver anden dag",
        "changed": "4 sæt × 12 gentagelser",
        "median": "7 dages median",
    },
    "en": {
        "dose": "3 sets × 12 repetitions, so heavy that you can just do 12",
        "tempo": "3 s up, 2 s hold, 3 s down",
        "often": "every other day",
        "changed": "4 sets × 12 repetitions",
        "median": "7-day median",
    },
}


def go(page: Page, link: Locator) -> None:
    """Follow a link or press a button that leads to another page."""
    with page.expect_navigation():
        link.click()


def open_karens_course(page: Page) -> str:
    """From the caseload to Karen's course; returns its address."""
    go(page, page.get_by_role("link", name=re.compile("^Karen S")).first)
    return re.sub(r"https?://[^/]+", "", page.url)


def assign_rathleff(page: Page, course: str, language: str) -> None:
    """Template → builder → one more set in the first row → sign."""
    go(page, page.locator(f"a[href='{course}/programme/templates']").first)
    go(page, page.locator("a[href*='template=R15']").first)
    expect(page.locator("main")).to_contain_text(WORDS["da"]["dose"])  # Karen reads Danish, whatever Ida reads
    page.locator("details.ex__b > summary").first.click()
    sets = page.locator("input[name$='-sets']").first
    sets.fill("4")
    page.locator("textarea[name='reason']").fill("Du er klar til tungere træning.")
    go(page, page.locator("button[name='do'][value='sign']"))
    assert page.url.endswith(course)


def log_the_morning(page: Page, score: int) -> None:
    """One tap."""
    go(page, page.locator(f"button[name='score'][value='{score}']"))
    expect(page.locator("main [role='status']").first).to_contain_text(str(score))


def log_a_session(page: Page) -> None:
    """Sets with load, pain during and after, effort, a note."""
    go(page, page.locator("main a[href^='/sessions/new']").first)
    loads = page.locator("input[name^='sets-'][name$='-load']")
    for number in range(loads.count()):
        loads.nth(number).fill("6")
    page.locator("input[name='pain_during'][value='4']").check(force=True)
    page.locator("input[name='pain_after'][value='3']").check(force=True)
    page.locator("input[name='effort'][value='3']").check(force=True)
    page.locator("textarea[name='note']").fill("Gik fint på trappen <3 🦶")
    go(page, page.locator("form button.btn--pri"))
    assert page.url.endswith("/today")


def book_from_the_prompt(page: Page) -> str:
    """More times, another time, confirm: three taps. Returns the words of the appointment."""
    go(page, page.locator("main a[href^='/book'][href*='prompt=']").last)
    page.locator("label.slot").last.click()
    go(page, page.locator("button[form='book']"))
    assert re.search(r"/appointments/\d+$", page.url)
    return page.locator("main").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize(("size", "language"), [(PHONE, "da"), (DESK, "en")], ids=["phone-da", "desk-en"])
def test_the_whole_line(visit: Visit, fresh_clinic: str, size: tuple[int, int], language: str) -> None:
    words = WORDS[language]
    ida = visit("practitioner", "/caseload", size=size, language=language, clinic=fresh_clinic)
    course = open_karens_course(ida)
    assign_rathleff(ida, course, language)

    karen = visit("patient", "/today", size=size, language=language, clinic=fresh_clinic)
    today = karen.locator("main")
    expect(today).to_contain_text(words["changed"])
    expect(today).to_contain_text(words["tempo"])
    expect(today).to_contain_text(words["often"])
    assert violations(karen) == []
    log_the_morning(karen, 5)
    log_a_session(karen)
    assert violations(karen) == []

    karen.goto("/progress")
    expect(karen.locator(".plot .main-svg").first).to_be_visible()
    expect(karen.locator("main")).to_contain_text(words["median"])
    expect(karen.locator("a[data-title*='Plotly'], .modebar")).to_have_count(0)
    assert violations(karen) == []

    karen.goto("/today")
    booked = book_from_the_prompt(karen)
    assert "Ida L" in booked
    assert "Horsens" in booked
    assert violations(karen) == []
    with karen.expect_download() as download:
        karen.locator("a[href$='appointment.ics']").click()
    calendar = download.value.path().read_text()
    assert "BEGIN:VEVENT" in calendar
    assert "smerte" not in calendar.lower()
    go(karen, karen.locator("a[href$='/move']"))
    assert violations(karen) == []
    karen.goto("/today")
    expect(karen.locator("main a[href^='/book'][href*='prompt=']")).to_have_count(0)

    ida.goto("/caseload")
    row = ida.locator("tr", has=ida.locator(f"a[href='{course}']"))
    expect(row).to_have_count(1)
    ida.goto(course)
    page = ida.locator("main")
    expect(page).to_contain_text("Gik fint på trappen <3 🦶")
    expect(page).to_contain_text("6 kg")
    expect(ida.locator(".plot .main-svg").first).to_be_visible()
    assert violations(ida) == []


@pytest.mark.browser
def test_the_patients_part_works_without_scripts(visit: Visit, fresh_clinic: str) -> None:
    karen = visit("patient", "/today", scripts=False, clinic=fresh_clinic)
    log_the_morning(karen, 4)
    log_a_session(karen)
    book_from_the_prompt(karen)
    karen.goto("/progress")
    expect(karen.locator("main table").first).to_be_visible()


@pytest.mark.browser
def test_a_chart_offers_nobody_else_its_numbers(visit: Visit) -> None:
    page = visit("patient", "/progress", size=DESK)
    expect(page.locator(".plot .main-svg").first).to_be_visible()
    page.locator(".plot").first.hover()
    assert "Share" not in page.locator("main").inner_text()
    expect(page.locator(".modebar-btn")).to_have_count(0)


@pytest.mark.browser
def test_the_loop_by_keyboard(visit: Visit, fresh_clinic: str) -> None:
    """Tab to the score, Enter; no pointer."""
    page = visit("patient", "/today", size=DESK, clinic=fresh_clinic)
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name === 'score' && document.activeElement.value === '3'"):
            break
    else:
        pytest.fail("the score can't be reached with Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main [role='status']").first).to_contain_text("3")


@pytest.mark.browser
def test_what_has_the_focus_is_never_hidden(visit: Visit) -> None:
    """Not under the dock of a booking, nor under the menu at the bottom of Today."""
    for path, cover in (("/book", ".dock"), ("/today", ".tabbar"), ("/progress", ".tabbar")):
        page = visit("patient", path)
        for _press in range(30):
            page.keyboard.press("Tab")
            hidden = page.evaluate(
                """selector => {
                    const focused = document.activeElement, cover = document.querySelector(selector);
                    if (focused === document.body || cover.contains(focused)) return null;
                    const box = (focused.closest('label') ?? focused).getBoundingClientRect();
                    return box.top >= cover.getBoundingClientRect().top ? focused.outerHTML.slice(0, 120) : null;
                }""",
                cover,
            )
            assert hidden is None, f"{path}: under {cover}: {hidden}"

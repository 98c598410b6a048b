"""The practitioner's course page in a real browser, and a first visit as two people live it side by side."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import DESK, PHONE, Visit
from tests.browser_tests.test_story import go

FOLD = 900
DATES = {"first_from": "2026-10-20", "first_to": "2026-10-26", "then_from": "2026-11-10", "then_to": "2026-11-20"}


def bottom(page: Page, selector: str) -> float:
    """How far down the window an element reaches, in pixels."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] + box["height"]


@pytest.mark.browser
def test_what_matters_stands_above_the_fold_and_its_pages_are_clean(visit: Visit) -> None:
    ida = visit("practitioner", "/caseload", size=DESK)
    go(ida, ida.get_by_role("link", name=re.compile("^Karen S")).first)
    course = ida.url
    expect(ida.locator(".plot .main-svg").first).to_be_visible()
    assert bottom(ida, ".page__h .acts") < 100, "the actions stand beside the name"
    for selector in (".reasons", ".facts", ".plot", ".resp", "[aria-labelledby=chart-title]"):
        assert bottom(ida, selector) <= FOLD, selector
    assert violations(ida) == []

    ida.locator(".addendum summary").first.click()
    ida.locator(".addendum textarea").first.fill("Husk nye sko.")
    go(ida, ida.locator(".addendum button").first)
    expect(ida.locator(".addenda").first).to_contain_text("Husk nye sko.")

    go(ida, ida.locator("a[href$='/comparison']"))
    for name, day in DATES.items():
        ida.locator(f"input[name='{name}']").fill(day)
    go(ida, ida.locator("form.card button"))
    assert "first_from=2026-10-20" in ida.url
    expect(ida.locator(".plot .main-svg").first).to_be_visible()
    assert violations(ida) == []
    for path in ("/log", "/versions", "/first-visit"):
        ida.goto(course + path)
        assert violations(ida) == []


@pytest.mark.browser
def test_a_first_visit_side_by_side(visit: Visit, fresh_clinic: str) -> None:
    ida = visit("practitioner", "/patients/new", size=DESK, clinic=fresh_clinic)
    for name, value in (("name", "Ny Patient"), ("email", "ny@example.com"), ("born_on", "1980-02-03")):
        ida.locator(f"[name='{name}']").fill(value)
    for name, value in (("condition", "plantar_fasciopathy"), ("side", "right"), ("intake_pain", "6")):
        ida.locator(f"input[name='{name}'][value='{value}']").check(force=True)
    go(ida, ida.locator("main form .btn--pri").last)
    link = ida.locator("#link").input_value()
    course = re.sub(r"/invitation$", "", ida.url)
    ida.goto(f"{course}/programme/new?template=R15")
    go(ida, ida.locator("button[name='do'][value='sign']"))

    phone = visit(None, link, size=PHONE, clinic=fresh_clinic)
    for name in ("password", "again"):
        phone.locator(f"input[name='{name}']").fill("tolv tegn og lidt til")
    go(phone, phone.locator("form .btn--pri"))
    assert violations(phone) == []
    go(phone, phone.locator("a[href='/player/practice']"))
    phone.locator("[data-do=start]:visible").first.click()
    phone.locator("[data-do=end_set]:visible").click(timeout=15_000)
    phone.locator("input[name$='-reps']").first.fill("8")  # the set was ended before its first lift
    phone.locator("input[name='pain_during'][value='3']").check(force=True)
    phone.locator("input[name='pain_after'][value='2']").check(force=True)
    go(phone, phone.locator("form button.btn--pri:visible").last)
    assert phone.url.endswith("/today")
    expect(phone.locator("a[href='/player/practice']")).to_have_count(0)
    expect(phone.locator("a[href='/player']")).to_be_visible()

    ida.goto(f"{course}/first-visit")
    expect(ida.locator("section[aria-labelledby=set]")).to_contain_text("klaret")
    expect(ida.locator("section[aria-labelledby=phone]")).to_contain_text("loggede ind")
    go(ida, ida.locator("a[href$='/programme/handout']"))
    assert ida.url.endswith("/programme/handout")

"""Today on a phone: what stands above the fold, and what one tap does, also without scripts and without network."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import NOW, PHONE, NewPhone, Visit
from tests.browser_tests.phones import PASSWORD, Clinic

TODAY = NOW.date()
TAP = "form[action='/sessions/as-prescribed'] button"
FELT = "main a[href*='correct='][href*='short=1']"
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_morning_and_the_training_stand_above_the_fold(visit: Visit, language: str, theme: str) -> None:
    page = visit("patient", "/today", language=language, theme=theme)
    fold = page.locator("nav.tabbar, .tabbar").bounding_box()
    assert fold
    for what in ("button[name='score'][value='10']", "button[name='score'][value='unknown']", ".btn--lg", TAP):
        box = page.locator(what).first.bounding_box()
        assert box, what
        assert box["y"] >= 0, what
        assert box["y"] + box["height"] / 2 < fold["y"], f"{what} is under the fold"


def test_one_tap_then_how_it_felt_and_nothing_is_wrong_on_the_way(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().sign_in("karen.sommer")
    page = karen.open()
    assert violations(page) == []
    page.locator(TAP).click()
    expect(page.locator(FELT)).to_be_visible()
    assert violations(page) == []
    page.locator(FELT).click()
    expect(page.locator("h1")).to_have_text("Hvordan føltes det?")
    assert violations(page) == []
    for name, value in (("pain_during", 2), ("pain_after", 1)):
        page.locator(f"label:has(input[name='{name}'][value='{value}'])").first.click()
    page.locator("form[action='/sessions'] button.btn--pri").click()
    expect(page.locator("[aria-labelledby='h-training']")).to_contain_text("Fin reaktion")
    assert [on for on, kind, _version in small_clinic.trained(small_clinic.cast.karen) if kind == "strength"] == [TODAY]


def test_one_tap_and_undo_work_without_scripts(chromium: Browser, small_clinic: Clinic) -> None:
    size = {"width": PHONE[0], "height": PHONE[1]}
    context = chromium.new_context(base_url=small_clinic.address, viewport=size, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("input[name='email']", "karen.sommer@example.invalid")
    page.fill("input[name='password']", PASSWORD)
    page.locator("main form button").first.click()
    page.locator(TAP).click()
    expect(page.locator(FELT)).to_be_visible()
    page.locator("form[action$='/undo'] button").click()
    expect(page.locator(TAP)).to_be_visible()
    context.close()
    assert small_clinic.trained(small_clinic.cast.karen) == []


def test_one_tap_without_network_arrives_once(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().first_visit("karen.sommer")
    version = small_clinic.versions(small_clinic.cast.karens_course)[0]
    karen.off()
    page = karen.open()
    page.locator(TAP).click()
    expect(page.locator("#not-sent")).to_contain_text("Træning")
    expect(page.locator(TAP)).to_be_hidden()
    karen.on().open()
    karen.until(lambda: karen.entries() == [])
    assert small_clinic.trained(small_clinic.cast.karen) == [(TODAY, "strength", version)]


def test_the_morning_missed_yesterday_is_two_taps_away_on_each_side(phone: NewPhone, small_clinic: Clinic) -> None:
    ole = phone(theme="dark").sign_in("ole.noergaard")
    page = ole.open()
    links = page.get_by_role("link", name="I går mangler: udfyld")
    expect(links).to_have_count(2)
    assert violations(page) == []
    links.first.click()
    expect(page.locator("input[name='side'][value='left']")).to_be_checked()

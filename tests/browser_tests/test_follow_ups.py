"""A prompt is held back with a reason, and is gone from the patient's phone; another visit is planned by hand."""

import pytest
from playwright.sync_api import expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import PHONE, Visit
from tests.browser_tests.test_story import go

KARENS = "/courses/1/follow-ups"
TABLET = (820, 1180)


@pytest.mark.browser
def test_held_back_it_is_gone_from_the_phone(visit: Visit, fresh_clinic: str) -> None:
    patient = visit("patient", "/today", size=PHONE, clinic=fresh_clinic)
    expect(patient.locator("#h-prompt")).to_be_visible()
    page = visit("practitioner", KARENS, size=TABLET, clinic=fresh_clinic)
    go(page, page.get_by_role("link", name="Hold tilbage").first)
    go(page, page.get_by_role("button", name="Hold tilbage"))
    expect(page.locator("#errors")).to_be_focused()
    assert violations(page) == []
    page.fill("#reason", "Er på ferie til den 5.")
    go(page, page.get_by_role("button", name="Hold tilbage"))
    assert page.url.endswith(KARENS)
    expect(page.locator("main")).to_contain_text("Er på ferie til den 5.")
    patient.reload()
    expect(patient.locator("#h-prompt")).to_have_count(0)

    page.fill("#weeks", "3")
    page.fill("#why", "Tag dine sko med.")
    go(page, page.get_by_role("button", name="Planlæg opfølgningen"))
    expect(page.locator("[aria-labelledby=planned]")).to_contain_text("Tag dine sko med.")
    assert violations(page) == []

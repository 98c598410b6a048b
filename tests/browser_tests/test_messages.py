"""A patient and a practitioner write to each other, each at their own screen; and a manager reads the branch."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import DESK, PHONE, Visit
from tests.browser_tests.test_story import go

TABLET = (820, 1180)


@pytest.mark.browser
def test_a_question_is_asked_answered_and_read(visit: Visit, fresh_clinic: str) -> None:
    karen = visit("patient", "/today", size=PHONE, clinic=fresh_clinic)
    go(karen, karen.get_by_role("link", name=re.compile("ny besked fra Ida|Ny besked fra Ida")))
    karen.get_by_label("Besked", exact=True).fill("Må jeg gå en tur på ti kilometer?")
    go(karen, karen.get_by_role("button", name="Send"))
    expect(karen.locator("#latest")).to_contain_text("Ikke læst endnu")
    assert violations(karen) == []

    ida = visit("practitioner", "/caseload", size=TABLET, clinic=fresh_clinic)
    go(ida, ida.get_by_role("link", name=re.compile("Beskeder")))
    go(ida, ida.get_by_role("link", name=re.compile("Karen Sommer.*ulæst", re.DOTALL)))
    ida.get_by_label("Besked", exact=True).fill("Ja, i flade sko.")
    ida.keyboard.press("Tab")
    ida.keyboard.press("Enter")
    expect(ida.locator("#latest")).to_contain_text("Ja, i flade sko.")
    assert violations(ida) == []

    karen.goto("/messages")
    expect(karen.locator(".thread")).to_contain_text("Læst")
    expect(karen.locator("#latest")).to_contain_text("Ja, i flade sko.")


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, TABLET, PHONE], ids=lambda size: str(size[0]))
def test_the_branchs_figures_are_drawn_and_can_be_read_as_tables(visit: Visit, size: tuple[int, int]) -> None:
    mona = visit("manager", "/overview", size=size)
    for plot in mona.locator(".plot").all():
        expect(plot.locator(".main-svg").first).to_be_visible()
    mona.locator("details.numbers summary").first.click()
    expect(mona.locator("details.numbers table").first).to_be_visible()
    assert violations(mona) == []
    with mona.expect_download() as taken:
        mona.get_by_role("link", name=re.compile("CSV")).click()
    assert taken.value.suggested_filename == "horsens-2026-11-25.csv"

"""A warning sign ticked on the phone: the text comes with the tick, with or without network, and the clinic is told."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from rehab.models import Pause, WarningReport
from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import NewPhone
from tests.browser_tests.phones import Clinic

LIST = "/warning-signs"
pytestmark = pytest.mark.browser


def reported(clinic: Clinic) -> list[list[str]]:
    return [row[0] for row in clinic.read(sa.select(WarningReport.lines))]


def test_without_network_the_text_stands_and_the_tick_arrives_once(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().first_visit("karen.sommer").off()
    page = karen.open(LIST)
    page.check("input[name=nothing]")
    page.check("input[value=fever]")
    expect(page.locator("input[name=nothing]")).not_to_be_checked()
    expect(page.locator("[data-level-text=same_day]")).to_be_visible()
    page.check("input[value=calf_or_chest]")
    expect(page.locator("[data-level-text=emergency] a[href='tel:112']")).to_be_visible()
    expect(page.locator("[data-level-text=same_day]")).to_be_hidden()
    page.get_by_role("button", name="Send svaret").click()
    page.wait_for_url("**/today")
    expect(page.locator("[aria-labelledby=h-unsent]")).to_be_visible()
    expect(page.locator("[aria-labelledby=h-training]")).to_be_hidden()
    assert violations(page) == []
    assert reported(small_clinic) == []

    karen.kill()
    expect(karen.open(LIST).locator("[data-level-text=emergency]")).to_be_visible()
    karen.on().open()
    karen.until(lambda: bool(reported(small_clinic)))
    expect(karen.open().locator("[aria-labelledby=h-pause]")).to_contain_text("Ring 112 nu")
    assert reported(small_clinic) == [["fever", "calf_or_chest"]]
    assert len(small_clinic.read(sa.select(Pause.id))) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_stands_is_first_on_today_and_axe_finds_nothing(phone: NewPhone, theme: str) -> None:
    karen = phone(theme=theme).first_visit("karen.sommer")
    page = karen.open(LIST)
    page.check("input[value=fever]")
    page.get_by_role("button", name="Send svaret").click()
    page.wait_for_url("**/today")
    expect(page.locator("main section").locator("visible=true").first).to_contain_text("Ring til en læge i dag")
    assert violations(page) == []
    page = karen.open(LIST)
    page.check("input[value=fever]")
    assert violations(page) == []

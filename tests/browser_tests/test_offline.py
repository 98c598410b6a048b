"""The phone without network: what it shows, what it keeps, and that what is logged arrives once and in order."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser_tests.conftest import NOW, _own_database
from tests.browser_tests.phones import Clinic, Phone, served_clinic

TODAY = NOW.date()
NewPhone = Callable[..., Phone]
pytestmark = pytest.mark.browser


@pytest.fixture
def small_clinic(tmp_path: Path) -> Iterator[Clinic]:
    with served_clinic(_own_database(tmp_path, "offline")) as clinic:
        yield clinic
    assert not clinic.faults, clinic.faults


@pytest.fixture
def phone(chromium: Browser, small_clinic: Clinic) -> Iterator[NewPhone]:
    """`phone()` is a new phone, `phone(language="en")` an English one."""
    phones: list[Phone] = []

    def new(**looks: str) -> Phone:
        phones.append(Phone(chromium, small_clinic, **looks))
        return phones[-1]

    yield new
    for each in phones:
        each.close()


def test_from_the_second_visit_on_the_pages_open_without_network(phone: NewPhone) -> None:
    karen = phone().first_visit("karen.sommer").off()
    for path, words in (("/today", "Karen"), ("/programme", "Ring til din egen læge"), ("/sessions/new", "Gem")):
        karen.kill()
        page = karen.open(path)
        expect(page.locator("body")).to_contain_text(words)
        expect(page.locator("#kept-page")).to_contain_text("Du er offline. Du kan træne og registrere som normalt.")
    karen.page.goto("/appointments")
    expect(karen.page.locator("h1")).to_have_text("Ingen forbindelse")


def test_three_days_without_network_arrive_in_order_and_once(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().first_visit("karen.sommer").off()
    me = small_clinic.cast.karen
    for n, score in enumerate((5, 4, 3)):
        if n:
            karen.later(days=1)
        page = karen.open()
        karen.tap_score(score)
        expect(page.locator("#not-sent")).to_contain_text(f"i dag: {score}")
        expect(page.locator("[data-folded]")).to_contain_text("Ikke sendt endnu")
        karen.log_session()
        expect(karen.page.locator("#not-sent")).to_contain_text("Træning, i dag")
    assert [entry["kind"] for entry in karen.entries()] == ["morning", "session"] * 3
    assert small_clinic.mornings(me) == []
    small_clinic.clock.move_to(NOW + timedelta(days=2, hours=1))
    karen.on()
    karen.until(lambda: karen.entries() == [])
    assert small_clinic.mornings(me) == [(TODAY + timedelta(days=n), 5 - n, True) for n in range(3)]
    assert [day for day, _kind, _version in small_clinic.trained(me)] == [TODAY + timedelta(days=n) for n in range(3)]

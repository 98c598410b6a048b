"""A demo clinic served on loopback, and Chromium to open it with.

Without the browser these tests skip with a loud reason on a person's machine, and fail in CI.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser_tests.phones import Clinic, Phone, served_clinic
from tests.browser_tests.served import DESK, NOW, PHONE, own_database, served

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 20_000  # how long something is waited for on a busy machine
Visit = Callable[..., Page]
NewPhone = Callable[..., Phone]
__all__ = ["CHROMIUM", "DESK", "FLAGS", "NOW", "PHONE", "NewPhone", "Visit"]


@pytest.fixture(scope="session")
def still_clock() -> Iterator[None]:
    """The clinic's clock begins at NOW and ticks, so that the demo is the same every day."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory, still_clock: None) -> Iterator[str]:
    """The address of a served demo clinic that tests only look at."""
    yield from served(own_database(tmp_path_factory.mktemp("clinic"), "look"))


@pytest.fixture
def fresh_clinic(tmp_path: Path, still_clock: None) -> Iterator[str]:
    """The address of a clinic of one's own, to change things in."""
    yield from served(own_database(tmp_path, "story"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        message = f"NO BROWSER: {CHROMIUM} is missing; install Debian's chromium or set CHROMIUM to one"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    expect.set_options(timeout=PATIENCE_MS)
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def visit(chromium: Browser, clinic: str) -> Iterator[Visit]:
    """`visit("patient", "/today")` opens a page as a role; console errors and foreign requests fail the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(
        role: str | None = None,
        path: str = "/",
        *,
        size: tuple[int, int] = PHONE,
        theme: str = "light",
        language: str = "da",
        scripts: bool = True,
        clinic: str = clinic,
    ) -> Page:
        context = chromium.new_context(
            base_url=clinic,
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            color_scheme=theme,  # type: ignore[arg-type]
            locale={"da": "da-DK", "en": "en-GB"}[language],
            timezone_id="Europe/Copenhagen",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda m: faults.append(m.text) if m.type == "error" and "status of 4" not in m.text else None
        )
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("request", lambda r: faults.append(r.url) if not r.url.startswith((clinic, "data:", "blob:")) else None)
        _enter(page, role, language)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, faults


def _enter(page: Page, role: str | None, language: str) -> None:
    """Sign in through the demo's button, in a language."""
    page.goto("/sign-in")
    if role:
        page.locator(f"[data-try-as='{role}']").click()
    if page.locator("html").get_attribute("lang") != language:
        page.goto("/settings" if role else "/sign-in")
        page.locator(f"button[name='language'][value='{language}']").first.click()


@pytest.fixture
def small_clinic(tmp_path: Path) -> Iterator[Clinic]:
    """The standing cast in a clinic of one's own, whose clock can be moved."""
    with served_clinic(own_database(tmp_path, "small")) as clinic:
        yield clinic
    assert not clinic.faults, clinic.faults


@pytest.fixture
def phone(chromium: Browser, small_clinic: Clinic) -> Iterator[NewPhone]:
    """`phone()` is a new phone in that clinic, `phone(language="en")` an English one."""
    phones: list[Phone] = []

    def new(**looks: str) -> Phone:
        phones.append(Phone(chromium, small_clinic, **looks))
        return phones[-1]

    yield new
    for each in phones:
        each.close()

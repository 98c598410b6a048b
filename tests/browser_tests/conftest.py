"""A demo clinic served on loopback, and Chromium to open it with.

Without the browser these tests skip with a loud reason on a person's machine, and fail in CI.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from rehab.app import create_app
from rehab.config import DEMO_SECRET, Settings, database_url
from rehab.db import Base, db
from rehab.demo.clinic import populate

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
NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
PATIENTS = 80
PHONE, DESK = (390, 844), (1440, 900)

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def still_clock() -> Iterator[None]:
    """The clinic's clock begins at NOW and ticks, so that the demo is the same every day."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory, still_clock: None) -> Iterator[str]:
    """The address of a served demo clinic that tests only look at."""
    yield from _served(_own_database(tmp_path_factory.mktemp("clinic"), "look"))


@pytest.fixture
def fresh_clinic(tmp_path: Path, still_clock: None) -> Iterator[str]:
    """The address of a clinic of one's own, to change things in."""
    yield from _served(_own_database(tmp_path, "story"))


def _served(url: str, before: Callable[[Any], Any] | None = None) -> Iterator[str]:
    """Serve a demo clinic; `before` puts something between the network and the app."""
    app = create_app(Settings(database_url=url, secret_key=DEMO_SECRET, demo=True))
    if before:
        app.wsgi_app = before(app.wsgi_app)  # type: ignore[method-assign]
    with app.app_context():
        Base.metadata.create_all(db.engine)
        populate(db.session, patients=PATIENTS, seed=1, today=NOW.date())
        db.session.remove()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)
    with app.app_context():
        wait_for_the_last(db.engine)
        db.engine.dispose()


def wait_for_the_last(engine: sa.Engine) -> None:
    """What is written after an answer may still be on its way when the browser is done."""
    for _ in range(100):
        if getattr(engine.pool, "checkedout", int)() == 0:
            return
        sleep(0.05)


def _own_database(folder: Path, purpose: str) -> str:
    """A database of its own beside the one the other tests empty."""
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        return f"sqlite:///{folder / 'clinic.sqlite'}"
    beside = sa.make_url(database_url(url))
    name = f"{beside.database}_{purpose}"
    engine = sa.create_engine(beside, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    engine.dispose()
    return beside.set(database=name).render_as_string(hide_password=False)


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
        context.set_default_timeout(10_000)
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

"""A small clinic whose clock can be moved, and phones whose network can be taken away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
import time_machine
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from rehab.app import create_app
from rehab.config import Settings
from rehab.db import Base, db
from rehab.features.accounts.services import hasher
from rehab.models import ExerciseSession, MorningPain, Person, ProgrammeVersion
from tests.browser_tests.axe import violations
from tests.browser_tests.served import NOW, PHONE, on_loopback
from tests.cast import Cast, make_cast

MOST_TIMES = 5
PASSWORD = "correct horse battery"
QUEUE = "body[data-queue='ready']"
# What waits on a phone, and whether the pages are kept: asked in the page, as there is nothing to see of it.
WAITING = """() => new Promise((done, failed) => {
  const request = indexedDB.open('rehab', 1);
  request.onerror = () => failed(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction('entries').objectStore('entries').getAll();
    all.onsuccess = () => { request.result.close(); done(all.result); };
  };
})"""
KEPT = """async (owner) => {
  const cache = await caches.has('pages-' + owner) ? await caches.open('pages-' + owner) : null;
  return cache ? (await cache.keys()).map(({ url }) => new URL(url).pathname + new URL(url).search) : [];
}"""
KEPT_TEXT = """async ([owner, path]) => {
  const found = await caches.match(path, { cacheName: 'pages-' + owner });
  return found ? found.text() : '';
}"""
PAGE_CACHES = "async () => (await caches.keys()).filter((name) => name.startsWith('pages-'))"
BEFOREHAND = {"/today", "/programme", "/sessions/new", "/sessions/new?short=1", "/morning-pain/other-day", "/player"}


@dataclass
class Clinic:
    """A served app with the standing cast, all with the same password."""

    app: Flask
    address: str
    cast: Cast
    clock: time_machine.Traveller
    faults: list[str] = field(default_factory=list)

    def read(self, statement: Any) -> list[Any]:
        with self.app.app_context():
            found = list(db.session.execute(statement))
            db.session.remove()
        return found

    def write(self, work: Callable[[Any], Any]) -> None:
        with self.app.app_context():
            work(db.session)
            db.session.commit()
            db.session.remove()

    def mornings(self, person: int) -> list[tuple[date, int | None, bool]]:
        """(date, score, whether it is in force) of a person, in the order they came."""
        of = sa.select(MorningPain.noted_on, MorningPain.score, MorningPain.superseded_at.is_(None))
        return [tuple(row) for row in self.read(of.where(MorningPain.logged_by_id == person).order_by(MorningPain.id))]

    def trained(self, person: int) -> list[tuple[date, str, int]]:
        """(date, kind, version) of each training and stretch in force, in the order they came."""
        of = sa.select(ExerciseSession.done_on, ExerciseSession.kind, ExerciseSession.version_id)
        own = (ExerciseSession.logged_by_id == person, ExerciseSession.superseded_at.is_(None))
        return [tuple(row) for row in self.read(of.where(*own).order_by(ExerciseSession.id))]

    def keys(self, person: int) -> list[str]:
        """The client keys of all a person logged, each as often as it is stored."""
        tables = (MorningPain, ExerciseSession)
        return [row[0] for of in tables for row in self.read(sa.select(of.client_key).where(of.logged_by_id == person))]

    def end_sessions(self, person: int) -> None:
        """As when the cookie has run out, or another device signed everyone out."""
        new = {"session_key": str(uuid4())}
        self.write(lambda session: session.execute(sa.update(Person).where(Person.id == person).values(new)))

    def versions(self, course: int) -> list[int]:
        """The ids of a course's versions, first to last."""
        of = sa.select(ProgrammeVersion.id).where(ProgrammeVersion.course_id == course)
        return [row[0] for row in self.read(of.order_by(ProgrammeVersion.number))]


@contextmanager
def served_clinic(database: str) -> Iterator[Clinic]:
    """The clinic on a port of its own; its clock begins at NOW and ticks."""
    with time_machine.travel(NOW, tick=True) as clock:
        app = create_app(Settings(database_url=database, secret_key="test" * 10))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            cast = make_cast(db.session)
            db.session.execute(sa.update(Person).values(password_hash=hasher.hash(PASSWORD)))
            db.session.commit()
            db.session.remove()
        with on_loopback(app) as address:
            yield Clinic(app, address, cast, clock)


class Phone:
    """One phone: a browser of its own, whose day is set apart from the clinic's."""

    def __init__(self, chromium: Browser, clinic: Clinic, *, theme: str = "light", language: str = "da") -> None:
        self.clinic = clinic
        self.context: BrowserContext = chromium.new_context(
            base_url=clinic.address,
            viewport={"width": PHONE[0], "height": PHONE[1]},
            has_touch=True,
            color_scheme=theme,  # type: ignore[arg-type]
            locale={"da": "da-DK", "en": "en-GB"}[language],
            timezone_id="Europe/Copenhagen",
        )
        self.context.set_default_timeout(10_000)
        self.day = NOW
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.clock.install(time=self.day)
        page.on("pageerror", lambda error: self.clinic.faults.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    def kill(self) -> None:
        """The browser's page goes at once, as when the phone throws the app out.

        Nobody waits for it: Chromium may miss that a page is to go which is just then making way for another, and the
        wait would never end. What is missed goes with the next one.
        """
        for page in self.context.pages:
            page.close(run_before_unload=True)
        try:
            self.page = self.new_page()
        except Error:  # it went with the others
            self.page = self.new_page()

    def later(self, **delta: float) -> None:
        """The phone's own clock goes on (the clinic's stays)."""
        self.day = self.day + timedelta(**delta)
        self.kill()

    def go(self, path: str) -> Page:
        """Open an address; again when the page was just then making way for a fresh one of itself."""
        for _again in range(MOST_TIMES):
            try:
                self.page.goto(path)
                return self.page
            except Error:
                self.page.wait_for_load_state()
        self.page.goto(path)
        return self.page

    def sign_in(self, name: str) -> "Phone":
        self.go("/sign-in")
        self.page.fill("input[name='email']", f"{name}@example.invalid")
        self.page.fill("input[name='password']", PASSWORD)
        with self.page.expect_navigation():
            self.page.locator("main form button").first.click()
        return self

    def open(self, path: str = "/today") -> Page:
        expect(self.go(path).locator(QUEUE)).to_be_attached()
        return self.page

    def first_visit(self, name: str) -> "Phone":
        """Sign in, open Today once, and wait until the phone has kept what it is to keep."""
        self.sign_in(name)
        self.open()
        self.until(lambda: set(self.kept()) >= BEFOREHAND)
        return self

    def kept(self) -> list[str]:
        owner = self.page.locator("meta[name='phone-owner']").get_attribute("content")
        return list(self._asked(KEPT, owner))

    def kept_text(self, path: str) -> str:
        owner = self.page.locator("meta[name='phone-owner']").get_attribute("content")
        return str(self._asked(KEPT_TEXT, [owner, path]))

    def page_caches(self) -> list[str]:
        return list(self._asked(PAGE_CACHES))

    def violations(self) -> list[Any]:
        """What axe finds on the page; asked again when it just then made way for a fresh one of itself."""
        try:
            return violations(self.page)
        except Error:
            self.page.wait_for_load_state()
            return violations(self.page)

    def entries(self) -> list[dict[str, Any]]:
        return list(self._asked(WAITING))

    def _asked(self, script: str, argument: Any = None) -> Any:
        """What the page says; asked again when it just then made way for the next one, and that for another."""
        for _again in range(MOST_TIMES):
            try:
                return self.page.evaluate(script, argument)
            except Error:
                self.page.wait_for_load_state()
        return self.page.evaluate(script, argument)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait up to ten seconds; the page's own clock is ours, so the wait is a real one."""
        for _ in range(400):
            if holds():
                return
            self.page.wait_for_timeout(25)
        raise AssertionError("it never came to hold")

    def off(self) -> "Phone":
        self.context.set_offline(True)
        return self

    def on(self) -> "Phone":
        self.context.set_offline(False)
        return self

    def tap_score(self, score: int) -> None:
        """One tap on Today; done when the phone has stored it."""
        self.page.locator(f"button[name='score'][value='{score}']").first.click()

    def log_session(self) -> None:
        """Done as prescribed, from the kept form."""
        self.open("/sessions/new?short=1")
        for name, value in (("pain_during", 2), ("pain_after", 1)):
            self.page.locator(f"label:has(input[name='{name}'][value='{value}'])").first.click()
        with self.page.expect_navigation():
            self.page.locator("form[action='/sessions'] button.btn--pri").click()

    def close(self) -> None:
        self.context.close()

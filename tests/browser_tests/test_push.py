"""Notifications as a person meets them: asked for by a button, refused in words, let, and taken back."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from rehab.app import create_app
from rehab.config import Settings, Vapid
from rehab.db import Base, db
from rehab.jobs.first_run import make_vapid_keys
from rehab.models import Person, PushSubscription
from tests.browser_tests.conftest import PHONE
from tests.cast import make_cast

# Chromium without Google's servers can't subscribe: the subscription is made here as the browser would hand it over.
SUBSCRIBES = """() => {
  let here = null;
  const given = { endpoint: 'https://fcm.googleapis.com/fcm/send/abc', keys: {
    p256dh: btoa('\\x04' + 'k'.repeat(64)).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, ''),
    auth: btoa('s'.repeat(16)).replace(/=+$/, '') } };
  PushManager.prototype.subscribe = async (asked) => {
    if (!asked.userVisibleOnly || asked.applicationServerKey.length !== 65) throw new Error('wrong key');
    here = { endpoint: given.endpoint, toJSON: () => given, unsubscribe: async () => { here = null; return true; } };
    return here;
  };
  PushManager.prototype.getSubscription = async () => here;
}"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Flask, str]]:
    """An app with push set up, in which Karen is the demo's patient, and its address."""
    path = tmp_path / "vapid.keys"
    make_vapid_keys(path)
    public, private = path.read_text().split()
    vapid = Vapid(public=public, private=private, contact="mailto:app@clinic.example")
    url = f"sqlite:///{tmp_path / 'push.sqlite'}"
    app = create_app(Settings(database_url=url, secret_key="push" * 10, demo=True, vapid=vapid))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        karen = make_cast(db.session).karen
        patient = sa.update(Person).where(Person.id == karen).values(email="patient@demo.invalid")
        db.session.execute(patient)
        db.session.commit()
        db.session.remove()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


def reminders(chromium: Chromium, address: str, *, allowed: bool, scripts: bool = True) -> Page:
    """Karen's page of reminders on a phone."""
    width, height = PHONE
    context = chromium.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale="da-DK",
        java_script_enabled=scripts,
        permissions=["notifications"] if allowed else [],
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.add_init_script(f"({SUBSCRIBES})()")
    page.goto("/sign-in")
    page.locator("[data-try-as='patient']").click()
    page.goto("/reminders")
    return page


def is_let(app: Flask) -> list[bool]:
    with app.app_context():
        found = [ended is None for ended in db.session.scalars(sa.select(PushSubscription.ended_at))]
        db.session.remove()
    return found


@pytest.mark.browser
def test_a_refusal_is_said_in_words_and_the_rest_goes_on_working(chromium: Chromium, served: tuple[Flask, str]) -> None:
    page = reminders(chromium, served[1], allowed=False)
    expect(page.get_by_text("Browseren tillader ikke beskeder fra os.")).to_be_visible()
    expect(page.get_by_role("button", name="Tillad beskeder her")).to_be_hidden()
    page.locator("#is_on").check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Den næste kan komme")).to_be_visible()
    assert is_let(served[0]) == []
    page.context.close()


@pytest.mark.browser
def test_it_is_let_and_taken_back(chromium: Chromium, served: tuple[Flask, str]) -> None:
    page = reminders(chromium, served[1], allowed=True)
    page.get_by_role("button", name="Tillad beskeder her").click()
    expect(page.get_by_text("Denne telefon får besked.")).to_be_visible()
    assert is_let(served[0]) == [True]
    page.get_by_role("button", name="Ikke flere beskeder her").click()
    expect(page.get_by_text("Denne telefon får ikke besked.")).to_be_visible()
    assert is_let(served[0]) == [False]
    page.context.close()


@pytest.mark.browser
def test_without_scripts_e_mail_can_be_chosen_and_no_dead_button_is_shown(
    chromium: Chromium, served: tuple[Flask, str]
) -> None:
    page = reminders(chromium, served[1], allowed=False, scripts=False)
    expect(page.get_by_role("button", name="Tillad beskeder her")).to_be_hidden()
    page.locator("#is_on").check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Den næste kan komme")).to_be_visible()
    page.context.close()


@pytest.mark.browser
def test_the_worker_shows_what_is_pushed(chromium: Chromium, served: tuple[Flask, str]) -> None:
    page = reminders(chromium, served[1], allowed=True)
    session = page.context.new_cdp_session(page)
    registered: list[dict[str, object]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda found: registered.extend(found["registrations"]))
    page.get_by_role("button", name="Tillad beskeder her").click()
    expect(page.get_by_text("Denne telefon får besked.")).to_be_visible()
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(500)
    said = '{"title":"Fodfæste","body":"Det er tid.","tag":"message-1","lang":"da","url":"/"}'
    push = {"origin": served[1] + "/", "registrationId": registered[-1]["registrationId"], "data": said}
    session.send("ServiceWorker.deliverPushMessage", push)
    shown = """async () => {
      const { showing } = { showing: await (await navigator.serviceWorker.ready).getNotifications() };
      return showing.map(({ title, body }) => `${title}: ${body}`);
    }"""
    page.wait_for_timeout(1000)
    assert page.evaluate(shown) == ["Fodfæste: Det er tid."]
    page.context.close()

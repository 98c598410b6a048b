"""Random steps of one phone, with and without network, killed, signed out, over days: nothing is lost or comes twice.

A short walk runs with the other tests. The long one:
    RANDOM_STEPS=1000 RANDOM_SEED=7 .venv/bin/pytest tests/browser_tests/test_random_steps.py --log-cli-level=INFO
"""

import logging
import os
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser_tests.conftest import NOW, _own_database
from tests.browser_tests.phones import Clinic, Phone, served_clinic

STEPS = int(os.environ.get("RANDOM_STEPS", "25"))
SEED = int(os.environ.get("RANDOM_SEED", "1"))
# Press a button of a form, and say under which key: in one go, since a page may make way for the next at any time.
PRESS = """(form, button) => {
  const key = form.elements.client_key.value;
  form.querySelector(button).click();
  return key;
}"""
LOG = {"morning": 5, "session": 2, "stretch": 4, "killed while logging": 2}
LIVE = {"network": 5, "kill": 2, "next day": 1, "signed out": 1}


@pytest.fixture
def walker(chromium: Browser, tmp_path: Path) -> Iterator["Walker"]:
    with served_clinic(_own_database(tmp_path, "walk")) as clinic:
        phone = Phone(chromium, clinic).first_visit("karen.sommer")
        yield Walker(clinic, phone, random.Random(SEED))
        phone.close()


class Walker:
    """Takes steps, and remembers the keys of what the phone said it had stored, and of what it may have stored."""

    def __init__(self, clinic: Clinic, phone: Phone, chance: random.Random) -> None:
        self.clinic, self.phone, self.chance = clinic, phone, chance
        self.stored: set[str] = set()
        self.perhaps: set[str] = set()
        self.is_on = self.is_signed_in = True
        self.days = 0

    def step(self) -> None:
        weights = LOG | LIVE
        match self.chance.choices(list(weights), list(weights.values()))[0]:
            case "network":
                self.turn(not self.is_on)
            case "kill":
                self.phone.kill()
            case "next day":
                self.days += 1
                self.clinic.clock.move_to(NOW + timedelta(days=self.days))
                self.phone.later(days=1)
            case "signed out":
                self.clinic.end_sessions(self.clinic.cast.karen)
                self.is_signed_in = False
                self.turn(self.is_on)
            case "killed while logging":
                self.log(self.chance.choice(list(LOG)[:3]), is_killed=True)
            case what:
                self.log(what)

    def turn(self, is_on: bool) -> None:
        """The network comes or goes; with it, who has been signed out signs in again."""
        self.is_on = is_on
        self.phone.on() if is_on else self.phone.off()
        if is_on and not self.is_signed_in:
            self.phone.first_visit("karen.sommer")  # its pages went with the sign-in
            self.is_signed_in = True

    def log(self, what: str, *, is_killed: bool = False) -> None:
        """Fill a form and press its button; then wait for the phone to have it, or throw the page away."""
        form, button = {"morning": self.morning, "session": self.session, "stretch": self.stretch}[what]()
        page = self.phone.page
        if not page.locator(form).count():
            return  # all of today's bouts are done
        key = page.locator(form).first.evaluate(PRESS, button)
        if is_killed:
            self.perhaps.add(key)
            self.phone.kill()
            self.phone.page.goto("/today")
            return
        self.phone.until(lambda: key in self.known())
        self.stored.add(key)
        page.wait_for_url("**/today")
        page.wait_for_timeout(200)  # the page may be about to make way for a fresh one

    def known(self) -> set[str]:
        """What waits on the phone or has arrived."""
        return {entry["key"] for entry in self.phone.entries()} | set(self.clinic.keys(self.clinic.cast.karen))

    def morning(self) -> tuple[str, str]:
        day = (self.phone.day - timedelta(days=self.chance.randint(0, 5))).date()
        page, score = self.phone.open(f"/morning-pain/other-day?date={day}"), self.chance.randint(0, 10)
        page.locator(f"label:has(input[name='score'][value='{score}'])").click()
        return "form[action='/morning-pain']", "button.btn--pri"

    def session(self) -> tuple[str, str]:
        page = self.phone.open("/sessions/new?short=1")
        for name in ("pain_during", "pain_after"):
            page.locator(f"label:has(input[name='{name}'][value='{self.chance.randint(0, 10)}'])").click()
        return "form[action='/sessions']", "button.btn--pri"

    def stretch(self) -> tuple[str, str]:
        self.phone.open()
        return "form[action='/stretches']", "button"


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore:Exception ignored in.*FileIO")  # of a file whose reader was killed
def test_whatever_happens_nothing_is_lost_and_nothing_is_twice(walker: Walker) -> None:
    for _ in range(STEPS):
        walker.step()
    walker.turn(True)
    walker.phone.kill()
    walker.phone.open()
    walker.phone.until(lambda: walker.phone.entries() == [])
    arrived = walker.clinic.keys(walker.clinic.cast.karen)
    logging.getLogger(__name__).info("%s steps, %s entries, %s days", STEPS, len(arrived), walker.days)
    assert len(arrived) == len(set(arrived))
    assert walker.stored <= set(arrived) <= walker.stored | walker.perhaps

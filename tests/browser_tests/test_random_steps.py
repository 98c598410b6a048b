"""Random steps of two phones of one person, with and without network, killed, signed out, over days: nothing is lost
and nothing comes twice, and what was taken back stays so.

A short walk runs with the other tests. The long one:
    RANDOM_STEPS=1000 RANDOM_SEED=7 .venv/bin/pytest tests/browser_tests/test_random_steps.py --log-cli-level=INFO
"""

import logging
import os
import random
from dataclasses import dataclass
from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Error

from rehab.models import ExerciseSession
from tests.browser_tests.conftest import NOW, NewPhone
from tests.browser_tests.phones import Clinic, Phone

STEPS = int(os.environ.get("RANDOM_STEPS", "40"))
SEED = int(os.environ.get("RANDOM_SEED", "1"))
REPORT_EVERY = 50
MOST_DAYS = 40  # the programme runs out after them, and a phone keeps no form of a training then
# A form with the answers chosen; the key it will be stored under. Each in one go, as a page may make way at any time.
FILL = """([form, answers]) => {
  const found = document.querySelector(form);
  const field = ([name, value]) => found.querySelector(`[name='${name}'][value='${value}']`);
  for (const answer of Object.entries(answers)) field(answer).checked = true;
  return found?.elements.client_key.value ?? null;
}"""
PRESS = "([form, button]) => { document.querySelector(`${form} ${button}`).click(); }"
TAKE_BACK = "() => { document.querySelector('[data-waits] button')?.click(); }"
SAVE = "button.btn--pri"
LOG = {"morning": 5, "session": 2, "tap": 2, "stretch": 4}
LIVE = {"killed while logging": 3, "take back": 2, "network": 5, "kill": 2, "next day": 1, "signed out": 1}


@dataclass
class Pocket:
    """A phone and how it is with it."""

    phone: Phone
    is_on: bool = True
    is_signed_in: bool = True


@pytest.fixture
def walker(phone: NewPhone, small_clinic: Clinic) -> "Walker":
    pockets = [Pocket(phone().first_visit("karen.sommer")) for _ in range(2)]
    return Walker(small_clinic, pockets, random.Random(SEED))


class Walker:
    """Takes steps, and remembers the keys of what a phone said it had stored, of what it may have stored, and of what
    was taken back.
    """

    def __init__(self, clinic: Clinic, pockets: list[Pocket], chance: random.Random) -> None:
        self.clinic, self.pockets, self.chance = clinic, pockets, chance
        self.mine = pockets[0]
        self.stored: set[str] = set()
        self.perhaps: set[str] = set()
        self.taken_back: set[str] = set()
        self.days = 0

    @property
    def phone(self) -> Phone:
        return self.mine.phone

    def step(self) -> str:
        """One step, with one of the phones; says which."""
        self.mine = self.chance.choice(self.pockets)
        weights = LOG | LIVE
        what = self.chance.choices(list(weights), list(weights.values()))[0]
        match what:
            case "network":
                self.turn(not self.mine.is_on)
            case "kill":
                self.phone.kill()
            case "next day":
                self.next_day()
            case "signed out":
                self.sign_out()
            case "take back":
                self.take_back()
            case "killed while logging":
                self.log(self.chance.choice(list(LOG)), is_killed=True)
            case _:
                self.log(what)
        return what

    def next_day(self) -> None:
        if self.days == MOST_DAYS:
            return
        self.days += 1
        self.clinic.clock.move_to(NOW + timedelta(days=self.days))
        for each in self.pockets:
            each.phone.later(days=1)

    def sign_out(self) -> None:
        """Everywhere; a phone with network signs in again at once, the other when it has it."""
        self.clinic.end_sessions(self.clinic.cast.karen)
        for each in self.pockets:
            each.is_signed_in = False
        for each in self.pockets:
            self.mine = each
            self.turn(each.is_on)

    def turn(self, is_on: bool) -> None:
        """The network comes or goes; with it, who has been signed out signs in again."""
        self.mine.is_on = is_on
        self.phone.on() if is_on else self.phone.off()
        if is_on and not self.mine.is_signed_in:
            self.phone.first_visit("karen.sommer")  # its pages went with the sign-in
            self.mine.is_signed_in = True

    def log(self, what: str, *, is_killed: bool = False) -> None:
        """Fill a form and press its button; then wait for the phone to have it, or throw the page away."""
        path, form, button, answers = getattr(self, what)()
        page = self.phone.open(path)
        try:
            key = page.evaluate(FILL, [form, answers]) if page.locator(form).count() else None
            if key is None:
                return  # it is done already
            self.perhaps.add(key)
            page.evaluate(PRESS, [form, button])
        except Error:
            return  # the page made way for the next: whether it was pressed is not known
        if is_killed:
            self.phone.kill()
            return
        self.phone.until(lambda: key in self.known())
        self.stored.add(key)

    def known(self) -> set[str]:
        """What waits on the phone or has arrived."""
        return {entry["key"] for entry in self.phone.entries()} | set(self.clinic.keys(self.clinic.cast.karen))

    def take_back(self) -> None:
        """Of what waits: of what has arrived the clinic's own tests speak."""
        if self.mine.is_on:
            return
        page = self.phone.open()
        before = self.undone()
        count = page.locator("[data-waits] button").count()
        page.evaluate(TAKE_BACK)
        if count:
            self.phone.until(lambda: self.undone() > before)
            self.taken_back |= self.undone()

    def undone(self) -> set[str]:
        return {entry["of"] for entry in self.phone.entries() if entry.get("of")}

    def morning(self) -> tuple[str, str, str, dict[str, int]]:
        day = (self.phone.day - timedelta(days=self.chance.randint(0, 5))).date()
        score = {"score": self.chance.randint(0, 10)}
        return f"/morning-pain/other-day?date={day}", "form[action='/morning-pain']", SAVE, score

    def session(self) -> tuple[str, str, str, dict[str, int]]:
        felt = {name: self.chance.randint(0, 10) for name in ("pain_during", "pain_after")}
        return "/sessions/new?short=1", "form[action='/sessions']", SAVE, felt

    def tap(self) -> tuple[str, str, str, dict[str, int]]:
        return "/today", ".btns:not([hidden]) > form[action='/sessions/as-prescribed']", "button", {}

    def stretch(self) -> tuple[str, str, str, dict[str, int]]:
        return "/today", "form[action='/stretches']", "button", {}

    def arrive(self) -> list[str]:
        """All phones get network and send what they have; the keys of all that is stored then."""
        for each in self.pockets:
            self.mine = each
            self.turn(True)
            self.phone.kill()
            self.phone.open()
            self.phone.until(lambda: self.phone.entries() == [])
        return self.clinic.keys(self.clinic.cast.karen)

    def counting(self) -> set[str]:
        """The keys of the trainings and bouts that count."""
        of = sa.select(ExerciseSession.client_key).where(ExerciseSession.superseded_at.is_(None))
        return {row[0] for row in self.clinic.read(of)}


@pytest.mark.browser
def test_whatever_happens_nothing_is_lost_and_nothing_is_twice(walker: Walker) -> None:
    log = logging.getLogger(__name__)
    for n in range(STEPS):
        log.debug("%s: %s", n, walker.step())
        if n % REPORT_EVERY == REPORT_EVERY - 1:
            log.info("%s steps, day %s, %s entries", n + 1, walker.days, len(walker.stored))
    arrived = walker.arrive()
    log.info("%s steps, %s entries, %s taken back", STEPS, len(arrived), len(walker.taken_back))
    assert len(arrived) == len(set(arrived))
    assert walker.stored <= set(arrived) <= walker.stored | walker.perhaps
    assert not walker.taken_back & walker.counting()

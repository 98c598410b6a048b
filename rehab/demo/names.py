"""Invented people: Danish names and ages, and e-mail addresses that can never be anybody's."""

import json
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from random import Random

NAMES = json.loads((Path(__file__).parent / "data" / "names.json").read_text(encoding="utf-8"))
ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e"})
DAYS_A_YEAR = 365.25


class Invented:
    """Hands out names, each once, and the address that goes with it."""

    def __init__(self, rng: Random, taken: tuple[str, ...] = ()) -> None:
        self._rng = rng
        self._taken = set(taken)

    def name(self) -> str:
        """A name nobody has yet."""
        while True:
            first = self._rng.choice(NAMES["women" if self._rng.random() < 0.62 else "men"])
            name = f"{first} {self._rng.choice(NAMES['last'])}"
            if name not in self._taken:
                self._taken.add(name)
                return name


def address(name: str) -> str:
    """An e-mail address in a domain that does not exist.

    >>> address("Søren Kjær")
    'soeren.kjaer@demo.invalid'
    """
    plain = unicodedata.normalize("NFC", name).lower().translate(ASCII)
    return f"{plain.replace(' ', '.')}@demo.invalid"


def born_on(rng: Random, today: date) -> date:
    """A birthday of someone of 35 to 70, most often around 52."""
    years = min(69.9, max(35.1, rng.gauss(52, 8)))
    return today - timedelta(days=int(years * DAYS_A_YEAR))

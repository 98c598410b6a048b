"""The follow-up rules in words, with a place in the sentence for every number they judge by.

The sentences hold no figure of their own: `{flare_rise:unit}` is filled in from the thresholds in force, so the text a
clinician reads cannot say one thing while the rule does another.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rehab.clinical.follow_up import Rule
from rehab.clinical.rule_book import RULE_BOOK
from rehab.clinical.thresholds import LIMITS
from rehab.content.entry import Entry
from rehab.content.fixed_numbers import FIXED
from rehab.content.loader import complete, data_file
from rehab.content.shapes import Text

PLACE = re.compile(r"\{(\w*)(:unit)?\}")
"""A number's place: its threshold's name, and whether its unit is said with it ("2" or "2 points")."""

_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule's name, when it holds, and what the app then does; `{threshold}` and `{threshold:unit}` are filled in."""

    rule: Rule
    name: Text
    says: Text
    does: Text


@cache
def rule_texts() -> Mapping[Rule, RuleText]:
    """The words of every rule, in the dossier's order. Raises ContentError."""
    file = data_file("rules.json")
    read = complete(file, "rules", ((text.rule, text) for text in map(_rule_text, file.parts("rules"))), Rule)
    return MappingProxyType({rule: read[rule] for rule in Rule})


def places(text: str) -> frozenset[str]:
    """The names of the numbers a sentence has a place for.

    >>> sorted(places("from week {check_week}, {noticeable:unit}"))
    ['check_week', 'noticeable']
    """
    return frozenset(name for name, _ in PLACE.findall(text))


def _rule_text(entry: Entry) -> RuleText:
    rule = entry.one_of("rule", Rule)
    named = entry.named(rule.value)
    read = RuleText(rule, named.text("name"), named.text("says"), named.text("does"))
    named.done()
    for language in ("da", "en"):
        _check(named, read, language)
    return read


def _check(entry: Entry, read: RuleText, language: str) -> None:
    """Every number of the rule has its place, and none is written out."""
    sentences = [text.in_(language) for text in (read.name, read.says, read.does)]
    for sentence in sentences:
        check_places(entry, sentence, LIMITS.keys() | FIXED.keys())
    told = frozenset[str]().union(*map(places, sentences))
    if untold := sorted(set(RULE_BOOK[read.rule].thresholds) - told):
        raise entry.wrong("says", f"{untold[0]} is not told in {language!r}")


def check_places(entry: Entry, sentence: str, known: Set[str]) -> None:
    """Raises ContentError where a place names no number that is known, or a figure is written out; 112 is a name."""
    if unknown := sorted(places(sentence) - known):
        raise entry.wrong("says", f"there is no threshold {unknown[0]}")
    if _FIGURE.search(PLACE.sub("", sentence).replace("112", "")):
        raise entry.wrong("says", "a figure is written out; thresholds are filled in")

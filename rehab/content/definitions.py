"""What the rules mean by their words: usual morning, half a session, noticeable, a measure, how long it has lasted.

Like the rules, the sentences hold no figure of their own: `{noticeable:unit}` is filled in from the code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from rehab.content.entry import LANGUAGES, Entry
from rehab.content.fixed_numbers import FIXED
from rehab.content.loader import data_file, sources
from rehab.content.rule_texts import check_places
from rehab.content.shapes import Text


class Area(StrEnum):
    """What a definition is about, in reading order; NOT_YET is what the rules could judge but are not yet told."""

    PROMPTING = "prompting"
    PAIN = "pain"
    ANSWER = "answer"
    ADHERENCE = "adherence"
    PROGRESS = "progress"
    OUTCOMES = "outcomes"
    PHASE = "phase"
    TIME = "time"
    ENTRY_TEST = "entry_test"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Definition:
    """A word, what it means, and the codes of what that rests on. `code` is its own within its area."""

    code: str
    name: Text
    says: Text
    sources: tuple[str, ...]


def definitions(area: Area) -> Mapping[str, Definition]:
    """The definitions of an area by code, in reading order. Raises ContentError."""
    return _definitions()[area]


@cache
def _definitions() -> Mapping[Area, Mapping[str, Definition]]:
    file = data_file("definitions.json")
    found: dict[Area, dict[str, Definition]] = {area: {} for area in Area}
    for entry in file.parts("definitions"):
        area, read = entry.one_of("area", Area), _definition(entry)
        if read.code in found[area]:
            raise file.wrong("definitions", f"{area} has {read.code} twice")
        found[area][read.code] = read
    return MappingProxyType(found)


def _definition(entry: Entry) -> Definition:
    code = entry.words("code")
    named = entry.named(code)
    behind = named.known_codes("sources", sources(), "source")
    read = Definition(code, named.text("name"), named.text("says"), behind)
    entry.done()
    for text in (read.name, read.says):
        for language in LANGUAGES:
            check_places(named, text.in_(language), FIXED.keys())
    return read

"""Sources by their number in the list, and definitions with theirs."""

import re
from collections.abc import Iterable

from rehab.clinical.thresholds import Thresholds
from rehab.content import Source, SourceRead, Text, read_text, sources
from rehab.content.definitions import Area, definitions
from rehab.features.rules.pages import Cited, Meaning, SourceView
from rehab.web.language import chosen_language
from rehab.web.rule_words import filled


def cited(codes: Iterable[str]) -> tuple[Cited, ...]:
    """The sources of something, each by its name and its number; ValueError for one that is not in the list."""
    return tuple(_cited(_number(code), sources()[code]) for code in codes)


def meanings(area: Area, thresholds: Thresholds) -> tuple[Meaning, ...]:
    """The definitions of an area with their numbers filled in."""
    return tuple(
        Meaning(each.code, filled(each.name, thresholds), filled(each.says, thresholds), cited(each.sources))
        for each in definitions(area).values()
    )


def source_views() -> tuple[SourceView, ...]:
    """The list of sources."""
    return tuple(_view(number, each) for number, each in enumerate(sources().values(), 1))


def _view(number: int, each: Source) -> SourceView:
    language = chosen_language()
    return SourceView(
        number=number,
        anchor=_anchor(number),
        citation=each.citation.in_(language),
        lang=_lang(each.citation),
        doi=each.doi,
        doi_href=f"https://doi.org/{each.doi}" if each.doi else None,
        read=read_text(each.read).in_(language),
        note=each.note.in_(language) if each.note else "",
    )


def _cited(number: int, each: Source) -> Cited:
    label = Text(_short(each.citation.da), _short(each.citation.en))
    return Cited(
        number=number,
        label=label.in_(chosen_language()),
        href=f"#{_anchor(number)}",
        lang=_lang(label),
        unchecked=each.read is SourceRead.KNOWLEDGE,
    )


def _short(citation: str) -> str:
    """As it is spoken of: "Rathleff 2015"; with what comes next where that says no year."""
    parts = citation.split(", ")
    return parts[0] if re.search(r"\d", parts[0]) else ", ".join(parts[:2])


def _number(code: str) -> int:
    return tuple(sources()).index(code) + 1


def _anchor(number: int) -> str:
    return f"source-{number}"


def _lang(name: Text) -> str | None:
    """Names and journals are written once, as in English."""
    return "en" if name.da == name.en else None

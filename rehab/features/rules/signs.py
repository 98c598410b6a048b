"""The checklist of warning signs: every wording, its level and the fixed text."""

from collections.abc import Iterable

from rehab.clinical.safety import Level, Line
from rehab.content import conditions, level_text, warning_signs
from rehab.features.rules.citing import cited
from rehab.features.rules.pages import Sign, SignLevel, Worded
from rehab.web.condition_words import condition_name
from rehab.web.language import chosen_language

TONES = {Level.EMERGENCY: "stop", Level.SAME_DAY: "warn", Level.ROUTINE: "info"}


def levels() -> tuple[SignLevel, ...]:
    """The levels, the most serious first, with the lines of each."""
    return tuple(_level(level) for level in Level)


def worded(texts: Iterable[tuple[str, str]]) -> tuple[Worded, ...]:
    """(condition, text) pairs with the conditions of the same text together, by name; all of them need no name."""
    together: dict[str, list[str]] = {}
    for condition, text in texts:
        together.setdefault(text, []).append(condition_name(condition))
    if len(together) == 1:
        return tuple(Worded("", text) for text in together)
    return tuple(Worded(", ".join(names), text) for text, names in together.items())


def _level(level: Level) -> SignLevel:
    language = chosen_language()
    text = level_text(level)
    lines = [sign.line for sign in warning_signs() if sign.level is level]
    return SignLevel(text.title.in_(language), text.body.in_(language), TONES[level], tuple(map(_sign, lines)))


def _sign(line: Line) -> Sign:
    language = chosen_language()
    by_condition = [(code, sign) for code in conditions() for sign in warning_signs(code) if sign.line is line]
    first = by_condition[0][1]
    return Sign(
        number=first.number,
        wordings=worded((code, sign.text.in_(language)) for code, sign in by_condition),
        sources=cited(first.sources),
    )

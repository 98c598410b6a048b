"""Reads and checks the data files, once each. Anything that cannot be right stops the start with ContentError."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rehab.clinical.phases import Phase
from rehab.clinical.safety import LEVELS, Level, Sign
from rehab.content.entry import ContentError, Entry
from rehab.content.shapes import (
    AdviceCard,
    Condition,
    Exercise,
    ExerciseKind,
    LevelText,
    PhaseText,
    PlanTexts,
    Source,
    SourceRead,
    Template,
    TemplateRow,
    Text,
    WarningSign,
)

DATA = Path(__file__).parent / "data"

Key = TypeVar("Key")
Item = TypeVar("Item")


@cache
def sources() -> Mapping[str, Source]:
    """What the values rest on, by code."""
    return _by_code(_file("sources.json"), "sources", _source)


def source(code: str) -> Source:
    """One source; KeyError when there is none."""
    return sources()[code]


def read_text(read: SourceRead) -> Text:
    """How well a source was read, in words."""
    return _read_texts()[read]


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercise library by code, in the library's order."""
    return _by_code(_file("exercises.json"), "exercises", _exercise)


def exercise(code: str) -> Exercise:
    """One exercise; KeyError when there is none."""
    return exercises()[code]


@cache
def load_ladder() -> tuple[str, ...]:
    """Exercise codes from the lightest rung to the heaviest (dossier 12.2)."""
    return _file("exercises.json").known_codes("load_ladder", exercises(), "exercise")


@cache
def templates() -> Mapping[str, Template]:
    """The template library by code, in the library's order."""
    return _by_code(_file("templates.json"), "templates", _template)


def template(code: str) -> Template:
    """One template; KeyError when there is none."""
    return templates()[code]


@cache
def conditions() -> Mapping[str, Condition]:
    """What a course can be about, by code."""
    return _by_code(_file("conditions.json"), "conditions", _condition)


def advice(condition: str) -> tuple[AdviceCard, ...]:
    """The advice cards of a condition, in reading order; none where none is written; KeyError if unknown."""
    known = conditions()[condition].code
    return tuple(card for codes, card in _advice() if known in codes)


def phase_text(phase: Phase) -> PhaseText:
    """What is told of a phase."""
    return _phase_texts()[phase]


@cache
def warning_signs() -> tuple[WarningSign, ...]:
    """The fixed checklist, in the order it is asked."""
    file = _file("warning_signs.json")
    read = _complete(file, "signs", ((sign.sign, sign) for sign in map(_warning_sign, file.parts("signs"))), Sign)
    return tuple(read[sign] for sign in Sign)


@cache
def warning_version() -> int:
    """Number of the checklist's wording, kept with each tick (dossier 8)."""
    return _file("warning_signs.json").whole("version", lowest=1)


def level_text(level: Level) -> LevelText:
    """The fixed text shown when a sign of this level is ticked."""
    return _level_texts()[level]


@cache
def _read_texts() -> Mapping[SourceRead, Text]:
    file = _file("sources.json")
    return _complete(file, "reads", map(_read, file.parts("reads")), SourceRead)


@cache
def _advice() -> tuple[tuple[tuple[str, ...], AdviceCard], ...]:
    return tuple(_advice_card(entry) for entry in _file("advice.json").parts("advice"))


@cache
def _phase_texts() -> Mapping[Phase, PhaseText]:
    file = _file("phases.json")
    return _complete(file, "phases", ((each.phase, each) for each in map(_phase, file.parts("phases"))), Phase)


@cache
def _level_texts() -> Mapping[Level, LevelText]:
    file = _file("warning_signs.json")
    return _complete(file, "levels", ((each.level, each) for each in map(_level, file.parts("levels"))), Level)


def _file(name: str) -> Entry:
    with (DATA / name).open(encoding="utf-8") as stream:
        try:
            return Entry(name, "", json.load(stream))
        except json.JSONDecodeError as broken:
            raise ContentError(f"{name}: {broken}") from None


def _by_code(file: Entry, field: str, read: Callable[[Entry], Item]) -> Mapping[str, Item]:
    found: dict[str, Item] = {}
    for entry in file.parts(field):
        code = entry.words("code")
        if code in found:
            raise entry.wrong("code", f"{code} is used twice")
        found[code] = read(entry.named(code))
        entry.done()
    return MappingProxyType(found)


def _complete(
    file: Entry, field: str, pairs: Iterable[tuple[Key, Item]], expected: Iterable[Key]
) -> Mapping[Key, Item]:
    found: dict[Key, Item] = {}
    for key, item in pairs:
        if key in found:
            raise file.wrong(field, f"{key} is there twice")
        found[key] = item
    if missing := [key for key in expected if key not in found]:
        raise file.wrong(field, f"{missing[0]} is missing")
    return MappingProxyType(found)


def _source(entry: Entry) -> Source:
    return Source(
        code=entry.words("code"),
        citation=entry.text_or_name("citation"),
        doi=entry.words_if_given("doi"),
        read=entry.one_of("read", SourceRead),
        note=entry.text_if_given("note"),
    )


def _read(entry: Entry) -> tuple[SourceRead, Text]:
    pair = (entry.one_of("read", SourceRead), entry.text("name"))
    entry.done()
    return pair


def _exercise(entry: Entry) -> Exercise:
    return Exercise(
        code=entry.words("code"),
        slug=entry.words("slug"),
        kind=entry.one_of("kind", ExerciseKind),
        name=entry.text("name"),
        steps=entry.texts("steps"),
        equipment=entry.text("equipment"),
        cautions=entry.texts_if_given("cautions"),
        sources=_sources(entry),
    )


def _template(entry: Entry) -> Template:
    weeks = entry.whole("weeks", lowest=1)
    read = Template(
        code=entry.words("code"),
        name=entry.text("name"),
        condition=entry.words("condition"),
        phase=entry.one_of("phase", Phase),
        weeks=weeks,
        min_age=entry.whole("min_age"),
        rows=tuple(_row(row, weeks) for row in entry.parts("rows")),
        plan=_plan(entry.part("plan")),
        review_weeks=entry.wholes("review_weeks"),
        sources=_sources(entry),
        evidence=entry.text("evidence"),
        unverified=entry.texts_if_given("unverified"),
    )
    if read.condition not in conditions():
        raise entry.wrong("condition", f"there is no condition {read.condition}")
    if not all(1 <= week <= weeks for week in read.review_weeks):
        raise entry.wrong("review_weeks", f"must lie within weeks 1 to {weeks}")
    _no_week_twice(entry, read)
    return read


def _no_week_twice(entry: Entry, read: Template) -> None:
    taken: set[tuple[str, int]] = set()
    for row in read.rows:
        weeks = {(row.exercise_code, week) for week in range(row.week_from, row.week_to + 1)}
        if taken & weeks:
            raise entry.wrong("rows", f"{row.exercise_code} is prescribed twice in week {min(taken & weeks)[1]}")
        taken |= weeks


def _row(entry: Entry, weeks: int) -> TemplateRow:
    row = TemplateRow(
        exercise_code=entry.words("exercise"),
        week_from=entry.whole("week_from", lowest=1),
        week_to=entry.whole("week_to", lowest=1),
        dose=entry.dose("dose"),
        optional=entry.truth("optional"),
        progression=entry.text("progression"),
        regression=entry.text("regression"),
        sources=_sources(entry),
    )
    entry.done()
    if row.exercise_code not in exercises():
        raise entry.wrong("exercise", f"there is no exercise {row.exercise_code}")
    if not row.week_from <= row.week_to <= weeks:
        raise entry.wrong("week_to", f"weeks must run forward and end by week {weeks}")
    return row


def _plan(entry: Entry) -> PlanTexts:
    plan = PlanTexts(entry.text("green"), entry.text("yellow"), entry.text("amber"), entry.text("red"))
    entry.done()
    return plan


def _condition(entry: Entry) -> Condition:
    return Condition(entry.words("code"), entry.text("name"), entry.text("summary"))


def _advice_card(entry: Entry) -> tuple[tuple[str, ...], AdviceCard]:
    codes = entry.known_codes("conditions", conditions(), "condition")
    card = AdviceCard(entry.words("code"), entry.text("title"), entry.texts("body"), _sources(entry))
    entry.done()
    return codes, card


def _phase(entry: Entry) -> PhaseText:
    phase = PhaseText(entry.one_of("phase", Phase), entry.text("name"), entry.text("sign"), entry.texts("advice"))
    entry.done()
    return phase


def _warning_sign(entry: Entry) -> WarningSign:
    sign = entry.one_of("sign", Sign)
    read = WarningSign(sign, LEVELS[sign], entry.text("text"))
    entry.done()
    return read


def _level(entry: Entry) -> LevelText:
    level = LevelText(entry.one_of("level", Level), entry.text("title"), entry.text("body"))
    entry.done()
    return level


def _sources(entry: Entry) -> tuple[str, ...]:
    return entry.known_codes("sources", sources(), "source")

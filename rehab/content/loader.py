"""Reads and checks the data files, once each. Anything that cannot be right stops the start with ContentError."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.clinical.safety import CHECKLIST, Level, Line
from rehab.content.entry import ContentError, Entry
from rehab.content.shapes import (
    EXTRA_TOPICS,
    AdviceCard,
    Condition,
    Exercise,
    ExerciseKind,
    LevelText,
    Morning,
    PhaseText,
    PlanTexts,
    Source,
    SourceRead,
    Template,
    TemplateRow,
    Text,
    Topic,
    WarningSign,
)

DATA = Path(__file__).parent / "data"
HEEL = "plantar_fasciopathy"  # the condition the checklist was written for
ALL = "all"

Key = TypeVar("Key")
Item = TypeVar("Item")


@cache
def sources() -> Mapping[str, Source]:
    """What the values rest on, by code."""
    return _by_code(data_file("sources.json"), "sources", _source)


def source(code: str) -> Source:
    """One source; KeyError when there is none."""
    return sources()[code]


def read_text(read: SourceRead) -> Text:
    """How well a source was read, in words."""
    return _read_texts()[read]


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercise library by code, in the library's order."""
    return _by_code(data_file("exercises.json"), "exercises", _exercise)


def exercise(code: str) -> Exercise:
    """One exercise; KeyError when there is none."""
    return exercises()[code]


@cache
def templates() -> Mapping[str, Template]:
    """The template library by code, in the library's order."""
    file = data_file("templates.json")
    read = _by_code(file, "templates", _template)
    for each in read.values():
        if each.follows is not None and each.follows not in read:
            raise file.wrong("templates", f"{each.code} follows {each.follows}, which is not there")
    return read


def template(code: str) -> Template:
    """One template; KeyError when there is none."""
    return templates()[code]


@cache
def conditions() -> Mapping[str, Condition]:
    """What a course can be about, by code."""
    return _by_code(data_file("conditions.json"), "conditions", _condition)


def advice(condition: str) -> tuple[AdviceCard, ...]:
    """The advice cards of a condition, in reading order; KeyError if unknown."""
    return _advice()[condition]


def phase_name(phase: Phase) -> Text:
    """What a phase is called, whatever the condition."""
    return phase_text(phase, HEEL).name


def phase_text(phase: Phase, condition: str) -> PhaseText:
    """What is told of a phase to someone with a condition; KeyError if that is unknown."""
    return _phase_texts()[phase][condition]


@cache
def warning_signs(condition: str = HEEL) -> tuple[WarningSign, ...]:
    """The fixed checklist, line by line in the order it is asked, worded for a condition; KeyError if unknown."""
    return tuple(_checklist()[line][condition] for line in Line)


@cache
def warning_version() -> int:
    """Number of the checklist's wording, kept with each tick (dossier 8)."""
    return data_file("warning_signs.json").whole("version", lowest=1)


def level_text(level: Level) -> LevelText:
    """The fixed text shown when a sign of this level is ticked."""
    return _level_texts()[level]


@cache
def _read_texts() -> Mapping[SourceRead, Text]:
    file = data_file("sources.json")
    return complete(file, "reads", map(_read, file.parts("reads")), SourceRead)


@cache
def _advice() -> Mapping[str, tuple[AdviceCard, ...]]:
    file = data_file("advice.json")
    cards: dict[str, dict[Topic, AdviceCard]] = {code: {} for code in conditions()}
    for codes, card in map(_advice_card, file.parts("advice")):
        for code in codes:
            if cards[code].setdefault(card.topic, card) is not card:
                raise file.wrong("advice", f"{code} has {card.topic} twice")
    for code, found in cards.items():
        if missing := [topic for topic in Topic if topic not in found and topic not in EXTRA_TOPICS]:
            raise file.wrong("advice", f"{code} has no {missing[0]}")
    return {code: tuple(found[topic] for topic in Topic if topic in found) for code, found in cards.items()}


@cache
def _phase_texts() -> Mapping[Phase, Mapping[str, PhaseText]]:
    file = data_file("phases.json")
    return complete(file, "phases", map(_phase, file.parts("phases")), Phase)


@cache
def _checklist() -> Mapping[Line, Mapping[str, WarningSign]]:
    file = data_file("warning_signs.json")
    return complete(file, "lines", map(_warning_sign, file.parts("lines")), Line)


@cache
def _level_texts() -> Mapping[Level, LevelText]:
    file = data_file("warning_signs.json")
    return complete(file, "levels", ((each.level, each) for each in map(_level, file.parts("levels"))), Level)


def data_file(name: str) -> Entry:
    """A data file as one entry. Raises ContentError where it is not JSON."""
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
        named = entry.named(code)
        found[code] = read(named)
        named.done()
    return MappingProxyType(found)


def complete(file: Entry, field: str, pairs: Iterable[tuple[Key, Item]], expected: Iterable[Key]) -> Mapping[Key, Item]:
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
        ask_first=entry.text_if_given("ask_first"),
        evidence=entry.text("evidence"),
        unverified=entry.texts_if_given("unverified"),
        follows=entry.words_if_given("follows"),
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
    sides = entry.part("sides")
    condition = Condition(
        code=entry.words("code"),
        name=entry.text("name"),
        summary=entry.text("summary"),
        morning=entry.one_of("morning", Morning),
        sides={side: sides.text(side) for side in Side},
    )
    sides.done()
    return condition


def _advice_card(entry: Entry) -> tuple[tuple[str, ...], AdviceCard]:
    codes = _for_conditions(entry)
    card = AdviceCard(entry.one_of("topic", Topic), entry.text("title"), entry.texts("body"), _sources(entry))
    entry.done()
    return codes, card


def _phase(entry: Entry) -> tuple[Phase, Mapping[str, PhaseText]]:
    phase, name = entry.one_of("phase", Phase), entry.text("name")

    def told(part: Entry) -> PhaseText:
        return PhaseText(phase, name, part.text("sign"), part.texts("advice"), _sources(part))

    texts = _by_condition(entry, "texts", told)
    entry.done()
    return phase, texts


def _warning_sign(entry: Entry) -> tuple[Line, Mapping[str, WarningSign]]:
    line, behind = entry.one_of("line", Line), _sources(entry)
    asked = CHECKLIST[line]

    def worded(part: Entry) -> WarningSign:
        return WarningSign(line, asked.sign, asked.level, part.text("text"), behind)

    texts = _by_condition(entry, "texts", worded)
    entry.done()
    return line, texts


def _by_condition(entry: Entry, field: str, read: Callable[[Entry], Item]) -> Mapping[str, Item]:
    """One item for each condition there is, none left out and none told twice."""
    pairs: list[tuple[str, Item]] = []
    for part in entry.parts(field):
        codes, item = _for_conditions(part), read(part)
        part.done()
        pairs += [(code, item) for code in codes]
    return complete(entry, field, pairs, conditions())


def _for_conditions(entry: Entry) -> tuple[str, ...]:
    """The conditions an entry holds for, by code; ["all"] means every one."""
    if entry.codes("conditions") == (ALL,):
        return tuple(conditions())
    return entry.known_codes("conditions", conditions(), "condition")


def _level(entry: Entry) -> LevelText:
    level = LevelText(entry.one_of("level", Level), entry.text("title"), entry.text("body"))
    entry.done()
    return level


def _sources(entry: Entry) -> tuple[str, ...]:
    return entry.known_codes("sources", sources(), "source")

"""Every kind of field of every data file, spoilt in every way: the complaint names file, entry and field."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import pytest

from rehab.clinical.phases import Phase
from rehab.clinical.safety import Level
from rehab.content import ContentError, SourceRead, loader
from rehab.content.entry import Entry
from tests.content.conftest import Change, Spoil, forget

Path = tuple[str | int, ...]

READERS: dict[str, tuple[Callable[[], object], ...]] = {
    "sources.json": (loader.sources, lambda: loader.read_text(SourceRead.READ)),
    "exercises.json": (loader.exercises,),
    "templates.json": (loader.templates,),
    "conditions.json": (loader.conditions,),
    "advice.json": (lambda: loader.advice("flat_foot"),),
    "phases.json": (lambda: loader.phase_name(Phase.OPSTART),),
    "warning_signs.json": (
        loader.warning_signs,
        loader.warning_version,
        lambda: loader.level_text(Level.ROUTINE),
    ),
}
MAY_BE_ABSENT = {"doi", "note", "cautions", "unverified", "ask_first"}
KNOWN_WORDS = {
    *("condition", "conditions", "exercise", "kind", "level", "line", "load", "morning"),
    *("phase", "read", "sources", "topic"),
}
OUTSIDE = {
    "version": (0,),
    "weeks": (0,),
    "week_from": (0, 99),
    "week_to": (0, 99),
    "min_age": (-1,),
    "review_weeks": ([0], [99]),
    "sets": (0, 11),
    "reps": (0, 101),
    "rm": (0, 31),
    "hold_s": (0, 601),
    "tempo": ([16, 0, 0], [-1, 0, 0], [3, 2]),
    "load_kg": ("-1", "201"),
    "rest_s": (-1, 601),
    "interval_days": (0, 15),
    "times_a_day": (0, 7),
}


def parsed(file: str) -> Any:
    """A data file; of the templates, which take long to read, those that have every field there is."""
    content = json.loads((loader.DATA / file).read_text(encoding="utf-8"))
    if file == "templates.json":
        content["templates"] = [each for each in content["templates"] if each["code"] in ("T3", "BEY", "KUL")]
    return content


FILES = {file: parsed(file) for file in READERS}


@pytest.fixture
def spoil(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spoil]:
    """Lets a test change one file as it is read."""
    read = dict(FILES)
    monkeypatch.setattr(loader, "data_file", lambda name: Entry(name, "", read[name]))

    def change(file: str, how: Change) -> None:
        read[file] = copy.deepcopy(FILES[file])
        how(read[file])
        assert read[file] != FILES[file]
        forget()

    forget()
    yield change
    forget()


def at(node: Any, path: Path) -> Any:
    return reduce(lambda inner, key: inner[key], path, node)


def objects(node: Any, path: Path = ()) -> Iterator[Path]:
    """Where the objects of a file are, the file itself first."""
    if isinstance(node, dict):
        yield path
        for key, value in node.items():
            yield from objects(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from objects(value, (*path, number))


def place(file: str, path: Path, content: Any) -> str:
    """The entry as complaints name it: its code where it has one, else its list and its number in it."""
    words = ""
    for depth, key in enumerate(path):
        if isinstance(key, int):
            code = at(content, path[: depth + 1]).get("code") if depth == 1 else None
            words = code or f"{words} {key + 1}"
        else:
            words = f"{words}.{key}" if words else key
    return f"{file}, {words}" if words else file


def fields() -> list[tuple[str, Path, str]]:
    """One of each kind of field: its file, its object, its name. The last object there is, so not only the first."""
    found: dict[tuple[str, str, str], tuple[str, Path, str]] = {}
    for file, content in FILES.items():
        for path in objects(content):
            kind = ".".join("*" if isinstance(key, int) else key for key in path)
            found |= {(file, kind, field): (file, path, field) for field in at(content, path)}
    return list(found.values())


FIELDS = fields()
NAMES = [f"{file}-{'.'.join(map(str, path))}.{field}" for file, path, field in FIELDS]


def holds_codes(file: str, path: Path, field: str) -> bool:
    """Whether it is one known word or a list of codes, not a list of objects that goes by the same name."""
    value = at(FILES[file], path)[field]
    return field in KNOWN_WORDS and (isinstance(value, str) or isinstance(value[0], str))


CODES = [each for each in FIELDS if holds_codes(*each)]


def complaint(file: str) -> str:
    """What is said of the file as it is now; nothing when it is in order."""
    try:
        for read in READERS[file]:
            read()
    except ContentError as wrong:
        return str(wrong)
    return ""


def named(file: str, path: Path, field: str) -> str:
    """How a complaint of a field begins. An entry without a code that can be read goes by its number."""
    if field == "code":
        return f"{file}, {path[0]} {int(path[1]) + 1}, code: "
    return f"{place(file, path, FILES[file])}, {field}: "


@pytest.mark.parametrize("file", READERS)
def test_the_files_are_in_order_as_they_are(file: str) -> None:
    assert complaint(file) == ""


@pytest.mark.parametrize(("file", "path", "field"), FIELDS, ids=NAMES)
def test_a_missing_field_is_named(spoil: Spoil, file: str, path: Path, field: str) -> None:
    expected = "" if field in MAY_BE_ABSENT else f"{named(file, path, field)}is missing"
    spoil(file, lambda d: at(d, path).pop(field))

    assert complaint(file) == expected


@pytest.mark.parametrize(("file", "path", "field"), FIELDS, ids=NAMES)
def test_a_wrong_type_is_named(spoil: Spoil, file: str, path: Path, field: str) -> None:
    value = at(FILES[file], path)[field]
    beginning = named(file, path, field)
    spoil(file, lambda d: at(d, path).update({field: 7 if isinstance(value, str | dict) else "seven"}))

    inside = re.sub(r", (\w+): $", r".\1: ", beginning)  # an object that is none complains as an entry
    assert complaint(file).startswith((f"{beginning}must be ", f"{inside}must be "))


@pytest.mark.parametrize(("file", "path"), sorted({(f, p) for f, p, _ in FIELDS if p}, key=str), ids=str)
def test_an_unknown_field_is_named(spoil: Spoil, file: str, path: Path) -> None:
    expected = f"{place(file, path, FILES[file])}, sgin: is not a field that is known here"
    spoil(file, lambda d: at(d, path).update(sgin="x"))

    assert complaint(file) == expected


@pytest.mark.parametrize(("file", "path", "field"), CODES)
def test_an_unknown_code_is_named(spoil: Spoil, file: str, path: Path, field: str) -> None:
    beginning = named(file, path, field)
    value = at(FILES[file], path)[field]
    spoil(file, lambda d: at(d, path).update({field: ["hearsay"] if isinstance(value, list) else "hearsay"}))

    assert complaint(file).startswith(beginning)
    assert "hearsay" in complaint(file)


@pytest.mark.parametrize(("file", "path", "field"), [each for each in FIELDS if each[2] in ("da", "en")])
def test_an_empty_text_is_named(spoil: Spoil, file: str, path: Path, field: str) -> None:
    beginning = named(file, path, field)
    value = at(FILES[file], path)[field]
    spoil(file, lambda d: at(d, path).update({field: [*value[1:], " "] if isinstance(value, list) else " "}))

    assert complaint(file).startswith(beginning)
    assert "not empty" in complaint(file)


@pytest.mark.parametrize(
    ("file", "path", "field", "value"),
    [(*each, value) for each in FIELDS for value in OUTSIDE.get(each[2], ())],
)
def test_a_number_outside_its_limits_is_named(spoil: Spoil, file: str, path: Path, field: str, value: object) -> None:
    beginning = named(file, path, field)
    spoil(file, lambda d: at(d, path).update({field: value}))

    last = named(file, path, "week_to") if field == "week_from" and value else beginning
    assert complaint(file).startswith(last)


@pytest.mark.parametrize("file", ["sources.json", "exercises.json", "templates.json", "conditions.json"])
def test_a_code_used_twice_is_named(spoil: Spoil, file: str) -> None:
    part = file.removesuffix(".json")
    first = FILES[file][part][0]["code"]
    spoil(file, lambda d: d[part].append(d[part][0]))

    assert complaint(file) == f"{file}, {part} {len(FILES[file][part]) + 1}, code: {first} is used twice"


@pytest.mark.parametrize(("file", "path", "field"), [each for each in CODES if each[2] in ("sources", "conditions")])
def test_a_code_twice_in_a_list_is_named(spoil: Spoil, file: str, path: Path, field: str) -> None:
    beginning = named(file, path, field)
    first = at(FILES[file], path)[field][0]
    spoil(file, lambda d: at(d, path)[field].append(first))

    assert complaint(file) == f"{beginning}{first} is there twice"

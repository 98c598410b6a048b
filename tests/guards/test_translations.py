"""Danish is complete and compiled, and no page shows a word in the other language."""

import ast
import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from rehab.config import ROOT

FOLDER = ROOT / "rehab" / "translations" / "da" / "LC_MESSAGES"
PLACES = (("rehab", [("**.py", "python")]), ("templates", [("**.html", "jinja2")]))
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def said() -> set[object]:
    """Every message id in code and templates."""
    return {
        found[2]
        for folder, methods in PLACES
        for found in extract_from_dir(ROOT / folder, method_map=methods, keywords=KEYWORDS)
    }


def in_f_strings(source: str) -> list[int]:
    """The lines with a message inside an f-string, where extraction does not look before Python 3.12."""
    joined = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    inside = (node for each in joined for node in ast.walk(each) if isinstance(node, ast.Call))
    return [node.lineno for node in inside if isinstance(node.func, ast.Name) and node.func.id in KEYWORDS]


def test_no_message_hides_in_an_f_string() -> None:
    assert in_f_strings("f'{name} {_(\"Hello\")}'") == [1]
    found = {str(path.relative_to(ROOT)): in_f_strings(path.read_text()) for path in (ROOT / "rehab").rglob("*.py")}
    assert not {path: lines for path, lines in found.items() if lines}


def test_every_message_has_its_danish() -> None:
    with (FOLDER / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="da")
    empty = [message.id for message in catalogue if message.id and not _is_full(message.string)]
    absent = [message for message in said() if _first(message) not in {_first(m.id) for m in catalogue}]
    assert not empty, f"no Danish for {empty}"
    assert not absent, f"not in the catalogue: {absent}"


@pytest.mark.parametrize("domain", ["messages", "wtforms"])
def test_placeholders_survive_translation(domain: str) -> None:
    with (FOLDER / f"{domain}.po").open("rb") as file:
        catalogue = read_po(file, locale="da")
    for message in catalogue:
        if message.id:
            wanted = set(PLACEHOLDER.findall(_first(message.id)))
            for text in message.string if isinstance(message.string, tuple) else (message.string,):
                assert set(PLACEHOLDER.findall(str(text))) <= wanted | {"num"}, message.id


@pytest.mark.parametrize("domain", ["messages", "wtforms"])
def test_what_is_compiled_is_what_is_written(domain: str) -> None:
    with (FOLDER / f"{domain}.po").open("rb") as file:
        written = {_first(m.id): m.string for m in read_po(file, locale="da") if m.id and _is_full(m.string)}
    with (FOLDER / f"{domain}.mo").open("rb") as file:
        compiled = {_first(m.id): m.string for m in read_mo(file) if m.id}
    assert {k: _texts(v) for k, v in written.items()} == {k: _texts(v) for k, v in compiled.items()}


def _first(message: object) -> str:
    return str(message[0]) if isinstance(message, tuple | list) else str(message)


def _texts(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def _is_full(text: object) -> bool:
    return all(part.strip() for part in _texts(text)) if text else False

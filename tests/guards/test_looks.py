"""Templates and styles: nothing inline, nothing from elsewhere, no raw colour, no class nobody defined."""

import re
from functools import cache
from pathlib import Path

import pytest

from rehab.config import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SHEETS = sorted((ROOT / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(")
CLASS_ATTRIBUTE = re.compile(r'class="([^"]*)"')
# Names that scripts or tests look for; they carry no style of their own.
HOOKS: set[str] = set()


def names(paths: list[Path]) -> list[str]:
    """Paths as test ids."""
    return [str(path.relative_to(ROOT)) for path in paths]


def without_comments(css: str) -> str:
    """The sheet without /* */."""
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


@cache
def styled() -> frozenset[str]:
    """Every class some sheet mentions."""
    return frozenset(re.findall(r"\.([a-zA-Z_][\w-]*)", " ".join(without_comments(p.read_text()) for p in SHEETS)))


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_nothing_inline(path: Path) -> None:
    source = re.sub(r"\{[%{#].*?[%}#]\}", "", path.read_text(), flags=re.S)
    assert not re.search(r'\sstyle="|\son[a-z]+="|<style', source)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_nothing_from_elsewhere(path: Path) -> None:
    assert not re.search(r'(?:src|href|action)="https?://', path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_every_class_is_defined(path: Path) -> None:
    wanted: set[str] = set()
    for value in CLASS_ATTRIBUTE.findall(path.read_text()):
        plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "\0", value)
        wanted |= {word for word in plain.split() if "\0" not in word}
    missing = wanted - styled() - HOOKS
    assert not missing, f"{path}: nobody styles {sorted(missing)}"


@pytest.mark.parametrize("path", [p for p in SHEETS if p.name != "tokens.css"], ids=lambda p: p.name)
def test_colours_come_from_tokens(path: Path) -> None:
    found = COLOUR.findall(without_comments(path.read_text()))
    assert not found, f"{path}: raw colours {sorted(set(found))}"


def test_every_token_used_exists() -> None:
    sheets = " ".join(without_comments(path.read_text()) for path in SHEETS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", sheets))
    used = set(re.findall(r"var\((--[\w-]+)", sheets))
    assert used <= defined, f"undefined: {sorted(used - defined)}"


@pytest.mark.parametrize("path", SCRIPTS, ids=names(SCRIPTS))
def test_scripts_ask_nobody_else_and_evaluate_nothing(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"https?://(?!www\.w3\.org)", source)
    assert not re.search(r"\beval\(|new Function|innerHTML\s*=", source)


def test_no_template_trusts_what_people_typed() -> None:
    trusting = {str(p.relative_to(ROOT)) for p in TEMPLATES if re.search(r"\|\s*safe\b", p.read_text())}
    assert trusting <= {"templates/caseload/invitation.html"}, trusting

"""Rules about the code that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import plotly.offline
import pytest

from rehab.config import ROOT

PYTHON = sorted((ROOT / "rehab").rglob("*.py"))
# At the edge, where transactions end: the request's, a command's, a job's.
EDGES = {"db.py", "cli.py", "demo", "jobs", "migrations"}
WITHIN = [path for path in PYTHON if not EDGES & set(path.relative_to(ROOT / "rehab").parts)]
READS_THE_CLOCK = {"now", "today", "utcnow", "time", "localtime", "gmtime"}
CLOCKS = {"datetime", "date", "time"}


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def reads_a_clock(call: ast.Call) -> bool:
    """datetime.now(), date.today(), time.time() and their like."""
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr in READS_THE_CLOCK
        and isinstance(function.value, ast.Name)
        and function.value.id in CLOCKS
    )


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_clock_reads_the_clock(path: Path) -> None:
    if path == ROOT / "rehab" / "clock.py":
        assert any(reads_a_clock(call) for call in calls(path))
        return
    found = [call.lineno for call in calls(path) if reads_a_clock(call)]
    assert not found, f"{path}: reads the clock on lines {found}; take `now` or `today` as an argument"


@pytest.mark.parametrize("path", WITHIN, ids=lambda path: str(path.relative_to(ROOT)))
def test_services_never_commit(path: Path) -> None:
    committing = [
        call.lineno for call in calls(path) if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    ]
    assert not committing, f"{path}: commits on lines {committing}; the request does, at its edge"


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    source = path.read_text()
    assert not source.strip() or ast.get_docstring(ast.parse(source)), f"{path} has no docstring"


def test_the_vendored_plotly_is_the_one_python_checks_against() -> None:
    wanted = plotly.offline.get_plotlyjs_version()
    banner = (ROOT / "static" / "vendor" / "plotly-basic.min.js").read_text()[:400]
    assert f"v{wanted}" in banner, "vendor the bundle that belongs to the installed plotly (static/vendor/VENDOR.md)"


def test_top_level_is_what_was_agreed() -> None:
    agreed = {"rehab", "templates", "static", "instance", "tests", "pyproject.toml", "README.md"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - {"build", "dist"} == agreed

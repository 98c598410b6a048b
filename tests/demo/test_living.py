"""The demo's file: whole or not there, used again while it fits, and built anew with a reason when it does not."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from rehab.config import DEMO_SECRET, Settings
from rehab.demo import living
from tests.demo.conftest import PATIENTS, TODAY

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{tmp_path / 'demo.sqlite'}", secret_key=DEMO_SECRET, demo=True)


@pytest.fixture
def wanted() -> living.Recipe:
    return living.recipe(PATIENTS, 1, TODAY)


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build without people: these tests are about the file."""
    monkeypatch.setattr(living, "populate", lambda session, **_: None)


def test_a_demo_that_is_there_is_used_again(settings: Settings, wanted: living.Recipe, quickly: None) -> None:
    assert living.why_build(settings, wanted) == "there is none yet"
    living.build(settings, wanted)
    assert living.why_build(settings, wanted) is None


def test_nothing_is_left_beside_the_file(
    settings: Settings, wanted: living.Recipe, quickly: None, tmp_path: Path
) -> None:
    living.build(settings, wanted)
    assert [path.name for path in tmp_path.iterdir()] == ["demo.sqlite"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {"built_on": TODAY + timedelta(days=1)},
            "the one there was built on 2026-11-25, and its courses end that day",
        ),
        ({"seed": 2}, "the one there has seed 1, not 2"),
        ({"patients": 600}, "the one there has patients 80, not 600"),
        ({"code": "other"}, "the one there was built by another version of the program"),
    ],
)
def test_another_recipe_tells_what_differs(
    settings: Settings, wanted: living.Recipe, quickly: None, change: dict[str, object], reason: str
) -> None:
    living.build(settings, wanted)
    assert living.why_build(settings, replace(wanted, **change)) == reason


def test_a_build_that_breaks_leaves_the_one_before(
    settings: Settings, wanted: living.Recipe, quickly: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    living.build(settings, wanted)

    def breaks(session: object, **_: object) -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr(living, "populate", breaks)
    with pytest.raises(RuntimeError, match="half-way"):
        living.build(settings, replace(wanted, seed=2))
    assert living.why_build(settings, wanted) is None
    assert [path.name for path in tmp_path.iterdir()] == ["demo.sqlite"]


def test_a_file_that_is_no_demo_is_not_taken_for_one(
    settings: Settings, wanted: living.Recipe, quickly: None, tmp_path: Path
) -> None:
    (tmp_path / "demo.sqlite").write_bytes(b"half a file")
    assert living.why_build(settings, wanted) == "the one there is not whole"
    living.build(settings, wanted)
    assert living.why_build(settings, wanted) is None


def test_a_log_left_by_the_old_file_is_not_read_into_the_new_one(
    settings: Settings, wanted: living.Recipe, quickly: None, tmp_path: Path
) -> None:
    living.build(settings, wanted)
    (tmp_path / "demo.sqlite-wal").write_bytes(b"left over")
    living.build(settings, replace(wanted, seed=2))
    assert not (tmp_path / "demo.sqlite-wal").exists()
    with sqlite3.connect(tmp_path / "demo.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a_whole_demo_is_migrated_populated_and_counted(
    settings: Settings, wanted: living.Recipe, tmp_path: Path
) -> None:
    steps: list[int] = []
    living.build(settings, wanted, advance=lambda: steps.append(1))
    assert len(steps) == living.steps(PATIENTS)
    with sqlite3.connect(tmp_path / "demo.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM course").fetchone() == (PATIENTS,)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()

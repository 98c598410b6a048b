"""The daily round and the check of summaries, as commands."""

from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from sqlalchemy.orm import Session

from rehab.models import CourseSummary
from tests.cli.conftest import GOOD_SECRET, Run
from tests.demo.conftest import build_clinic


@pytest.fixture
def demo_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller) -> str:
    """A demo of its own, of the morning at which the clock stands, which the commands are pointed at."""
    path = tmp_path / "demo.sqlite"
    build_clinic(path).dispose()
    monkeypatch.setattr("rehab.cli._check_migrated", lambda settings: None)
    return f"sqlite:///{path}"


def test_the_check_finds_nothing_then_what_was_changed_and_the_rebuild_puts_it_right(run: Run, demo_url: str) -> None:
    env = {"REHAB_DEMO_DATABASE_URL": demo_url}
    good = run("summaries", "check", "--demo", **env)
    assert (good.exit_code, good.output) == (0, "Every summary is what the logs say.\n")
    engine = sa.create_engine(demo_url)
    with Session(engine) as session:
        session.execute(sa.update(CourseSummary).where(CourseSummary.course_id == 2).values(need=3, done=99.0))
        session.execute(sa.delete(CourseSummary).where(CourseSummary.course_id == 5))
        session.commit()
    engine.dispose()
    bad = run("summaries", "check", "--demo", **env)
    assert bad.exit_code == 1
    assert "course 2: need is 3, the logs say 1" in bad.output
    assert "course 5: row is None, the logs say 'missing'" in bad.output
    assert "summaries were written anew" in run("summaries", "rebuild", "--demo", **env).output
    assert run("summaries", "check", "--demo", **env).exit_code == 0


def test_the_daily_round_may_be_run_twice(run: Run, demo_url: str) -> None:
    env = {"REHAB_DEMO_DATABASE_URL": demo_url}
    first, second = run("jobs", "daily", "--demo", **env), run("jobs", "daily", "--demo", **env)
    assert first.output == second.output
    assert "open courses are up to date" in second.output
    assert run("summaries", "check", "--demo", **env).exit_code == 0


@pytest.mark.parametrize("command", [("jobs", "daily"), ("summaries", "check"), ("summaries", "rebuild")])
def test_an_empty_database_is_told(run: Run, instance: Path, command: tuple[str, str]) -> None:
    instance.mkdir()
    result = run(*command, REHAB_SECRET_KEY=GOOD_SECRET)
    assert result.exit_code == 1
    assert "The database is empty" in result.output


def test_where_there_is_no_demo_it_says_how_to_get_one(run: Run, instance: Path) -> None:
    instance.mkdir()
    assert "Run `rehab demo` first." in run("summaries", "check", "--demo").output

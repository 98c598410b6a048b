"""`rehab demo` builds when it must, says why, and serves on this machine only."""

from pathlib import Path

import pytest

from rehab.demo import living
from tests.cli.conftest import Run

SMALL = ("demo", "--patients", "80")


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(living, "populate", lambda session, **_: None)


def test_the_first_start_builds_and_the_second_does_not(
    run: Run, instance: Path, served: list[dict[str, object]]
) -> None:
    first, second = run(*SMALL), run(*SMALL)
    assert "Building the demo clinic, 80 patients, because there is none yet." in first.output
    assert "Building" not in second.output
    assert "http://127.0.0.1:5000" in second.output
    assert (instance / "demo.sqlite").exists()
    assert [(call["host"], call["port"], call["workers"]) for call in served] == [("127.0.0.1", 5000, 1)] * 2
    assert served[0]["app"].extensions["settings"].demo  # type: ignore[attr-defined]


def test_another_seed_and_a_reset_build_anew_and_say_why(run: Run, served: list[dict[str, object]]) -> None:
    run(*SMALL)
    assert "because the one there has seed 1, not 2" in run(*SMALL, "--seed", "2").output
    assert "because you asked for it" in run(*SMALL, "--seed", "2", "--reset").output


def test_too_few_patients_are_refused(run: Run, served: list[dict[str, object]]) -> None:
    result = run("demo", "--patients", "79")
    assert result.exit_code == 2
    assert "79 is not in the range" in result.output
    assert not served

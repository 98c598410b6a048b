"""The name of exactly these rules and texts."""

import re
import shutil
from pathlib import Path

import pytest

from rehab.content import fingerprint as module
from rehab.content.fingerprint import fingerprint
from rehab.content.loader import DATA


def test_it_is_short_enough_to_be_read_aloud_and_stays_the_same() -> None:
    first = fingerprint()
    fingerprint.cache_clear()
    assert fingerprint() == first
    assert re.fullmatch(r"([0-9a-f]{4} ){3}[0-9a-f]{4}", first)


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.json")))
def test_any_change_of_a_data_file_changes_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint.__wrapped__()
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    monkeypatch.setattr(module, "DATA", copy)
    assert fingerprint.__wrapped__() == before
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    assert fingerprint.__wrapped__() != before


def test_a_changed_threshold_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint.__wrapped__()
    copy = tmp_path / "clinical"
    shutil.copytree(Path(module.clinical.__file__).parent, copy)
    monkeypatch.setattr(module.clinical, "__file__", str(copy / "__init__.py"))
    assert fingerprint.__wrapped__() == before
    path = copy / "thresholds.py"
    path.write_text(
        path.read_text(encoding="utf-8").replace("_limit(2, Unit.POINTS, 1, 6", "_limit(3, Unit.POINTS, 1, 6")
    )
    assert fingerprint.__wrapped__() != before

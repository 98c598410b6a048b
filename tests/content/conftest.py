"""A copy of the data files that a test may spoil."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rehab.content import loader

Change = Callable[[Any], object]
Spoil = Callable[[str, Change], None]
CACHED = [each for each in vars(loader).values() if hasattr(each, "cache_clear")]


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Spoil]:
    """Copies the data and lets a test change one file of the copy; a second change begins from the file as it is."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in loader.DATA.glob("*.json")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(loader, "DATA", tmp_path)

    def change(name: str, how: Change) -> None:
        data = json.loads(texts[name])
        before = copy.deepcopy(data)
        how(data)
        assert data != before
        (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
        forget()

    forget()
    yield change
    forget()


def forget() -> None:
    """Reads the files anew next time."""
    for each in CACHED:
        each.cache_clear()

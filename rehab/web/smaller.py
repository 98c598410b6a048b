"""Static files made small once, when the app starts, and kept in instance/ by the hash of what is in them.

A phone that takes brotli or gzip is sent a quarter of the bytes; where nothing can be written, files go as they are.
"""

import gzip
import os
from collections.abc import Iterable
from pathlib import Path

import brotli  # type: ignore[import-untyped]

SMALLER = {".css", ".js", ".svg", ".json"}
KEPT_IN = "static-smaller"


def encodings(folder: Path, digest: str) -> dict[str, str]:
    """Where the smaller forms of a file are, content coding → path, whether or not they have been made."""
    return {"br": str(folder / f"{digest}.br"), "gzip": str(folder / f"{digest}.gz")}


def make_smaller(folder: Path, files: Iterable[tuple[Path, str]]) -> None:
    """Make what is not there yet of these (path, digest). Two that start at once make the same; raises OSError."""
    for path, digest in files:
        made = encodings(folder, digest)
        if path.suffix not in SMALLER or path.with_name(f"{path.name}.br").exists():
            continue
        if all(Path(each).exists() for each in made.values()):
            continue
        folder.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes()
        _write(Path(made["br"]), brotli.compress(data, quality=11))
        _write(Path(made["gzip"]), gzip.compress(data, 9, mtime=0))


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: another process may be reading."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)

"""The demo's database: built when there is none, or one of another day, seed or size; else used as it is.

It is built beside its place and put there when it is whole, with its recipe inside, so half a clinic never opens.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import flask_migrate
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DatabaseError

from rehab.app import create_app
from rehab.config import ROOT, Settings
from rehab.db import Base, db
from rehab.demo.clinic import populate, steps

__all__ = ["NotADemo", "Recipe", "build", "recipe", "steps", "why_build"]

STAMP = sa.Table("demo_stamp", sa.MetaData(), *(sa.Column(name, sa.Text) for name in ("name", "value")))
MAKES_IT = ("demo/*.py", "clinical/*.py", "records/*.py", "content/*.py", "content/data/*", "migrations/versions/*.py")
LEFT_BY_SQLITE = ("-wal", "-shm", "-journal")


class NotADemo(Exception):
    """The database holds tables that the demo did not make, so it is not touched."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a demo is made of. The same recipe gives the same rows."""

    patients: int
    seed: int
    built_on: date
    code: str

    def lines(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items()}


def recipe(patients: int, seed: int, today: date) -> Recipe:
    """The recipe for today with the code as it is."""
    digest = hashlib.sha256()
    for pattern in MAKES_IT:
        for path in sorted((ROOT / "rehab").glob(pattern)):
            digest.update(path.read_bytes())
    return Recipe(patients, seed, today, digest.hexdigest()[:16])


def why_build(settings: Settings, wanted: Recipe) -> str | None:
    """Why the demo has to be built, in words; None when the one that is there will do."""
    if (path := _file(settings)) and not path.exists():
        return "there is none yet"
    engine = sa.create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            found = {row.name: row.value for row in connection.execute(sa.select(STAMP))}
    except DatabaseError:
        return "the one there is not whole"
    finally:
        engine.dispose()
    return next((_words(name, found.get(name), value) for name, value in wanted.lines().items()
                 if found.get(name) != value), None)  # fmt: skip


def _words(name: str, found: str | None, wanted: str) -> str:
    match name:
        case "built_on":
            return f"the one there was built on {found}, and its courses end that day"
        case "code":
            return "the one there was built by another version of the program"
    return f"the one there has {name} {found}, not {wanted}"


def build(settings: Settings, wanted: Recipe, advance: Callable[[], None] = lambda: None) -> None:
    """Build the demo in the place of the one before. Raises NotADemo rather than empty somebody's database."""
    path = _file(settings)
    if path is None:
        app = create_app(settings)
        _empty(app)
        _fill(app, wanted, advance)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _fill(create_app(replace(settings, database_url=f"sqlite:///{beside}")), wanted, advance)
        _put(beside, path)
    finally:
        _remove(beside)


def _file(settings: Settings) -> Path | None:
    """Where the SQLite file is; None for another database."""
    url = sa.make_url(settings.database_url)
    return Path(url.database) if settings.is_sqlite and url.database else None


def _fill(app: Flask, wanted: Recipe, advance: Callable[[], None]) -> None:
    with app.app_context():
        try:
            flask_migrate.upgrade()
            populate(db.session, patients=wanted.patients, seed=wanted.seed, today=wanted.built_on, advance=advance)
            STAMP.create(db.engine)
            rows = [{"name": name, "value": value} for name, value in wanted.lines().items()]
            db.session.execute(sa.insert(STAMP), rows)
            db.session.commit()
        finally:
            db.session.remove()
            db.engine.dispose()  # the last connection to close folds SQLite's write-ahead log into the file


def _put(beside: Path, path: Path) -> None:
    """Put the new file in its place; a log left by the old one must not be read into the new one."""
    _remove(path)
    os.replace(beside, path)


def _remove(path: Path) -> None:
    for name in (path, *(path.with_name(path.name + end) for end in LEFT_BY_SQLITE)):
        with suppress(FileNotFoundError):
            name.unlink()


def _empty(app: Flask) -> None:
    with app.app_context():
        names = set(sa.inspect(db.engine).get_table_names())
        if names and STAMP.name not in names:
            raise NotADemo
        with db.engine.begin() as connection:
            Base.metadata.drop_all(connection)
            STAMP.drop(connection, checkfirst=True)
            connection.execute(sa.text("DROP TABLE IF EXISTS alembic_version"))

"""Fixtures of every test: one app and database per run, empty tables and a still clock per test, the standing cast."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from rehab.app import create_app
from rehab.config import Settings, database_url
from rehab.db import AnySession, Base, db
from tests.browser import Browser
from tests.cast import Cast, make_cast

NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)  # Wednesday, seven in the morning in Copenhagen
TODAY = date(2026, 11, 25)
Statements = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app on SQLite, or on the PostgreSQL of TEST_DATABASE_URL."""
    url = os.environ.get("TEST_DATABASE_URL") or _sqlite(tmp_path_factory.mktemp("db"))
    settings = Settings(database_url=database_url(url), secret_key="test" * 10, testing=True)
    app = create_app(settings)
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        Base.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'test.sqlite'}"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still at NOW; `clock.move_to(...)` moves it."""
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def session(app: Flask, clock: time_machine.Traveller) -> Iterator[AnySession]:
    """A database session on empty tables. Commit what the app is to see."""
    with app.app_context():
        _empty_tables()
        yield db.session
        db.session.rollback()
        db.session.remove()


def _empty_tables() -> None:
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            names = ", ".join(table.name for table in Base.metadata.sorted_tables)
            connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
            return
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def cast(session: AnySession) -> Cast:
    """The people of every story, committed (see tests/cast.py)."""
    made = make_cast(session)
    session.commit()
    return made


@pytest.fixture
def browser(app: Flask, cast: Cast) -> Browser:
    """A browser nobody has signed in with; `browser.sign_in(cast.karen)`."""
    return Browser(app)


@pytest.fixture
def statements(app: Flask) -> Statements:
    """`with statements() as seen:` collects the SQL sent meanwhile, transaction control left out."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
                seen.append(statement)

        sa.event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            sa.event.remove(db.engine, "before_cursor_execute", note)

    return collect

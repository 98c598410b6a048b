"""Migrations give what the models say, and take it all away again, on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from rehab.app import create_app
from rehab.config import Settings, database_url
from rehab.db import Base, db
from tests.cast import make_cast


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of its own; PostgreSQL's beside the one of TEST_DATABASE_URL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    if not (given := os.environ.get("TEST_DATABASE_URL")):
        pytest.skip("TEST_DATABASE_URL is not set: migrations are tried on SQLite only")
    with _beside(sa.make_url(database_url(given))) as url:
        yield url


@contextmanager
def _beside(url: sa.URL) -> Iterator[str]:
    name = f"rehab_migrations_{os.getpid()}"
    server = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


def checks(engine: sa.Engine) -> dict[str, set[str | None]]:
    """The names of each table's CHECK constraints, which alembic does not compare."""
    look = sa.inspect(engine)
    return {name: {check["name"] for check in look.get_check_constraints(name)} for name in Base.metadata.tables}


def tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def test_up_is_what_the_models_say_and_down_is_nothing(empty_url: str) -> None:
    app = create_app(Settings(database_url=empty_url, secret_key="test" * 10, testing=True))
    with app.app_context():
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
        migrated = checks(db.engine)
        flask_migrate.downgrade(revision="base")
        assert tables(db.engine) == set()
        Base.metadata.create_all(db.engine)
        assert migrated == checks(db.engine)
        Base.metadata.drop_all(db.engine)
        flask_migrate.upgrade()
        assert tables(db.engine) == set(Base.metadata.tables), "down and up again"
        db.engine.dispose()


def test_a_filled_record_goes_back_one_step_and_forth(empty_url: str) -> None:
    app = create_app(Settings(database_url=empty_url, secret_key="test" * 10, testing=True))
    with app.app_context():
        flask_migrate.upgrade()
        make_cast(db.session)
        db.session.commit()
        before = people_and_courses()
        flask_migrate.downgrade(revision="0006")
        assert people_and_courses() == before
        flask_migrate.upgrade()
        assert people_and_courses() == before
        db.engine.dispose()


def people_and_courses() -> tuple[int, ...]:
    """How many there are, whatever columns their tables have just now."""
    with db.engine.connect() as connection:
        counts = [connection.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in ("person", "course")]
    db.session.remove()
    return tuple(counts)

"""Migrations give what the models say, and take it all away again, on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from rehab.app import create_app
from rehab.clinical.follow_up import Rule
from rehab.config import Settings, database_url
from rehab.db import Base, db
from rehab.models import Appointment, FollowUpPrompt, PromptEnding
from tests.cast import Cast, make_cast
from tests.conftest import NOW, TODAY
from tests.features.bookings.people import booked


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


def test_prompts_keep_their_place_when_their_table_is_made_anew(empty_url: str) -> None:
    app = create_app(Settings(database_url=empty_url, secret_key="test" * 10, testing=True))
    with app.app_context():
        flask_migrate.upgrade()
        cast = make_cast(db.session)
        add_prompts(cast)
        flask_migrate.downgrade(revision="0008")
        assert prompts() == [("end_of_phase", "closed"), ("week_4", "booked")]
        flask_migrate.upgrade()
        assert prompts() == [("end_of_phase", "closed"), ("week_4", "booked")]
        with db.engine.connect() as connection:
            led_to = sa.text(
                "SELECT count(*) FROM appointment JOIN follow_up_prompt ON follow_up_prompt.id = prompt_id"
            )
            assert connection.scalar(led_to) == 1
        db.engine.dispose()


def add_prompts(cast: Cast) -> None:
    """One that was planned and held back, and one that led to an appointment."""
    raised: dict[str, Any] = {"course_id": cast.karens_course, "raised_on": TODAY, "raised_at": NOW, "ended_at": NOW}
    held = FollowUpPrompt(rule=Rule.PLANNED, numbers={"plan": 1}, ending=PromptEnding.HELD, **raised)
    led = FollowUpPrompt(rule=Rule.WEEK_4, numbers={"week": 4}, ending=PromptEnding.BOOKED, **raised)
    db.session.add_all([held, led])
    db.session.flush()
    id_ = booked(db.session, cast.ida, cast.horsens, cast.karen, NOW + timedelta(days=9), course=cast.karens_course)
    db.session.execute(sa.update(Appointment).where(Appointment.id == id_).values(prompt_id=led.id))
    db.session.commit()
    db.session.remove()


def prompts() -> list[tuple[str, str]]:
    with db.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT rule, ending FROM follow_up_prompt ORDER BY id"))
        return [(row.rule, row.ending) for row in rows]

"""One small demo clinic for all tests of it, built once, and a session on it that is rolled back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from rehab.db import Base, prepare_sqlite
from rehab.demo.clinic import populate

TODAY = date(2026, 11, 25)
PATIENTS = 80


def build_clinic(path: Path, *, seed: int = 1, today: date = TODAY) -> sa.Engine:
    """A populated SQLite file."""
    engine = sa.create_engine(f"sqlite:///{path}")
    prepare_sqlite(engine)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        populate(session, patients=PATIENTS, seed=seed, today=today)
    return engine


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """The demo clinic of Wednesday 25 November 2026, seed 1."""
    engine = build_clinic(tmp_path_factory.mktemp("clinic") / "clinic.sqlite")
    yield engine
    engine.dispose()


@pytest.fixture
def records(clinic: sa.Engine) -> Iterator[Session]:
    """A session on the clinic; nothing done in it stays."""
    with Session(clinic) as session:
        yield session

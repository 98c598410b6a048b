"""Clinics served on loopback for a browser: the demo's, or one that a test fills itself."""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.serving import make_server

from rehab.app import create_app
from rehab.config import DEMO_SECRET, Settings, database_url
from rehab.db import Base, db
from rehab.demo.clinic import populate

NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
PATIENTS = 80
PHONE, DESK = (390, 844), (1440, 900)


@contextmanager
def on_loopback(app: Flask) -> Iterator[str]:
    """The address of an app while it is served."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)
    with app.app_context():
        wait_for_the_last(db.engine)
        db.engine.dispose()


def served(url: str, before: Callable[[Any], Any] | None = None) -> Iterator[str]:
    """Serve a demo clinic; `before` puts something between the network and the app."""
    app = create_app(Settings(database_url=url, secret_key=DEMO_SECRET, demo=True))
    if before:
        app.wsgi_app = before(app.wsgi_app)  # type: ignore[method-assign]
    with app.app_context():
        Base.metadata.create_all(db.engine)
        populate(db.session, patients=PATIENTS, seed=1, today=NOW.date())
        db.session.remove()
    with on_loopback(app) as address:
        yield address


def wait_for_the_last(engine: sa.Engine) -> None:
    """What is written after an answer may still be on its way when the browser is done."""
    for _ in range(100):
        if getattr(engine.pool, "checkedout", int)() == 0:
            return
        sleep(0.05)


def own_database(folder: Path, purpose: str) -> str:
    """A database of its own beside the one the other tests empty."""
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        return f"sqlite:///{folder / 'clinic.sqlite'}"
    beside = sa.make_url(database_url(url))
    name = f"{beside.database}_{purpose}"
    engine = sa.create_engine(beside, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    engine.dispose()
    return beside.set(database=name).render_as_string(hide_password=False)

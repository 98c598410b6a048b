"""Runs migrations against the app's own engine (Flask-Migrate hands the settings over)."""

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

import rehab.models  # noqa: F401 - registers the tables
from rehab.db import Base


def run() -> None:
    """Upgrade or downgrade in one transaction."""
    migrate = current_app.extensions["migrate"]
    with migrate.db.engine.connect() as connection:
        look_at_foreign_keys(connection, "OFF")
        try:
            context.configure(connection=connection, target_metadata=Base.metadata, **migrate.configure_args)
            with context.begin_transaction():
                context.run_migrations()
            check_foreign_keys(connection)
            connection.commit()
        finally:
            connection.rollback()
            look_at_foreign_keys(connection, "ON")


def look_at_foreign_keys(connection: Connection, whether: str) -> None:
    """SQLite makes a table anew to change a constraint of it, and then its old rows go while others point at them.

    Said past SQLAlchemy, since SQLite does not hear it in a transaction.
    """
    if connection.dialect.name == "sqlite":
        connection.connection.execute(f"PRAGMA foreign_keys={whether}")


def check_foreign_keys(connection: Connection) -> None:
    """What nobody looked at meanwhile: raises when a row points at one that is gone."""
    if connection.dialect.name == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise RuntimeError(f"the migration leaves rows that point at nothing: {broken[:5]}")


run()

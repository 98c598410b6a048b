"""Runs migrations against the app's own engine (Flask-Migrate hands the settings over)."""

from alembic import context
from flask import current_app

import rehab.models  # noqa: F401 - registers the tables
from rehab.db import Base


def run() -> None:
    """Upgrade or downgrade in one transaction."""
    migrate = current_app.extensions["migrate"]
    with migrate.db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, **migrate.configure_args)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()

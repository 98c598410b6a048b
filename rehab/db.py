"""Engine, base class and column types, SQLite's pragmas, and one transaction per request.

An answer commits, a raise rolls back: services and queries never do either.
"""

import enum
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, scoped_session

AnySession = Session | scoped_session[Any]  # what services and queries are handed

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """An aware UTC instant in both databases; SQLite alone would give naive times back."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: instants are aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of every table. No relationships: queries say what they read."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UTCDateTime}  # noqa: RUF012 - SQLAlchemy's own way of saying it


def choice(kind: type[enum.StrEnum], name: str) -> sa.Enum:
    """A text column holding the enum's values, with its own CHECK, the same in both databases."""
    return sa.Enum(
        kind,
        name=name,
        native_enum=False,
        length=24,
        create_constraint=True,
        values_callable=lambda e: [member.value for member in e],
    )


def references(column: str) -> sa.ForeignKey:
    """A foreign key that refuses to let history lose its owner."""
    return sa.ForeignKey(column, ondelete="RESTRICT")


db = SQLAlchemy(metadata=Base.metadata)


def read(
    session: AnySession, statement: sa.Executable, values: dict[str, Any] | None = None
) -> sa.CursorResult[*tuple[Any, ...]]:
    """Plain columns in the session's transaction, past the ORM's machinery: a third of the price on the busiest pages.

    What was added to the session and not flushed isn't seen.
    """
    return session.connection().execute(statement, values or {})


def init_app(app: Flask) -> None:
    """Bind the engine to the app; commit each answered request, roll back each raised one."""
    db.init_app(app)
    app.after_request(_commit)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)


def write_afterwards(statement: sa.Executable) -> None:
    """Write something small once the answer's own transaction is done, since a page that only reads holds no lock."""
    g.setdefault("afterwards", []).append(statement)


def _commit(response: Response) -> Response:
    db.session.commit()
    for statement in g.pop("afterwards", ()):
        _write(statement)
    return response


def _write(statement: sa.Executable) -> None:
    """In a transaction of its own. It is left undone when somebody else writes for too long."""
    g.writes = True
    try:
        db.session.execute(statement)
        db.session.commit()
    except OperationalError:
        db.session.rollback()


def prepare_sqlite(engine: Engine) -> None:
    """Foreign keys, write-ahead log, a patient lock, and transactions that begin when we say so."""

    @event.listens_for(engine, "connect")
    def pragmas(dbapi_connection: Any, _record: Any) -> None:
        dbapi_connection.isolation_level = None  # pysqlite's own BEGIN comes too late for savepoints
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=5000", "synchronous=NORMAL"):
            dbapi_connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that turns writer half-way can be refused by SQLite whatever the timeout,
        # so whoever may write takes the write lock from the start.
        connection.exec_driver_sql("BEGIN" if _only_reads() else "BEGIN IMMEDIATE")


def _only_reads() -> bool:
    return has_request_context() and request.method in SAFE_METHODS and not g.get("writes", False)

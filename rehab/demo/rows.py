"""Rows gathered in memory with their ids, then stored table by table in few large statements."""

import uuid
from collections import defaultdict
from random import Random
from typing import Any

import sqlalchemy as sa

from rehab.db import AnySession, Base

CHUNK = 5_000


class Rows:
    """What is to be stored. Ids count from 1, so that rows can point at one another before they are stored."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._blank: dict[str, dict[str, Any]] = {}
        self._ids: dict[str, int] = defaultdict(int)

    def new_id(self, model: type[Base]) -> int:
        """The next id of a table, for a row that is added later."""
        self._ids[model.__tablename__] += 1
        return self._ids[model.__tablename__]

    def add(self, model: type[Base], **values: Any) -> int:
        """Gather a row; returns its id (0 for a table whose key is made of other columns)."""
        name = model.__tablename__
        blank = self._blank.get(name)
        if blank is None:
            blank = self._blank[name] = _blank(model)
        row = {**blank, **values}
        if "id" in blank and row["id"] is None:
            row["id"] = self.new_id(model)
        self._rows[name].append(row)
        return int(row.get("id") or 0)

    def store(self, session: AnySession) -> None:
        """Insert everything gathered since the last time, parents before children."""
        for table in Base.metadata.sorted_tables:
            rows = self._rows.pop(table.name, [])
            for start in range(0, len(rows), CHUNK):
                session.execute(sa.insert(table), rows[start : start + CHUNK])

    def settle_sequences(self, session: AnySession) -> None:
        """Tell PostgreSQL which ids are taken; SQLite sees for itself."""
        if session.get_bind().dialect.name != "postgresql":
            return
        for name in self._ids:
            session.execute(
                sa.text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
            )


def _blank(model: type[Base]) -> dict[str, Any]:
    """Every column with its default, so that all rows of a table have the same keys."""
    return {column.name: _plain_default(column) for column in model.__table__.columns}


def _plain_default(column: Any) -> Any:
    return column.default.arg if column.default is not None and column.default.is_scalar else None


def key(rng: Random) -> str:
    """A client key, as a browser makes them."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))

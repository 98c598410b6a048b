"""Many rows folded into one value of another statement, the same on SQLite and PostgreSQL."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class JsonRows(FunctionElement[list[Any]]):
    """A JSON array with an array of the given columns for each row, in no order; null or empty where there is none.

    Dates come as ISO text.
    """

    type = sa.JSON()
    inherit_cache = True


@compiles(JsonRows, "sqlite")
def _for_sqlite(rows: JsonRows, compiler: SQLCompiler, **options: Any) -> str:
    """SQLite keeps JSON as text, which `json` makes JSON again."""
    columns = ((each, compiler.process(each, **options)) for each in rows.clauses)
    listed = ", ".join(f"json({text})" if isinstance(each.type, sa.JSON) else text for each, text in columns)
    return f"json_group_array(json_array({listed}))"


@compiles(JsonRows, "postgresql")
def _for_postgresql(rows: JsonRows, compiler: SQLCompiler, **options: Any) -> str:
    listed = ", ".join(compiler.process(each, **options) for each in rows.clauses)
    return f"json_agg(json_build_array({listed}))"

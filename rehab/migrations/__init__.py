"""Numbered migrations, one subject each, forward and back on both databases."""

from typing import Any, Literal

from rehab.db import UTCDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our column types as plain SQLAlchemy, so that a migration never imports today's models."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False

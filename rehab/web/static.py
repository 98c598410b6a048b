"""Static files without a build: served by WhiteNoise for a year, found by the hash of what is in them."""

from functools import lru_cache
from hashlib import sha256
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

from rehab.config import ROOT

STATIC = ROOT / "static"


@lru_cache(maxsize=512)
def digest(filename: str) -> str:
    """First twelve hex digits of a static file's SHA-256; raises FileNotFoundError for a file that isn't there."""
    return sha256((STATIC / filename).read_bytes()).hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Serve /static/, and give each url_for('static') its version."""
    app.add_url_rule("/static/<path:filename>", endpoint="static", build_only=True)

    @app.url_defaults
    def version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("v", digest(values["filename"]))

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(STATIC), prefix="static/", max_age=31_536_000
    )

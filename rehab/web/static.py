"""Static files without a build: served by WhiteNoise for a year, found by the hash of what is in them."""

from functools import lru_cache
from hashlib import sha256
from typing import Any

from flask import Flask
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from whitenoise import WhiteNoise

from rehab.config import ROOT

STATIC = ROOT / "static"


@lru_cache(maxsize=512)
def digest(filename: str) -> str:
    """First twelve hex digits of a static file's SHA-256; raises FileNotFoundError for a file that isn't there."""
    return sha256((STATIC / filename).read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=512)
def asset(filename: str) -> str:
    """The address of a static file with its version: what url_for('static') says, without its price a hundred times."""
    return f"/static/{filename}?v={digest(filename)}"


@lru_cache(maxsize=1)
def modules() -> Markup:
    """Names and addresses of the scripts a page may start, as JSON for boot.js."""
    scripts = {path.stem: f"js/modules/{path.name}" for path in sorted((STATIC / "js" / "modules").glob("*.js"))}
    scripts |= {f"offline/{path.stem}": f"js/offline/{path.name}" for path in (STATIC / "js" / "offline").glob("*.js")}
    scripts |= {"plotly": "vendor/plotly-basic.min.js", "plotly-da": "js/plotly-da.js"}
    return htmlsafe_json_dumps({name: asset(filename) for name, filename in scripts.items()})


def init_app(app: Flask) -> None:
    """Serve /static/, and give each url_for('static') its version."""
    app.jinja_env.globals.update(asset=asset, modules=modules)
    app.add_url_rule("/static/<path:filename>", endpoint="static", build_only=True)

    @app.url_defaults
    def version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("v", digest(values["filename"]))

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(STATIC), prefix="static/", max_age=31_536_000
    )

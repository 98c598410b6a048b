"""Static files without a build: served by WhiteNoise for a year, found by the hash of what is in them."""

import logging
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from flask import Flask
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from rehab.config import ROOT
from rehab.web.smaller import KEPT_IN, encodings, make_smaller

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


class _Static(WhiteNoise):  # type: ignore[misc]
    """Static files with their smaller forms from a folder elsewhere: the project's own stays as it is."""

    def __init__(self, app: Any, smaller: Path) -> None:
        self.smaller = smaller
        super().__init__(app, root=str(STATIC), prefix="static/", max_age=31_536_000)

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        if f"{path}.br" in stat_cache:  # it brings its own
            return super().get_static_file(path, url, stat_cache)
        headers = Headers()
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        name = Path(path).relative_to(STATIC).as_posix()
        made = {coding: each for coding, each in encodings(self.smaller, digest(name)).items() if Path(each).exists()}
        return StaticFile(path, headers.items(), encodings=made)


def init_app(app: Flask) -> None:
    """Serve /static/, and give each url_for('static') its version."""
    app.jinja_env.globals.update(asset=asset, modules=modules)
    app.add_url_rule("/static/<path:filename>", endpoint="static", build_only=True)

    @app.url_defaults
    def version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("v", digest(values["filename"]))

    smaller = Path(app.instance_path) / KEPT_IN
    if not app.testing:
        _make_smaller(smaller)
    app.wsgi_app = _Static(app.wsgi_app, smaller)  # type: ignore[method-assign]


def _make_smaller(folder: Path) -> None:
    names = (path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file())
    try:
        make_smaller(folder, ((STATIC / name, digest(name)) for name in names))
    except OSError as error:
        logging.getLogger(__name__).warning("Static files are sent as they are: %s", error)

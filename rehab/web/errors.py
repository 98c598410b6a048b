"""What a person sees when something is wrong. A raise rolls back; the page says what happened and what to do."""

from itertools import islice
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from rehab.db import SAFE_METHODS, db

NEVER_REPEATED = {"password", "again"}
MOST_FIELDS = 2000  # more than any form of ours has: a page of millions would cost minutes
OWN_PAGES = {403: "404", 404: "404", 405: "404", 413: "413", 429: "429"}


def init_app(app: Flask) -> None:
    """Handlers for what we can name, and one for what we can't."""
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(401, signed_out)
    app.register_error_handler(HTTPException, known)
    app.register_error_handler(500, unknown)


def expired(error: CSRFError) -> Response:
    """A form without a valid token: too old, or another sign-in's."""
    return _to_be_sent_again("errors/expired.html", 400)


def signed_out(error: HTTPException) -> Response:
    """A form from somebody who is no longer signed in."""
    return _to_be_sent_again("errors/signed_out.html", 401)


def _to_be_sent_again(template: str, code: int) -> Response:
    """Nothing is saved. If the form came from our own page, what was typed comes back, to be sent again."""
    db.session.rollback()
    typed = [(name, value) for name, value in _typed() if name != "csrf_token"]
    return make_response(render_template(template, typed=typed, action=request.full_path.rstrip("?")), code)


def _typed() -> list[tuple[str, str]]:
    """What was typed on a page of ours, passwords left out."""
    sent = list(islice(request.form.items(multi=True), MOST_FIELDS + 1))
    ours = len(sent) <= MOST_FIELDS and _from_us()
    return [pair for pair in sent if pair[0] not in NEVER_REPEATED] if ours else []


def known(error: HTTPException) -> Response | Any:
    """Any HTTP error with its own page, or the general one. Redirects pass through."""
    code = error.code or 500
    if code < 400:
        return error
    db.session.rollback()
    if code >= 500:
        return unknown(error)
    name = OWN_PAGES.get(code, "400")
    return make_response(render_template(f"errors/{name}.html"), 404 if name == "404" else code)


def unknown(error: Exception) -> Response:
    """The fault is ours; the page needs neither database nor viewer. What was sent may be sent again."""
    db.session.rollback()
    values: dict[str, Any] = {"code": 500}
    if request.method not in SAFE_METHODS:
        values |= {"was_sent": True, "typed": _typed(), "action": request.full_path.rstrip("?")}
    return make_response(current_app.jinja_env.get_template("errors/500.html").render(**values), 500)


def _from_us() -> bool:
    """As the browser says; an older one says only where the form stood."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.host

"""What a person sees when something is wrong. A raise rolls back; the page says what happened and what to do."""

from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from rehab.db import db

NEVER_REPEATED = {"csrf_token", "password", "again"}
OWN_PAGES = {403: "404", 404: "404", 405: "404", 413: "413", 429: "429"}


def init_app(app: Flask) -> None:
    """Handlers for what we can name, and one for what we can't."""
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, known)
    app.register_error_handler(500, unknown)


def expired(error: CSRFError) -> Response:
    """A form without a valid token. If it came from our own page, what was typed comes back, to be sent again."""
    db.session.rollback()
    typed = [pair for pair in request.form.items(multi=True) if pair[0] not in NEVER_REPEATED] if _from_us() else []
    return make_response(render_template("errors/expired.html", typed=typed, action=request.full_path.rstrip("?")), 400)


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
    """The fault is ours; the page needs neither database nor viewer."""
    db.session.rollback()
    page = current_app.jinja_env.get_template("errors/500.html").render(code=500)
    return make_response(page, 500)


def _from_us() -> bool:
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")

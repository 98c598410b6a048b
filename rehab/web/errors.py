"""What a person sees when something is wrong. A raise rolls back; the page says what happened and what to do."""

from typing import Any

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from rehab.db import db


def init_app(app: Flask) -> None:
    """Handlers for what we can name, and one for what we can't."""
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, known)
    app.register_error_handler(500, unknown)


def expired(error: CSRFError) -> Response:
    """A form without a valid token. If it came from our own page, what was typed comes back, to be sent again."""
    db.session.rollback()
    typed = [(k, v) for k, v in request.form.items(multi=True) if k != "csrf_token"] if _from_us() else []
    return make_response(render_template("errors/expired.html", title=_("Send again"), typed=typed), 400)


def known(error: HTTPException) -> Response | Any:
    """Any HTTP error with its own page, or the general one. Redirects pass through."""
    code = error.code or 500
    if code < 400:
        return error
    db.session.rollback()
    name = {403: "404", 404: "404", 405: "404", 413: "413"}.get(code, "400" if code < 500 else "500")
    status = 404 if name == "404" else code
    return make_response(render_template(f"errors/{name}.html"), status)


def unknown(error: Exception) -> Response:
    """The fault is ours; the page needs neither database nor viewer."""
    db.session.rollback()
    return make_response(render_template("errors/500.html"), 500)


def _from_us() -> bool:
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")

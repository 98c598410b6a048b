"""people: being built."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from rehab.web.access import for_admin

bp = Blueprint("people", __name__)


@bp.get("/people")
@for_admin
def index() -> ResponseReturnValue:
    abort(404)


@bp.get("/people/new")
@for_admin
def add() -> ResponseReturnValue:
    abort(404)

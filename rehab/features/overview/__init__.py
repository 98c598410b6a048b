"""overview: being built."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from rehab.web.access import for_manager

bp = Blueprint("overview", __name__)


@bp.get("/overview")
@for_manager
def branch() -> ResponseReturnValue:
    abort(404)

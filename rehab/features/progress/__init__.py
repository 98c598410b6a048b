"""progress: being built."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from rehab.web.access import for_patient

bp = Blueprint("progress", __name__)


@bp.get("/progress")
@for_patient
def show() -> ResponseReturnValue:
    abort(404)

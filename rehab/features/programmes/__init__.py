"""programmes: being built."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from rehab.web.access import for_patient, for_practitioner

bp = Blueprint("programmes", __name__)


@bp.get("/programme")
@for_patient
def show() -> ResponseReturnValue:
    abort(404)


@bp.get("/courses/<id:course_id>/programme/templates")
@for_practitioner
def choose_template(course_id: int) -> ResponseReturnValue:
    abort(404)


@bp.get("/courses/<id:course_id>/programme/new")
@for_practitioner
def assign(course_id: int) -> ResponseReturnValue:
    abort(404)


@bp.get("/courses/<id:course_id>/programme/revision")
@for_practitioner
def revise(course_id: int) -> ResponseReturnValue:
    abort(404)

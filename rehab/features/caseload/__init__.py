"""caseload: being built."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from rehab.web.access import for_practitioner

bp = Blueprint("caseload", __name__)


@bp.get("/caseload")
@for_practitioner
def index() -> ResponseReturnValue:
    abort(404)


@bp.get("/courses/<id:course_id>")
@for_practitioner
def course(course_id: int) -> ResponseReturnValue:
    abort(404)


@bp.post("/courses/<id:course_id>/notes")
@for_practitioner
def add_note(course_id: int) -> ResponseReturnValue:
    abort(404)


@bp.get("/patients/new")
@for_practitioner
def new_patient() -> ResponseReturnValue:
    abort(404)


@bp.get("/courses/<id:course_id>/invitation")
@for_practitioner
def invitation(course_id: int) -> ResponseReturnValue:
    abort(404)

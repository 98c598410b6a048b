"""journal: being built."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from rehab.web.access import for_patient

bp = Blueprint("journal", __name__)


@bp.get("/today")
@for_patient
def today() -> ResponseReturnValue:
    abort(404)


@bp.post("/morning-pain")
@for_patient
def record_morning_pain() -> ResponseReturnValue:
    abort(404)


@bp.get("/morning-pain/other-day")
@for_patient
def other_day() -> ResponseReturnValue:
    abort(404)


@bp.get("/sessions/new")
@for_patient
def new_session() -> ResponseReturnValue:
    abort(404)


@bp.post("/sessions")
@for_patient
def log_session() -> ResponseReturnValue:
    abort(404)


@bp.post("/stretches")
@for_patient
def log_stretch() -> ResponseReturnValue:
    abort(404)

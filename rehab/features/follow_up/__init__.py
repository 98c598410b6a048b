"""follow_up: being built."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from rehab.web.access import for_patient, for_practitioner

bp = Blueprint("follow_up", __name__)


@bp.post("/prompts/<id:prompt_id>/postponement")
@for_patient
def postpone(prompt_id: int) -> ResponseReturnValue:
    abort(404)


@bp.post("/prompts/<id:prompt_id>/well")
@for_patient
def well(prompt_id: int) -> ResponseReturnValue:
    abort(404)


@bp.post("/prompts/<id:prompt_id>/closure")
@for_practitioner
def close(prompt_id: int) -> ResponseReturnValue:
    abort(404)

"""bookings: being built."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from rehab.web.access import for_patient, for_practitioner, for_reception

bp = Blueprint("bookings", __name__)


@bp.get("/book")
@for_patient
def choose_time() -> ResponseReturnValue:
    abort(404)


@bp.post("/appointments")
@for_patient
def book() -> ResponseReturnValue:
    abort(404)


@bp.get("/appointments")
@for_patient
def mine() -> ResponseReturnValue:
    abort(404)


@bp.get("/appointments/<id:appointment_id>")
@for_patient
def show(appointment_id: int) -> ResponseReturnValue:
    abort(404)


@bp.get("/appointments/<id:appointment_id>/appointment.ics")
@for_patient
def ics(appointment_id: int) -> ResponseReturnValue:
    abort(404)


@bp.post("/appointments/<id:appointment_id>/cancellation")
@for_patient
def cancel(appointment_id: int) -> ResponseReturnValue:
    abort(404)


@bp.get("/appointments/<id:appointment_id>/move")
@for_patient
def move(appointment_id: int) -> ResponseReturnValue:
    abort(404)


@bp.get("/desk")
@for_reception
def desk() -> ResponseReturnValue:
    abort(404)


@bp.get("/desk/patients/<id:patient_id>/book")
@for_reception
def desk_book(patient_id: int) -> ResponseReturnValue:
    abort(404)


@bp.get("/calendar")
@for_practitioner
def calendar() -> ResponseReturnValue:
    abort(404)

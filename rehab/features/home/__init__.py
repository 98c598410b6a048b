"""The front door: leads each role to the page it begins its day with."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from rehab.models import Role
from rehab.web.access import for_anyone_signed_in, viewer

bp = Blueprint("home", __name__)

FIRST_PAGES = {
    Role.PATIENT: "journal.today",
    Role.PRACTITIONER: "caseload.index",
    Role.RECEPTION: "bookings.desk",
    Role.MANAGER: "overview.branch",
    Role.ADMIN: "people.index",
}


@bp.get("/")
@for_anyone_signed_in
def index() -> ResponseReturnValue:
    """Redirect to the role's first page."""
    return redirect(url_for(FIRST_PAGES[viewer().role]))

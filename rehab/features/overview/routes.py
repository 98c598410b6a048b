"""The manager's own branch."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from rehab import clock
from rehab.db import db
from rehab.features.overview.branch_page import branch_page
from rehab.web.access import for_manager, viewer
from rehab.web.pages import show

bp = Blueprint("overview", __name__)


@bp.get("/overview")
@for_manager
def branch() -> ResponseReturnValue:
    """How the branch is doing; a manager without one has nothing to see."""
    me = viewer()
    if me.home_branch_id is None:
        abort(404)
    return show(branch_page(db.session, me, me.home_branch_id, now=clock.now()))

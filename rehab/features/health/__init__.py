"""For whoever watches the server: is the app up, and does the database answer?"""

import sqlalchemy as sa
from flask import Blueprint
from flask.typing import ResponseReturnValue

from rehab.db import db
from rehab.web.access import open_to_all

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to_all
def healthz() -> ResponseReturnValue:
    """200 {"database": true} when a statement went through."""
    db.session.execute(sa.select(1))
    return {"database": True}

"""GET /my-data.zip."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.my_data.archive import archive
from rehab.features.my_data.parts import parts
from rehab.records import audit
from rehab.web.access import for_patient, opens_record, viewer

bp = Blueprint("my_data", __name__)


@bp.get("/my-data.zip")
@for_patient
@opens_record
def download() -> ResponseReturnValue:
    """Everything of mine, as it is stored now."""
    me, now = viewer(), clock.now()
    audit.record(
        db.session,
        action="took out",
        subject="own record",
        patient_id=me.id,
        course_id=None,
        actor_id=me.id,
        actor_role=me.role,
        now=now,
    )
    answer = Response(archive(parts(db.session, me.id), me, now), mimetype="application/zip")
    name = _("my-data")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{me.today()}.zip"'
    return answer

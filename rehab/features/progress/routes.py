"""GET /progress."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from rehab.db import db
from rehab.features.progress.pages import progress_page, waiting_page
from rehab.features.progress.periods import chosen_period
from rehab.records.course_chart_data import course_series
from rehab.records.finding import own_course
from rehab.records.programmes import programme
from rehab.web.access import for_patient, viewer
from rehab.web.pages import show as show_page

bp = Blueprint("progress", __name__)


@bp.get("/progress")
@for_patient
def show() -> ResponseReturnValue:
    """Is it getting better?"""
    course, today = own_course(db.session, viewer().id), viewer().today()
    if course is None:
        return show_page(waiting_page())
    period = chosen_period(request.args.get("period"), course.started_on, today)
    assigned = programme(db.session, course.id)
    series = course_series(db.session, course, assigned, today, period.since(course.started_on, today))
    return show_page(progress_page(series, period, today))

"""GET /progress."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from rehab.db import db
from rehab.features.progress.pages import progress_page, waiting_page
from rehab.features.progress.spans import chosen_span
from rehab.features.progress.work_card import work_card
from rehab.records.course_chart_data import course_series
from rehab.records.finding import own_course
from rehab.records.programmes import programme
from rehab.web.access import for_patient, viewer
from rehab.web.measure_words import measure_table
from rehab.web.pages import show as show_page

bp = Blueprint("progress", __name__)


@bp.get("/progress")
@for_patient
def show() -> ResponseReturnValue:
    """Is it getting better? ?span=week|month|all."""
    course, today = own_course(db.session, viewer().id), viewer().today()
    if course is None:
        return show_page(waiting_page())
    span = chosen_span(request.args.get("span"), course.started_on, today)
    since = span.since(course.started_on, today)
    series = course_series(db.session, course, programme(db.session, course.id), today, since)
    work = work_card(db.session, course.id, course.started_on, since, today)
    measures = measure_table(course.measures, course.started_on, today, course.zone)
    return show_page(progress_page(series, work, measures, span, today))

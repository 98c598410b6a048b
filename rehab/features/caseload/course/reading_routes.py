"""Behind the course page: everything logged, two versions, two periods, the first visit. All of it is only read."""

from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from rehab import clock
from rehab.db import db
from rehab.features.caseload.course.comparison_page import comparison_page
from rehab.features.caseload.course.first_visit import first_visit_page
from rehab.features.caseload.course.log_page import log_page
from rehab.features.caseload.course.versions_page import versions_page
from rehab.features.caseload.routes import bp
from rehab.records.finding import CourseHead
from rehab.web.access import for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading, reachable_course, responsible_open_course
from rehab.web.pages import show


@bp.get("/courses/<id:course_id>/log")
@for_practitioner
@opens_record
def log(course_id: int) -> ResponseReturnValue:
    """Everything the patient logged, ?before=2026-10-26 for what lies further back, ?words=1 for their own words."""
    head = _opened(course_id, "log")
    before, written = _date(request.args.get("before", "")), "words" in request.args
    return show(log_page(db.session, head, before=before, written=written, now=clock.now(), zone=viewer().zone))


@bp.get("/courses/<id:course_id>/versions")
@for_practitioner
@opens_record
def versions(course_id: int) -> ResponseReturnValue:
    """Two versions of the programme side by side, ?old=1&new=3."""
    head = _opened(course_id, "programme")
    return show(*versions_page(db.session, head, request.args, now=clock.now(), zone=viewer().zone))


@bp.get("/courses/<id:course_id>/comparison")
@for_practitioner
@opens_record
def comparison(course_id: int) -> ResponseReturnValue:
    """Two periods beside each other, ?first_from=…&first_to=…&then_from=…&then_to=…"""
    head = _opened(course_id, "comparison")
    return show(*comparison_page(db.session, head, request.args, now=clock.now(), zone=viewer().zone))


@bp.get("/courses/<id:course_id>/first-visit")
@for_practitioner
@opens_record
def first_visit(course_id: int) -> ResponseReturnValue:
    """The steps of the first visit, and how far they are."""
    head = responsible_open_course(course_id)
    note_reading(head, "first_visit")
    return show(first_visit_page(db.session, head, now=clock.now(), zone=viewer().zone))


def _opened(course_id: int, subject: str) -> CourseHead:
    """To be read, also once it is closed."""
    head = reachable_course(course_id)
    note_reading(head, subject)
    return head


def _date(text: str) -> date | None:
    """A date of an address; anything else asks for the latest days."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

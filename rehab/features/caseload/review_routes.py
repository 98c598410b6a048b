"""A course is looked through, from its page; and that is taken back."""

from dataclasses import replace

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.caseload import reviewing
from rehab.features.caseload.asked import Asked
from rehab.features.caseload.course.page import course_page
from rehab.features.caseload.forms import NoteForm
from rehab.features.caseload.review_form import ReviewForm
from rehab.features.caseload.reviewed import reviewed_view
from rehab.features.caseload.routes import bp
from rehab.records.finding import CourseHead
from rehab.web.access import for_practitioner, viewer
from rehab.web.courses import note_reading, responsible_open_course
from rehab.web.pages import show
from rehab.web.words import date_words


@bp.post("/courses/<id:course_id>/reviews")
@for_practitioner
def review(course_id: int) -> ResponseReturnValue:
    """Looked through; put aside where a day is chosen."""
    head, me = responsible_open_course(course_id), viewer()
    form = ReviewForm(today=me.today())
    if not form.validate_on_submit():
        return _asked_again(head, form)
    until = form.snoozed_until
    reviewing.review_course(
        db.session,
        course=head,
        until=until,
        note=str(form.review_note.data or ""),
        client_key=str(form.client_key.data),
        by=me,
        today=clock.today_in(head.zone),
        now=clock.now(),
    )
    flash(_("Put aside until %(date)s.", date=date_words(until)) if until else _("Noted as looked through."))
    return _back(head.id)


@bp.post("/courses/<id:course_id>/reviews/<id:review_id>/undo")
@for_practitioner
def undo_review(course_id: int, review_id: int) -> ResponseReturnValue:
    """As if I had not looked."""
    head = responsible_open_course(course_id)
    if not reviewing.undo_review(
        db.session, course=head, review_id=review_id, by=viewer(), today=clock.today_in(head.zone), now=clock.now()
    ):
        abort(404)
    flash(_("Taken back."))
    return _back(head.id)


def _asked_again(head: CourseHead, form: ReviewForm) -> ResponseReturnValue:
    """The course's page with what was wrong, everything typed kept."""
    note_reading(head, "course")
    now, zone = clock.now(), viewer().zone
    page = course_page(db.session, head, NoteForm(formdata=None), now=now, zone=zone)
    return show(replace(page, reviewed=reviewed_view(db.session, head, now=now, zone=zone, form=form)), 422)


def _back(course_id: int) -> ResponseReturnValue:
    """The course's page, which still knows the list one came from."""
    packed = Asked.read_packed(request.form.get("list", "")).packed
    return redirect(url_for("caseload.course", course_id=course_id, list=packed or None, _anchor="reviewed"), 303)

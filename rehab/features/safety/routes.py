"""Warning signs as the patient ticks them and the practitioner clears them; pauses."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.safety import services
from rehab.features.safety.checklist import checklist_page
from rehab.features.safety.forms import ChecklistForm, ClearForm, PauseForm
from rehab.features.safety.reading import pauses_page, reports_page
from rehab.models import PauseReason
from rehab.records.finding import CourseHead
from rehab.web.access import for_patient, for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading, own_open_course, responsible_open_course
from rehab.web.pages import show
from rehab.web.pause_words import pause_days

bp = Blueprint("safety", __name__)


@bp.get("/warning-signs")
@for_patient
def checklist() -> ResponseReturnValue:
    """The list, and what to do about what was ticked."""
    course = own_open_course()
    form = ChecklistForm(formdata=None, condition=course.condition)
    return show(checklist_page(db.session, course, form, viewer().today()))


@bp.post("/warning-signs")
@for_patient
def report() -> ResponseReturnValue:
    """A tick pauses the programme and shows its fixed text; without one the day goes on."""
    course, me = own_open_course(), viewer()
    form = ChecklistForm(condition=course.condition)
    if not form.validate_on_submit():
        return show(checklist_page(db.session, course, form, me.today()), 422)
    services.report_signs(
        db.session,
        course=course,
        ticked=form.ticked,
        client_key=str(form.client_key.data),
        by=me,
        today=me.today(),
        now=clock.now(),
    )
    if form.ticked:
        return redirect(url_for("safety.checklist"), 303)
    flash(_("Thank you. Your answer is saved."))
    return redirect(url_for("journal.today"), 303)


@bp.get("/courses/<id:course_id>/warning-signs")
@for_practitioner
@opens_record
def reports(course_id: int) -> ResponseReturnValue:
    """Which signs, when, who has seen them, and the way to clear them."""
    head = responsible_open_course(course_id)
    note_reading(head, "warning_signs")
    return show(reports_page(db.session, head, ClearForm(formdata=None)))


@bp.post("/courses/<id:course_id>/warning-signs/clearance")
@for_practitioner
def clear(course_id: int) -> ResponseReturnValue:
    """What stood on the page is cleared, and the training goes on."""
    head, me, form = responsible_open_course(course_id), viewer(), ClearForm()
    seen_id = form.seen_id
    if not form.validate_on_submit():
        return show(reports_page(db.session, head, form), 422)
    services.clear_reports(
        db.session, course=head, up_to=seen_id, note=str(form.note.data), by=me, today=_today(head), now=clock.now()
    )
    page = reports_page(db.session, head, ClearForm(formdata=None), newer=True)
    if page.standing:
        return show(page, 409)
    flash(_("The warning signs are cleared. The training goes on from today."))
    return redirect(url_for("caseload.course", course_id=head.id), 303)


@bp.get("/courses/<id:course_id>/pauses")
@for_practitioner
@opens_record
def pauses(course_id: int) -> ResponseReturnValue:
    """The pauses of a course, and the form for another."""
    head = responsible_open_course(course_id)
    note_reading(head, "pauses")
    today = _today(head)
    form = PauseForm(formdata=None, today=today, started_on=head.started_on, data={"first_on": today})
    return show(pauses_page(head, form, today))


@bp.post("/courses/<id:course_id>/pauses")
@for_practitioner
def pause(course_id: int) -> ResponseReturnValue:
    """Pause the course for a while."""
    head = responsible_open_course(course_id)
    today = _today(head)
    form = PauseForm(today=today, started_on=head.started_on)
    if not form.validate_on_submit() or not _paused(head, form, today):
        return show(pauses_page(head, form, today), 422)
    flash(_("The course is paused."))
    return redirect(url_for("safety.pauses", course_id=head.id), 303)


@bp.post("/courses/<id:course_id>/pauses/<id:pause_id>/end")
@for_practitioner
def end_pause(course_id: int, pause_id: int) -> ResponseReturnValue:
    """The pause ends today."""
    head = responsible_open_course(course_id)
    if not services.end_pause(
        db.session, course=head, pause_id=pause_id, by=viewer(), today=_today(head), now=clock.now()
    ):
        abort(404)
    flash(_("The pause is ended. Training is due again from today."))
    return redirect(url_for("safety.pauses", course_id=head.id), 303)


def _paused(head: CourseHead, form: PauseForm, today: date) -> bool:
    """Whether it could be stored; says beside the first day when it could not."""
    first_on = form.first_on.data
    assert first_on is not None  # the form is valid
    try:
        services.pause_course(
            db.session,
            course=head,
            why=PauseReason(form.why.data),
            first_on=first_on,
            last_on=form.last_on.data,
            client_key=str(form.client_key.data),
            by=viewer(),
            today=today,
            now=clock.now(),
        )
    except services.Overlaps as refused:
        head = responsible_open_course(head.id)
        days = next(pause_days(each) for each in head.pauses if each.id == refused.pause_id)
        form.first_on.errors = [_("There is a pause already: %(days)s. End it first.", days=days)]
        return False
    return True


def _today(head: CourseHead) -> date:
    return clock.today_in(head.zone)

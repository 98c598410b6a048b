"""Leaving an exercise out, today or on the day a phone without network says, and taking that back."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.skips import services
from rehab.features.skips.forms import SkipForm
from rehab.features.skips.pages import SkipPage
from rehab.models import SkipReason
from rehab.records.finding import CourseHead
from rehab.records.logging_dates import FURTHEST_BACK
from rehab.records.programmes import Prescribed, programme
from rehab.web.access import for_patient, viewer
from rehab.web.courses import own_open_course
from rehab.web.doses import dose_text, exercise_name
from rehab.web.logged_dates import may_be_logged
from rehab.web.pages import show
from rehab.web.phone import entry_made_at

bp = Blueprint("skips", __name__)


@bp.get("/skips/new")
@for_patient
def new() -> ResponseReturnValue:
    """Why an exercise of today is left out, ?prescription=ID."""
    course = own_open_course()
    prescribed = _prescribed(course, request.args.get("prescription", ""), viewer().today())
    form = SkipForm(formdata=None, lighter=services.lighter_than(prescribed.exercise_code))
    form.prescription_id.data = prescribed.id
    return _page(form, course, prescribed)


@bp.post("/skips")
@for_patient
def skip() -> ResponseReturnValue:
    """Store it; the day goes on with the rest."""
    course, me, now = own_open_course(), viewer(), clock.now()
    on = _day_of(request.form.get("skipped_on", ""), me.today())
    prescribed = _prescribed(course, request.form.get("prescription_id", ""), on)
    form = SkipForm(lighter=services.lighter_than(prescribed.exercise_code))
    is_valid = form.validate_on_submit()
    form.skipped_on.data = form.skipped_on.data or on
    if not may_be_logged(form.skipped_on, course, me.today()) or not is_valid:
        return _page(form, course, prescribed, 422)
    services.skip_exercise(
        db.session,
        course=course,
        prescribed=prescribed,
        on=form.skipped_on.data,
        why=SkipReason(form.why.data),
        swapped_for=form.instead.data or None,
        note=form.note.data or "",
        client_key=str(form.client_key.data),
        by=me,
        now=now,
        made_at=entry_made_at(now),
    )
    flash(_("Noted. %(name)s can see it.", name=course.practitioner_name.split()[0]))
    return redirect(url_for("journal.today"), 303)


@bp.post("/skips/<id:skipped_id>/undo")
@for_patient
def undo(skipped_id: int) -> ResponseReturnValue:
    """It is due again."""
    course = own_open_course()
    if not services.take_back(db.session, course=course, skipped_id=skipped_id, by=viewer(), now=clock.now()):
        abort(404)
    return redirect(url_for("journal.today"), 303)


@bp.post("/skips/undo")
@for_patient
def take_back() -> ResponseReturnValue:
    """As `undo`, of what a phone had not sent yet and sends just before: by the exercise and the day."""
    course, me = own_open_course(), viewer()
    on = _day_of(request.form.get("skipped_on", ""), me.today())
    prescribed = _prescribed(course, request.form.get("prescription_id", ""), on)
    services.take_back_on(db.session, course=course, prescription_id=prescribed.id, on=on, by=me, now=clock.now())
    return redirect(url_for("journal.today"), 303)


def _prescribed(course: CourseHead, prescription_id: str, on: date) -> Prescribed:
    """What is prescribed on a day under that id, in a version since revised too: that is what the phone showed.

    Anything else is a 404.
    """
    versions = programme(db.session, course.id).versions
    items = (item for version in versions for span in version.phases for item in span.prescriptions)
    found = next((each for each in items if str(each.id) == prescription_id and each.covers(on)), None)
    return found or abort(404)


def _day_of(text: str, otherwise: date) -> date:
    """The date a form says, for finding what it is about; the field says what is wrong with it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _page(form: SkipForm, course: CourseHead, prescribed: Prescribed, status: int = 200) -> ResponseReturnValue:
    today = viewer().today()
    page = SkipPage(
        title=_("Leave it out today"),
        form=form,
        name=exercise_name(prescribed.exercise_code),
        dose=dose_text(prescribed.dose),
        practitioner=course.practitioner_name.split()[0],
        may_swap=bool(services.lighter_than(prescribed.exercise_code)),
        earliest=max(today - FURTHEST_BACK, course.started_on).isoformat(),
        latest=today.isoformat(),
    )
    return show(page, status)

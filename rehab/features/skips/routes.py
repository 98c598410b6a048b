"""Leaving an exercise out today, and taking that back."""

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
from rehab.records.programmes import Prescribed, programme
from rehab.web.access import for_patient, viewer
from rehab.web.courses import own_open_course
from rehab.web.doses import dose_text, exercise_name
from rehab.web.pages import show

bp = Blueprint("skips", __name__)


@bp.get("/skips/new")
@for_patient
def new() -> ResponseReturnValue:
    """Why an exercise of today is left out, ?prescription=ID."""
    course = own_open_course()
    prescribed = _of_today(course, request.args.get("prescription", ""))
    form = SkipForm(formdata=None, lighter=services.lighter_than(prescribed.exercise_code))
    form.prescription_id.data = prescribed.id
    return _page(form, course, prescribed)


@bp.post("/skips")
@for_patient
def skip() -> ResponseReturnValue:
    """Store it; the day goes on with the rest."""
    course, me = own_open_course(), viewer()
    prescribed = _of_today(course, request.form.get("prescription_id", ""))
    form = SkipForm(lighter=services.lighter_than(prescribed.exercise_code))
    if not form.validate_on_submit():
        return _page(form, course, prescribed, 422)
    services.skip_exercise(
        db.session,
        course=course,
        prescribed=prescribed,
        on=me.today(),
        why=SkipReason(form.why.data),
        swapped_for=form.instead.data or None,
        note=form.note.data or "",
        client_key=str(form.client_key.data),
        by=me,
        now=clock.now(),
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


def _of_today(course: CourseHead, prescription_id: str) -> Prescribed:
    """What is prescribed today under that id; anything else is a 404."""
    today = viewer().today()
    version = programme(db.session, course.id).in_force(today)
    prescribed = version.prescribed_on(today) if version else ()
    found = next((each for each in prescribed if str(each.id) == prescription_id), None)
    return found or abort(404)


def _page(form: SkipForm, course: CourseHead, prescribed: Prescribed, status: int = 200) -> ResponseReturnValue:
    page = SkipPage(
        title=_("Leave it out today"),
        form=form,
        name=exercise_name(prescribed.exercise_code),
        dose=dose_text(prescribed.dose),
        practitioner=course.practitioner_name.split()[0],
        may_swap=bool(services.lighter_than(prescribed.exercise_code)),
    )
    return show(page, status)

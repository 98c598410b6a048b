"""What one tap does to the training of a day: say that it was done as prescribed, and take back what was logged."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.journal import services
from rehab.features.journal.forms import OneTapForm
from rehab.features.journal.queries import last_sets
from rehab.features.journal.routes import ID, bp, session_page
from rehab.features.journal.training_form import Asked, as_prescribed, asked_in, filled_form
from rehab.records.finding import CourseHead
from rehab.records.programmes import programme
from rehab.web.access import for_patient, viewer
from rehab.web.courses import own_open_course
from rehab.web.logged_dates import may_be_logged
from rehab.web.pages import show
from rehab.web.phone import entry_made_at


@bp.post("/sessions/as-prescribed")
@for_patient
def log_as_prescribed() -> ResponseReturnValue:
    """The sets and repetitions of the dose with the loads of the last time; how it felt may be told afterwards."""
    course, me, form, now = own_open_course(), viewer(), OneTapForm(), clock.now()
    is_valid = form.validate_on_submit()
    asked = _asked(course, form)
    if not is_valid or not may_be_logged(form.done_on, course, me.today()):
        return _as_a_form(course, asked, form)
    done_on = form.done_on.data
    assert done_on is not None  # the form is valid
    last = last_sets(db.session, course.id, (each.exercise_code for each in asked.exercises), done_on)
    training = services.Training(
        done_on=done_on,
        exercises=tuple(
            services.ExerciseDone(each, as_prescribed(each, last.get(each.exercise_code))) for each in asked.exercises
        ),
        pain_during=None,
        pain_after=None,
        effort=None,
        note="",
    )
    counts = services.log_as_prescribed(
        db.session,
        course=course,
        version_id=asked.version.id,
        training=training,
        client_key=str(form.client_key.data),
        by=me,
        today=me.today(),
        now=now,
        made_at=entry_made_at(now),
    )
    if not counts:
        flash(_("The training is logged already. It counts once."), "info")
    return redirect(url_for("journal.today"), 303)


@bp.post("/sessions/<id:session_id>/undo")
@for_patient
def take_back(session_id: int) -> ResponseReturnValue:
    """A training or a bout of stretching that was tapped by mistake."""
    course, me = own_open_course(), viewer()
    found = services.take_back(
        db.session, course=course, session_id=session_id, by=me, today=me.today(), now=clock.now()
    )
    if not found:
        abort(404)
    return redirect(url_for("journal.today"), 303)


@bp.post("/sessions/undo")
@for_patient
def take_back_entry() -> ResponseReturnValue:
    """As `take_back`, of what a phone had not sent yet and sends just before: by its key, `taken_back`."""
    course, me = own_open_course(), viewer()
    key = request.form.get("taken_back", "")
    if not services.take_back_entry(
        db.session, course=course, client_key=key, by=me, today=me.today(), now=clock.now()
    ):
        abort(404)
    return redirect(url_for("journal.today"), 303)


def _asked(course: CourseHead, form: OneTapForm) -> Asked:
    """The course's own exercises that are meant, each of them with a number of sets; anything else is a 404."""
    ids = [int(number) for number in request.form.getlist("prescription_id") if ID.fullmatch(number)]
    asked = asked_in(programme(db.session, course.id), ids, form.done_on.data)
    if asked is None or any(each.dose.sets is None for each in asked.exercises):
        abort(404)
    return asked


def _as_a_form(course: CourseHead, asked: Asked, sent: OneTapForm) -> ResponseReturnValue:
    """A date that may not be logged can be put right on the short form of the same exercises."""
    last = last_sets(db.session, course.id, (each.exercise_code for each in asked.exercises), viewer().today())
    sets = {each.id: as_prescribed(each, last.get(each.exercise_code)) for each in asked.exercises}
    key = {} if sent.client_key.errors else {"client_key": sent.client_key.data}
    form, rows = filled_form(asked, sets, {"done_on": sent.done_on.data, **key})
    form.done_on.errors = sent.done_on.errors
    return show(session_page(course, asked, form, rows, is_short=True), 422)

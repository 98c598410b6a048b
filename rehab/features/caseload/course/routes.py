"""One course: its page, and the notes signed on it."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.caseload.course import notes
from rehab.features.caseload.course.page import course_page
from rehab.features.caseload.forms import AddendumForm, NoteForm
from rehab.features.caseload.routes import bp
from rehab.records.finding import CourseHead
from rehab.web.access import for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading, reachable_course, responsible_open_course
from rehab.web.pages import show


@bp.get("/courses/<id:course_id>")
@for_practitioner
@opens_record
def course(course_id: int) -> ResponseReturnValue:
    """One course on one page; a closed one is only read."""
    return _course(reachable_course(course_id))


@bp.post("/courses/<id:course_id>/notes")
@for_practitioner
def add_note(course_id: int) -> ResponseReturnValue:
    """Sign a note."""
    head, form = responsible_open_course(course_id), NoteForm()
    if not form.validate_on_submit():
        return _course(head, form, status=422)
    key, text = str(form.client_key.data), str(form.text.data)
    notes.add_note(db.session, course=head, client_key=key, text=text, by=viewer().id, now=clock.now())
    flash(_("The note is saved."))
    return redirect(url_for("caseload.course", course_id=head.id, _anchor="notes"), 303)


@bp.post("/courses/<id:course_id>/notes/<id:note_id>/addenda")
@for_practitioner
def add_addendum(course_id: int, note_id: int) -> ResponseReturnValue:
    """Add to a signed note, which itself stays as it is."""
    head, form = responsible_open_course(course_id), AddendumForm(note_id=note_id)
    if not notes.is_of_course(db.session, head.id, note_id):
        abort(404)
    if not form.validate_on_submit():
        return _course(head, addendum=form, status=422)
    key, text = str(form.client_key.data), str(form.addendum.data)
    notes.add_addendum(
        db.session, course=head, note_id=note_id, client_key=key, text=text, by=viewer().id, now=clock.now()
    )
    flash(_("The addendum is saved."))
    return redirect(url_for("caseload.course", course_id=head.id, _anchor=f"note-{note_id}"), 303)


def _course(
    head: CourseHead, form: NoteForm | None = None, addendum: AddendumForm | None = None, status: int = 200
) -> ResponseReturnValue:
    note_reading(head, "course")
    form = form or NoteForm(formdata=None)
    return show(course_page(db.session, head, form, addendum, now=clock.now(), zone=viewer().zone), status)

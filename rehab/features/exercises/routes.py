"""The list, one exercise, a new one, a change, retiring, and the pictures and videos themselves."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock, content
from rehab.content import Exercise
from rehab.db import db
from rehab.features.exercises import services
from rehab.features.exercises.forms import ExerciseForm
from rehab.features.exercises.queries import own_branches
from rehab.features.exercises.reading import exercise_page, library_page
from rehab.features.exercises.serving import media_response
from rehab.features.exercises.uploads import LARGEST_REQUEST, take_upload
from rehab.features.exercises.writing import filled_from, write_page, written
from rehab.records.exercise_media import stored_media
from rehab.records.exercises import Standing, exercise, standing
from rehab.web.access import for_anyone_signed_in, for_practitioner, viewer
from rehab.web.forms import searched
from rehab.web.pages import show

bp = Blueprint("exercises", __name__)
WITH_UPLOAD = frozenset({"exercises.add", "exercises.revise"})


@bp.url_value_preprocessor
def let_uploads_be_large(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Only here, and only for somebody signed in. It has to be said before the form's token is looked for."""
    if endpoint in WITH_UPLOAD and "_user_id" in session:
        request.max_content_length = LARGEST_REQUEST


@bp.get("/exercises")
@for_practitioner
def index() -> ResponseReturnValue:
    """The library; ?q= searches, ?show= library, own or retired."""
    q = searched()
    return show(library_page(db.session, viewer(), q, request.args.get("show", "")))


@bp.get("/exercises/<code>")
@for_practitioner
def exercise_of(code: str) -> ResponseReturnValue:
    """One exercise, the library's or one the viewer may see."""
    about, found = _visible(code)
    return show(exercise_page(db.session, viewer(), about, found))


@bp.get("/exercises/new")
@for_practitioner
def new() -> ResponseReturnValue:
    """The form for a new one; ?from=CODE begins with what another says."""
    begin = request.args.get("from", "")
    data = filled_from(db.session, *_visible(begin)) if begin else {"branch": viewer().home_branch_id}
    return show(write_page(db.session, _form(None, formdata=None, data=data)))


@bp.post("/exercises")
@for_practitioner
def add() -> ResponseReturnValue:
    """Store it."""
    form, me, now = _form(None), viewer(), clock.now()
    take_upload(db.session, form, request.files.get("file"), me, now)
    if not form.validate_on_submit():
        return show(write_page(db.session, form), 422)
    try:
        code = services.add_exercise(
            db.session, written=written(form), client_key=str(form.client_key.data), by=me, now=now
        )
    except services.MediaGone:
        return _media_gone(form, None)
    flash(_("The exercise is in the library, and can be prescribed."))
    return redirect(url_for("exercises.exercise_of", code=code), 303)


@bp.get("/exercises/<code>/revision")
@for_practitioner
def change(code: str) -> ResponseReturnValue:
    """The form with what it says now."""
    about, found = _mine(code)
    if found.retired_at is not None:
        abort(404)
    data = filled_from(db.session, about, found)
    return show(write_page(db.session, _form(found, formdata=None, data=data), code))


@bp.post("/exercises/<code>/revision")
@for_practitioner
def revise(code: str) -> ResponseReturnValue:
    """Store it under a new code; the one before is not offered any more."""
    _about, found = _mine(code)
    form, me, now = _form(found), viewer(), clock.now()
    take_upload(db.session, form, request.files.get("file"), me, now)
    if not form.validate_on_submit():
        return show(write_page(db.session, form, code), 422)
    try:
        changed = services.revise_exercise(
            db.session, code=code, written=written(form), client_key=str(form.client_key.data), by=me, now=now
        )
    except services.MediaGone:
        return _media_gone(form, code)
    except services.ChangedMeanwhile:
        form.form_errors = [_("Somebody has changed or retired it meanwhile. Open the library to see how it is now.")]
        return show(write_page(db.session, form, code), 409)
    flash(_("Changed. Programmes that have it already go on with it as it was."))
    return redirect(url_for("exercises.exercise_of", code=changed), 303)


@bp.post("/exercises/<code>/retirement")
@for_practitioner
def retire(code: str) -> ResponseReturnValue:
    """It is not offered any more; whoever has it keeps it. Twice changes nothing."""
    _mine(code)
    services.retire_exercise(db.session, code=code, by=viewer(), now=clock.now())
    flash(_("It is no longer offered. Programmes that have it go on with it."))
    return redirect(url_for("exercises.exercise_of", code=code), 303)


@bp.get("/exercise-media/<digest>")
@for_anyone_signed_in
def media(digest: str) -> ResponseReturnValue:
    """A picture or video, for anybody signed in: it is nobody's record, and its address can't be guessed."""
    found = stored_media(db.session, digest)
    if found is None:
        abort(404)
    return media_response(db.engine, found)


def _visible(code: str) -> tuple[Exercise, Standing | None]:
    """An exercise the viewer may see, with None for one of the library; anything else is a 404."""
    if about := content.exercises().get(code):
        return about, None
    found = standing(db.session, viewer().id, code)
    return (exercise(db.session, code), found) if found else abort(404)


def _mine(code: str) -> tuple[Exercise, Standing]:
    """One the viewer may change: their own, or their branch's."""
    about, found = _visible(code)
    return (about, found) if found and found.is_mine else abort(404)


def _form(of: Standing | None, **kwargs: Any) -> ExerciseForm:
    """A colleague who changes the branch's exercise doesn't make it their own."""
    me = viewer()
    may_be_own = of is None or of.made_by_id == me.id
    return ExerciseForm(branches=own_branches(db.session, me.id), may_be_own=may_be_own, **kwargs)


def _media_gone(form: ExerciseForm, code: str | None) -> ResponseReturnValue:
    form.media.data = ""
    form.file.errors = [_("The picture or video was uploaded too long ago. Choose it again.")]
    return show(write_page(db.session, form, code), 422)

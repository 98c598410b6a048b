"""One set tried together at the first visit: the player with a single set, stored as practice and not as training."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.journal import services
from rehab.features.journal.day import read_day
from rehab.features.journal.forms import Rows, SessionForm, rows_sent, session_form
from rehab.features.journal.mornings import earliest_on
from rehab.features.journal.player import PlayerPage, player_page
from rehab.features.journal.queries import keys_since, last_sets
from rehab.features.journal.routes import bp, has_a_set, session_page
from rehab.features.journal.training_form import (
    Asked,
    as_prescribed,
    asked_in,
    filled_form,
    rows_asked,
    typed_training,
)
from rehab.features.journal.trying import first_asked, one_set
from rehab.records.finding import CourseHead
from rehab.records.programmes import programme
from rehab.web.access import for_patient, viewer
from rehab.web.courses import own_open_course
from rehab.web.logged_dates import may_be_logged
from rehab.web.pages import show


@dataclass(frozen=True, slots=True)
class Practice(services.Training):
    """A set tried together; stored with its pain, and counted nowhere."""

    @property
    def columns(self) -> dict[str, Any]:
        """As a row of exercise_session."""
        return services.Training.columns.fget(self) | {"is_practice": True}  # type: ignore[attr-defined, no-any-return]


@dataclass(frozen=True, kw_only=True)
class PracticePage(PlayerPage):
    """The player with one set; what it saves is practice."""

    template: ClassVar[str] = "player/practice.html"


@bp.get("/player/practice")
@for_patient
def practice() -> ResponseReturnValue:
    """One set of the first exercise, with the coach; also on a day of rest."""
    course, me = own_open_course(), viewer()
    day = read_day(db.session, course, me.today(), clock.now())
    asked = None if day.pause else first_asked(day.programme, day)
    if asked is None:
        flash(_("There is no set to try yet."), "info")
        return redirect(url_for("journal.today"))
    last = last_sets(db.session, course.id, (each.exercise_code for each in asked.exercises), me.today())
    sets = {each.id: as_prescribed(each, last.get(each.exercise_code)) for each in asked.exercises}
    form, rows = filled_form(asked, sets, {"done_on": me.today()})
    return show(_page(course, asked, form, rows, sets))


@bp.post("/sessions/practice")
@for_patient
def log_practice() -> ResponseReturnValue:
    """Save the set that was tried."""
    course, me, sent = own_open_course(), viewer(), rows_sent(request.form)
    found = asked_in(programme(db.session, course.id), sent, me.today())
    if found is None:
        abort(404)
    asked = Asked(found.version, tuple(one_set(each) for each in found.exercises[:1]))
    rows = rows_asked(asked, sent)
    form = session_form(rows)()
    is_valid = form.validate_on_submit() and has_a_set(form, rows)
    if not may_be_logged(form.done_on, course, me.today()) or not is_valid:
        return show(_page(course, asked, form, rows, {each.id: () for each in asked.exercises}), 422)
    training = typed_training(asked, form, rows)
    services.log_exercise_session(
        db.session,
        course=course,
        version_id=asked.version.id,
        training=Practice(**{each.name: getattr(training, each.name) for each in fields(training)}),
        client_key=str(form.client_key.data),
        replaces=None,
        by=me,
        today=me.today(),
        now=clock.now(),
    )
    flash(_("Saved as a set you tried together. It doesn't count as training."))
    return redirect(url_for("journal.today"), 303)


def _page(
    course: CourseHead, asked: Asked, form: SessionForm, rows: dict[int, Rows], sets: Mapping[int, Any]
) -> PracticePage:
    me = viewer()
    page = session_page(course, asked, form, rows, is_short=False)
    saved = keys_since(db.session, course.id, earliest_on(course, me.today()))
    played = player_page(page, asked, sets, course=course, person_id=me.id, on=me.today(), saved=saved)
    as_player = {each.name: getattr(played, each.name) for each in fields(played)}
    plan = {**played.plan, "key": f"{played.plan['key']}.practice"}  # a training begun that day is kept apart
    return PracticePage(**as_player | {"title": _("Try one set together"), "plan": plan})

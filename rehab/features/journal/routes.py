"""The patient's day: today, mornings, trainings, stretches."""

import re
from datetime import date, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.clinical.dose import Side
from rehab.clinical.pain import response
from rehab.clinical.plan_rules import sentence_for
from rehab.db import db
from rehab.features.journal import services
from rehab.features.journal.answer import KINDS
from rehab.features.journal.day import read_day
from rehab.features.journal.forms import (
    MOST_SETS,
    MorningPainForm,
    Rows,
    SessionForm,
    StretchForm,
    load_field,
    reps_field,
    rows_sent,
    session_form,
)
from rehab.features.journal.mornings import earliest_on, offered_form, other_day_page
from rehab.features.journal.pages import SessionPage
from rehab.features.journal.player import player_page, stretch_player_page
from rehab.features.journal.queries import StoredSession, keys_since, last_sets, own_training
from rehab.features.journal.schedule import is_training
from rehab.features.journal.today import today_page
from rehab.features.journal.training_form import (
    Asked,
    as_last_time,
    as_prescribed,
    asked_again,
    asked_in,
    asked_on,
    exercise_fields,
    filled_form,
    rows_asked,
    typed_training,
)
from rehab.records.finding import CourseHead
from rehab.records.logging_dates import is_settled
from rehab.records.pauses import pause_on
from rehab.records.programmes import Version, programme
from rehab.web.access import for_patient, viewer
from rehab.web.courses import own_open_course
from rehab.web.logged_dates import may_be_logged
from rehab.web.pages import show
from rehab.web.phone import entry_made_at
from rehab.web.words import date_words

bp = Blueprint("journal", __name__)
ID = re.compile(r"\d{1,9}", re.ASCII)


@bp.get("/today")
@for_patient
def today() -> ResponseReturnValue:
    """The day's page."""
    zone = ZoneInfo(current_app.extensions["settings"].zone)
    change = request.args.get("change", "")
    return show(today_page(db.session, viewer(), now=clock.now(), zone=zone, change=change))


@bp.get("/morning-pain/other-day")
@for_patient
def other_day() -> ResponseReturnValue:
    """A form for the morning of another date, ?date=2026-11-23."""
    course, today_ = own_open_course(), viewer().today()
    day = _asked_date(course, today_ - timedelta(days=1))
    asked = next((side for side in course.sides if side == request.args.get("side")), None)
    side = course.sides[0] if len(course.sides) == 1 else asked
    form = MorningPainForm(formdata=None, data={"noted_on": day, "side": side})
    return show(other_day_page(db.session, course, offered_form(course, form), today_))


@bp.post("/morning-pain")
@for_patient
def record_morning_pain() -> ResponseReturnValue:
    """One tap on Today, or the form of another day."""
    course, me, now = own_open_course(), viewer(), clock.now()
    form = offered_form(course, MorningPainForm())
    is_valid = form.validate_on_submit()
    if not may_be_logged(form.noted_on, course, me.today()) or not is_valid:
        return show(other_day_page(db.session, course, form, me.today()), 422)
    noted_on = form.noted_on.data
    assert noted_on is not None  # the form is valid
    services.record_morning_pain(
        db.session,
        course=course,
        noted_on=noted_on,
        side=Side(form.side.data),
        score=form.score.data,
        client_key=str(form.client_key.data),
        by=me,
        today=me.today(),
        now=now,
        made_at=entry_made_at(now),
    )
    if noted_on != me.today():
        flash(_("Saved for %(date)s.", date=date_words(noted_on, "long")))
    return redirect(url_for("journal.today"), 303)


@bp.get("/sessions/new")
@for_patient
def new_session() -> ResponseReturnValue:
    """A form for the training of a day (?date=), short when it went as prescribed (?short=1), or to correct one."""
    course, me = own_open_course(), viewer()
    stored = _stored(course, request.args.get("correct", ""))
    on = stored.done_on if stored else _asked_date(course, me.today())
    day = read_day(db.session, course, on, clock.now())
    # Of a training that was one tap only how it felt is asked: its sets stand.
    felt = stored if stored and stored.pain_during is None and "short" in request.args else None
    asked = asked_again(day.programme, stored, only_done=felt is not None) if stored else asked_on(day)
    if asked is None:
        flash(_("No training was prescribed on %(date)s.", date=date_words(on, "long")), "info")
        return redirect(url_for("journal.today"))
    last = last_sets(db.session, course.id, (each.exercise_code for each in asked.exercises), on)
    is_short = "short" in request.args and stored is felt and all(each.dose.sets for each in asked.exercises)
    begin_with = as_prescribed if is_short else as_last_time
    sets = {each.id: begin_with(each, last.get(each.exercise_code)) for each in asked.exercises}
    if stored:
        sets = {id_: stored.sets.get(id_, ()) for id_ in sets}
    values = {"done_on": on} if stored is None else _values(stored)
    form, rows = filled_form(asked, sets, values)
    already = day.trainings_on(on)[-1].id if stored is None and day.trainings_on(on) and not day.left else None
    return show(session_page(course, asked, form, rows, is_short=is_short, already=already))


@bp.get("/player")
@for_patient
def player() -> ResponseReturnValue:
    """The training of a day (?date=) with a coach that keeps the tempo; without scripts the form of its sets."""
    course, me = own_open_course(), viewer()
    on = _asked_date(course, me.today())
    day = read_day(db.session, course, on, clock.now())
    asked = None if day.pause else asked_on(day)
    if asked is None:
        flash(_("No training was prescribed on %(date)s.", date=date_words(on, "long")), "info")
        return redirect(url_for("journal.today"))
    last = last_sets(db.session, course.id, (each.exercise_code for each in asked.exercises), on)
    sets = {each.id: as_last_time(each, last.get(each.exercise_code)) for each in asked.exercises}
    form, rows = filled_form(asked, sets, {"done_on": on})
    already = day.trainings_on(on)[-1].id if day.trainings_on(on) and not day.left else None
    page = session_page(course, asked, form, rows, is_short=False, already=already)
    saved = keys_since(db.session, course.id, earliest_on(course, me.today()))
    return show(player_page(page, asked, sets, course=course, person_id=me.id, on=on, saved=saved))


@bp.get("/player/stretches/<id:prescription_id>")
@for_patient
def stretch_player(prescription_id: int) -> ResponseReturnValue:
    """One bout of a daily stretch, today, with a timer."""
    course, me = own_open_course(), viewer()
    version = programme(db.session, course.id).in_force(me.today())
    prescribed = version.prescribed_on(me.today()) if version else ()
    item = next((each for each in prescribed if each.id == prescription_id and not is_training(each)), None)
    if version is None or item is None:
        abort(404)
    saved = keys_since(db.session, course.id, me.today())
    return show(stretch_player_page(version.id, item, course=course, person_id=me.id, on=me.today(), saved=saved))


@bp.post("/sessions")
@for_patient
def log_session() -> ResponseReturnValue:
    """Save a training, or give the form another row (add=<prescription id>)."""
    course, me, now = own_open_course(), viewer(), clock.now()
    done_on, sent = _date_of(request.form.get("done_on", "")), rows_sent(request.form)
    assigned = programme(db.session, course.id)
    asked = asked_in(assigned, sent, done_on)
    if asked is None:
        abort(404)
    rows = rows_asked(asked, sent)
    if (add := request.form.get("add", "")) and ID.fullmatch(add) and int(add) in rows:
        return show(_with_another_row(course, asked, rows, int(add)))
    form = session_form(rows)()
    is_short = "short" in request.form
    is_valid = form.validate_on_submit() and has_a_set(form, rows)
    if not may_be_logged(form.done_on, course, me.today()) or not is_valid:
        is_short = is_short and not any(name.startswith("sets-") for name in form.errors)
        return show(session_page(course, asked, form, rows, is_short=is_short), 422)
    replaced = _stored(course, str(form.replaces.data or ""))
    training = typed_training(asked, form, rows)
    services.log_exercise_session(
        db.session,
        course=course,
        version_id=asked.version.id,
        training=training,
        client_key=str(form.client_key.data),
        replaces=replaced.id if replaced else None,
        by=me,
        today=me.today(),
        now=now,
        made_at=entry_made_at(now),
    )
    if training.done_on != me.today():
        _say_saved(training, asked.version)
    return redirect(url_for("journal.today"), 303)


@bp.post("/stretches")
@for_patient
def log_stretch() -> ResponseReturnValue:
    """One bout of a daily stretch: today, or the day a phone without network says."""
    course, me, form, now = own_open_course(), viewer(), StretchForm(), clock.now()
    if not form.validate_on_submit():
        abort(404)
    done_on = form.done_on.data or me.today()
    if done_on > me.today() or done_on < earliest_on(course, me.today()):
        abort(404)
    try:
        services.log_stretch(
            db.session,
            course=course,
            programme=programme(db.session, course.id),
            prescription_id=form.prescription_id.data or 0,
            done_on=done_on,
            client_key=str(form.client_key.data),
            by=me,
            today=me.today(),
            now=now,
            made_at=entry_made_at(now),
        )
    except services.NotInProgramme:
        abort(404)
    return redirect(url_for("journal.today"), 303)


def _stored(course: CourseHead, number: str) -> StoredSession | None:
    """The course's own training of that id, as it stands now; 404 for any other id and an older one, None for none."""
    if not number:
        return None
    found = own_training(db.session, course.id, int(number)) if ID.fullmatch(number) else None
    if found is None or is_settled(found.done_on, viewer().today()):
        abort(404)
    return found


def _date_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _asked_date(course: CourseHead, otherwise: date) -> date:
    """The date of the address if it may be logged, else the other."""
    asked, today_ = _date_of(request.args.get("date", "")), viewer().today()
    earliest = earliest_on(course, today_)
    return asked if asked and earliest <= asked <= today_ else max(otherwise, earliest)


def _values(stored: StoredSession) -> dict[str, object]:
    return {
        "replaces": stored.id,
        "done_on": stored.done_on,
        "pain_during": stored.pain_during,
        "pain_after": stored.pain_after,
        "effort": str(stored.effort) if stored.effort else None,
        "stopped_by_pain": stored.stopped_by_pain,
        "note": stored.note,
    }


def has_a_set(form: SessionForm, rows: dict[int, Rows]) -> bool:
    """Whether any set was typed, or pain stopped it before the first; if not, the first field says so."""
    fields = [reps_field(id_, n, side) for id_, each in rows.items() for n, side in each]
    if form.stopped_by_pain.data or any(form[name].data is not None for name in fields):
        return True
    form[fields[0]].errors = [_("Write the repetitions of at least one set.")]
    return False


def _with_another_row(course: CourseHead, asked: Asked, rows: dict[int, Rows], id_: int) -> SessionPage:
    """The form as typed, with one more set like the last."""
    count = rows[id_].count
    rows = {**rows, id_: Rows(min(count + 1, MOST_SETS), rows[id_].sides)}
    form = session_form(rows)()
    for name, side in product((reps_field, load_field), rows[id_].sides):
        new, last = form[name(id_, rows[id_].count, side)], form[name(id_, count, side)]
        if not new.raw_data:
            new.data = last.data
    return session_page(course, asked, form, rows, is_short=False)


def session_page(
    course: CourseHead,
    asked: Asked,
    form: SessionForm,
    rows: dict[int, Rows],
    *,
    is_short: bool,
    already: int | None = None,
) -> SessionPage:
    on, today_ = form.done_on.data, viewer().today()
    form.note.label.text = _("Note to %(name)s", name=course.practitioner_name.split()[0])
    counted = all(each.dose.sets for each in asked.exercises) and not form.replaces.data
    return SessionPage(
        title=_title(form, is_short),
        under=date_words(on, "long") if on else "",
        form=form,
        exercises=exercise_fields(asked, form, rows, course.condition),
        is_short=is_short,
        switch_href=url_for("journal.new_session", date=on, short=None if is_short else 1) if counted else "",
        correct_href=url_for("journal.new_session", correct=already) if already else "",
        is_paused=bool(on and pause_on(course.pauses, on)) and not form.replaces.data,
        earliest=earliest_on(course, today_).isoformat(),
        latest=today_.isoformat(),
    )


def _title(form: SessionForm, is_short: bool) -> str:
    if form.replaces.data:
        return str(_("How did it feel?") if is_short else _("Correct the session"))
    return str(_("Log session"))


def _say_saved(training: services.Training, version: Version) -> None:
    """What Today does not show: that another day was saved, with the practitioner's sentence for it."""
    applies = sentence_for(response(training.pain_during, training.pain_after, None, None), version.plan)
    saved = _("Saved for %(date)s.", date=date_words(training.done_on, "long"))
    if applies is None:
        flash(saved, "info")
        return
    kind = KINDS[applies.response]
    flash(f"{saved} {applies.sentence}", "error" if kind == "stop" else kind)

"""What a practitioner does about a course's follow-ups: decides about a prompt, plans one, takes one back."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.clinical.follow_up import About
from rehab.db import db
from rehab.features.follow_up import deciding, planning
from rehab.features.follow_up.blueprint import bp
from rehab.features.follow_up.decision_page import decision_page
from rehab.features.follow_up.staff_forms import DecisionForm, PlanForm, about_from, decision_from
from rehab.features.follow_up.staff_page import against_words, follow_ups_page
from rehab.models import Decision
from rehab.records.finding import CourseHead
from rehab.records.summaries import standing
from rehab.web.access import for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading, responsible_open_course
from rehab.web.pages import show


@bp.get("/courses/<id:course_id>/follow-ups")
@for_practitioner
@opens_record
def follow_ups(course_id: int) -> ResponseReturnValue:
    """What calls for a follow-up, what is planned and what was decided."""
    head, today = responsible_open_course(course_id), viewer().today()
    note_reading(head, "follow_ups")
    form = PlanForm(formdata=None, today=today)
    return show(follow_ups_page(db.session, head, form, today=today, now=clock.now()))


@bp.get("/courses/<id:course_id>/follow-ups/decisions/new")
@for_practitioner
@opens_record
def new_decision(course_id: int) -> ResponseReturnValue:
    """The form for one decision (`decision`) about one reason (`about`)."""
    head = responsible_open_course(course_id)
    decision, about = _asked_for(request.args.get("decision"), request.args.get("about"))
    form = DecisionForm(formdata=None, today=viewer().today(), decision=decision.value, about=request.args["about"])
    note_reading(head, "follow_ups")
    return _show(head, decision, about, form, 200)


@bp.post("/courses/<id:course_id>/follow-ups/decisions")
@for_practitioner
def decide(course_id: int) -> ResponseReturnValue:
    """Carry it out, with a reason; what stands against it is told on the same page."""
    head, me = responsible_open_course(course_id), viewer()
    form = DecisionForm(today=me.today())
    decision, about = _asked_for(form.decision.data, form.about.data)
    if not form.validate_on_submit():
        return _show(head, decision, about, form, 422)
    wish = deciding.Wish(
        decision=decision,
        about=about,
        reason=str(form.reason.data),
        client_key=str(form.client_key.data),
        until=form.until_when_held,
    )
    try:
        deciding.decide(db.session, course=head, wish=wish, by=me, now=clock.now(), today=me.today())
    except deciding.AlreadyAsked:
        form.form_errors = [_("The patient is asked to book already.")]
    except deciding.NoLongerSo:
        form.form_errors = [_("It has changed meanwhile, so there is nothing to do. Go back and look again.")]
    except deciding.MayNotAsk as refused:
        form.form_errors = [against_words(refused.against)]
    if form.form_errors:
        return _show(head, decision, about, form, 409)
    flash(_done(decision))
    return redirect(url_for("follow_up.follow_ups", course_id=head.id), 303)


@bp.post("/courses/<id:course_id>/planned-follow-ups")
@for_practitioner
def plan(course_id: int) -> ResponseReturnValue:
    """ "Come back in three weeks": the patient is asked when the day is near."""
    head, me, now = responsible_open_course(course_id), viewer(), clock.now()
    form = PlanForm(today=me.today())
    if form.validate_on_submit():
        try:
            planning.plan(
                db.session,
                course=head,
                due_on=form.day,
                why=str(form.why.data or ""),
                client_key=str(form.client_key.data),
                by=me,
                now=now,
                today=me.today(),
            )
        except planning.IsWell:
            form.form_errors = [_("The patient has said to be well, and is not asked to book. Book a time instead.")]
        else:
            flash(_("The follow-up is planned."))
            return redirect(url_for("follow_up.follow_ups", course_id=head.id), 303)
    return show(follow_ups_page(db.session, head, form, today=me.today(), now=now), 422)


@bp.post("/courses/<id:course_id>/planned-follow-ups/<id:plan_id>/withdrawal")
@for_practitioner
def take_back(course_id: int, plan_id: int) -> ResponseReturnValue:
    """A planned follow-up is not wanted any more."""
    head, me = responsible_open_course(course_id), viewer()
    found = planning.take_back(db.session, course=head, plan_id=plan_id, by=me, now=clock.now(), today=me.today())
    if not found:
        abort(404)
    flash(_("The planned follow-up is taken back."))
    return redirect(url_for("follow_up.follow_ups", course_id=head.id), 303)


def _asked_for(decision_text: str | None, about_text: str | None) -> tuple[Decision, About]:
    """A decision and what it is about; a 404 when the address names neither."""
    decision, about = decision_from(decision_text), about_from(about_text)
    if decision is None or about is None:
        abort(404)
    return decision, about


def _show(head: CourseHead, decision: Decision, about: About, form: DecisionForm, status: int) -> ResponseReturnValue:
    judged = standing(db.session, head.id, today=viewer().today(), now=clock.now())
    return show(decision_page(db.session, head, judged, decision, about, form), status)


def _done(decision: Decision) -> str:
    match decision:
        case Decision.SEND:
            return str(_("The patient is asked to book."))
        case Decision.HOLD:
            return str(_("The follow-up is held back."))
        case Decision.RELEASE:
            return str(_("The follow-up goes on."))
        case Decision.CLOSE:
            return str(_("The follow-up is closed."))

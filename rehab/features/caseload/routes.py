"""The caseload, a new patient and the invitation."""

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.clinical.dose import Side
from rehab.db import db
from rehab.features.caseload import services
from rehab.features.caseload.asked import Asked
from rehab.features.caseload.forms import NewPatientForm
from rehab.features.caseload.listing import caseload_page
from rehab.features.caseload.pages import InvitationPage, NewPatientPage
from rehab.models import Role
from rehab.records.invitations import LASTS, Newcomer, invite
from rehab.records.reach import own_branches
from rehab.refusals import EmailTaken
from rehab.web.access import for_practitioner, viewer
from rehab.web.courses import responsible_open_course
from rehab.web.invitations import hand_over, shown_once
from rehab.web.pages import show
from rehab.web.words import date_words

bp = Blueprint("caseload", __name__)


@bp.get("/caseload")
@for_practitioner
def index() -> ResponseReturnValue:
    """Who needs me, why, and since when."""
    me, now = viewer(), clock.now()
    branches = own_branches(db.session, me.id, now)
    return show(caseload_page(db.session, me, Asked.read(request.args), branches, now=now))


@bp.get("/patients/new")
@for_practitioner
def new_patient() -> ResponseReturnValue:
    """The form for a new patient."""
    today = viewer().today()
    return _new_patient(NewPatientForm(formdata=None, today=today, started_on=today))


@bp.post("/patients/new")
@for_practitioner
def take_in() -> ResponseReturnValue:
    """Add the patient, open the course, make the invitation."""
    me, now = viewer(), clock.now()
    form = NewPatientForm(today=me.today())
    if not form.validate_on_submit():
        return _new_patient(form, 422)
    if me.home_branch_id is None:
        abort(404)
    name, email = str(form.name.data), str(form.email.data)
    try:
        opened = services.open_course(
            db.session,
            newcomer=Newcomer(name, email, Role.PATIENT, me.home_branch_id, born_on=form.born_on.data),
            intake=services.Intake(
                condition=str(form.condition.data),
                side=Side(form.side.data),
                pain=form.intake_pain.data or 0,
                symptoms_since=form.symptoms_since.data,
                started_on=form.started_on.data or me.today(),
            ),
            by=me.id,
            branch_id=me.home_branch_id,
            today=me.today(),
            now=now,
        )
    except EmailTaken:
        if sent_before := services.opened_already(db.session, name=name, email=email, by=me.id):
            return redirect(url_for("caseload.invitation", course_id=sent_before), 303)
        form.email.errors = [_("Someone has an account with this e-mail address already.")]
        return _new_patient(form, 422)
    hand_over(opened.patient_id, invite(db.session, person_id=opened.patient_id, by=me.id, now=now))
    return redirect(url_for("caseload.invitation", course_id=opened.id), 303)


@bp.get("/courses/<id:course_id>/invitation")
@for_practitioner
def invitation(course_id: int) -> ResponseReturnValue:
    """The link just made, once; else the way to a fresh one."""
    head = responsible_open_course(course_id)
    until = (clock.now() + LASTS).astimezone(viewer().zone).date()
    return show(
        InvitationPage(
            title=_("Invite"),
            course_id=head.id,
            name=head.patient_name,
            shown=shown_once(head.patient_id),
            until=date_words(until, "long"),
        )
    )


@bp.post("/courses/<id:course_id>/invitation")
@for_practitioner
def invite_again(course_id: int) -> ResponseReturnValue:
    """Make a fresh link; those before it stop working."""
    head = responsible_open_course(course_id)
    hand_over(head.patient_id, invite(db.session, person_id=head.patient_id, by=viewer().id, now=clock.now()))
    return redirect(url_for("caseload.invitation", course_id=head.id), 303)


def _new_patient(form: NewPatientForm, status: int = 200) -> ResponseReturnValue:
    page = NewPatientPage(title=_("New patient"), form=form, today=viewer().today().isoformat())
    return show(page, status)

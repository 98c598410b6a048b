"""Branches and staff: the list, a new colleague, one colleague, their invitation, their leaving."""

from datetime import time

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.people import queries, services
from rehab.features.people.forms import ColleagueForm
from rehab.features.people.listing import people_page, role_words, status_words
from rehab.features.people.pages import AddPage, PersonPage
from rehab.features.people.queries import StaffMember
from rehab.models import Role
from rehab.records.invitations import LASTS, Newcomer, invite
from rehab.refusals import EmailTaken
from rehab.web.access import for_admin, viewer
from rehab.web.forms import searched
from rehab.web.invitations import hand_over, shown_once
from rehab.web.pages import show
from rehab.web.words import date_words

bp = Blueprint("people", __name__)


@bp.get("/people")
@for_admin
def index() -> ResponseReturnValue:
    """Branches with their staff."""
    return show(people_page(db.session, searched()))


@bp.get("/people/new")
@for_admin
def add() -> ResponseReturnValue:
    """The form for a new colleague; the clinic's usual week is filled in."""
    usual = {"weekdays": [0, 1, 2, 3, 4], "opens": time(8), "closes": time(16)}
    return _add(_form(formdata=None, data=usual))


@bp.post("/people/new")
@for_admin
def add_colleague() -> ResponseReturnValue:
    """Add the colleague and make the invitation."""
    form, now = _form(), clock.now()
    if not form.validate_on_submit():
        return _add(form, 422)
    name, email = str(form.name.data), str(form.email.data)
    newcomer = Newcomer(name, email, Role(form.role.data), form.branch.data or None, title=form.title.data or None)
    try:
        person_id = services.add_colleague(db.session, newcomer=newcomer, hours=_hours(form), now=now)
    except EmailTaken:
        if sent_before := queries.staff_with_email(db.session, email, name):
            return redirect(url_for("people.person", person_id=sent_before), 303)
        form.email.errors = [_("Someone has an account with this e-mail address already.")]
        return _add(form, 422)
    hand_over(person_id, invite(db.session, person_id=person_id, by=viewer().id, now=now))
    return redirect(url_for("people.person", person_id=person_id), 303)


@bp.get("/people/<id:person_id>")
@for_admin
def person(person_id: int) -> ResponseReturnValue:
    """One colleague, and the invitation just made."""
    found = _staff_member(person_id)
    until = (clock.now() + LASTS).astimezone(viewer().zone).date()
    is_active = found.deactivated_at is None
    return show(
        PersonPage(
            title=found.name,
            person_id=found.id,
            under=" · ".join(part for part in (role_words()[found.role], found.branch_name, found.email) if part),
            status=status_words(found),
            is_active=is_active,
            may_go=is_active and found.id != viewer().id,
            shown=shown_once(found.id),
            until=date_words(until, "long"),
        )
    )


@bp.post("/people/<id:person_id>/invitation")
@for_admin
def invite_again(person_id: int) -> ResponseReturnValue:
    """Make a fresh link; those before it stop working. One who has left gets none."""
    found = _staff_member(person_id)
    if found.deactivated_at:
        abort(404)
    hand_over(found.id, invite(db.session, person_id=found.id, by=viewer().id, now=clock.now()))
    return redirect(url_for("people.person", person_id=found.id), 303)


@bp.post("/people/<id:person_id>/deactivation")
@for_admin
def deactivate(person_id: int) -> ResponseReturnValue:
    """Let a colleague go, unless patients still count on them. Nobody locks themselves out."""
    found = _staff_member(person_id)
    if found.id == viewer().id:
        abort(404)
    try:
        services.deactivate(db.session, person_id=found.id, now=clock.now())
    except services.StillNeeded as refused:
        flash(
            _(
                "%(name)s has %(courses)s open courses and %(appointments)s coming appointments. Move them first.",
                name=found.name,
                courses=refused.ties.open_courses,
                appointments=refused.ties.appointments,
            ),
            "error",
        )
    else:
        flash(_("%(name)s can no longer sign in.", name=found.name))
    return redirect(url_for("people.person", person_id=found.id), 303)


def _staff_member(person_id: int) -> StaffMember:
    found = queries.staff_member(db.session, person_id)
    if found is None:
        abort(404)
    return found


def _form(**kwargs: object) -> ColleagueForm:
    return ColleagueForm(branches=[(each.id, each.name) for each in queries.branches(db.session)], **kwargs)


def _hours(form: ColleagueForm) -> services.WeeklyHours | None:
    if not form.is_practitioner or form.opens.data is None or form.closes.data is None:
        return None
    return services.WeeklyHours(form.weekdays.data or [], form.opens.data, form.closes.data)


def _add(form: ColleagueForm, status: int = 200) -> ResponseReturnValue:
    return show(AddPage(title=_("New colleague"), form=form), status)

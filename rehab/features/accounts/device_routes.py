"""Signing one's own other devices out."""

from dataclasses import replace

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user

from rehab import clock
from rehab.db import db
from rehab.features.accounts import devices
from rehab.features.accounts.routes import bp
from rehab.models import Role
from rehab.web.access import find_viewer, for_anyone_signed_in, viewer


@bp.post("/devices/<id:device_id>/sign-out")
@for_anyone_signed_in
def sign_out_device(device_id: int) -> ResponseReturnValue:
    """Sign one of my devices out. Sent twice it says the same."""
    me = viewer()
    if not devices.is_own(db.session, person_id=me.id, device_id=device_id):
        abort(404)
    devices.sign_out_device(db.session, device_id=device_id, now=clock.now())
    flash(_("The device is signed out."))
    return redirect(url_for("accounts.settings"), 303)


@bp.post("/devices/sign-out-others")
@for_anyone_signed_in
def sign_out_others() -> ResponseReturnValue:
    """Sign every device out but this one."""
    me = viewer()
    devices.sign_out_all(db.session, person_id=me.id, keep=me.device.id if me.device else None, now=clock.now())
    again = find_viewer(me.id)
    if again is None:
        abort(404)
    login_user(replace(again, device=me.device), remember=me.role is Role.PATIENT)
    flash(_("You are signed out on all other devices."))
    return redirect(url_for("accounts.settings"), 303)

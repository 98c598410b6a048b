"""The page of reminders, a browser's subscription, and the link that stops them."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice  # type: ignore[attr-defined]

from rehab import clock
from rehab.config import Settings
from rehab.db import db
from rehab.features.reminders import queries, services
from rehab.features.reminders.forms import CHANNELS, RemindersForm, SubscriptionForm
from rehab.features.reminders.pages import RemindersPage, StopPage
from rehab.features.reminders.wording import ended_words, next_words, sent_lines
from rehab.models import Channel
from rehab.records.push_addresses import may_be_pushed_to
from rehab.web.access import for_patient, open_to_all, viewer
from rehab.web.pages import show

bp = Blueprint("reminders", __name__)


@bp.get("/reminders")
@for_patient
def settings() -> ResponseReturnValue:
    """When and how I am reminded."""
    return show(_page(_form(stored=True)))


@bp.post("/reminders")
@for_patient
def choose() -> ResponseReturnValue:
    """Store it."""
    form = _form(stored=False)
    if not form.validate_on_submit() or form.at.data is None:
        return show(_page(form), 422)
    me, now = viewer(), clock.now()
    chosen = services.Chosen(
        is_on=bool(form.is_on.data),
        days=tuple(form.days.data or ()),
        at=form.at.data,
        anchor=form.anchor.data or "",
        channel=form.channel.data,
    )
    secret = _settings().secret_key
    services.choose_reminders(db.session, by=me.id, chosen=chosen, secret_key=secret, now=now)
    if form.phone.data:
        services.keep_number(db.session, by=me.id, phone=str(form.phone.data))
    flash(_("Saved. You are reminded as you chose.") if chosen.is_on else _("Saved. You are not reminded."))
    return redirect(url_for("reminders.settings"), 303)


@bp.post("/reminders/push")
@for_patient
def let_push() -> ResponseReturnValue:
    """This browser may be pushed to. Sent by its script: the answer has no page."""
    form = SubscriptionForm()
    services_known = _settings().push_services
    if not form.validate_on_submit() or not may_be_pushed_to(str(form.endpoint.data), services_known):
        abort(400)
    given = services.Subscription(str(form.endpoint.data), str(form.p256dh.data), str(form.auth.data))
    device = request.user_agent.string
    services.let_push(db.session, by=viewer().id, given=given, device=device, now=clock.now())
    return Response(status=204, mimetype="text/plain")


@bp.post("/reminders/push/end")
@for_patient
def end_push() -> ResponseReturnValue:
    """This browser no more."""
    services.end_push(db.session, by=viewer().id, endpoints=request.form.getlist("endpoint"), now=clock.now())
    return Response(status=204, mimetype="text/plain")


@bp.get("/reminders/stop/<token>")
@open_to_all
def stop_page(token: str) -> ResponseReturnValue:
    """One button. Opening stops nothing: programs that read mail open its links, too."""
    return show(StopPage(title=_("Stop reminders"), is_stopped=False))


@bp.post("/reminders/stop/<token>")
@open_to_all
def stop(token: str) -> ResponseReturnValue:
    """Stop them. The same answer whoever's link it is, so that none can be tried out."""
    services.stop_reminders(db.session, token=token, now=clock.now())
    return show(StopPage(title=_("No more reminders"), is_stopped=True))


@bp.record_once
def let_mail_programs_stop(state: BlueprintSetupState) -> None:
    """A mail program that stops reminders for its reader has no page to take a CSRF token from; the link itself is
    the proof.
    """
    state.app.extensions["csrf"].exempt(stop)


def _form(*, stored: bool) -> RemindersForm:
    """The form, filled in with what is stored or with what was sent."""
    me = viewer()
    before = queries.setting_of(db.session, me.id) if stored else None
    data: dict[str, Any] = {"phone": queries.phone_of(db.session, me.id)} if stored else {}
    if before:
        data |= {name: getattr(before, name) for name in ("is_on", "days", "at", "anchor", "channel")}
    elif stored:
        data |= {"days": list(range(7))}
    form = RemindersForm(formdata=None, data=data) if stored else RemindersForm()
    form.channel.choices = [SelectChoice(channel.value, CHANNELS[channel]) for channel in _channels()]
    return form


def _channels() -> list[Channel]:
    settings = _settings()
    offered = {
        Channel.EMAIL: settings.smtp or settings.mail_to_log,
        Channel.PUSH: settings.vapid,
        Channel.SMS: settings.sms_to_log,
    }
    return [channel for channel, is_offered in offered.items() if is_offered]


def _page(form: RemindersForm) -> RemindersPage:
    me, now = viewer(), clock.now()
    setting, vapid = queries.setting_of(db.session, me.id), _settings().vapid
    devices = queries.devices_of(db.session, me.id)
    by_push = setting is not None and setting.is_on and setting.channel is Channel.PUSH
    return RemindersPage(
        title=_("Reminders"),
        form=form,
        ended=ended_words(setting, me.zone),
        next=next_words(setting, me.zone, now),
        push_key=vapid.public if vapid else "",
        devices=devices,
        needs_device=by_push and not devices,
        sent=sent_lines(queries.latest_messages(db.session, me.id), me.zone),
    )


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found

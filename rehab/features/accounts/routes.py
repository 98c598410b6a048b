"""Signing in and out, invitations, language and theme."""

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user, logout_user

from rehab import clock
from rehab.db import db
from rehab.features.accounts import devices, queries, services
from rehab.features.accounts.forms import SignInForm, WelcomeForm
from rehab.features.accounts.pages import SettingsPage, SignInPage, TryAs, WelcomePage
from rehab.models import Role
from rehab.records import audit
from rehab.web.access import Viewer, find_viewer, for_anyone_signed_in, open_to_all, viewer, viewer_or_none
from rehab.web.language import COOKIE, LANGUAGES, chosen_language
from rehab.web.pages import TEXT_COOKIE, THEME_COOKIE, show

bp = Blueprint("accounts", __name__)
YEAR = 365 * 24 * 3600
DEMO_ACCOUNTS = {
    "patient": "patient@demo.invalid",
    "practitioner": "practitioner@demo.invalid",
    "reception": "reception@demo.invalid",
    "manager": "manager@demo.invalid",
    "admin": "admin@demo.invalid",
    "other-patient": "other.patient@demo.invalid",
}


@bp.get("/sign-in")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """The sign-in page; whoever is signed in already is led on."""
    if viewer_or_none():
        return redirect(url_for("home.index"))
    form = SignInForm(formdata=None, data={"next": request.args.get("next", "")})
    return show(_sign_in_page(form))


@bp.post("/sign-in")
@open_to_all
def check_sign_in() -> ResponseReturnValue:
    """Let in on e-mail and password; the same answer for a wrong password and an unknown address."""
    form, now = SignInForm(), clock.now()
    if not form.validate_on_submit():
        return show(_sign_in_page(form), 422)
    keys = services.attempt_keys(email=str(form.email.data), address=request.remote_addr or "")
    if services.too_many_attempts(db.session, keys=keys, now=now):
        form.email.errors = [_("Too many attempts. Wait a quarter of an hour and try again.")]
        return show(_sign_in_page(form), 429)
    person_id = services.verify_password(db.session, email=str(form.email.data), password=str(form.password.data))
    found = find_viewer(person_id) if person_id else None
    if found is None:
        services.note_refused_attempt(db.session, keys=keys, now=now)
        form.email.errors = [_("E-mail and password do not match.")]
        return show(_sign_in_page(form), 422)
    _let_in(found)
    return redirect(_safe(str(form.next.data or "")), 303)


@bp.post("/try-as/<role>")
@open_to_all
def try_as(role: str) -> ResponseReturnValue:
    """The demo's one-click sign-in; a 404 anywhere else."""
    if not current_app.extensions["settings"].demo or role not in DEMO_ACCOUNTS:
        abort(404)
    found = queries.viewer_with_email(db.session, DEMO_ACCOUNTS[role])
    if found is None:
        abort(404)
    _let_in(found)
    return redirect(url_for("home.index"), 303)


@bp.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """Forget the person on this device, with what was open and said: the next one may be somebody else."""
    me = viewer_or_none()
    if me and me.device:
        devices.sign_out_device(db.session, device_id=me.device.id, now=clock.now())
    cookie.clear()
    logout_user()
    return redirect(url_for("accounts.sign_in"), 303)


@bp.get("/welcome/<token>")
@open_to_all
def welcome(token: str) -> ResponseReturnValue:
    """An invitation: choose a password. A used or expired link says so."""
    link = services.find_link(db.session, token=token, now=clock.now())
    if link is None:
        return _link_is_dead()
    return show(_welcome_page(WelcomeForm(formdata=None), link.person_id))


@bp.post("/welcome/<token>")
@open_to_all
def accept(token: str) -> ResponseReturnValue:
    """Set the password and sign in."""
    now = clock.now()
    link = services.find_link(db.session, token=token, now=now)
    if link is None:
        return _link_is_dead()
    form = WelcomeForm()
    if not form.validate_on_submit():
        return show(_welcome_page(form, link.person_id), 422)
    person_id = services.accept_invitation(db.session, link=link, password=str(form.password.data), now=now)
    found = find_viewer(person_id) if person_id else None
    if found is None:
        return _link_is_dead()
    _let_in(found)
    return redirect(url_for("home.index"), 303)


def _link_is_dead() -> Response:
    return show(WelcomePage(title=_("The link no longer works"), form=None, first_name=""), 410)


@bp.get("/settings")
@for_anyone_signed_in
def settings() -> ResponseReturnValue:
    """One's own settings, and for a patient who has opened the record."""
    me = viewer()
    is_patient = me.role is Role.PATIENT
    return show(
        SettingsPage(
            title=_("Settings"),
            language=chosen_language(),
            theme=me.theme or "system",
            text_size=me.text_size or "normal",
            devices=queries.device_lines(db.session, me, clock.now()),
            openings=queries.openings(db.session, me) if is_patient else (),
            is_patient=is_patient,
        )
    )


@bp.post("/language")
@open_to_all
def choose_language() -> ResponseReturnValue:
    """Danish or English, remembered on the person and on the device."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(400)
    if me := viewer_or_none():
        services.choose(db.session, person_id=me.id, language=language)
    return _remembering(COOKIE, language)


@bp.post("/theme")
@open_to_all
def choose_theme() -> ResponseReturnValue:
    """Light, dark, or what the system says."""
    theme = request.form.get("theme", "")
    if theme not in ("light", "dark", "system"):
        abort(400)
    if me := viewer_or_none():
        services.choose(db.session, person_id=me.id, theme=theme)
    return _remembering(THEME_COOKIE, theme)


@bp.post("/text-size")
@open_to_all
def choose_text_size() -> ResponseReturnValue:
    """Normal, large or larger."""
    text_size = request.form.get("text_size", "")
    if text_size not in ("normal", "large", "larger"):
        abort(400)
    if me := viewer_or_none():
        services.choose(db.session, person_id=me.id, text_size=text_size)
    return _remembering(TEXT_COOKIE, text_size)


def _remembering(cookie: str, value: str) -> Response:
    answer = redirect(_safe(request.form.get("next", "")), 303)
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
    assert isinstance(answer, Response)
    return answer


def _let_in(found: Viewer) -> None:
    """Begin anew: pages left open by whoever was here before are not this person's. A patient stays signed in."""
    cookie.clear()
    token = devices.sign_in_device(
        db.session, person_id=found.id, user_agent=request.user_agent.string, now=clock.now()
    )
    login_user(find_viewer(found.id, token) or found, remember=found.role is Role.PATIENT)
    if found.role is Role.PATIENT:
        audit.record(
            db.session,
            action="signed in",
            subject="own record",
            patient_id=found.id,
            course_id=None,
            actor_id=found.id,
            actor_role=found.role,
            now=clock.now(),
        )


def _safe(target: str) -> str:
    """A path of ours to go on to; anything else leads home."""
    ours = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if ours and target.isprintable() else url_for("home.index")


def _sign_in_page(form: SignInForm) -> SignInPage:
    return SignInPage(title=_("Sign in"), form=form, try_as=_try_as_buttons())


def _welcome_page(form: WelcomeForm, person_id: int) -> WelcomePage:
    found = find_viewer(person_id)
    return WelcomePage(title=_("Welcome"), form=form, first_name=found.first_name if found else "")


def _try_as_buttons() -> tuple[TryAs, ...]:
    if not current_app.extensions["settings"].demo:
        return ()
    words = {
        "patient": (_("Patient"), _("log pain and training, book a time")),
        "practitioner": (_("Practitioner"), _("caseload, programme, course")),
        "reception": (_("Reception"), _("the branch's bookings")),
        "manager": (_("Branch manager"), _("how the branch is doing")),
        "admin": (_("Administrator"), _("people and branches")),
        "other-patient": (_("Another patient"), _("other practitioner, other branch")),
    }
    return tuple(TryAs(role=role, label=label, hint=hint) for role, (label, hint) in words.items())

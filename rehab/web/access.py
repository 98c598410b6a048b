"""Who may open what. Each route carries exactly one of these decorators; a guard lists every route and role.

Wrong role answers the same 404 as not there; not signed in is led to the sign-in page, or told so (401) when a form
was sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user, login_url

from rehab import clock
from rehab.db import SAFE_METHODS, db, read, write_afterwards
from rehab.models import Branch, Course, CourseMessage, Device, Person, Role

P = ParamSpec("P")
R = TypeVar("R", bound=ResponseReturnValue)
NOTED_EVERY = timedelta(hours=12)  # when a device was last used is told by the day, and not written with each page
EVERYONE: frozenset[Role] = frozenset()
STAFF = frozenset({Role.PRACTITIONER, Role.RECEPTION, Role.MANAGER, Role.ADMIN})

login_manager = LoginManager()
login_manager.session_protection = "basic"  # "strong" throws a phone out whenever it leaves the Wi-Fi
login_manager.login_view = "accounts.sign_in"
login_manager.refresh_view = "accounts.sign_in"
login_manager.login_message = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The device a person asks from: its id, the token in its cookie, and when it was last noted as used."""

    id: int
    token: str
    last_used_at: datetime


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person asking: what pages and queries need to know of them, read once per request."""

    id: int
    name: str
    email: str
    role: Role
    language: str | None
    theme: str | None
    zone: ZoneInfo
    title: str | None
    home_branch_id: int | None
    branch_name: str | None
    session_key: str
    text_size: str | None
    unread: int = 0  # threads of a practitioner's courses with something unread
    device: "SignedIn | None" = None

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the cookie holds: renewing the session key signs the person out everywhere, a device's token there."""
        known = (str(self.id), self.session_key, *([self.device.token] if self.device else []))
        return ":".join(known)

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()

    @property
    def subtitle(self) -> str:
        """Title and branch, as the rail says under the name."""
        return " · ".join(part for part in (self.title, self.branch_name) if part)

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def today(self) -> date:
        """The calendar date where the viewer is."""
        return clock.today_in(self.zone)


def viewer() -> Viewer:
    """The signed-in person; only for routes that let nobody else in."""
    return cast(Viewer, current_user._get_current_object())


def viewer_or_none() -> Viewer | None:
    """The signed-in person, if anyone is."""
    return viewer() if current_user.is_authenticated else None


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_viewer(cookie: str) -> Viewer | None:
    """The person a cookie names, unless deactivated, signed out everywhere, or signed out on this device since."""
    number, _, rest = cookie.partition(":")
    session_key, _, token = rest.partition(":")
    if not number.isdecimal():
        return None
    found = find_viewer(int(number), token)
    if found is None or found.session_key != session_key or (token and found.device is None):
        return None
    return found


def find_viewer(person_id: int, token: str = "") -> Viewer | None:
    """An active person as a viewer, with the device of that token unless it was signed out."""
    row = read(db.session, _VIEWER, {"person_id": person_id, "token_hash": token_hash(token)}).one_or_none()
    if row is None:
        return None
    *columns, device_id, last_used_at = row
    device = SignedIn(device_id, token, last_used_at) if device_id else None
    *columns, unread = columns
    values: Any = (*columns[:6], ZoneInfo(columns[6]), *columns[7:], unread or 0, device)
    return Viewer(*values)


def token_hash(token: str) -> str:
    """What is stored of a device's token."""
    return sha256(token.encode()).hexdigest()


_UNREAD = sa.case(
    (
        Person.role == Role.PRACTITIONER,
        sa.select(sa.func.count(CourseMessage.course_id.distinct()))
        .join(Course, Course.id == CourseMessage.course_id)
        .where(
            Course.practitioner_id == Person.id,
            CourseMessage.is_from_patient == sa.true(),
            CourseMessage.seen_at.is_(None),
        )
        .correlate(Person)
        .scalar_subquery(),
    ),
    else_=0,
)
_VIEWER = (
    sa.select(
        Person.id,
        Person.name,
        Person.email,
        Person.role,
        Person.language,
        Person.theme,
        Person.zone,
        Person.title,
        Person.home_branch_id,
        Branch.name,
        Person.session_key,
        Person.text_size,
        _UNREAD,
        Device.id,
        Device.last_used_at,
    )
    .outerjoin(Branch, Branch.id == Person.home_branch_id)
    .outerjoin(
        Device,
        sa.and_(
            Device.token_hash == sa.bindparam("token_hash"),
            Device.person_id == Person.id,
            Device.signed_out_at.is_(None),
        ),
    )
    .where(Person.id == sa.bindparam("person_id"), Person.deactivated_at.is_(None))
)


@login_manager.unauthorized_handler  # type: ignore[untyped-decorator]
def lead_to_sign_in() -> ResponseReturnValue:
    """To the sign-in page and back; a form that was sent is not led away from, or what was typed would be lost."""
    if request.method not in SAFE_METHODS:
        abort(401)
    return redirect(login_url("accounts.sign_in", request.url))


def open_to_all(view: Callable[P, R]) -> Callable[P, R]:
    """Anyone, signed in or not."""
    return _marked(view, EVERYONE)


def for_roles(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Only people with one of these roles."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not current_user.is_authenticated:
                return cast(R, login_manager.unauthorized())
            if current_user.role not in roles:
                abort(404)
            return view(*args, **kwargs)

        return _marked(guarded, frozenset(roles))

    return decorate


for_patient = for_roles(Role.PATIENT)
for_practitioner = for_roles(Role.PRACTITIONER)
for_reception = for_roles(Role.RECEPTION)
for_manager = for_roles(Role.MANAGER)
for_admin = for_roles(Role.ADMIN)
for_staff = for_roles(*STAFF)
for_anyone_signed_in = for_roles(*Role)


def opens_record(view: Callable[P, R]) -> Callable[P, R]:
    """A page that writes although it is only read: opening a patient's record leaves a line in the audit log."""
    view.writes = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Sign-in by cookie, and the write lock for pages that leave an audit line."""
    login_manager.init_app(app)
    app.after_request(_note_use)

    @app.before_request
    def note_whether_it_writes() -> None:
        view = app.view_functions.get(request.endpoint or "")
        g.writes = getattr(view, "writes", False)


def _note_use(response: Response) -> Response:
    """Twice a day, note that the device was used."""
    device, now = getattr(g.get("_login_user"), "device", None), clock.now()
    if device and now - device.last_used_at >= NOTED_EVERY:
        write_afterwards(sa.update(Device).where(Device.id == device.id).values(last_used_at=now))
    return response


def _marked(view: Callable[P, R], roles: frozenset[Role]) -> Callable[P, R]:
    view.access = roles  # type: ignore[attr-defined]
    return view

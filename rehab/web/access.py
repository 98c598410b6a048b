"""Who may open what. Each route carries exactly one of these decorators; a guard lists every route and role.

Wrong role answers the same 404 as not there; not signed in is led to the sign-in page, or told so (401) when a form
was sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask, abort, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user, login_url

from rehab import clock
from rehab.db import SAFE_METHODS, db, read
from rehab.models import Branch, Person, Role

P = ParamSpec("P")
R = TypeVar("R", bound=ResponseReturnValue)
EVERYONE: frozenset[Role] = frozenset()
STAFF = frozenset({Role.PRACTITIONER, Role.RECEPTION, Role.MANAGER, Role.ADMIN})

login_manager = LoginManager()
login_manager.session_protection = "basic"  # "strong" throws a phone out whenever it leaves the Wi-Fi
login_manager.login_view = "accounts.sign_in"
login_manager.refresh_view = "accounts.sign_in"
login_manager.login_message = None


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

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the cookie holds: renewing the session key signs the person out everywhere."""
        return f"{self.id}:{self.session_key}"

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
    """The person a cookie names, unless signed out everywhere or deactivated since."""
    number, _, session_key = cookie.partition(":")
    if not number.isdecimal():
        return None
    found = find_viewer(int(number))
    return found if found and found.session_key == session_key else None


def find_viewer(person_id: int) -> Viewer | None:
    """An active person as a viewer."""
    row = read(db.session, _VIEWER, {"person_id": person_id}).one_or_none()
    if row is None:
        return None
    values: Any = (*row[:6], ZoneInfo(row[6]), *row[7:])
    return Viewer(*values)


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
    )
    .outerjoin(Branch, Branch.id == Person.home_branch_id)
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

    @app.before_request
    def note_whether_it_writes() -> None:
        view = app.view_functions.get(request.endpoint or "")
        g.writes = getattr(view, "writes", False)


def _marked(view: Callable[P, R], roles: frozenset[Role]) -> Callable[P, R]:
    view.access = roles  # type: ignore[attr-defined]
    return view

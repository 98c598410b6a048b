"""What makes an installation of an empty place: its secret, its branches, and the person who lets the others in."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Person, Role, SignInLink

LINK_LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Administrator:
    """The administrator, and the one-time path to choose a password by; None when one is chosen already."""

    email: str
    welcome_path: str | None


class NotAnAdministrator(Exception):
    """Someone else has this address here."""


def make_secret(path: Path) -> bool:
    """Write a new secret that only its owner may read, unless there is one; returns whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    return True


def ensure_administrator(session: AnySession, *, email: str, name: str, now: datetime) -> Administrator:
    """The administrator with this address, made if needed, with a new link as long as no password is chosen.

    Raises NotAnAdministrator when the address is somebody else's.
    """
    person = session.scalar(sa.select(Person).where(Person.email == email.lower()))
    if person is None:
        person = Person(
            email=email.lower(), name=name, role=Role.ADMIN, session_key=secrets.token_urlsafe(32), created_at=now
        )
        session.add(person)
        session.flush()
    if person.role is not Role.ADMIN:
        raise NotAnAdministrator(email)
    if person.password_hash:
        return Administrator(person.email, None)
    return Administrator(person.email, f"/welcome/{_new_link(session, person.id, now)}")


def _new_link(session: AnySession, person_id: int, now: datetime) -> str:
    """A new one-time link's token; links made before and not used stop working."""
    session.execute(
        sa.update(SignInLink)
        .where(SignInLink.person_id == person_id, SignInLink.used_at.is_(None))
        .values(expires_at=now)
    )
    token = secrets.token_urlsafe(32)
    session.add(
        SignInLink(
            person_id=person_id,
            token_hash=sha256(token.encode()).hexdigest(),
            made_at=now,
            expires_at=now + LINK_LASTS,
        )
    )
    session.flush()
    return token

"""What makes an installation of an empty place: its secret, its branches, and the person who lets the others in."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Person, Role
from rehab.records.invitations import Newcomer, add_person, invite


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


def make_database_file(path: Path) -> None:
    """Make an empty SQLite file that only its owner may read, unless there is one; -wal and -shm follow its mode.

    Without a folder for it there is none, and the database says so itself.
    """
    if path.parent.is_dir():
        path.touch(mode=0o600, exist_ok=True)


def ensure_administrator(session: AnySession, *, email: str, name: str, now: datetime) -> Administrator:
    """The administrator with this address, made if needed, with a new link as long as no password is chosen.

    Raises NotAnAdministrator when the address is somebody else's.
    """
    found = session.execute(
        sa.select(Person.id, Person.role, Person.password_hash).where(Person.email == email.lower())
    ).one_or_none()
    if found is None:
        person_id = add_person(session, Newcomer(name, email, Role.ADMIN, home_branch_id=None), now=now)
    elif found.role is Role.ADMIN:
        person_id = found.id
    else:
        raise NotAnAdministrator(email)
    if found and found.password_hash:
        return Administrator(email.lower(), None)
    return Administrator(email.lower(), f"/welcome/{invite(session, person_id=person_id, by=person_id, now=now)}")

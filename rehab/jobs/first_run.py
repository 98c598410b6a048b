"""What makes an installation of an empty place: its secret, its branches, and the person who lets the others in."""

import os
import secrets
from base64 import urlsafe_b64encode
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
    return _keep(path, secrets.token_urlsafe(48) + "\n")


def make_vapid_keys(path: Path) -> bool:
    """Write a new P-256 key pair, public then private, each on a line as base64url, unless there is one.

    Raises ImportError without the extra that push needs.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    private = generate_private_key(SECP256R1())
    public = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    raw = private.private_numbers().private_value.to_bytes(32, "big")
    return _keep(path, "".join(f"{urlsafe_b64encode(key).decode().rstrip('=')}\n" for key in (public, raw)))


def _keep(path: Path, text: str) -> bool:
    """Write a file that only its owner may read, unless it is there; returns whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(text)
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

"""Letting people in: passwords, one-time links, and the brake on guessing."""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from rehab.db import AnySession
from rehab.models import Person, SignInAttempt, SignInLink

hasher = PasswordHasher()
# Verified against when there is no such account, so that the answer takes as long.
NOBODY = hasher.hash(secrets.token_urlsafe(16))
WINDOW = timedelta(minutes=15)
# A whole branch shares one network address: it takes more to shut that out than to protect one account.
MOST_ATTEMPTS = {"email": 10, "address": 100}


def attempt_keys(*, email: str, address: str) -> dict[str, str]:
    """What an attempt is counted under, by kind, without storing the addresses themselves."""
    return {kind: _hashed(kind, value) for kind, value in (("email", email.lower()), ("address", address))}


def _hashed(kind: str, value: str) -> str:
    return sha256(f"{kind}:{value}".encode()).hexdigest()


def too_many_attempts(session: AnySession, *, keys: dict[str, str], now: datetime) -> bool:
    """Whether any of these keys has been refused too often lately."""
    refused = session.execute(
        sa.select(SignInAttempt.key_hash, sa.func.count())
        .where(SignInAttempt.key_hash.in_(keys.values()), SignInAttempt.at > now - WINDOW)
        .group_by(SignInAttempt.key_hash)
    )
    counts = {row[0]: int(row[1]) for row in refused}
    return any(counts.get(key, 0) >= MOST_ATTEMPTS[kind] for kind, key in keys.items())


def note_refused_attempt(session: AnySession, *, keys: dict[str, str], now: datetime) -> None:
    """Count a refusal; forget those older than the window."""
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < now - WINDOW))
    session.add_all(SignInAttempt(key_hash=key, at=now) for key in keys.values())


def verify_password(session: AnySession, *, email: str, password: str) -> int | None:
    """The id of the active person with this e-mail and password, else None, in the same time."""
    row = session.execute(
        sa.select(Person.id, Person.password_hash).where(Person.email == email.lower(), Person.deactivated_at.is_(None))
    ).one_or_none()
    try:
        hasher.verify(row.password_hash if row and row.password_hash else NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    return row.id if row and row.password_hash else None


def find_link(session: AnySession, *, token: str, now: datetime) -> SignInLink | None:
    """A link that is unused and not expired."""
    digest = sha256(token.encode()).hexdigest()
    link = session.scalar(sa.select(SignInLink).where(SignInLink.token_hash == digest))
    if link is None or link.used_at or link.expires_at <= now or not hmac.compare_digest(link.token_hash, digest):
        return None
    return link


def accept_invitation(session: AnySession, *, link: SignInLink, password: str, now: datetime) -> int | None:
    """Use the link up and every other of the person's, set the password, and sign every other device out.

    Returns the person's id; None when someone used the link a moment before.
    """
    use_up = sa.update(SignInLink).where(SignInLink.id == link.id, SignInLink.used_at.is_(None)).values(used_at=now)
    if session.connection().execute(use_up).rowcount == 0:
        return None
    others = (SignInLink.person_id == link.person_id, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
    session.execute(sa.update(SignInLink).where(*others).values(expires_at=now))
    session.execute(
        sa.update(Person)
        .where(Person.id == link.person_id)
        .values(password_hash=hasher.hash(password), session_key=secrets.token_urlsafe(32))
    )
    return link.person_id


def choose(session: AnySession, *, person_id: int, language: str | None = None, theme: str | None = None) -> None:
    """Remember a language, or a theme ("system" is no choice)."""
    values: dict[str, str | None] = {}
    if language:
        values["language"] = language
    if theme:
        values["theme"] = None if theme == "system" else theme
    session.execute(sa.update(Person).where(Person.id == person_id).values(values))

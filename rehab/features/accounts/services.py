"""Letting people in: passwords, one-time links, and the brake on guessing."""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, IPv6Network, ip_address

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from rehab.db import AnySession
from rehab.features.accounts.devices import sign_out_all
from rehab.models import Person, SignInAttempt, SignInLink

hasher = PasswordHasher()
# Verified against when there is no such account, so that the answer takes as long.
NOBODY = hasher.hash(secrets.token_urlsafe(16))
WINDOW = timedelta(minutes=15)
# One account from one network address is shut soon. It takes more to shut the account from everywhere, or a stranger
# who knows a colleague's e-mail could keep them out; and more still to shut an address a whole branch may share.
MOST_ATTEMPTS = {"both": 10, "email": 50, "address": 100}


def attempt_keys(*, email: str, address: str) -> dict[str, str]:
    """What an attempt is counted under, by kind, without storing the addresses themselves."""
    place = _network(address)
    counted = {"both": f"{email.lower()} {place}", "email": email.lower(), "address": place}
    return {kind: _hashed(kind, value) for kind, value in counted.items()}


def _network(address: str) -> str:
    """The address; of IPv6 the /64 it lies in, since one subscriber has all of that."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(IPv6Network((int(known), 64), strict=False))
    return address


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
    sign_out_all(session, person_id=link.person_id, keep=None, now=now)
    password_hash = hasher.hash(password)
    session.execute(sa.update(Person).where(Person.id == link.person_id).values(password_hash=password_hash))
    return link.person_id


def choose(
    session: AnySession,
    *,
    person_id: int,
    language: str | None = None,
    theme: str | None = None,
    text_size: str | None = None,
) -> None:
    """Remember a language, a theme ("system" is no choice) or a text size ("normal" is none)."""
    values: dict[str, str | None] = {}
    if language:
        values["language"] = language
    if theme:
        values["theme"] = None if theme == "system" else theme
    if text_size:
        values["text_size"] = None if text_size == "normal" else text_size
    session.execute(sa.update(Person).where(Person.id == person_id).values(values))

"""Inviting people: the person, and a one-time link by which they choose a password. Only a hash of the link is kept.

link 1 ── made ──────────┐ replaced: stops working
link 2                   └── made ────────── used, or 14 days gone
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.db import AnySession
from rehab.models import Person, Role, SignInLink
from rehab.records import audit
from rehab.refusals import EmailTaken

LASTS = timedelta(days=14)
# Locked, so that of two who invite at once the second sees the first one's link.
ROLES = (
    sa.select(Person.id, Person.role)
    .where(Person.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(Person.id)
    .with_for_update(key_share=True)
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person about to be added. Whoever has a home branch works or is treated there."""

    name: str
    email: str
    role: Role
    home_branch_id: int | None
    born_on: date | None = None
    title: str | None = None


def add_person(session: AnySession, newcomer: Newcomer, *, now: datetime) -> int:
    """Insert a person who can't sign in until an invitation is accepted. Returns the id; raises EmailTaken."""
    person = Person(
        email=newcomer.email.lower(),
        name=newcomer.name,
        role=newcomer.role,
        session_key=secrets.token_urlsafe(32),
        home_branch_id=newcomer.home_branch_id,
        born_on=newcomer.born_on,
        title=newcomer.title,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(person)
    except IntegrityError:
        if session.scalar(sa.select(Person.id).where(Person.email == newcomer.email.lower())) is None:
            raise
        raise EmailTaken from None
    return person.id


def invite(session: AnySession, *, person_id: int, by: int, now: datetime) -> str:
    """Make a link that works once, for 14 days; the person's earlier ones stop working. Returns its token.

    Whoever holds it can sign in as the person: a patient's record tells who made it.
    """
    roles = {row.id: row.role for row in session.execute(ROLES, {"ids": [person_id, by]})}
    session.execute(
        sa.update(SignInLink)
        .where(SignInLink.person_id == person_id, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        .values(expires_at=now)
    )
    token = secrets.token_urlsafe(32)
    session.add(
        SignInLink(
            person_id=person_id,
            token_hash=sha256(token.encode()).hexdigest(),
            made_at=now,
            made_by_id=by,
            expires_at=now + LASTS,
        )
    )
    session.flush()
    if roles[person_id] is Role.PATIENT:
        audit.record(
            session,
            action="invited",
            subject="sign_in_link",
            patient_id=person_id,
            course_id=None,
            actor_id=by,
            actor_role=roles[by],
            now=now,
        )
    return token

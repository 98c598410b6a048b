"""The devices a person is signed in on: noted at sign-in, listed, signed out one by one or all but this."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Device, Person
from rehab.web.access import token_hash

FORGOTTEN_AFTER = timedelta(days=180)  # as long as the cookie is kept
MOST_DEVICES = 50
# The first of these that a browser calls itself; most claim to be several others too.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "FxiOS": "Firefox",
    "Firefox": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device that is signed in. `name` is empty where the browser did not say what it is."""

    id: int
    name: str
    signed_in_at: datetime
    last_used_at: datetime


def device_name(user_agent: str) -> str:
    """What a browser says of itself, in two words.

    >>> device_name("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36")
    'Chrome, Android'
    """
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return ", ".join(part for part in (browser, system) if part)


def sign_in_device(session: AnySession, *, person_id: int, user_agent: str, now: datetime) -> str:
    """Note a device and return the token for its cookie."""
    token = secrets.token_urlsafe(24)
    row = {
        "person_id": person_id,
        "token_hash": token_hash(token),
        "name": device_name(user_agent),
        "signed_in_at": now,
        "last_used_at": now,
    }
    session.execute(sa.insert(Device).values(row))
    return token


def is_own(session: AnySession, *, person_id: int, device_id: int) -> bool:
    """Whether it is one of a person's devices, signed out or not."""
    own = sa.select(Device.id).where(Device.id == device_id, Device.person_id == person_id)
    return session.scalar(own) is not None


def sign_out_device(session: AnySession, *, device_id: int, now: datetime) -> None:
    """Make a device's cookie void; one that is out already stays as it was."""
    signed_in = (Device.id == device_id, Device.signed_out_at.is_(None))
    session.execute(sa.update(Device).where(*signed_in).values(signed_out_at=now))


def sign_out_all(session: AnySession, *, person_id: int, keep: int | None, now: datetime) -> None:
    """Make every cookie of a person void, also those of devices nobody noted; the device to keep signs in anew."""
    others = (Device.person_id == person_id, Device.signed_out_at.is_(None), Device.id != (keep or 0))
    session.execute(sa.update(Device).where(*others).values(signed_out_at=now))
    session.execute(sa.update(Person).where(Person.id == person_id).values(session_key=secrets.token_urlsafe(32)))


def devices(session: AnySession, person_id: int, now: datetime) -> list[KnownDevice]:
    """Those signed in, latest used first."""
    rows = session.execute(
        sa.select(Device.id, Device.name, Device.signed_in_at, Device.last_used_at)
        .where(
            Device.person_id == person_id,
            Device.signed_out_at.is_(None),
            Device.signed_in_at > now - FORGOTTEN_AFTER,
        )
        .order_by(Device.last_used_at.desc(), Device.id.desc())
        .limit(MOST_DEVICES)
    )
    return [KnownDevice(*row) for row in rows]

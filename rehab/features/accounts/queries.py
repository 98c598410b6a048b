"""Who a demo button becomes, where one is signed in, and who has opened a patient's record."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from rehab.db import AnySession
from rehab.features.accounts.devices import KnownDevice, devices
from rehab.features.accounts.pages import DeviceLine, Opening
from rehab.models import AuditEvent, Person
from rehab.web.access import Viewer, find_viewer
from rehab.web.audit_words import action_words
from rehab.web.words import date_time_words, date_words

MOST_OPENINGS = 50


def viewer_with_email(session: AnySession, email: str) -> Viewer | None:
    """The active person with this address."""
    person_id = session.scalar(sa.select(Person.id).where(Person.email == email))
    return find_viewer(person_id) if person_id else None


def openings(session: AnySession, me: Viewer) -> tuple[Opening, ...]:
    """What others did with my record, latest first."""
    rows = session.execute(
        sa.select(AuditEvent.at, AuditEvent.actor_role, AuditEvent.action, Person.name)
        .outerjoin(Person, Person.id == AuditEvent.actor_id)
        .where(AuditEvent.patient_id == me.id, AuditEvent.actor_id != me.id)
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(MOST_OPENINGS)
    )
    return tuple(
        Opening(when=date_time_words(at, me.zone), who=name or _("the system"), what=action_words(action))
        for at, _role, action, name in rows
    )


def device_lines(session: AnySession, me: Viewer, now: datetime) -> tuple[DeviceLine, ...]:
    """Where I am signed in, this device first."""
    this = me.device.id if me.device else None
    found = sorted(devices(session, me.id, now), key=lambda each: each.id != this)
    return tuple(
        DeviceLine(id=each.id, name=each.name or str(_("A browser")), used=_used(each, me), is_this=each.id == this)
        for each in found
    )


def _used(device: KnownDevice, me: Viewer) -> str:
    """Signed in on 16 October, last used on 25 November."""
    days = [date_words(at.astimezone(me.zone).date(), "day_month") for at in (device.signed_in_at, device.last_used_at)]
    return str(_("Signed in %(first)s, last used %(last)s", first=days[0], last=days[1]))

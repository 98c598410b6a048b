"""The forms of booking and moving: the time is chosen among radios, the rest goes along hidden."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField

from rehab.web.forms import BaseForm, ClientKeyField

YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Picked:
    """A time on offer, as its radio names it: with whom, and when."""

    practitioner_id: int
    starts_at: datetime


def instant_from(text: str | None) -> datetime | None:
    """An ISO instant with its offset, in UTC; None for anything else."""
    try:
        at = datetime.fromisoformat((text or "")[:40])
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo and at.year in YEARS else None


def id_from(text: str | None) -> int | None:
    """An id of one to nine digits; None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 9 else None


def radio_value(practitioner_id: int, starts_at: datetime) -> str:
    """What a free time's radio sends.

    >>> radio_value(12, datetime(2026, 11, 27, 14, 40, tzinfo=UTC))
    '12@2026-11-27T14:40:00+00:00'
    """
    return f"{practitioner_id}@{starts_at.astimezone(UTC).isoformat()}"


def picked_from(text: str | None) -> Picked | None:
    """The free time a radio sent; None for anything else."""
    who, _, when = (text or "").partition("@")
    practitioner_id, starts_at = id_from(who), instant_from(when)
    return Picked(practitioner_id, starts_at) if practitioner_id and starts_at else None


class FreeTimeField(Field):
    """One of the radios of the free times."""

    data: Picked | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = picked_from(valuelist[0] if valuelist else None)
        if self.data is None:
            raise ValueError(str(_l("Choose a time.")))


class MoveForm(BaseForm):
    """Another time for an appointment. The practitioner goes along so that the page can be shown again as it was."""

    time = FreeTimeField(_l("Time"))
    practitioner = HiddenField()


class BookingForm(BaseForm):
    """A time, with the branch, practitioner and treatment under which it was chosen."""

    time = FreeTimeField(_l("Time"))
    client_key = ClientKeyField()
    branch = HiddenField()
    practitioner = HiddenField()
    treatment = HiddenField()
    prompt = HiddenField()

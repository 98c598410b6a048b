"""Symptom phase and time class: two facts, never merged (dossier 0.1, 7)."""

from datetime import date, timedelta
from enum import StrEnum

ACUTE_UNDER = timedelta(weeks=6)
SUBACUTE_TO = timedelta(weeks=12)
REFRACTORY_AFTER = timedelta(days=183)


class Phase(StrEnum):
    """Where the course is, by symptoms (dossier 7.1), then maintenance, and the seven-day flare plan."""

    OPSTART = "opstart"
    UDVIKLING = "udvikling"
    KRONISK = "kronisk"
    VEDLIGEHOLD = "vedligehold"
    OPBLUSSEN = "opblussen"


class TimeClass(StrEnum):
    """How long it has hurt, as Danish doctors class it (dossier 7.2)."""

    ACUTE = "acute"
    SUBACUTE = "subacute"
    CHRONIC = "chronic"
    REFRACTORY = "refractory"


def time_class(symptoms_since: date, today: date, improved: bool) -> TimeClass:
    """Acute under 6 weeks, subacute to 12, chronic after; refractory when over 6 months without improvement.

    >>> time_class(date(2026, 1, 1), date(2026, 3, 1), improved=False).value
    'subacute'
    """
    lasted = today - symptoms_since
    if lasted < ACUTE_UNDER:
        return TimeClass.ACUTE
    if lasted <= SUBACUTE_TO:
        return TimeClass.SUBACUTE
    return TimeClass.REFRACTORY if lasted > REFRACTORY_AFTER and not improved else TimeClass.CHRONIC

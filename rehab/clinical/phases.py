"""Symptom phase and time class: two facts, never merged (dossier 0.1, 7)."""

from datetime import date
from enum import StrEnum


class Phase(StrEnum):
    OPSTART = "opstart"
    UDVIKLING = "udvikling"
    KRONISK = "kronisk"
    VEDLIGEHOLD = "vedligehold"
    OPBLUSSEN = "opblussen"


class TimeClass(StrEnum):
    ACUTE = "acute"
    SUBACUTE = "subacute"
    CHRONIC = "chronic"
    REFRACTORY = "refractory"


def time_class(symptoms_since: date, today: date, improved: bool) -> TimeClass:
    raise NotImplementedError

"""The fixed checklist of warning signs and what each calls for (dossier 8). No score, no diagnosis.

Fifteen numbered signs. What can be ticked is a line; a sign has one line, or two where the dossier gives its parts
different levels (sign 10: a wound the same day; diabetes and poor circulation before any loading). Where it gives one
sign two levels for the same thing (5, 8, 12), the higher one stands: a tick only chooses a fixed text, and the safer
text is the right one before a person has looked. The words are in content.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

ASKED_EVERY = timedelta(days=7)


class Level(StrEnum):
    """112 · a doctor the same day · the usual doctor or the practitioner before going on."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    ROUTINE = "routine"


class Line(StrEnum):
    """What can be ticked, in the order it is asked. The codes are stored with ticks: never reuse one."""

    SUDDEN_STRONG_PAIN = "sudden_strong_pain"
    SWOLLEN_OR_RED = "swollen_or_red"
    FEVER = "fever"
    NO_IMPROVEMENT = "no_improvement"
    POP_OR_NO_WEIGHT = "pop_or_no_weight"
    SUDDEN_FLAT_FOOT = "sudden_flat_foot"
    NERVE_OR_BLOOD_FLOW = "nerve_or_blood_flow"
    NIGHT_OR_REST_PAIN = "night_or_rest_pain"
    BOTH_SIDES_AND_RHEUMATIC = "both_sides_and_rheumatic"
    WOUND = "wound"
    DIABETES_OR_POOR_CIRCULATION = "diabetes_or_poor_circulation"
    WEIGHT_LOSS_OR_CANCER = "weight_loss_or_cancer"
    FALL_OR_OSTEOPOROSIS = "fall_or_osteoporosis"
    CALF_OR_CHEST = "calf_or_chest"
    CHILD = "child"
    INJECTION_OR_SURGERY = "injection_or_surgery"


@dataclass(frozen=True, slots=True)
class Asked:
    """The number of the sign a line belongs to, 1 to 15 as in the dossier, and what a tick calls for."""

    sign: int
    level: Level


CHECKLIST = MappingProxyType(
    {
        Line.SUDDEN_STRONG_PAIN: Asked(1, Level.SAME_DAY),
        Line.SWOLLEN_OR_RED: Asked(2, Level.SAME_DAY),
        Line.FEVER: Asked(3, Level.SAME_DAY),
        Line.NO_IMPROVEMENT: Asked(4, Level.ROUTINE),
        Line.POP_OR_NO_WEIGHT: Asked(5, Level.EMERGENCY),
        Line.SUDDEN_FLAT_FOOT: Asked(6, Level.SAME_DAY),
        Line.NERVE_OR_BLOOD_FLOW: Asked(7, Level.SAME_DAY),
        Line.NIGHT_OR_REST_PAIN: Asked(8, Level.SAME_DAY),
        Line.BOTH_SIDES_AND_RHEUMATIC: Asked(9, Level.ROUTINE),
        Line.WOUND: Asked(10, Level.SAME_DAY),
        Line.DIABETES_OR_POOR_CIRCULATION: Asked(10, Level.ROUTINE),
        Line.WEIGHT_LOSS_OR_CANCER: Asked(11, Level.SAME_DAY),
        Line.FALL_OR_OSTEOPOROSIS: Asked(12, Level.SAME_DAY),
        Line.CALF_OR_CHEST: Asked(13, Level.EMERGENCY),
        Line.CHILD: Asked(14, Level.ROUTINE),
        Line.INJECTION_OR_SURGERY: Asked(15, Level.ROUTINE),
    }
)


def level_of(ticked: Iterable[Line]) -> Level | None:
    """The most serious level among the ticked lines, None when none is ticked.

    >>> level_of({Line.CHILD, Line.FEVER}).value
    'same_day'
    """
    levels = {CHECKLIST[line].level for line in ticked}
    return next((level for level in Level if level in levels), None)


def is_asked(last_on: date | None, today: date) -> bool:
    """Whether the list is to be gone through: at the start of a course, then a week after the last answer.

    >>> [is_asked(date(2026, 3, 2), date(2026, 3, day)) for day in (8, 9)], is_asked(None, date(2026, 3, 2))
    ([False, True], True)
    """
    return last_on is None or today - last_on >= ASKED_EVERY

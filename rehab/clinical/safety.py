"""The fixed list of warning signs and the level of each (dossier 8). No score, no diagnosis.

Where the dossier gives a sign two levels, the higher one stands here: the list only chooses a fixed text, and
the safer text is the right one to show before a person has looked. The words are in content.
"""

from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType


class Level(StrEnum):
    """112 · a doctor the same day · the usual doctor or the practitioner before going on."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    ROUTINE = "routine"


class Sign(StrEnum):
    """The fifteen signs, in the order they are asked."""

    SUDDEN_STRONG_PAIN = "sudden_strong_pain"
    SWOLLEN_OR_RED = "swollen_or_red"
    FEVER = "fever"
    NO_IMPROVEMENT = "no_improvement"
    POP_OR_NO_WEIGHT = "pop_or_no_weight"
    SUDDEN_FLAT_FOOT = "sudden_flat_foot"
    NERVE_OR_BLOOD_FLOW = "nerve_or_blood_flow"
    NIGHT_OR_REST_PAIN = "night_or_rest_pain"
    BOTH_HEELS_AND_RHEUMATIC = "both_heels_and_rheumatic"
    DIABETES_OR_WOUND = "diabetes_or_wound"
    WEIGHT_LOSS_OR_CANCER = "weight_loss_or_cancer"
    FALL_OR_OSTEOPOROSIS = "fall_or_osteoporosis"
    CALF_OR_CHEST = "calf_or_chest"
    CHILD = "child"
    INJECTION_OR_SURGERY = "injection_or_surgery"


LEVELS = MappingProxyType(
    {
        Sign.SUDDEN_STRONG_PAIN: Level.SAME_DAY,
        Sign.SWOLLEN_OR_RED: Level.SAME_DAY,
        Sign.FEVER: Level.SAME_DAY,
        Sign.NO_IMPROVEMENT: Level.ROUTINE,
        Sign.POP_OR_NO_WEIGHT: Level.EMERGENCY,
        Sign.SUDDEN_FLAT_FOOT: Level.SAME_DAY,
        Sign.NERVE_OR_BLOOD_FLOW: Level.SAME_DAY,
        Sign.NIGHT_OR_REST_PAIN: Level.SAME_DAY,
        Sign.BOTH_HEELS_AND_RHEUMATIC: Level.ROUTINE,
        Sign.DIABETES_OR_WOUND: Level.SAME_DAY,
        Sign.WEIGHT_LOSS_OR_CANCER: Level.SAME_DAY,
        Sign.FALL_OR_OSTEOPOROSIS: Level.SAME_DAY,
        Sign.CALF_OR_CHEST: Level.EMERGENCY,
        Sign.CHILD: Level.ROUTINE,
        Sign.INJECTION_OR_SURGERY: Level.ROUTINE,
    }
)


def level_of(ticked: Iterable[Sign]) -> Level | None:
    """The most serious level among the ticked signs, None when none is ticked.

    >>> level_of({Sign.CHILD, Sign.FEVER}).value
    'same_day'
    """
    levels = {LEVELS[sign] for sign in ticked}
    return next((level for level in Level if level in levels), None)

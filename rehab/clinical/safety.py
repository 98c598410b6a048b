"""The fixed list of warning signs and the level of each (dossier 8). No score, no diagnosis."""

from enum import StrEnum


class Level(StrEnum):
    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    ROUTINE = "routine"


class Sign(StrEnum):
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

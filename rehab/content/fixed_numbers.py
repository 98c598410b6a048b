"""The numbers that are the same for every course, by the names the written rules and definitions have places for."""

from collections.abc import Mapping
from types import MappingProxyType

from rehab.clinical import adherence, ladder, maintenance, outcome_scores, outcomes, pain, phases, progress
from rehab.clinical.follow_up import SPACING
from rehab.clinical.rules.planned import MET_BEFORE, OVERDUE_AFTER
from rehab.clinical.rules.response import TRAINED_DAYS
from rehab.clinical.thresholds import Unit

FIXED: Mapping[str, tuple[float, Unit]] = MappingProxyType(
    {
        "noticeable": (progress.NOTICEABLE, Unit.POINTS),
        "noticeable_share": (progress.NOTICEABLE_SHARE, Unit.SHARE),
        "slight": (progress.SLIGHT, Unit.POINTS),
        "low_start": (progress.LOW_START, Unit.POINTS),
        "low_start_share": (progress.LOW_START_SHARE, Unit.SHARE),
        "median_days": (progress.WINDOW_DAYS, Unit.DAYS),
        "median_at_least": (progress.AT_LEAST, Unit.COUNT),
        "trained_days": (TRAINED_DAYS, Unit.DAYS),
        "spacing": (SPACING.days, Unit.DAYS),
        "planned_met_before": (MET_BEFORE.days, Unit.DAYS),
        "planned_overdue_after": (OVERDUE_AFTER.days, Unit.DAYS),
        "no_pain": (pain.LOWEST, Unit.POINTS),
        "worst_pain": (pain.HIGHEST, Unit.POINTS),
        "high_risk_from": (pain.HIGH_RISK_FROM, Unit.POINTS),
        "usual_days": (pain.BASELINE_DAYS, Unit.DAYS),
        "usual_at_least": (pain.BASELINE_AT_LEAST, Unit.COUNT),
        "morning_may_rise": (pain.MORNING_MAY_RISE, Unit.POINTS),
        "complete_from": (adherence.COMPLETE_FROM, Unit.SHARE),
        "partial_from": (adherence.PARTIAL_FROM, Unit.SHARE),
        "rolling_days": (adherence.ROLLING_DAYS, Unit.DAYS),
        "activities_at_least": (outcome_scores.ACTIVITIES_AT_LEAST, Unit.COUNT),
        "activities_at_most": (outcome_scores.ACTIVITIES_AT_MOST, Unit.COUNT),
        "psfs_matters": (outcome_scores.PSFS_MATTERS, Unit.POINTS),
        "psfs_activity_matters": (outcome_scores.PSFS_ACTIVITY_MATTERS, Unit.POINTS),
        "groc_words": (len(outcome_scores.Groc), Unit.COUNT),
        "opens_before": (outcomes.OPENS_BEFORE.days, Unit.DAYS),
        "stays_open": (outcomes.STAYS_OPEN.days, Unit.DAYS),
        "answer_speaks": (outcomes.SPEAKS_FOR.days, Unit.DAYS),
        "check_after": (maintenance.CHECK_AFTER.days // 7, Unit.WEEKS),
        "check_answered_within": (maintenance.ANSWERED_WITHIN.days, Unit.DAYS),
        "came_back_presses": (maintenance.PRESSES_FOR.days, Unit.DAYS),
        "acute_under": (phases.ACUTE_UNDER.days // 7, Unit.WEEKS),
        "subacute_to": (phases.SUBACUTE_TO.days // 7, Unit.WEEKS),
        "refractory_after": (phases.REFRACTORY_AFTER.days, Unit.DAYS),
        "test_pain_at_most": (ladder.PAIN_AT_MOST, Unit.POINTS),
        "start_of_heavy": (ladder.START_OF_HEAVY, Unit.COUNT),
        "one_leg_at_least": (ladder.ONE_LEG_AT_LEAST, Unit.COUNT),
        "two_legs_at_least": (ladder.TWO_LEGS_AT_LEAST, Unit.COUNT),
    }
)
"""Each with its unit. They stand in the rules themselves and are only named here."""

"""Whether sport goes on while the programme runs: the practitioner's choice (dossier 4.1, 7.3)."""

from enum import StrEnum

from rehab.clinical.phases import Phase


class ActivityRule(StrEnum):
    """`stop`: a break from running, jumping and the like. `monitored`: they go on within the pain-monitoring model."""

    STOP = "stop"
    MONITORED = "monitored"


def usual_activity_rule(phase: Phase) -> ActivityRule:
    """What stands chosen when the question is asked; the practitioner decides.

    The clinic chain pauses running and jumping in the long-lasting phase, and a flare is a rest. Elsewhere going on
    within the limits did no harm in the trial of the pain-monitoring model (dossier 4.1).

    >>> usual_activity_rule(Phase.UDVIKLING).value, usual_activity_rule(Phase.KRONISK).value
    ('monitored', 'stop')
    """
    return ActivityRule.STOP if phase in (Phase.KRONISK, Phase.OPBLUSSEN) else ActivityRule.MONITORED

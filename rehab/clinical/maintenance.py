"""What follows when the patient says that it is well, or that it came back. All of it is the house's choice [D]."""

from datetime import timedelta

from rehab.clinical.course_facts import Reason, Rule

CHECK_AFTER = timedelta(weeks=13)
"""When the patient is asked, once, whether it is still good."""

ANSWERED_WITHIN = timedelta(days=14)
"""How long that question may stand before the practitioner is told that it is not answered."""

PRESSES_FOR = timedelta(days=28)
"""How long "it came back" needs the practitioner at most: by then there was a visit, or the other rules speak."""

STILL_TOLD = frozenset({Rule.RED_FLAG, Rule.FLARE, Rule.CREEP})


def told_when_well(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons that hold of a patient who is well: that something got worse. Not to log is no news any more."""
    return tuple(each for each in found if each.rule in STILL_TOLD)

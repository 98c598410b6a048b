"""Why a template is suggested to begin with, in words."""

from collections.abc import Collection

from flask_babel import gettext as _

from rehab.clinical.ladder import ONE_LEG_AT_LEAST, PAIN_AT_MOST, START_OF_HEAVY, TWO_LEGS_AT_LEAST, WhyRung
from rehab.clinical.phases import REFRACTORY_AFTER, WhyTemplate

_MONTHS = REFRACTORY_AFTER.days // 30


def why_template(why: WhyTemplate) -> str:
    """The reason of a suggestion as a practitioner reads it."""
    match why:
        case WhyTemplate.ONLY_AFTER_REST:
            words = _("It hurts only in the morning or after rest.")
        case WhyTemplate.ALSO_UNDER_LOAD:
            words = _("It hurts in walking, stairs or running too.")
        case WhyTemplate.LONG_LASTING:
            words = _("It is long-lasting or keeps coming back.")
        case WhyTemplate.NO_BETTER_IN_SIX_MONTHS:
            words = _("It has hurt for more than %(months)s months and is no better.", months=_MONTHS)
        case WhyTemplate.KEEPING_IT_WELL:
            words = _("It goes well, and is to stay so.")
        case WhyTemplate.FLARE:
            words = _("It has flared up.")
    return str(words)


def why_rung(why: WhyRung) -> str:
    """What in the entry test chose the rung."""
    match why:
        case WhyRung.STRONG_ENOUGH:
            words = _("%(count)s or more on one leg.", count=START_OF_HEAVY)
        case WhyRung.ONE_LEG:
            words = _("As many as it was on one leg is the RM to begin with.")
        case WhyRung.FEW_ON_ONE_LEG:
            words = _("Under %(count)s on one leg.", count=ONE_LEG_AT_LEAST)
        case WhyRung.FEW_ON_TWO_LEGS:
            words = _("Under %(count)s on both legs.", count=TWO_LEGS_AT_LEAST)
        case WhyRung.TOO_PAINFUL:
            words = _("Pain above %(pain)s in the test.", pain=PAIN_AT_MOST)
    return str(words)


def reviews_words(weeks: Collection[int]) -> str:
    """When to review: "Review in week 4, 8, 12"."""
    later = ", ".join(str(week) for week in weeks if week)
    if 0 in weeks:
        return str(_("Review now and in week %(weeks)s.", weeks=later))
    return str(_("Review in week %(weeks)s.", weeks=later))

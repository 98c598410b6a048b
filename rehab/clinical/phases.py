"""Symptom phase and time class, two facts that are never merged (dossier 0.1, 7), and what they suggest (7.3)."""

from dataclasses import dataclass, replace
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

    Source: Ugeskrift for Læger (dossier 7.2). Twelve weeks to the day is still subacute, six months (183 days) to
    the day still chronic; a beginning after `today` is acute.

    >>> time_class(date(2026, 1, 1), date(2026, 3, 1), improved=False).value
    'subacute'
    """
    lasted = today - symptoms_since
    if lasted < ACUTE_UNDER:
        return TimeClass.ACUTE
    if lasted <= SUBACUTE_TO:
        return TimeClass.SUBACUTE
    return TimeClass.REFRACTORY if lasted > REFRACTORY_AFTER and not improved else TimeClass.CHRONIC


class WhyTemplate(StrEnum):
    """Why a template is suggested; the web puts it in words."""

    ONLY_AFTER_REST = "only_after_rest"
    ALSO_UNDER_LOAD = "also_under_load"
    LONG_LASTING = "long_lasting"
    NO_BETTER_IN_SIX_MONTHS = "no_better_in_six_months"
    KEEPING_IT_WELL = "keeping_it_well"
    FLARE = "flare"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A template to start from, with its reason. The practitioner decides.

    `start_exercise` is the first rung of the load ladder, None where the entry test finds it (`ladder`).
    `review_weeks` are weeks from the start, 0 meaning now. `see_specialist`: talk about a doctor or specialist.
    """

    template: str
    start_exercise: str | None
    review_weeks: tuple[int, ...]
    because: WhyTemplate
    see_specialist: bool = False


_BY_PHASE = {
    Phase.OPSTART: Suggestion("T1", "EX05", (4,), WhyTemplate.ONLY_AFTER_REST),
    Phase.UDVIKLING: Suggestion("T2", None, (4, 8, 12), WhyTemplate.ALSO_UNDER_LOAD),
    Phase.KRONISK: Suggestion("T3", None, (4, 12, 24), WhyTemplate.LONG_LASTING),
    Phase.VEDLIGEHOLD: Suggestion("T4", "EX09", (12,), WhyTemplate.KEEPING_IT_WELL),
    Phase.OPBLUSSEN: Suggestion("T5", "EX04", (1,), WhyTemplate.FLARE),
}
_REFRACTORY = Suggestion("T3", None, (0, 4, 12, 24), WhyTemplate.NO_BETTER_IN_SIX_MONTHS, see_specialist=True)


def symptom_phase(
    *, morning_or_after_sitting: bool, walking_stairs_or_running: bool, long_lasting_or_recurrent: bool
) -> Phase | None:
    """The phase by where and when it hurts (dossier 7.1); None when none of the three is answered yes.

    The last one that is true decides: long-lasting or recurrent pain is the chronic phase, whatever it hurts at;
    pain in walking, stairs or running is the developing phase; pain only in the morning or after sitting the
    early one. "Long-lasting" is what the person answers, never worked out from the date it began: that is
    `time_class`, the other fact.

    >>> symptom_phase(
    ...     morning_or_after_sitting=True, walking_stairs_or_running=True, long_lasting_or_recurrent=False
    ... ).value
    'udvikling'
    """
    if long_lasting_or_recurrent:
        return Phase.KRONISK
    if walking_stairs_or_running:
        return Phase.UDVIKLING
    return Phase.OPSTART if morning_or_after_sitting else None


def suggest_template(phase: Phase, lasted: TimeClass | None) -> Suggestion:
    """Which template to start from, for the heel (dossier 7.3, [D]; the last two phases from the exits of 12.2).

    The symptom phase chooses. Only refractory pain, over 6 months and no better, goes before it: the persistent
    template, a conversation about a specialist, and a review now. A flare is calmed for its seven days first, but
    the conversation is still called for. Where it is unknown how long it has hurt, nothing is refractory.

    >>> suggest_template(Phase.OPSTART, TimeClass.ACUTE).template
    'T1'
    >>> found = suggest_template(Phase.UDVIKLING, TimeClass.REFRACTORY)
    >>> found.template, found.see_specialist, found.because.value
    ('T3', True, 'no_better_in_six_months')
    """
    if lasted is not TimeClass.REFRACTORY:
        return _BY_PHASE[phase]
    return replace(_BY_PHASE[phase], see_specialist=True) if phase is Phase.OPBLUSSEN else _REFRACTORY

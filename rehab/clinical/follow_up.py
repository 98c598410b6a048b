"""When a course calls for a visit (dossier 10), and when the patient may be asked (law 7 of the product).

The rules find reasons; people decide. Nothing here changes a dose or names a disease.
"""

from datetime import date, timedelta

from rehab.clinical import follow_up_rules as rules
from rehab.clinical.course_facts import (
    DEFAULT,
    CourseFacts,
    LoggedSession,
    Need,
    Reason,
    Rule,
    Thresholds,
)

__all__ = [
    "DEFAULT",
    "PATIENT_PROMPTS",
    "CourseFacts",
    "LoggedSession",
    "Need",
    "Reason",
    "Rule",
    "Thresholds",
    "may_prompt",
    "need_of",
    "prompts_patient",
    "reasons",
]

PATIENT_PROMPTS = frozenset(
    {
        Rule.FLARE,
        Rule.WEEK_4,
        Rule.NON_RESPONSE,
        Rule.WEEK_12,
        Rule.REFRACTORY,
        Rule.PLATEAU,
        Rule.READY,
        Rule.END_OF_PHASE,
        Rule.LOW_ADHERENCE,
    }
)
"""Rules that lead the patient to book. The others go to the practitioner, the fixed text, or a nudge."""

ALWAYS_PRESSING = frozenset({Rule.RED_FLAG, Rule.FLARE})
SPACING = timedelta(days=7)

_ALL_RULES = (
    rules.flare,
    rules.creep,
    rules.stalled,
    rules.week_12,
    rules.refractory,
    rules.plateau,
    rules.end_of_phase,
    rules.low_adherence,
    rules.silence,
    rules.improved,
)

_PRESSING_FIRST = (
    Rule.RED_FLAG,
    Rule.FLARE,
    Rule.REFRACTORY,
    Rule.NON_RESPONSE,
    Rule.WEEK_4,
    Rule.LOW_ADHERENCE,
    Rule.WEEK_12,
    Rule.END_OF_PHASE,
    Rule.SILENCE,
    Rule.CREEP,
    Rule.PLATEAU,
    Rule.READY,
    Rule.IMPROVED,
)

_SAID_BETTER_BY = {
    Rule.CREEP: {Rule.FLARE},
    Rule.PLATEAU: {Rule.REFRACTORY, Rule.NON_RESPONSE, Rule.WEEK_4, Rule.LOW_ADHERENCE, Rule.WEEK_12},
}
"""Rules that add nothing when one of the others holds."""


def reasons(facts: CourseFacts, today: date, thresholds: Thresholds = DEFAULT) -> tuple[Reason, ...]:
    """Why the course needs someone today, most pressing first; empty when it is on plan.

    Each rule is given once. Silence puts low adherence aside: where nothing is logged, nothing is known.

    >>> day = date(2026, 3, 2)
    >>> new = CourseFacts(day, 6, None, {}, (), (), day, None, None, (), None)
    >>> [(each.rule.value, each.numbers["days"]) for each in reasons(new, date(2026, 3, 11))]
    [('silence', 9)]
    """
    found: dict[Rule, Reason] = {}
    for rule in _ALL_RULES:
        if reason := rule(facts, today, thresholds):
            found.setdefault(reason.rule, reason)
    if Rule.SILENCE in found:
        found.pop(Rule.LOW_ADHERENCE, None)
    kept = [each for each in found.values() if not _SAID_BETTER_BY.get(each.rule, set()) & found.keys()]
    return tuple(sorted(kept, key=lambda each: (each.need, _PRESSING_FIRST.index(each.rule))))


def need_of(found: tuple[Reason, ...]) -> Need:
    """How much the course needs the practitioner, all reasons together; on plan without any."""
    return min((each.need for each in found), default=Need.ON_PLAN)


def prompts_patient(rule: Rule) -> bool:
    """Whether the rule leads the patient to book a time.

    >>> prompts_patient(Rule.WEEK_4), prompts_patient(Rule.SILENCE)
    (True, False)
    """
    return rule in PATIENT_PROMPTS


def may_prompt(
    rule: Rule,
    *,
    today: date,
    has_future_appointment: bool,
    last_prompt_on: date | None,
    snoozed_until: date | None,
    ended_as_well_on: date | None,
) -> bool:
    """Law 7: prompts know when to stop.

    Never when a follow-up is booked, never after "I'm well", not before the day a "not now" runs to, and never
    two within seven days; only a red flag and a flare need not wait out the seven days.

    >>> week = dict(today=date(2026, 3, 9), last_prompt_on=date(2026, 3, 4), has_future_appointment=False,
    ...             snoozed_until=None, ended_as_well_on=None)
    >>> may_prompt(Rule.WEEK_4, **week), may_prompt(Rule.FLARE, **week)
    (False, True)
    """
    if has_future_appointment or ended_as_well_on is not None:
        return False
    if snoozed_until is not None and today < snoozed_until:
        return False
    return rule in ALWAYS_PRESSING or last_prompt_on is None or today - last_prompt_on >= SPACING

"""When a course calls for a visit (dossier 10), and when the patient may be asked (law 7 of the product).

The rules find reasons; people decide. Nothing here changes a dose or names a disease.
"""

from dataclasses import replace
from datetime import date, timedelta

from rehab.clinical.course_facts import (
    CourseFacts,
    LoggedSession,
    Need,
    OutcomeAnswers,
    Reason,
    Rule,
    WarningTick,
    words_key,
)
from rehab.clinical.rule_book import RULE_BOOK, LeadsTo
from rehab.clinical.rules.measures import recent
from rehab.clinical.thresholds import DEFAULT, Thresholds

__all__ = [
    "DEFAULT",
    "SPACING",
    "CourseFacts",
    "LoggedSession",
    "Need",
    "OutcomeAnswers",
    "Reason",
    "Rule",
    "Thresholds",
    "WarningTick",
    "may_prompt",
    "need_of",
    "reasons",
    "words_key",
]

SPACING = timedelta(days=7)

_PRESSING_FIRST = tuple(RULE_BOOK)
_LOOKS = tuple(dict.fromkeys(card.look for card in RULE_BOOK.values()))


def reasons(facts: CourseFacts, today: date, thresholds: Thresholds = DEFAULT) -> tuple[Reason, ...]:
    """Why the course needs someone today, most pressing first; empty when it is on plan.

    Each rule is given once, and not at all beside one it gives way to (`rule_book`).

    >>> day = date(2026, 3, 2)
    >>> new = CourseFacts(day, 6, None, {}, (), (), day, None, None, (), None)
    >>> [(each.words, each.numbers["days"]) for each in reasons(new, date(2026, 3, 11))]
    [('silence.patient', 9)]
    """
    facts, found = recent(facts, today), dict[Rule, Reason]()
    for look in _LOOKS:
        if reason := look(facts, today, thresholds):
            found.setdefault(reason.rule, reason)
    kept = [each for each in found.values() if not RULE_BOOK[each.rule].gives_way_to & found.keys()]
    judged = [
        replace(each, need=RULE_BOOK[each.rule].needs[each.words], asks_patient=_asks_patient(each, found, thresholds))
        for each in kept
    ]
    return tuple(sorted(judged, key=lambda each: (each.need, _PRESSING_FIRST.index(each.rule))))


def need_of(found: tuple[Reason, ...]) -> Need:
    """How much the course needs the practitioner, all reasons together; on plan without any."""
    return min((each.need for each in found), default=Need.ON_PLAN)


def may_prompt(
    rule: Rule,
    *,
    today: date,
    has_future_appointment: bool,
    last_prompt_on: date | None,
    snoozed_until: date | None,
    ended_as_well_on: date | None,
    last_visit_on: date | None = None,
) -> bool:
    """Law 7: prompts know when to stop.

    Never when a follow-up is booked, never after "I'm well", not before the day a "not now" runs to, and never
    two within seven days, nor one within seven days of a visit, where it has just been talked about [D]; only a red
    flag and a flare need not wait out the seven days.

    >>> week = dict(today=date(2026, 3, 9), last_prompt_on=date(2026, 3, 4), has_future_appointment=False,
    ...             snoozed_until=None, ended_as_well_on=None)
    >>> may_prompt(Rule.WEEK_4, **week), may_prompt(Rule.FLARE, **week)
    (False, True)
    """
    if has_future_appointment or ended_as_well_on is not None:
        return False
    if snoozed_until is not None and today < snoozed_until:
        return False
    asked_or_seen = max((on for on in (last_prompt_on, last_visit_on) if on), default=None)
    return not RULE_BOOK[rule].waits or asked_or_seen is None or today - asked_or_seen >= SPACING


def _asks_patient(reason: Reason, found: dict[Rule, Reason], thresholds: Thresholds) -> bool:
    if RULE_BOOK[reason.rule].leads_to is not LeadsTo.BOOKING or Rule.RED_FLAG in found:
        return False
    return reason.rule is not Rule.FLARE or float(reason.numbers["up_days"]) >= thresholds.flare_book_after_days

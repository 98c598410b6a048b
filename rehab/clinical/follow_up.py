"""When a course calls for a visit (dossier 10), and when the patient may be asked (law 7 of the product).

The rules find reasons; people decide. Nothing here changes a dose or names a disease.
"""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from rehab.clinical.course_facts import (
    About,
    CourseFacts,
    LoggedSession,
    Need,
    OutcomeAnswers,
    PlannedVisit,
    Reason,
    Rule,
    WarningTick,
    about,
    words_key,
)
from rehab.clinical.rule_book import RULE_BOOK, LeadsTo
from rehab.clinical.rules.measures import recent
from rehab.clinical.thresholds import DEFAULT, Thresholds

__all__ = [
    "DEFAULT",
    "SPACING",
    "About",
    "CourseFacts",
    "LoggedSession",
    "Need",
    "Obstacle",
    "OutcomeAnswers",
    "PlannedVisit",
    "Reason",
    "Rule",
    "Thresholds",
    "WarningTick",
    "about",
    "may_prompt",
    "need_of",
    "obstacle",
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


class Obstacle(StrEnum):
    """What law 7 has against asking a patient to book today."""

    WELL = "well"
    BOOKED = "booked"
    NOT_NOW = "not_now"
    TOO_SOON = "too_soon"


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
    against = obstacle(
        rule,
        today=today,
        has_future_appointment=has_future_appointment,
        last_prompt_on=max((on for on in (last_prompt_on, last_visit_on) if on), default=None),
        snoozed_until=snoozed_until,
        ended_as_well_on=ended_as_well_on,
    )
    return against is None


def obstacle(
    rule: Rule,
    *,
    today: date,
    has_future_appointment: bool,
    last_prompt_on: date | None,
    snoozed_until: date | None,
    ended_as_well_on: date | None,
) -> Obstacle | None:
    """Which part of law 7 stands against it, if any; a visit of the last days is left to whoever asks."""
    if ended_as_well_on is not None:
        return Obstacle.WELL
    if has_future_appointment:
        return Obstacle.BOOKED
    if snoozed_until is not None and today < snoozed_until:
        return Obstacle.NOT_NOW
    if RULE_BOOK[rule].waits and last_prompt_on is not None and today - last_prompt_on < SPACING:
        return Obstacle.TOO_SOON
    return None


def _asks_patient(reason: Reason, found: dict[Rule, Reason], thresholds: Thresholds) -> bool:
    if RULE_BOOK[reason.rule].leads_to is not LeadsTo.BOOKING or Rule.RED_FLAG in found:
        return False
    return reason.rule is not Rule.FLARE or float(reason.numbers["up_days"]) >= thresholds.flare_book_after_days

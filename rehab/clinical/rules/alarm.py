"""The rules that cannot wait: F1 warning signs and F2 flare (dossier 8, 10)."""

from datetime import date

from rehab.clinical.course_facts import CourseFacts, Numbers, Reason, Rule
from rehab.clinical.recurrence import DateSpan
from rehab.clinical.rules.measures import (
    DAY,
    WEEK,
    by_date,
    has_risen,
    is_judged,
    is_red,
    rise,
)
from rehab.clinical.safety import Level
from rehab.clinical.thresholds import Thresholds


def red_flag(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F1: a warning sign is ticked and no practitioner has cleared it yet (dossier 8)."""
    ticks = [each for each in facts.ticks if each.on <= today and not (each.cleared_on and each.cleared_on <= today)]
    if not ticks:
        return None
    first_on = min(each.on for each in ticks)
    level = min((each.level for each in ticks), key=tuple(Level).index)
    numbers: Numbers = {"count": len(ticks), "level": level.value, "days": (today - first_on).days}
    return Reason(Rule.RED_FLAG, first_on, DateSpan(first_on, today), numbers)


def flare(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F2: M at least 2 above the week before, or two red sessions running (pain model; MID 19 mm, S39).

    It lasts while the mornings stay that much above what they were before it began, three weeks at most. The
    practitioner is told at once; the patient is asked to book when it is still up after seven days.
    """
    return _worse_mornings(facts, today, limits) or _red_sessions(facts, today, limits)


def _worse_mornings(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    def risen(day: date) -> bool:
        return has_risen(facts, day - WEEK, day, limits.flare_rise)

    followed = [today - back * DAY for back in range(limits.flare_followed_days + 1)]
    latest = next((day for day in followed if risen(day)), None)
    if latest is None:
        return None
    onset = latest
    while onset >= followed[-1] and risen(onset - DAY):
        onset -= DAY
    if onset < followed[-1] and latest < today:
        return None
    before = today - WEEK if latest == today else onset - WEEK
    if not has_risen(facts, before, today, limits.flare_rise):
        return None
    numbers: Numbers = {"via": "mornings", "days": 7, **rise(facts, before, today)}
    return _flare(onset, DateSpan(before - 6 * DAY, today), numbers)


def _red_sessions(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    judged = [each for each in by_date(facts.sessions, today) if is_judged(each)]
    calm = next((at for at in range(len(judged), 0, -1) if not is_red(judged[at - 1])), 0)
    red, enough = judged[calm:], limits.flare_red_sessions
    if len(red) < enough or (today - red[-1].on).days >= limits.flare_recent_days:
        return None
    pain = max(score for each in red[-enough:] for score in (each.pain_during, each.pain_after) if score is not None)
    numbers: Numbers = {"via": "sessions", "count": len(red), "pain": pain}
    return _flare(red[enough - 1].on, DateSpan(red[0].on, today), numbers)


def _flare(onset: date, window: DateSpan, numbers: Numbers) -> Reason:
    numbers["up_days"] = (window.last_on - onset).days
    return Reason(Rule.FLARE, onset, window, numbers)

"""The rules F2-F8 and F10-F13, one function each (dossier 10): a reason, or None.

F1 (warning signs) comes from the checklist and F9 (next rung) from the practitioner's plan, not from these facts.
M is the median of the seven days that end on the day in question, unknown under 3 mornings. A rule that needs
a number which is unknown does not hold: silence (F12) is what speaks of missing entries.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from rehab.clinical.adherence import Adherence, DoneSession, adherence
from rehab.clinical.course_facts import CourseFacts, LoggedSession, Need, Reason, Rule, Thresholds
from rehab.clinical.pain import Response, response
from rehab.clinical.progress import is_plateau, rolling_median, stalls

Numbers = dict[str, float | int | str]

HISTORY_DAYS = 35
"""How many days of history the facts hold at least; no rule looks further back."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_DAYS_PER_MONTH = 30.44


def flare(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F2: M at least 2 above the week before, or two red sessions running (pain model; MID 19 mm, S39)."""

    def risen(day: date) -> bool:
        return _has_risen(facts, day, limits.flare_rise)

    if risen(today):
        numbers: Numbers = {"via": "mornings", "days": 7, **_rise(facts, today, weeks=1)}
        return Reason(Rule.FLARE, Need.NEEDS_YOU, _since(risen, today, looks_back=14), numbers)
    return _red_sessions(facts, today, limits)


def creep(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F3: M up by at least 1 in each of the last two weeks (the week-to-week rule of the pain model)."""

    def crept(day: date) -> bool:
        return _has_risen(facts, day, limits.creep_rise) and _has_risen(facts, day - _WEEK, limits.creep_rise)

    if not crept(today):
        return None
    numbers: Numbers = {"weeks": 2, **_rise(facts, today, weeks=2)}
    return Reason(Rule.CREEP, Need.KEEP_AN_EYE, _since(crept, today, looks_back=21), numbers)


def stalled(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F4 and F5: from week 4, and again from week 8, less than 2 points and less than 30 % better.

    Only a course that trains (80 % of what was due in the last 28 days, or nothing due) is told that the
    programme does not answer. One that stalls without training gets low adherence (F11) in its place.
    """
    weeks = (limits.non_response_week, limits.check_week)
    reached = next((week for week in weeks if week <= _week(facts, today)), None)
    if reached is None or _week(facts, today) >= limits.outcome_week or not _stalls(facts, today):
        return None
    trained = _trained(facts, today, 28)
    numbers: Numbers = {"week": _week(facts, today), **_change(facts, today), **_sessions(trained, 28)}
    since = facts.started_on + reached * _WEEK
    if trained.share is not None and trained.share < limits.adherent_from:
        return Reason(Rule.LOW_ADHERENCE, Need.NEEDS_YOU, since, {"why": "stalling", **numbers})
    rule = Rule.NON_RESPONSE if reached == limits.non_response_week else Rule.WEEK_4
    return Reason(rule, Need.NEEDS_YOU, since, numbers)


def week_12(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F6: the review at 12 weeks, always; few are finished by then (4 of 70, S8)."""
    week = _week(facts, today)
    if not limits.outcome_week <= week < limits.outcome_week + limits.outcome_open_weeks:
        return None
    numbers: Numbers = {"week": week, **_change(facts, today), **_sessions(_trained(facts, today, 28), 28)}
    return Reason(Rule.WEEK_12, Need.NEEDS_YOU, facts.started_on + limits.outcome_week * _WEEK, numbers)


def refractory(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F7: pain for more than 6 months, and no better after the first 8 weeks here (S69)."""
    hurts_since = min(facts.symptoms_since or facts.started_on, facts.started_on)
    due_on = max(
        hurts_since + (limits.refractory_days + 1) * _DAY, facts.started_on + limits.refractory_from_week * _WEEK
    )
    if today < due_on or not _stalls(facts, today):
        return None
    months = int((today - hurts_since).days / _DAYS_PER_MONTH)
    numbers: Numbers = {"months": months, "week": _week(facts, today), **_change(facts, today)}
    return Reason(Rule.REFRACTORY, Need.NEEDS_YOU, due_on, numbers)


def plateau(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F8: from week 6, M at 3 or more and changed by less than 1 point over three weeks."""

    def flat(day: date) -> bool:
        now = rolling_median(facts.by_day, day)
        return (
            _week(facts, day) >= limits.plateau_from_week
            and now is not None
            and now >= limits.plateau_from_pain
            and is_plateau(facts.by_day, day, limits.plateau_weeks, limits.plateau_within)
        )

    if not flat(today):
        return None
    weeks = limits.plateau_weeks
    rise = _rise(facts, today, weeks=weeks)
    numbers: Numbers = {
        "weeks": weeks,
        "week": _week(facts, today),
        "before": rise["before"],
        "now": rise["now"],
        "change": rise["rise"],
    }
    since = _since(flat, today, looks_back=7 * (weeks + 1))
    return Reason(Rule.PLATEAU, Need.KEEP_AN_EYE, since, numbers)


def end_of_phase(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F10: the last planned day of the phase has come and nothing follows it."""
    if facts.phase_last_on is None:
        return None
    since = facts.phase_last_on - limits.end_of_phase_lead_days * _DAY
    if today < since:
        return None
    numbers: Numbers = {
        "last_on": facts.phase_last_on.isoformat(),
        "days": (today - facts.phase_last_on).days,
    }
    return Reason(Rule.END_OF_PHASE, Need.NEEDS_YOU, since, numbers)


def low_adherence(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F11: less than half of what was due, in the last 14 days and in the 14 before them."""
    days = limits.adherence_days

    def low(day: date) -> bool:
        return all(_is_low(facts, end, days, limits) for end in (day, day - days * _DAY))

    if not low(today):
        return None
    numbers: Numbers = {"why": "two_windows", **_sessions(_trained(facts, today, days), days)}
    return Reason(Rule.LOW_ADHERENCE, Need.KEEP_AN_EYE, _since(low, today, looks_back=2 * days), numbers)


def silence(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F12: no entry for 7 days is a nudge to the patient, 14 days a task for staff. Pauses do not count."""
    last = facts.last_log_on or facts.started_on
    quiet = sum(not _is_paused(facts, last + back * _DAY) for back in range(1, (today - last).days + 1))
    if quiet < limits.silence_patient_days or _is_paused(facts, today):
        return None
    staff = quiet >= limits.silence_staff_days
    reached = limits.silence_staff_days if staff else limits.silence_patient_days
    return Reason(
        Rule.SILENCE,
        Need.NEEDS_YOU if staff else Need.KEEP_AN_EYE,
        _quiet_for(facts, last, reached),
        {"days": quiet, "audience": "staff" if staff else "patient"},
    )


def improved(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F13, the pain part: M at most 2 for three weeks, and below the start. PSFS and PASS are asked by people."""

    def low(day: date) -> bool:
        medians = [rolling_median(facts.by_day, day - back * _WEEK) for back in range(limits.improved_weeks)]
        return all(each is not None and each <= limits.improved_at_most for each in medians)

    change = _change(facts, today)
    if not low(today) or not change or float(change["change"]) >= 0:
        return None
    since = _since(low, today, looks_back=7 * limits.improved_weeks)
    numbers: Numbers = {"weeks": limits.improved_weeks, **change}
    return Reason(Rule.IMPROVED, Need.KEEP_AN_EYE, since, numbers)


def _red_sessions(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    judged = [
        each
        for each in sorted(facts.sessions, key=lambda session: session.on)
        if each.on <= today and response(each.pain_during, each.pain_after, None, None).response
    ]
    last = judged[-limits.flare_red_sessions :]
    if len(last) < limits.flare_red_sessions or not all(_is_red(each) for each in last):
        return None
    if (today - last[-1].on).days >= limits.flare_recent_days:
        return None
    pain = max(score for each in last for score in (each.pain_during, each.pain_after) if score is not None)
    return Reason(Rule.FLARE, Need.NEEDS_YOU, last[-1].on, {"via": "sessions", "count": len(last), "pain": pain})


def _is_red(session: LoggedSession) -> bool:
    return response(session.pain_during, session.pain_after, None, None).response is Response.RED


def _has_risen(facts: CourseFacts, day: date, points: float) -> bool:
    before, now = rolling_median(facts.by_day, day - _WEEK), rolling_median(facts.by_day, day)
    return before is not None and now is not None and now - before >= points


def _rise(facts: CourseFacts, today: date, *, weeks: int) -> Numbers:
    before, now = rolling_median(facts.by_day, today - weeks * _WEEK), rolling_median(facts.by_day, today)
    assert before is not None
    assert now is not None
    return {"before": before, "now": now, "rise": now - before}


def _change(facts: CourseFacts, today: date) -> Numbers:
    """From the start to now; empty where either is unknown."""
    start, now = facts.start, rolling_median(facts.by_day, today)
    if start is None or now is None:
        return {}
    return {"start": start, "now": now, "change": now - start}


def _stalls(facts: CourseFacts, today: date) -> bool:
    start, now = facts.start, rolling_median(facts.by_day, today)
    return start is not None and now is not None and stalls(start, now)


def _week(facts: CourseFacts, day: date) -> int:
    """Whole weeks completed since the course began."""
    return (day - facts.started_on) // _WEEK


def _trained(facts: CourseFacts, today: date, days: int) -> Adherence:
    """Strength sessions; all of it for a course that has no strength, such as stretching only.

    Walks from a history before the days asked for, so that years of logs cost no more than months.
    """
    start = max(today - (days - 1) * _DAY, facts.started_on)
    horizon = start - HISTORY_DAYS * _DAY
    windows = [
        replace(each, first_on=max(each.first_on, horizon))
        for each in facts.windows
        if each.last_on >= horizon and each.first_on <= today
    ]
    done = [DoneSession(each.on, each.keys, each.completion) for each in facts.sessions if horizon <= each.on <= today]
    strength_only = any(window.strength for window in facts.windows)
    return adherence(windows, done, start, today, facts.pauses, strength_only=strength_only)


def _is_low(facts: CourseFacts, end: date, days: int, limits: Thresholds) -> bool:
    share = _trained(facts, end, days).share
    return share is not None and share < limits.low_adherence_under


def _sessions(trained: Adherence, days: int) -> Numbers:
    numbers: Numbers = {"done": trained.done, "due": trained.due, "days": days}
    return numbers if trained.share is None else {**numbers, "share": int(trained.share * 100)}


def _since(holds: Callable[[date], bool], today: date, *, looks_back: int) -> date:
    """First day of the run of days, ending today, on which the rule held, as far as the history tells."""
    first = today
    while (today - first).days < HISTORY_DAYS - looks_back and holds(first - _DAY):
        first -= _DAY
    return first


def _is_paused(facts: CourseFacts, day: date) -> bool:
    return any(day in pause for pause in facts.pauses)


def _quiet_for(facts: CourseFacts, last: date, days: int) -> date:
    """The date on which nothing had been heard for `days` days outside pauses."""
    while days:
        last += _DAY
        days -= not _is_paused(facts, last)
    return last

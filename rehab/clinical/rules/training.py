"""What is trained and what comes next: F9 to F12 (dossier 9, 10, 12.2)."""

from datetime import date

from rehab.clinical.course_facts import CourseFacts, LoggedSession, Numbers, Reason, Rule
from rehab.clinical.pain import baseline_before
from rehab.clinical.recurrence import DateSpan
from rehab.clinical.rules.measures import (
    DAY,
    by_date,
    is_paused,
    is_red,
    last_days,
    since,
    trained,
    training_numbers,
)
from rehab.clinical.thresholds import Thresholds

_WHOLE = 1 - 1e-9


def ready(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F9: the rung's criterion met twice running: all repetitions, pain at most 5, and a quiet morning after.

    Pain of 6 or more after the session is red (dossier 4.3) and meets no criterion. A quiet morning is at most 1
    above the usual one (dossier 12.2). It is for the practitioner: nothing is raised here, and the programme's own
    sentence is what the patient goes by.
    """
    last = _last_on_this_rung(facts, today, limits.ready_sessions)
    if len(last) < limits.ready_sessions or (today - last[-1].on).days > limits.ready_recent_days:
        return None
    rises = [_taken_well(facts, each, limits) for each in last]
    known = [each for each in rises if each is not None]
    if len(known) < len(rises):
        return None
    pain = max(each.pain_during for each in last if each.pain_during is not None)
    numbers: Numbers = {"count": len(last), "pain": pain, "rise": max(known)}
    met_on = last[-1].on + DAY
    return Reason(Rule.READY, met_on, DateSpan(last[0].on, met_on), numbers)


def end_of_phase(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F10: the last planned day of the phase has come and nothing follows it."""
    if facts.phase_last_on is None or any(each.first_on > facts.phase_last_on for each in facts.windows):
        return None
    began = facts.phase_last_on - limits.end_of_phase_lead_days * DAY
    if today < began:
        return None
    numbers: Numbers = {"last_on": facts.phase_last_on.isoformat(), "days": (today - facts.phase_last_on).days}
    window = DateSpan(facts.phase_started_on, facts.phase_last_on)
    return Reason(Rule.END_OF_PHASE, began, window, numbers)


def low_adherence(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F11: less than half of what was due, in the last 14 days and in the 14 before them, both of the course."""
    days = limits.adherence_days

    def low(day: date) -> bool:
        if day - (2 * days - 1) * DAY < facts.started_on:
            return False
        shares = [trained(facts, end, days).share for end in (day, day - days * DAY)]
        return all(share is not None and share < limits.low_adherence_under for share in shares)

    if not low(today):
        return None
    numbers: Numbers = {"why": "two_windows", **training_numbers(trained(facts, today, days), days)}
    began = since(low, today, looks_back=2 * days)
    return Reason(Rule.LOW_ADHERENCE, began, last_days(today, 2 * days), numbers)


def silence(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F12: no entry for 7 days is a nudge to the patient, 14 days a task for staff. Pauses do not count."""
    last = facts.last_log_on or facts.started_on
    quiet = sum(not is_paused(facts, last + back * DAY) for back in range(1, (today - last).days + 1))
    if quiet < limits.silence_patient_days or is_paused(facts, today):
        return None
    staff = quiet >= limits.silence_staff_days
    reached = limits.silence_staff_days if staff else limits.silence_patient_days
    numbers: Numbers = {"days": quiet, "audience": "staff" if staff else "patient"}
    return Reason(Rule.SILENCE, _quiet_for(facts, last, reached), DateSpan(last + DAY, today), numbers)


def _last_on_this_rung(facts: CourseFacts, today: date, count: int) -> list[LoggedSession]:
    """The last sessions of the strength prescribed now whose morning after can be known; none from another rung."""
    now = {each.key for each in facts.windows if each.strength and each.first_on <= today <= each.last_on}
    last = [each for each in by_date(facts.sessions, today - DAY) if each.keys & now][-count:]
    return last if len({each.keys for each in last}) == 1 else []


def _taken_well(facts: CourseFacts, session: LoggedSession, limits: Thresholds) -> float | None:
    """How much the morning after was above the usual, when the session met the criterion; else None."""
    usual = baseline_before(facts.by_day, session.on)
    usual = facts.intake_pain if usual is None else usual
    after = facts.by_day.get(session.on + DAY)
    if usual is None or after is None or session.pain_during is None or session.completion < _WHOLE or is_red(session):
        return None
    well = session.pain_during <= limits.ready_pain_at_most and after - usual <= limits.ready_morning_rise
    return max(after - usual, 0) if well else None


def _quiet_for(facts: CourseFacts, last: date, days: int) -> date:
    """The date on which nothing had been heard for `days` days outside pauses."""
    while days:
        last += DAY
        days -= not is_paused(facts, last)
    return last

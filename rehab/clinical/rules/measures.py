"""What the follow-up rules measure on a course: medians, change, training, and since when something holds.

M is the median of the seven days that end on the day in question, unknown under 3 mornings.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from rehab.clinical.adherence import Adherence, DoneSession, adherence
from rehab.clinical.course_facts import CourseFacts, LoggedSession, Numbers
from rehab.clinical.pain import Response, response
from rehab.clinical.progress import rolling_median, stalls
from rehab.clinical.recurrence import DateSpan

HISTORY_DAYS = 35
"""How many days of history the facts hold at least; no rule looks further back."""

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def recent(facts: CourseFacts, today: date) -> CourseFacts:
    """The facts without the sessions that no rule looks at: years of logs cost no more than weeks."""
    oldest = today - HISTORY_DAYS * DAY
    return replace(facts, sessions=tuple(each for each in facts.sessions if oldest <= each.on <= today))


def last_days(today: date, days: int) -> DateSpan:
    """The `days` days that end with `today`."""
    return DateSpan(today - (days - 1) * DAY, today)


def week_of(facts: CourseFacts, day: date) -> int:
    """Whole weeks completed since the course began."""
    return (day - facts.started_on) // WEEK


def has_risen(facts: CourseFacts, before: date, day: date, points: float) -> bool:
    """Whether M of `day` is at least `points` above M of `before`; not when either is unknown."""
    then, now = rolling_median(facts.by_day, before), rolling_median(facts.by_day, day)
    return then is not None and now is not None and now - then >= points


def rise(facts: CourseFacts, before: date, day: date) -> Numbers:
    """From one M to another. Both must be known."""
    then, now = rolling_median(facts.by_day, before), rolling_median(facts.by_day, day)
    assert then is not None
    assert now is not None
    return {"before": then, "now": now, "rise": now - then}


def change(facts: CourseFacts, today: date) -> Numbers:
    """From the start to now; empty where either is unknown."""
    start, now = facts.start, rolling_median(facts.by_day, today)
    if start is None or now is None:
        return {}
    return {"start": start, "now": now, "change": now - start}


def is_stalling(facts: CourseFacts, today: date) -> bool:
    """Less than 2 points and less than 30 % better than at the start; not when either is unknown."""
    start, now = facts.start, rolling_median(facts.by_day, today)
    return start is not None and now is not None and stalls(start, now)


def trained(facts: CourseFacts, today: date, days: int) -> Adherence:
    """Strength sessions; all of it for a course that has no strength, such as stretching only.

    Walks from a history before the days asked for, so that years of logs cost no more than months.
    """
    start = max(today - (days - 1) * DAY, facts.started_on)
    horizon = start - HISTORY_DAYS * DAY
    windows = [
        replace(each, first_on=max(each.first_on, horizon))
        for each in facts.windows
        if each.last_on >= horizon and each.first_on <= today
    ]
    done = [DoneSession(each.on, each.keys, each.completion) for each in facts.sessions if horizon <= each.on <= today]
    strength_only = any(window.strength for window in facts.windows)
    return adherence(windows, done, start, today, facts.pauses, strength_only=strength_only)


def training_numbers(done: Adherence, days: int) -> Numbers:
    """Done of due as a reason tells it; the share in whole percent, left out where nothing was due."""
    numbers: Numbers = {"done": done.done, "due": done.due, "days": days}
    return numbers if done.share is None else {**numbers, "share": int(done.share * 100)}


def by_date(sessions: tuple[LoggedSession, ...], today: date) -> list[LoggedSession]:
    """Sessions up to today, oldest first; two of one day the same way whatever order they were logged in."""
    return sorted((each for each in sessions if each.on <= today), key=_place)


def is_judged(session: LoggedSession) -> bool:
    """Whether pain was given, so that the session has a response."""
    return response(session.pain_during, session.pain_after, None, None).response is not None


def is_red(session: LoggedSession) -> bool:
    """Whether pain was 6 or more during or after the session."""
    return response(session.pain_during, session.pain_after, None, None).response is Response.RED


def since(holds: Callable[[date], bool], today: date, *, looks_back: int) -> date:
    """First day of the run of days, ending today, on which the rule held, as far as the history tells."""
    first = today
    while (today - first).days < HISTORY_DAYS - looks_back and holds(first - DAY):
        first -= DAY
    return first


def is_paused(facts: CourseFacts, day: date) -> bool:
    """Whether the practitioner has paused the programme on the day."""
    return any(day in pause for pause in facts.pauses)


def _place(session: LoggedSession) -> tuple[date, int, int, float, *tuple[int, ...]]:
    during = -1 if session.pain_during is None else session.pain_during
    after = -1 if session.pain_after is None else session.pain_after
    return (session.on, during, after, session.completion, *sorted(session.keys))

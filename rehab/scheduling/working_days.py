"""Working days: when an answer promised within some of them is due."""

from datetime import date, timedelta

from rehab.scheduling.opening import customary_closing_days, danish_holidays

SATURDAY = 5


def answer_by(sent_on: date, working_days: int) -> date:
    """The day an answer is promised for: so many working days later, and never a day that clinics are closed.

    >>> answer_by(date(2026, 12, 23), 2), answer_by(date(2026, 11, 28), 0)
    (datetime.date(2026, 12, 29), datetime.date(2026, 11, 30))
    """
    day, left = sent_on, working_days
    while left or _is_closed(day):
        day += timedelta(days=1)
        left -= 0 if _is_closed(day) else 1 if left else 0
    return day


def _is_closed(day: date) -> bool:
    return day.weekday() >= SATURDAY or day in danish_holidays(day.year) or day in customary_closing_days(day.year)

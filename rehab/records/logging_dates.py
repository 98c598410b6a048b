"""Which dates a patient may log: from the course's first day, a fortnight back, and never ahead."""

from datetime import date, timedelta

from rehab.refusals import DateRefused

FURTHEST_BACK = timedelta(days=14)


def check_date(day: date, *, started_on: date, today: date) -> None:
    """Raise DateRefused for a date that may not be logged: future, before_course or too_far_back."""
    if day > today:
        raise DateRefused("future")
    if day < started_on:
        raise DateRefused("before_course")
    if is_settled(day, today):
        raise DateRefused("too_far_back")


def is_settled(day: date, today: date) -> bool:
    """Whether a day is so long ago that what was logged of it stands."""
    return day < today - FURTHEST_BACK

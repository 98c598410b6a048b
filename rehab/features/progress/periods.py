"""Which part of a course is shown."""

from datetime import date, timedelta
from enum import StrEnum

from rehab.records.course_chart_data import LONGEST


class Period(StrEnum):
    """As it stands in the address."""

    FOUR_WEEKS = "4w"
    ALL = "all"
    YEAR = "1y"

    def since(self, started_on: date, today: date) -> date:
        """The first date shown."""
        lengths = {Period.FOUR_WEEKS: timedelta(days=27), Period.YEAR: LONGEST, Period.ALL: today - started_on}
        return max(started_on, today - lengths[self])


def chosen_period(asked: str | None, started_on: date, today: date) -> Period:
    """What was asked for; else the whole course, or of a long one the last year.

    >>> began, today = date(2023, 1, 1), date(2026, 1, 1)
    >>> chosen_period(None, began, today).value, chosen_period("4w", began, today).value
    ('1y', '4w')
    """
    if asked in {period.value for period in Period}:
        return Period(asked)
    return Period.ALL if today - started_on <= LONGEST else Period.YEAR

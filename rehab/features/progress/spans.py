"""Which part of a course is shown: a week, four weeks, or all of it as far back as a page reads."""

from datetime import date, timedelta
from enum import StrEnum

from rehab.records.course_chart_data import LONGEST

FARTHEST = timedelta(days=3 * 364)  # what one page reads at most, however old a course grows
LENGTHS = {"week": timedelta(days=6), "month": timedelta(days=27), "all": FARTHEST}


class Span(StrEnum):
    """As it stands in the address."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"

    def since(self, started_on: date, today: date) -> date:
        """The first date shown."""
        return max(started_on, today - LENGTHS[self])


def chosen_span(asked: str | None, started_on: date, today: date) -> Span:
    """What was asked for; else the whole course, or of one that is older than a year the last month.

    >>> began, today = date(2023, 1, 1), date(2026, 1, 1)
    >>> chosen_span(None, began, today).value, chosen_span("week", began, today).value
    ('month', 'week')
    """
    if asked in {span.value for span in Span}:
        return Span(asked)
    return Span.ALL if today - started_on <= LONGEST else Span.MONTH

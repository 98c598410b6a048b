"""Weeks of days, this one last: trained, stretched only, rested, skipped, planned."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rehab.clinical.adherence import done_days
from rehab.clinical.recurrence import planned_on
from rehab.models import SessionKind
from rehab.records.course_chart_data import CourseSeries, done_by_shared_key, shared_windows

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


class DayState(StrEnum):
    """What became of a day, or is planned for it; `outside` when nothing was prescribed yet or any more."""

    STRENGTH = "strength"
    STRETCH = "stretch"
    REST = "rest"
    SKIPPED = "skipped"
    PLANNED = "planned"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class YourDay:
    """One day of the table."""

    on: date
    state: DayState
    is_today: bool


def your_days(series: CourseSeries, today: date, weeks: int) -> tuple[tuple[YourDay, ...], ...]:
    """So many weeks of seven days from Monday, the current week last."""
    first_on = today - today.weekday() * DAY - (weeks - 1) * WEEK
    states = _States(series, today)
    return tuple(
        tuple(YourDay(day, states.of(day), day == today) for day in (first_on + (7 * week + n) * DAY for n in range(7)))
        for week in range(weeks)
    )


class _States:
    """What each day was, looked up from a series read once."""

    def __init__(self, series: CourseSeries, today: date) -> None:
        trained = done_by_shared_key(series.windows, series.sessions)
        shared = shared_windows(series.windows)
        self._today = today
        self._windows, self._pauses = series.windows, series.pauses
        self._schedules = [(window, done_days(window, shared, trained)) for window in shared]
        lifted = [each for each in series.sessions if each.was_lifted]
        self._strength = {each.done_on for each in lifted if each.kind is SessionKind.STRENGTH}
        self._stretched = {each.done_on for each in series.sessions if each.kind is SessionKind.STRETCH}
        self._skipped = {each.on for each in series.strength_days if not each.credit}

    def of(self, day: date) -> DayState:
        if day in self._strength:
            return DayState.STRENGTH
        if day in self._stretched:
            return DayState.STRETCH
        if day in self._skipped:
            return DayState.SKIPPED
        if any(planned_on(window, done, self._today, day, self._pauses) for window, done in self._schedules):
            return DayState.PLANNED
        covered = any(window.first_on <= day <= window.last_on for window in self._windows)
        return DayState.REST if covered else DayState.OUTSIDE

"""What of a course a chart has room for: which dates are points, how far it reaches, which visits stand in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rehab.clinical.progress import rolling_median
from rehab.records.course_chart_data import CourseSeries, Visit

Figure = dict[str, Any]
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
DAY_BY_DAY = timedelta(days=400)  # longer periods are drawn by one median a week: a year is 366 points, ten are 522
SHORTEST = timedelta(days=13)  # a course of two days is not stretched over the whole width
VISIT_WITHIN = timedelta(days=21)
WIDTH_PX = {False: 300, True: 640}  # of the plot, roughly, where it is narrowest
CHARACTER_PX = 7.4


@dataclass(frozen=True, slots=True)
class ChartView:
    """A series as it is drawn: `days` are the points of the line with their `medians`, to `until` goes the axis."""

    series: CourseSeries
    wide: bool
    sparse: bool
    days: tuple[date, ...]
    medians: tuple[float | None, ...]
    until: date
    visits: tuple[Visit, ...]

    @property
    def last(self) -> tuple[date, float] | None:
        """The last median that is known, with its date."""
        known = ((day, value) for day, value in zip(self.days[::-1], self.medians[::-1], strict=True))
        return next(((day, value) for day, value in known if value is not None), None)

    @property
    def day_px(self) -> float:
        return WIDTH_PX[self.wide] / ((self.until - self.series.since).days + 1)

    @property
    def is_week(self) -> bool:
        """Whether this is the last week of a longer course, and not its first."""
        return _is_week(self.series)

    @property
    def ticks(self) -> bool:
        """Whether strength days every other day can be told apart."""
        return self.day_px >= 1


def view_of(series: CourseSeries, wide: bool) -> ChartView:
    """How a series is drawn on a phone, or wide."""
    sparse = series.as_of - series.since > DAY_BY_DAY
    step = WEEK if sparse else DAY
    count = (series.as_of - series.since) // step + 1
    days = tuple(series.as_of - n * step for n in range(count - 1, -1, -1))
    coming = [visit for visit in series.visits if visit.upcoming and visit.on <= series.as_of + VISIT_WITHIN][:1]
    until = _until(series, coming)
    coming = [visit for visit in coming if visit.on <= until]
    return ChartView(
        series=series,
        wide=wide,
        sparse=sparse,
        days=days,
        medians=tuple(rolling_median(series.by_day, day) for day in days),
        until=until,
        visits=(*(visit for visit in series.visits if not visit.upcoming), *coming),
    )


def noon(day: date) -> str:
    """The middle of a day as an axis knows it: where its neighbour's room begins."""
    return f"{day.isoformat()} 12:00"


def fits(text: str, room_px: float) -> bool:
    """Whether a text of the chart's size has room."""
    return len(text) * CHARACTER_PX <= room_px


def _until(series: CourseSeries, coming: list[Visit]) -> date:
    """The end of the course week, or the next visit if it is near; of a single week its last day."""
    if _is_week(series):
        return series.as_of
    week_ends = series.started_on + series.week_of(series.as_of) * WEEK
    return max([week_ends, series.since + SHORTEST, *(visit.on + DAY for visit in coming)])


def _is_week(series: CourseSeries) -> bool:
    return series.since > series.started_on and series.as_of - series.since < WEEK

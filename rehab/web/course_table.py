"""The numbers behind a course's charts, as tables: week by week, and strength session by strength session."""

from dataclasses import dataclass
from datetime import date

from rehab.clinical.progress import rolling_median
from rehab.records.course_chart_data import CourseSeries
from rehab.web.chart_view import DAY, WEEK


@dataclass(frozen=True, slots=True)
class CourseWeek:
    """A course week: its median (None under 3 mornings), strength done and due, the heaviest load in kg."""

    number: int
    first_on: date
    median: float | None
    done: float
    due: int
    heaviest: float | None


def course_table(series: CourseSeries) -> tuple[CourseWeek, ...]:
    """Every week the chart touches, whole, oldest first. The last one's median is the one the chart ends with."""
    return tuple(_week(series, n) for n in range(series.week_of(series.since), series.week_of(series.as_of) + 1))


def strength_between(series: CourseSeries, last_on: date, days: int) -> tuple[float, int]:
    """Strength sessions done and due in the `days` days that end with a date; at most as far back as was read."""
    credits = [each.credit for each in series.strength_days if 0 <= (last_on - each.on).days < days]
    return sum(credits), len(credits)


def _week(series: CourseSeries, number: int) -> CourseWeek:
    first_on = series.started_on + (number - 1) * WEEK
    last_on = first_on + WEEK - DAY
    done, due = strength_between(series, last_on, WEEK // DAY)
    loads = [each.load_kg for each in series.strength_done if first_on <= each.on <= last_on and each.load_kg]
    return CourseWeek(
        number=number,
        first_on=first_on,
        median=rolling_median(series.by_day, min(last_on, series.as_of)),
        done=done,
        due=due,
        heaviest=max(loads, default=None),
    )

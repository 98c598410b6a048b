"""The days of a course as a calendar: what each looks like and what it says."""

from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from rehab.features.progress.days import DAY, WEEK, DayState, YourDay, your_days
from rehab.records.course_chart_data import CourseSeries
from rehab.web.words import date_words


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of "your days": its number, how it looks and what it says."""

    number: int
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class DaysCard:
    """Weeks of days, each under its month where one begins; `letters` are pairs of a weekday's letter and name."""

    caption: str
    letters: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[str, tuple[DayCell, ...]], ...]


def days_card(series: CourseSeries, weeks: int, today: date) -> DaysCard:
    """At most so many weeks from Monday, and none that the course has not touched."""
    first, this = (day - day.weekday() * DAY for day in (series.started_on, today))
    return _card(your_days(series, today, min(weeks, (this - first) // WEEK + 1)))


def _card(weeks: tuple[tuple[YourDay, ...], ...]) -> DaysCard:
    first, last = weeks[0][0].on, weeks[-1][-1].on
    names = [str(format_date(day.on, "EEEE")) for day in weeks[0]]
    return DaysCard(
        caption=str(_("%(first)s to %(last)s", first=date_words(first, "long"), last=date_words(last, "long"))),
        letters=tuple((name[0].upper(), name) for name in names),
        weeks=tuple((_month(week, n == 0), tuple(_cell(day) for day in week)) for n, week in enumerate(weeks)),
    )


def _month(week: tuple[YourDay, ...], is_first: bool) -> str:
    """What stands before a row: the month that begins in it, on the first row the one it begins in, else nothing."""
    if is_first:
        return date_words(week[0].on, "month").rstrip(".")
    return date_words(week[-1].on, "month").rstrip(".") if week[-1].on.day <= len(week) else ""


def _cell(day: YourDay) -> DayCell:
    looks = {
        DayState.STRENGTH: ("d", _("strength done")),
        DayState.STRETCH: ("h", _("stretching only")),
        DayState.REST: ("r", _("rest")),
        DayState.SKIPPED: ("m", _("skipped")),
        DayState.PLANNED: ("p", _("planned")),
        DayState.OUTSIDE: ("", _("no programme")),
    }
    look, words = looks[day.state]
    if day.is_today:
        look, words = f"{look} now".strip(), _("today, %(words)s", words=words)
    return DayCell(day.on.day, look, str(words))

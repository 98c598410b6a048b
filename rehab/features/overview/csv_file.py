"""The figures as a table for a spreadsheet: a row a figure, with what it rests on; the withheld are named alone."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO

from rehab.db import AnySession
from rehab.features.overview import queries
from rehab.features.overview.figures import Figures, WeekFigures, figures_of, may_show, weeks_of, withheld_rows
from rehab.features.overview.intervals import Interval
from rehab.features.overview.page import Place, Scope, places_of
from rehab.features.overview.queries import MOST_WEEKS

HEAD = ("place", "figure", "week", "value", "low", "high", "n", "of", "withheld")
Row = tuple[str, str, object, object, object, object, object, object, str]


def csv_of(session: AnySession, scope: Scope, *, now: datetime, today: date) -> str:
    """Comma-separated, decimals with a point, the same in every language: it is read by programs."""
    chain = queries.counted(session, now=now, today=today)
    own = chain.of(branch_id=scope.branch.id) if scope.branch else chain
    name = scope.branch.name if scope.branch else "chain"
    places = places_of(session, scope, chain, now=now, today=today)
    hidden = withheld_rows([place.figures.open_courses for place in places])
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    writer.writerows(_figures(name, figures_of(own, now=now, today=today)))
    for week in weeks_of(own.courses, MOST_WEEKS):
        writer.writerows(_week(name, week))
    for row, place in enumerate(places):
        writer.writerows(_place(place, is_hidden=row in hidden))
    return text.getvalue()


def _place(place: Place, *, is_hidden: bool) -> Iterator[Row]:
    """A row of the table below; where its courses are withheld, all of it is."""
    if is_hidden:
        yield (place.named.name, "open_courses", "", "", "", "", "", "", "yes")
    else:
        yield from _figures(place.named.name, place.figures)


def _figures(name: str, known: Figures) -> Iterator[Row]:
    count = known.open_courses
    yield _row(name, "open_courses", "", count if may_show(count) or not count else None, count)
    yield _row(name, "in_need", "", known.in_need, count)
    yield _row(name, "strength_done_14_days", "", known.share, known.trained_n)
    for week, change in known.changes.items():
        yield _estimate(name, "pain_change", week, change.mean, change.n, change.reached)
        yield _estimate(name, "noticeably_better", week, change.better, change.n, change.reached)
    yield _estimate(name, "booked_when_prompted", "", known.rebooking.rate, known.rebooking.asked, "")
    yield _row(name, "days_to_booking", "", known.rebooking.days, known.rebooking.asked)
    yield _estimate(name, "missed_visits", "", known.shows.missed, known.shows.known, "")


def _week(name: str, week: WeekFigures) -> Iterator[Row]:
    yield _row(name, "median_pain", week.week, week.middle, week.n)
    yield _row(name, "still_logging", week.week, week.logging, week.reached)
    yield _row(name, "strength_done", week.week, week.trained, week.trained_n)


def _estimate(name: str, figure: str, week: object, found: Interval | None, n: int, of: object) -> Row:
    if found is None:
        return (name, figure, week, "", "", "", "", "", "yes" if n else "")
    return (name, figure, week, _decimals(found.value), _decimals(found.low), _decimals(found.high), n, of, "")


def _row(name: str, figure: str, week: object, value: float | None, n: int) -> Row:
    if value is None:
        return (name, figure, week, "", "", "", "", "", "yes" if n else "")
    return (name, figure, week, _decimals(value), "", "", n, "", "")


def _decimals(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")

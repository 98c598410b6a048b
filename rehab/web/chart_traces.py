"""The points of a course's chart: mornings, their 7-day median, the value now, visits. Missing days are gaps.

What a finger or pointer is told of a day hangs on one unseen trace, so that it never mixes two days.
"""

from datetime import date

from flask_babel import gettext as _

from rehab.clinical.dose_words import dose_short
from rehab.records.course_chart_data import CourseSeries, StrengthDone, Visit
from rehab.web.chart_view import DAY, ChartView, Figure
from rehab.web.doses import side_word
from rehab.web.words import kilograms, number

DAY_MS = 86_400_000
HOVER = "%{customdata}<extra></extra>"
LINES = "<br>"
DOT, OTHER_SIDE = ("circle", "role:dot"), ("circle-open", "role:second")


def traces(view: ChartView) -> list[Figure]:
    """All of them, drawn in this order."""
    return [*_mornings(view), _medians(view), *_now(view), *_visits(view), _told(view)]


def done_words(done: StrengthDone) -> str:
    """What a strength session was: 4 × 10 RM, 8 kg."""
    dose = dose_short(done.prescribed.dose) if done.prescribed else None
    load = kilograms(done.load_kg) if done.load_kg else None
    return ", ".join(each for each in (dose, load) if each)


def visit_words(visit: Visit) -> str:
    """Visit 2, or a booked one."""
    return str(_("Visit %(number)s", number=visit.number) if visit.number else _("Booked visit"))


def _scatter(name: str, **rest: object) -> Figure:
    return {"type": "scatter", "mode": "markers", "name": str(name), "hoverinfo": "skip", "cliponaxis": False, **rest}


def _along(view: ChartView) -> Figure:
    """Evenly spaced dates, without naming each."""
    step = view.days[1] - view.days[0] if len(view.days) > 1 else DAY
    return {"x0": view.days[0].isoformat(), "dx": step.days * DAY_MS}


def _mornings(view: ChartView) -> list[Figure]:
    """One set of dots for each sore side."""
    if view.sparse:
        return []
    return [
        _scatter(
            side_word(side),
            **_along(view),
            y=[view.series.scores[side].get(day) for day in view.days],
            marker={"symbol": symbol, "color": colour, "size": _dot_px(view)},
        )
        for side, (symbol, colour) in zip(view.series.sides, (DOT, OTHER_SIDE), strict=False)
    ]


def _dot_px(view: ChartView) -> float:
    if view.day_px < 1.5:
        return 4
    return 7 if view.wide else 5.5


def _medians(view: ChartView) -> Figure:
    return _scatter(
        _("7-day median"),
        **_along(view),
        y=list(view.medians),
        mode="lines+markers",  # a median with none beside it would have no line
        connectgaps=False,
        line={"color": "role:line", "width": 2.75},
        marker={"color": "role:line", "size": 2.75},
    )


def _now(view: ChartView) -> list[Figure]:
    if view.last is None:
        return []
    day, value = view.last
    marker = {"size": 12, "color": "role:line", "line": {"color": "role:surface", "width": 2.5}}
    return [_scatter(_("Now"), x=[day.isoformat()], y=[value], marker=marker)]


def _visits(view: ChartView) -> list[Figure]:
    if not view.visits:
        return []
    symbols = ["diamond-open" if visit.upcoming else "diamond" for visit in view.visits]
    marker = {"symbol": symbols, "color": "role:appt", "size": 10}
    return [_scatter(_("Visit"), x=[each.on.isoformat() for each in view.visits], y=[10] * len(symbols), marker=marker)]


def _told(view: ChartView) -> Figure:
    """The words of each date on the line, where the median is, else the score, else the axis."""
    done = {each.on: done_words(each) for each in view.series.strength_done}
    visits = {each.on: visit_words(each) for each in view.visits}
    changed = {each: str(_("Programme changed")) for each in view.series.changes}
    words: list[str | None] = []
    heights: list[float | None] = []
    for day, median in zip(view.days, view.medians, strict=True):
        lines = [
            *_pain_words(view.series, day),
            _median_words(median),
            done.get(day),
            visits.get(day),
            changed.get(day),
        ]
        told = LINES.join(each for each in lines if each)
        words.append(told or None)
        heights.append((median if median is not None else view.series.by_day.get(day, 0)) if told else None)
    marker = {"opacity": 0, "size": 5}
    return _scatter(
        "", **_along(view), y=heights, customdata=words, hovertemplate=HOVER, hoverinfo="all", marker=marker
    )


def _pain_words(series: CourseSeries, day: date) -> list[str]:
    scores = [(side, series.scores[side][day]) for side in series.sides if day in series.scores[side]]
    if len(series.sides) == 1:
        return [str(_("Pain %(score)s", score=score)) for _side, score in scores]
    return [str(_("%(side)s: pain %(score)s", side=side_word(side), score=score)) for side, score in scores]


def _median_words(median: float | None) -> str | None:
    return None if median is None else str(_("Median %(value)s", value=number(median)))

"""The points of a course's chart: mornings, their 7-day median, the value now, visits. Missing days are gaps."""

from datetime import date

from flask_babel import gettext as _

from rehab.clinical.dose import Side
from rehab.clinical.dose_words import dose_short
from rehab.records.course_chart_data import CourseSeries, StrengthDone, Visit
from rehab.web.chart_view import DAY, ChartView, Figure
from rehab.web.doses import side_word
from rehab.web.words import kilograms, number

DAY_MS = 86_400_000
HOVER = "%{customdata}<extra></extra>"
DOT, OTHER_SIDE = ("circle", "role:dot"), ("circle-open", "role:second")


def traces(view: ChartView) -> list[Figure]:
    """All of them, drawn in this order."""
    return [*_mornings(view), _medians(view), *_now(view), *_visits(view)]


def done_words(done: StrengthDone) -> str:
    """What a strength session was: 4 × 10 RM, 8 kg."""
    dose = dose_short(done.prescribed.dose) if done.prescribed else None
    load = kilograms(done.load_kg) if done.load_kg else None
    return ", ".join(each for each in (dose, load) if each)


def _mornings(view: ChartView) -> list[Figure]:
    """One set of dots for each sore side."""
    if view.sparse:
        return []
    done = {each.on: words for each in view.series.strength_done if (words := done_words(each))}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": side_word(side),
            **_along(view),
            "y": [view.series.scores[side].get(day) for day in view.days],
            "customdata": [_morning_words(view.series, side, day, done) for day in view.days],
            "hovertemplate": HOVER,
            "marker": {"symbol": symbol, "color": colour, "size": 7 if view.wide else 5.5},
            "cliponaxis": False,
        }
        for side, (symbol, colour) in zip(view.series.sides, (DOT, OTHER_SIDE), strict=False)
    ]


def _along(view: ChartView) -> Figure:
    """Evenly spaced dates, without naming each."""
    step = view.days[1] - view.days[0] if len(view.days) > 1 else DAY
    return {"x0": view.days[0].isoformat(), "dx": step.days * DAY_MS}


def _morning_words(series: CourseSeries, side: Side, day: date, done: dict[date, str]) -> str | None:
    """Pain, and what was trained that day; with two sides the last that has a score tells of the training."""
    score = series.scores[side].get(day)
    if score is None:
        return None
    if len(series.sides) > 1:
        pain = _("%(side)s: pain %(score)s", side=side_word(side), score=score)
    else:
        pain = _("Pain %(score)s", score=score)
    tells = side is [each for each in series.sides if day in series.scores[each]][-1]
    return f"{pain} · {done[day]}" if tells and day in done else str(pain)


def _medians(view: ChartView) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",  # a median with none beside it would have no line
        "name": str(_("7-day median")),
        **_along(view),
        "y": list(view.medians),
        "customdata": [
            None if each is None else str(_("Median %(value)s", value=number(each))) for each in view.medians
        ],
        "hovertemplate": HOVER,
        "connectgaps": False,
        "line": {"color": "role:line", "width": 2.75},
        "marker": {"color": "role:line", "size": 2.75},
    }


def _now(view: ChartView) -> list[Figure]:
    if view.last is None:
        return []
    day, value = view.last
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": str(_("Now")),
            "x": [day.isoformat()],
            "y": [value],
            "marker": {"size": 12, "color": "role:line", "line": {"color": "role:surface", "width": 2.5}},
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    ]


def _visits(view: ChartView) -> list[Figure]:
    if not view.visits:
        return []
    symbols = ["diamond-open" if visit.upcoming else "diamond" for visit in view.visits]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": str(_("Visit")),
            "x": [visit.on.isoformat() for visit in view.visits],
            "y": [10] * len(view.visits),
            "customdata": [visit_words(visit) for visit in view.visits],
            "hovertemplate": HOVER,
            "marker": {"symbol": symbols, "color": "role:appt", "size": 10},
            "cliponaxis": False,
        }
    ]


def visit_words(visit: Visit) -> str:
    """Visit 2, or a booked one."""
    return str(_("Visit %(number)s", number=visit.number) if visit.number else _("Booked visit"))

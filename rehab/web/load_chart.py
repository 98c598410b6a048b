"""The load lifted, a bar for each strength session, grouped by dose; many sessions become one bar a week.

 3 × 12 RM          4 × 10 RM
─────────────────  ───────────────
                    ▇  ▇  ▇  8 kg
 ▅  ▅  ▆  ▆         ▇  ▇  ▇  ▇
 1. nov.            17. nov.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rehab.clinical.dose_words import dose_short
from rehab.records.course_chart_data import CourseSeries, StrengthDone
from rehab.web.chart_traces import HOVER, done_words
from rehab.web.chart_view import WIDTH_PX, Figure, fits
from rehab.web.words import date_words, kilograms

MOST_BARS = 30
MOST_WEEKS = 53
GRID_STEPS = (1, 2, 4, 5, 10, 20, 40, 60)
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class LoadBar:
    """One bar: kg on a date (a week's heaviest on its own date), the dose in short, both in words."""

    on: date
    load_kg: float
    dose: str
    words: str


def load_bars(series: CourseSeries) -> tuple[LoadBar, ...]:
    """The strength sessions with a load, oldest first; a week's heaviest each when they are more than 30."""
    loaded = [each for each in series.strength_done if each.load_kg and each.on >= series.since]
    if len(loaded) > MOST_BARS:
        weeks = groupby(loaded, key=lambda each: series.week_of(each.on))
        loaded = [max(group, key=lambda each: each.load_kg or 0) for _, group in weeks][-MOST_WEEKS:]
    return tuple(_bar(each) for each in loaded)


def load_chart(bars: tuple[LoadBar, ...], wide: bool = False) -> Figure:
    """The bars as a figure; at least one bar."""
    groups = [(dose, list(group)) for dose, group in groupby(bars, key=lambda bar: bar.dose)]
    now = len(groups[-1][1])
    step = grid_step(max(bar.load_kg for bar in bars))
    top = step * (int(max(bar.load_kg for bar in bars) / step) + 1)
    return {
        "data": [
            {
                "type": "bar",
                "x": list(range(len(bars))),
                "y": [bar.load_kg for bar in bars],
                "customdata": [bar.words for bar in bars],
                "hovertemplate": HOVER,
                "marker": {"color": ["role:tick"] * (len(bars) - now) + ["role:line"] * now},
            }
        ],
        "layout": {
            "hovermode": "closest",
            "margin": {"b": 28, "r": 26},
            "xaxis": {"range": [-0.6, max(len(bars), 6) - 0.4], **_dates(bars)},
            "yaxis": {"range": [0, top], "dtick": step},
            "shapes": _rules(groups),
            "annotations": [*_doses(groups, WIDTH_PX[wide] / max(len(bars), 6)), _last(bars)],
        },
    }


def grid_step(highest: float) -> int:
    """Kilograms between the lines, so that there are few.

    >>> grid_step(8), grid_step(3), grid_step(35)
    (4, 1, 10)
    """
    return next((step for step in GRID_STEPS if highest / step < MOST_LINES), GRID_STEPS[-1])


def _bar(done: StrengthDone) -> LoadBar:
    dose = dose_short(done.prescribed.dose) if done.prescribed else ""
    return LoadBar(done.on, done.load_kg or 0, dose, f"{date_words(done.on)} · {done_words(done)}")


def _dates(bars: tuple[LoadBar, ...]) -> Figure:
    """Dates under the first bar, the middle one and the last, as far as they don't meet."""
    last = len(bars) - 1
    shown = {0, last} if last >= 3 else {last}
    if last >= 8:
        shown.add(last // 2)
    return {
        "tickvals": sorted(shown),
        "ticktext": [date_words(bars[n].on, "day_month") for n in sorted(shown)],
        "ticklen": 4,
        "ticklabeloverflow": "allow",
    }


def _starts(groups: list[tuple[str, list[LoadBar]]]) -> list[tuple[str, int, int]]:
    """Each dose with its first and last bar's number."""
    found, first = [], 0
    for dose, group in groups:
        found.append((dose, first, first + len(group) - 1))
        first += len(group)
    return found


def _rules(groups: list[tuple[str, list[LoadBar]]]) -> list[Figure]:
    """The line over each dose's bars."""
    line = {"color": "role:grid", "width": 1}
    at = {"type": "line", "xref": "x", "yref": "paper", "y0": 1.06, "y1": 1.06, "line": line}
    return [{**at, "x0": first - 0.4, "x1": last + 0.4} for _, first, last in _starts(groups)]


def _doses(groups: list[tuple[str, list[LoadBar]]], bar_px: float) -> list[Figure]:
    return [
        {
            "text": dose,
            "x": first - 0.4,
            "xref": "x",
            "xanchor": "left",
            "y": 1.07,
            "yref": "paper",
            "yanchor": "bottom",
            "showarrow": False,
            "borderpad": 0,
            "font": {"color": "role:axis", "size": 12, "weight": 600},
        }
        for dose, first, last in _starts(groups)
        if dose and fits(dose, (last - first + 1) * bar_px)
    ]


def _last(bars: tuple[LoadBar, ...]) -> Figure:
    return {
        "text": kilograms(bars[-1].load_kg),
        "x": len(bars) - 1,
        "y": bars[-1].load_kg,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": "role:ink", "size": 13, "weight": 600},
    }

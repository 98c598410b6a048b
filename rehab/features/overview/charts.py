"""The branch beside the whole chain, course week by course week, as plain Plotly figures.

10 ────────────────       100 ─────────────
 5 ░░░▒▒▒━━━━ all 3,6      50 ━━━━━━━━━━━━━ still logging
 0 ────────────────         0 ┄┄┄┄┄┄┄┄┄┄┄┄┄ trained
   1   4    8    12           1   4    8   12
"""

from collections.abc import Sequence

from flask_babel import gettext as _

from rehab.features.overview.figures import WeekFigures
from rehab.web.chart_traces import HOVER
from rehab.web.chart_view import Figure
from rehab.web.words import number, percent

TICKS = (1, 4, 8, 12)


def pain_chart(own: Sequence[WeekFigures], every: Sequence[WeekFigures], name: str) -> Figure | None:
    """The middle patient's morning pain and the middle half; `every` is the chain's, empty where `own` is the chain.

    None where no week rests on five patients.
    """
    if not any(week.middle is not None for week in own):
        return None
    lines = [_line(own, name, "line")]
    if any(week.middle is not None for week in every):
        lines.append(_line(every, _("All"), "second"))
    return {
        "data": [*_ribbon(own), *lines],
        "layout": {
            "hovermode": "x unified",
            "margin": {"b": 40, "l": 34, "t": 14, "r": 16},
            "xaxis": _weeks(own),
            "yaxis": {"range": [0, 10], "dtick": 2},
        },
    }


def staying_chart(own: Sequence[WeekFigures]) -> Figure | None:
    """Who still logs, and how much of the strength training was done; in percent."""
    if not any(week.logging is not None for week in own):
        return None
    logging = [None if week.logging is None else week.logging * 100 for week in own]
    trained = [None if week.trained is None else week.trained * 100 for week in own]
    return {
        "data": [
            _shares(own, logging, _("still log"), "line", "solid"),
            _shares(own, trained, _("of the strength training done"), "second", "dot"),
        ],
        "layout": {
            "hovermode": "x unified",
            "margin": {"b": 40, "l": 38, "t": 14, "r": 16},
            "xaxis": _weeks(own),
            "yaxis": {"range": [0, 104], "dtick": 25},
        },
    }


def _weeks(own: Sequence[WeekFigures]) -> Figure:
    shown = [tick for tick in TICKS if tick <= own[-1].week]
    words = [str(_("Week %(number)s", number=tick)) if tick == 1 else str(tick) for tick in shown]
    return {"range": [0.6, own[-1].week + 0.4], "tickvals": shown, "ticktext": words, "ticklen": 4}


def _ribbon(own: Sequence[WeekFigures]) -> list[Figure]:
    """The middle half as a band: its lower edge unseen, its upper filled down to it."""
    edge = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"width": 0}, "connectgaps": False}
    weeks = [week.week for week in own]
    return [
        {**edge, "x": weeks, "y": [week.low for week in own]},
        {**edge, "x": weeks, "y": [week.high for week in own], "fill": "tonexty", "fillcolor": "role:ribbon"},
    ]


def _line(own: Sequence[WeekFigures], name: str, role: str) -> Figure:
    known = [week for week in own if week.middle is not None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [week.week for week in known],
        "y": [week.middle for week in known],
        "customdata": [
            _("%(name)s: %(value)s (%(count)s patients)", name=name, value=number(week.middle or 0), count=week.n)
            for week in known
        ],
        "hovertemplate": HOVER,
        "line": {"color": f"role:{role}", "width": 2.75},
    }


def _shares(own: Sequence[WeekFigures], values: list[float | None], name: str, role: str, dash: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [week.week for week in own],
        "y": values,
        "customdata": ["" if value is None else f"{percent(value / 100)} {name}" for value in values],
        "hovertemplate": HOVER,
        "line": {"color": f"role:{role}", "width": 2.75, "dash": dash},
    }

"""Two periods of a course beside each other on one axis: each morning, the period's median, strength days below.

10 ┌───────────────┐  ┌───────────────┐
   │ ●  ● median 6 │  │               │
 0 └───────────────┘  └─● ● median 3──┘
   16 Oct     29 Oct   10 Nov    23 Nov
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from rehab.web.chart_marks import HALO, TICK_DONE
from rehab.web.chart_traces import HOVER
from rehab.web.chart_view import Figure
from rehab.web.words import date_words, number

DAY = timedelta(days=1)
MOST_LARGE_DOTS = 60


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """A period as it is drawn: its dates, scores and median, the days trained, and what it is called."""

    name: str
    first_on: date
    last_on: date
    scores: Mapping[date, int]
    median: float | None
    trained_on: Collection[date]

    @property
    def days(self) -> int:
        return (self.last_on - self.first_on).days + 1


def windows_chart(first: ShownWindow, then: ShownWindow) -> Figure:
    """Both, the second to the right of the first; x counts days, the dates stand under the axis.

    `narrow` is the layout for a phone: there is room for the day each begins, and for no names.
    """
    gap = max(1, round((first.days + then.days) * 0.04))
    placed = ((first, 0, "band-a", "dot"), (then, first.days + gap, "band-b", "line"))
    ticks = {at: words for window, start, _band, _role in placed for at, words in _dates(window, start).items()}
    begins = {start: date_words(window.first_on, "day_month") for window, start, _band, _role in placed}
    size = 7 if first.days + then.days <= MOST_LARGE_DOTS else 4.5
    layout: Figure = {
        "hovermode": "closest",
        "margin": {"b": 44, "t": 30},
        "yaxis": {"range": [0, 10], "tickvals": [0, 2, 4, 6, 8, 10], "ticklabelstandoff": 5},
        "shapes": [shape for window, start, band, role in placed for shape in _shapes(window, start, band, role)],
    }
    names = [_name(window, start) for window, start, _band, _role in placed]
    medians = [words for window, start, _band, _role in placed for words in _median(window, start)]
    last = first.days + gap + then.days
    return {
        "data": [_dots(window, start, role, size) for window, start, _band, role in placed],
        "layout": {**layout, "xaxis": _axis(last, ticks), "annotations": [*names, *medians]},
        "narrow": {**layout, "xaxis": _axis(last, begins), "annotations": medians},
    }


def _axis(last: int, ticks: Mapping[int, str]) -> Figure:
    return {
        "type": "linear",
        "range": [-0.8, last - 0.2],
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "tickangle": 0,
        "ticklabeloverflow": "allow",
    }


def _dots(window: ShownWindow, start: int, role: str, size: float) -> Figure:
    days = sorted(window.scores)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": window.name,
        "x": [start + (day - window.first_on).days for day in days],
        "y": [window.scores[day] for day in days],
        "customdata": [_told(day, window.scores[day]) for day in days],
        "hovertemplate": HOVER,
        "cliponaxis": False,
        "marker": {"symbol": "circle", "color": f"role:{role}", "size": size},
    }


def _told(day: date, score: int) -> str:
    pain = _("Pain %(score)s", score=score)
    return f"{date_words(day)} · {pain}"


def _shapes(window: ShownWindow, start: int, band: str, role: str) -> list[Figure]:
    """The period's ground, its median across it, and its strength days as one path under the axis."""
    ends = {"x0": start - 0.5, "x1": start + window.days - 0.5, "xref": "x"}
    ground = {"fillcolor": f"role:{band}", "line": {"width": 0}, "layer": "below"}
    found: list[Figure] = [{"type": "rect", **ends, "yref": "paper", "y0": 0, "y1": 1.12, **ground}]
    if window.median is not None:
        line = {"color": f"role:{role}", "width": 2.75}
        found.append({"type": "line", **ends, "yref": "y", "y0": window.median, "y1": window.median, "line": line})
    if window.trained_on:
        at = sorted({start + (day - window.first_on).days for day in window.trained_on})
        path = "".join(f"M{x},{TICK_DONE[0]}L{x},{TICK_DONE[1]}" for x in at)
        line = {"color": "role:tick", "width": 2}
        found.append({"type": "path", "xref": "x", "yref": "paper", "path": path, "line": line})
    return found


def _name(window: ShownWindow, start: int) -> Figure:
    return _text(window.name, "role:axis", start - 0.3, 1.1, yref="paper", yanchor="top", size=12)


def _median(window: ShownWindow, start: int) -> list[Figure]:
    if window.median is None:
        return []
    value = str(_("Median %(value)s", value=number(window.median)))
    place = {"yanchor": "bottom", "yshift": 4} if window.median < 9 else {"yanchor": "top", "yshift": -4}
    return [_text(value, "role:ink", start - 0.3, window.median, size=13, **place)]


def _text(words: str, colour: str, x: float, y: float, *, size: int, **place: object) -> Figure:
    font = {"color": colour, "size": size, "weight": 600, "shadow": HALO}
    where = {"x": x, "y": y, "xref": "x", "yref": "y", "xanchor": "left", **place}
    return {"text": words, "showarrow": False, "borderpad": 0, "font": font, **where}


def _dates(window: ShownWindow, start: int) -> dict[int, str]:
    """The first and the last date, as far as they don't meet."""
    last = start + window.days - 1
    shown = {start: window.first_on, last: window.last_on} if window.days >= 8 else {start: window.first_on}
    return {at: date_words(day, "day_month") for at, day in shown.items()}

"""What stands around the points of a course's chart: phase bands, lines, strength days under the axis, words."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from rehab.clinical.phases import Phase
from rehab.clinical.progress import LOW_START, LOW_START_SHARE, NOTICEABLE
from rehab.web.chart_traces import visit_words
from rehab.web.chart_view import DAY, WEEK, WIDTH_PX, ChartView, Figure, fits, noon
from rehab.web.doses import phase_name, phase_short
from rehab.web.words import date_words, number

BANDS = {
    Phase.OPSTART: "band-a",
    Phase.UDVIKLING: "band-b",
    Phase.KRONISK: "band-c",
    Phase.VEDLIGEHOLD: "band-a",
    Phase.OPBLUSSEN: "band-c",
}
BAND_TOP = 1.12  # of the plot's height: the band reaches above 10, and its name stands there
TICK_DONE, TICK_MISSED = (-0.025, -0.07), (-0.05, -0.07)  # the same measure, under the axis
WEEK_STEPS = (1, 2, 4, 8, 13, 26, 52, 104)
MOST_WEEKS = {False: 8, True: 12}
RECENT = timedelta(days=10)
WORDS_REACH = 2.5  # points: the figures' height, the words', and the room around them
FIGURES_PX, POINT_PX = 50, 16  # what the last value takes to its left and to its right
HALO = ", ".join(f"{x}px {y}px 1px role:surface" for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)


def shapes(view: ChartView) -> list[Figure]:
    """Bands behind everything, then lines and ticks."""
    return [*_bands(view), *_changes(view), *_noticeable(view), *_visit_lines(view), *_strength_ticks(view)]


def annotations(view: ChartView) -> list[Figure]:
    """The words in the chart, each where it has room."""
    words = [*_band_names(view), words_of_noticeable(view), _last_value(view)]
    words += [_visit_name(view, n) for n, visit in enumerate(view.visits) if view.wide or visit.upcoming]
    return [each for each in words if each]


def noticeable_level(start: float | None) -> float | None:
    """The pain at which people clearly notice the change: 2 under the start, half of one of 3 or less."""
    if not start:
        return None
    return start - NOTICEABLE if start > LOW_START else start * LOW_START_SHARE


def week_ticks(view: ChartView) -> Figure:
    """The first day of course weeks, thinned to what the width bears; in a single week its days."""
    series = view.series
    if view.is_week:
        names = [date_words(day, "weekday").rstrip(".") for day in view.days]
        return {"tickvals": [day.isoformat() for day in view.days], "ticktext": names}
    weeks = range(series.week_of(series.since + WEEK - DAY), series.week_of(view.until) + 1)
    step = next((each for each in WEEK_STEPS if len(weeks) <= each * MOST_WEEKS[view.wide]), WEEK_STEPS[-1])
    shown = weeks[::step]
    return {
        "tickvals": [(series.started_on + (week - 1) * WEEK).isoformat() for week in shown],
        "ticktext": [
            str(_("Week %(number)s", number=week)) if view.wide or week == weeks[0] else str(week) for week in shown
        ],
    }


def _shown_bands(view: ChartView) -> Iterable[tuple[Phase, date, date]]:
    """Bands cut to the chart: phase, first and last date shown."""
    for band in view.series.bands:
        first_on, last_on = max(band.first_on, view.series.since), min(band.last_on, view.until)
        if first_on <= last_on:
            yield band.phase, first_on, last_on


def _bands(view: ChartView) -> list[Figure]:
    return [
        {
            "type": "rect",
            "layer": "below",
            "xref": "x",
            "yref": "paper",
            "x0": noon(first_on - DAY),
            "x1": noon(last_on),
            "y0": 0,
            "y1": BAND_TOP,
            "fillcolor": f"role:{BANDS[phase]}",
            "line": {"width": 0},
        }
        for phase, first_on, last_on in _shown_bands(view)
    ]


def _band_names(view: ChartView) -> list[Figure]:
    """Each band's name, shortened or left out where it would run into the next."""
    names = []
    for phase, first_on, last_on in _shown_bands(view):
        room = ((last_on - first_on).days + 1) * view.day_px - 10
        name = next((each for each in (phase_name(phase), phase_short(phase)) if fits(each, room)), None)
        if name:
            names.append(_text(name, "role:axis", noon(first_on - DAY), BAND_TOP, yref="paper", xshift=6, yshift=-3))
    return names


def changes_in_phase(view: ChartView) -> list[date]:
    """The shown dates of versions that go on with the same phase; a new phase is seen by its band."""
    phases_begin = {band.first_on for band in view.series.bands}
    return [day for day in view.series.changes if day not in phases_begin and view.series.since <= day <= view.until]


def _changes(view: ChartView) -> list[Figure]:
    line = {"color": "role:axis", "width": 1, "dash": "dot"}
    return [_upright(noon(day - DAY), (0, 1), "paper", line) for day in changes_in_phase(view)]


def _noticeable(view: ChartView) -> list[Figure]:
    level = noticeable_level(view.series.start)
    if level is None:
        return []
    line = {"color": "role:mic", "width": 1.5, "dash": "5px,4px"}
    return [{"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": level, "y1": level, "line": line}]


def words_of_noticeable(view: ChartView) -> Figure | None:
    """The words at the line of noticeable improvement, where nothing stands; None where there is no such place.

    They hang under the line at the left. When the last value comes down to them there, as it does in the first
    weeks, they stand at the right, and in a chart too narrow for both only the legend says them.
    """
    start = view.series.start
    level = noticeable_level(start)
    if level is None or start is None:
        return None
    words = _noticeable_label(view, start)
    place: dict[str, Any] = {"xref": "paper", "yanchor": "bottom" if level < 1 else "top"}
    left, right = _room_beside_last(view, level)
    if fits(words, left):
        return _text(words, "role:mic", 0, level, xshift=6, **place)
    if fits(words, right):
        return _text(words, "role:mic", 1, level, xanchor="right", xshift=-6, **place)
    return None


def _room_beside_last(view: ChartView, level: float) -> tuple[float, float]:
    """Pixels free to the left and to the right of the last value and its figures, at the height of a line."""
    whole = WIDTH_PX[view.wide] - 12
    if view.last is None or abs(view.last[1] - level) > WORDS_REACH:
        return whole, whole
    last_px = ((view.last[0] - view.series.since).days + 0.5) * view.day_px
    return last_px - FIGURES_PX, whole - last_px - POINT_PX


def _noticeable_label(view: ChartView, start: float) -> str:
    if not view.wide:
        return str(_("Noticeable improvement"))
    if start > LOW_START:
        return str(_("Noticeable improvement (2 points below the start)"))
    return str(_("Noticeable improvement (half of the start)"))


def _visit_lines(view: ChartView) -> list[Figure]:
    return [
        _upright(
            visit.on.isoformat(),
            (0, 10),
            "y",
            {"color": "role:appt", "width": 1.25, "dash": "dot" if visit.upcoming else "solid"},
        )
        for visit in view.visits
    ]


def _visit_name(view: ChartView, n: int) -> Figure | None:
    """Beside the visit's line, when the next one leaves room: the booked one's words stand to its left."""
    visit = view.visits[n]
    if visit.upcoming:
        words = _booked_words(view, n)
        return _text(words, "role:appt", visit.on.isoformat(), 10, xanchor="right", xshift=-8, yanchor="top")
    following = view.visits[n + 1] if n + 1 < len(view.visits) else None
    words = visit_words(visit) + (f"  {_booked_words(view, n + 1)}" if following and following.upcoming else "")
    if not fits(words, ((following.on if following else view.until) - visit.on).days * view.day_px - 10):
        return None
    return _text(visit_words(visit), "role:appt", visit.on.isoformat(), 10, xshift=8, yanchor="top")


def _booked_words(view: ChartView, n: int) -> str:
    """Booked visit 27 Nov; only its date where the visit before is near, and on a phone."""
    visit = view.visits[n]
    on = date_words(visit.on, "day_month")
    words = f"{visit_words(visit)} {on}"
    since = view.visits[n - 1].on if n else view.series.since
    return words if view.wide and fits(words, (visit.on - since).days * view.day_px - 16) else on


def _strength_ticks(view: ChartView) -> list[Figure]:
    """Strength days under the axis: long for done, short for skipped; all of a kind are one path."""
    if not view.ticks:
        return []
    shown = [each for each in view.series.strength_days if each.on >= view.series.since]
    done = {each.on for each in shown if each.credit}
    missed = {each.on for each in shown} - done
    kinds = ((done, TICK_DONE, "role:tick"), (missed, TICK_MISSED, "role:miss"))
    return [
        {
            "type": "path",
            "xref": "x",
            "yref": "paper",
            "path": "".join(f"M{day},{top}L{day},{foot}" for day in sorted(days)),
            "line": {"color": colour, "width": 2 if view.day_px >= 2 else 1},
        }
        for days, (top, foot), colour in kinds
        if days
    ]


def _last_value(view: ChartView) -> Figure | None:
    """The last median in figures, above its point; under it where the line comes steeply down."""
    if view.last is None:
        return None
    day, value = view.last
    words = _("%(value)s now", value=number(value)) if day == view.series.as_of else number(value)
    before = [each for on, each in zip(view.days, view.medians, strict=True) if day - RECENT <= on < day and each]
    under = value >= 2 and max(before, default=0) > value + 1
    place = {"yanchor": "top", "yshift": -8} if under else {"yanchor": "bottom", "yshift": 8}
    return _text(words, "role:ink", day.isoformat(), value, size=13, xanchor="right", xshift=9, **place)


def _upright(x: str, ends: tuple[float, float], yref: str, line: Figure) -> Figure:
    return {"type": "line", "xref": "x", "yref": yref, "x0": x, "x1": x, "y0": ends[0], "y1": ends[1], "line": line}


def _text(words: str, colour: str, x: str | float, y: float, *, size: int = 12, **place: Any) -> Figure:
    """A word in the chart; by default it hangs to the right of and below its point."""
    font = {"color": colour, "size": size, "weight": 600, "shadow": HALO}
    where = {"x": x, "y": y, "xref": "x", "yref": "y", "xanchor": "left", "yanchor": "top", **place}
    return {"text": str(words), "showarrow": False, "borderpad": 0, "font": font, **where}

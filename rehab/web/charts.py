"""A course's chart as a plain Plotly figure: first-step pain day by day, its 7-day median, phases, strength, visits.

Colours are names ("role:line") that chart.js looks up among the design's tokens; fonts, margins and height are its.
A year is about 18 kB of JSON; longer than 400 days is drawn by one median a week, so ten years are less than 40.

          Opstartsfasen   │ Udviklingsfasen              ◆ visit, line down to 0
      10 ─────────────────┼──────────────◆────           ● day    ━ median
       0 ─────────────────┴──────────────────            ╵ strength day, under the axis
          Uge 1    2    3
"""

from flask_babel import gettext as _

from rehab.clinical.progress import trend
from rehab.records.course_chart_data import CourseSeries
from rehab.web.chart_marks import (
    annotations,
    changes_in_phase,
    noticeable_level,
    shapes,
    week_ticks,
    words_of_noticeable,
)
from rehab.web.chart_traces import traces
from rehab.web.chart_view import DAY, ChartView, Figure, noon, view_of
from rehab.web.doses import side_word
from rehab.web.language import chosen_language
from rehab.web.trend_words import trend_short

HOVER_DATES = {"da": "%a %-d. %b", "en": "%a %-d %b"}


def course_chart(series: CourseSeries, wide: bool = False) -> Figure:
    """The chart; `wide` is the practitioner's, with more words in it.

    Beside Plotly's `data` and `layout` the wide one has `narrow`: the layout for where it has no room after all.
    """
    view = view_of(series, wide)
    figure = {"data": traces(view), "layout": _layout(view)}
    return figure | {"narrow": _layout(view_of(series, wide=False))} if wide else figure


def course_label(series: CourseSeries) -> str:
    """What the chart shows, in one sentence."""
    return str(_("Morning pain day by day. %(trend)s.", trend=trend_short(trend(series.start, series.now))))


def course_legend(series: CourseSeries, wide: bool = False) -> tuple[tuple[str, str], ...]:
    """Pairs of mark and words; only what the chart holds."""
    view = view_of(series, wide)
    marks = [("line", _("7-day median"))]
    if not view.sparse:
        both = len(series.sides) > 1
        sides = [*zip(("dot", "ring"), (side_word(side) for side in series.sides), strict=False)]
        marks += sides if both else [("dot", _("Each day"))]
    if view.ticks:
        credits = {bool(each.credit) for each in series.strength_days if each.on >= series.since}
        marks += [(mark, words) for done, mark, words in _strength_marks() if done in credits]
    if view.visits:
        marks.append(("visit", _("Visit")))
    if changes_in_phase(view):
        marks.append(("change", _("Programme changed")))
    if noticeable_level(series.start) is not None and words_of_noticeable(view) is None:
        marks.append(("mic", _("Noticeable improvement")))
    return tuple((mark, str(words)) for mark, words in marks)


def _layout(view: ChartView) -> Figure:
    return {
        "xaxis": {
            "type": "date",
            "range": [noon(view.series.since - DAY), noon(view.until)],
            "unifiedhovertitle": {"text": f"%{{x|{HOVER_DATES[chosen_language()]}}}"},
            **week_ticks(view),
        },
        "yaxis": {"range": [0, 10], "tickvals": [0, 2, 4, 6, 8, 10], "ticklabelstandoff": 5},
        "shapes": shapes(view),
        "annotations": annotations(view),
    }


def _strength_marks() -> tuple[tuple[bool, str, str], ...]:
    return (True, "tick", _("Strength day")), (False, "miss", _("Skipped"))

"""The progress page: words and figures made of a course's series."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask import url_for
from flask_babel import gettext as _

from rehab.clinical.adherence import ROLLING_DAYS
from rehab.clinical.progress import SLIGHT, trend
from rehab.features.progress.days_card import DaysCard, days_card
from rehab.features.progress.spans import Span
from rehab.features.progress.work_card import WorkCard
from rehab.records.course_chart_data import CourseSeries
from rehab.web.chart_view import Figure
from rehab.web.charts import course_chart, course_label, course_legend
from rehab.web.course_table import CourseWeek, course_table, strength_between
from rehab.web.doses import phase_name
from rehab.web.load_chart import LoadBar, load_bars, load_chart
from rehab.web.measure_words import MeasureTable
from rehab.web.pages import Page
from rehab.web.trend_words import day_beside_trend, starts_from_intake, trend_sentence
from rehab.web.words import date_words, kilograms, number, signed

ENOUGH = 3
NONE = "–"
DAY_WEEKS = {Span.WEEK: 1, Span.MONTH: 4, Span.ALL: 12}


@dataclass(frozen=True, slots=True)
class SpanLink:
    """One choice of how much is shown."""

    words: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class ChartCard:
    """A chart with its legend and the rows of its table, all in words."""

    figure: Figure
    label: str
    legend: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgressPage(Page):
    """`curve` is None until there are three mornings; `load` where nothing was lifted; `days` without a programme.

    `beside` is the trend beside a bad day, empty else. `may_log` is False while there is no course to log in.
    """

    template: ClassVar[str] = "progress/show.html"
    over: str
    sentence: str
    beside: str
    key_figures: tuple[tuple[str, str], ...]
    spans: tuple[SpanLink, ...]
    curve: ChartCard | None
    load: ChartCard | None
    work: WorkCard | None
    days: DaysCard | None
    measures: MeasureTable | None = None
    may_log: bool = True


def waiting_page() -> ProgressPage:
    """The page of a patient who has no course yet."""
    return ProgressPage(
        title=str(_("Progress")),
        over="",
        sentence="",
        beside="",
        key_figures=(),
        spans=(),
        curve=None,
        load=None,
        work=None,
        days=None,
        may_log=False,
    )


def progress_page(
    series: CourseSeries, work: WorkCard | None, measures: MeasureTable, span: Span, today: date
) -> ProgressPage:
    """Everything the page says."""
    has_curve = len(series.by_day) >= ENOUGH or series.since > series.started_on
    way = trend(series.start, series.now)
    first_week = series.week_of(series.as_of) == 1
    return ProgressPage(
        title=str(_("Progress")),
        over=_where(series),
        sentence=trend_sentence(
            way,
            series.condition,
            first_week=first_week,
            from_intake=starts_from_intake(series.by_day, series.started_on),
        ),
        beside=day_beside_trend(series.by_day, series.as_of),
        key_figures=_key_figures(series, None if first_week else way.change),
        spans=tuple(_span_link(each, span) for each in Span),
        curve=_curve(series) if has_curve else None,
        load=_load(series, way.change),
        work=work,
        measures=measures,
        days=days_card(series, DAY_WEEKS[span], today) if series.windows else None,
    )


def _where(series: CourseSeries) -> str:
    """Week 6 of 12 · Developing phase."""
    week = series.week_of(series.as_of)
    begun = [band for band in series.bands if band.first_on <= series.as_of]
    if not begun:
        return str(_("Week %(number)s", number=week))
    weeks = max(series.week_of(band.last_on) for band in series.bands)
    place = (
        _("Week %(week)s of %(weeks)s", week=week, weeks=weeks) if week <= weeks else _("Week %(number)s", number=week)
    )
    return f"{place} · {phase_name(begun[-1].phase)}"


def _key_figures(series: CourseSeries, change: float | None) -> tuple[tuple[str, str], ...]:
    """Pairs of figure and words; a figure that is unknown is left out."""
    found = []
    if change is not None:
        found.append((signed(change), _("points since the start")))
    done, due = strength_between(series, series.as_of, ROLLING_DAYS)
    if due:
        figure = _("%(done)s of %(due)s", done=number(done), due=due)
        found.append((figure, _("strength sessions in 14 days")))
    loads = [each.load_kg for each in series.strength_done if each.load_kg]
    if loads:
        found.append((kilograms(loads[-1]), _("extra weight now")))
    return tuple((str(figure), str(words)) for figure, words in found)


def _span_link(span: Span, chosen: Span) -> SpanLink:
    words = {Span.WEEK: _("1 week"), Span.MONTH: _("4 weeks"), Span.ALL: _("Whole course")}
    return SpanLink(str(words[span]), url_for("progress.show", span=span.value), span is chosen)


def _curve(series: CourseSeries) -> ChartCard:
    return ChartCard(
        figure=course_chart(series),
        label=course_label(series),
        legend=course_legend(series),
        rows=tuple(_week_row(week) for week in course_table(series)),
    )


def _week_row(week: CourseWeek) -> tuple[str, ...]:
    return (
        str(_("Week %(number)s", number=week.number)),
        NONE if week.median is None else number(week.median),
        str(_("%(done)s of %(due)s", done=number(week.done), due=week.due)) if week.due else NONE,
        kilograms(week.heaviest) if week.heaviest else NONE,
    )


def _load(series: CourseSeries, change: float | None) -> ChartCard | None:
    bars = load_bars(series)
    if not bars:
        return None
    text = _load_words(bars)
    if bars[-1].load_kg > bars[0].load_kg and change is not None and change <= -SLIGHT:
        both = _("You lift heavier, and the pain is falling.")
        text = f"{text} {both}"
    rows = tuple((date_words(bar.on), bar.dose or NONE, kilograms(bar.load_kg)) for bar in bars)
    return ChartCard(load_chart(bars), str(_("Extra weight per session. %(way)s", way=text)), (), rows, text)


def _load_words(bars: tuple[LoadBar, ...]) -> str:
    first, last = bars[0].load_kg, bars[-1].load_kg
    if first == last:
        return str(_("%(load)s so far.", load=kilograms(last)))
    return str(_("From %(first)s to %(last)s.", first=number(first), last=kilograms(last)))

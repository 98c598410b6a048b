"""The work of each course week, a bar per week with a part for each exercise: kilograms moved, time under tension.

kg                        min.
900 ─────────── ▇         12 ──────── ▒ ─ ▒
450 ── ▅ ─ ▆ ── ▇          6 ── ▇ ─── ▇ ─ ▇
     uge 4   5   6             uge 4   5   6
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from rehab.clinical.training_load import Work
from rehab.web.chart_traces import HOVER, LINES
from rehab.web.chart_view import Figure
from rehab.web.doses import exercise_name
from rehab.web.load_chart import MOST_LINES
from rehab.web.words import kilograms, number

MOST_WEEKS = 53
MOST_LABELS = 8
ROLES = ("line", "second", "mic", "tick", "dot")  # an exercise keeps its colour in both charts
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000)
MINUTE = 60


@dataclass(frozen=True, slots=True)
class WeekWork:
    """What was done of one exercise in one course week."""

    week: int
    code: str
    work: Work

    @property
    def minutes(self) -> float | None:
        """Time under tension in minutes; None where it can't be known."""
        return None if self.work.tension_s is None else self.work.tension_s / MINUTE

    @property
    def words(self) -> str:
        """Tåhævning: 12 sæt, 640 kg, 10,7 min."""
        parts = [str(_("%(sets)s sets", sets=self.work.sets))]
        parts += [kilograms(self.work.moved_kg)] if self.work.moved_kg else []
        parts += [minutes_words(self.minutes)] if self.minutes is not None else []
        return f"{exercise_name(self.code)}: {', '.join(parts)}"


def week_work(done: Mapping[tuple[int, str], Work]) -> tuple[WeekWork, ...]:
    """Work by week and exercise, oldest week first; of a long course the last year."""
    last = max((week for week, _code in done), default=0)
    return tuple(WeekWork(week, code, work) for (week, code), work in done.items() if week > last - MOST_WEEKS)


def minutes_words(minutes: float) -> str:
    """Minutes under tension: 10,7 min."""
    return str(_("%(number)s min", number=number(minutes)))


def moved_chart(rows: tuple[WeekWork, ...]) -> Figure | None:
    """Kilograms moved a week; None where every set was with the body alone."""
    return _chart(rows, {(row.week, row.code): float(row.work.moved_kg) for row in rows})


def tension_chart(rows: tuple[WeekWork, ...]) -> Figure | None:
    """Minutes under tension a week; None where neither tempo nor hold is known."""
    return _chart(rows, {(row.week, row.code): row.minutes for row in rows if row.minutes is not None})


def work_legend(rows: tuple[WeekWork, ...]) -> tuple[tuple[str, str], ...]:
    """Pairs of mark and exercise."""
    return tuple((f"bar-{role}", exercise_name(code)) for code, role in _roles(rows).items())


def _roles(rows: tuple[WeekWork, ...]) -> dict[str, str]:
    codes = dict.fromkeys(row.code for row in rows)
    return {code: ROLES[min(n, len(ROLES) - 1)] for n, code in enumerate(codes)}


def _chart(rows: tuple[WeekWork, ...], values: Mapping[tuple[int, str], float | Decimal]) -> Figure | None:
    if not any(values.values()):
        return None
    weeks = range(rows[0].week, rows[-1].week + 1)
    told = {week: _told(week, [row for row in rows if row.week == week]) for week in weeks}
    totals = [sum(float(value) for (week, _code), value in values.items() if week == each) for each in weeks]
    step = next((each for each in STEPS if max(totals) / each < MOST_LINES), STEPS[-1])
    return {
        "data": [_bars(code, role, weeks, values, told) for code, role in _roles(rows).items()],
        "layout": {
            "barmode": "stack",
            "hovermode": "closest",
            "margin": {"b": 28, "l": 34, "t": 10},
            "xaxis": {"range": [weeks[0] - 0.6, max(weeks[-1], weeks[0] + 5) + 0.6], **_ticks(weeks)},
            "yaxis": {"range": [0, step * (int(max(totals) / step) + 1)], "dtick": step},
        },
    }


def _bars(
    code: str, role: str, weeks: range, values: Mapping[tuple[int, str], float | Decimal], told: Mapping[int, str]
) -> Figure:
    return {
        "type": "bar",
        "name": exercise_name(code),
        "x": list(weeks),
        "y": [values.get((week, code)) for week in weeks],
        "customdata": [told[week] for week in weeks],
        "hovertemplate": HOVER,
        "marker": {"color": f"role:{role}"},
    }


def _told(week: int, rows: list[WeekWork]) -> str:
    return LINES.join([str(_("Week %(number)s", number=week)), *(row.words for row in rows)])


def _ticks(weeks: range) -> Figure:
    shown = weeks[:: max(1, -(-len(weeks) // MOST_LABELS))]
    words = [str(_("Week %(number)s", number=week)) if week == shown[0] else str(week) for week in shown]
    return {"tickvals": list(shown), "ticktext": words, "ticklen": 4, "ticklabeloverflow": "allow"}

"""The load by week and exercise, drawn twice over: kilograms moved and minutes under tension."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from rehab.clinical.training_load import work_by_week_and_exercise
from rehab.db import AnySession
from rehab.records.course_work import logged_sets
from rehab.web.chart_view import Figure
from rehab.web.doses import exercise_name
from rehab.web.words import kilograms
from rehab.web.work_chart import WeekWork, minutes_words, moved_chart, tension_chart, week_work, work_legend

NONE = "–"
AT_LEAST = timedelta(days=27)  # a single bar tells nothing


@dataclass(frozen=True, slots=True)
class WorkCard:
    """`moved` is None where everything was done with the body alone, `tension` where no tempo or hold is known."""

    moved: Figure | None
    tension: Figure | None
    moved_label: str
    tension_label: str
    legend: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def work_card(session: AnySession, course_id: int, started_on: date, since: date, today: date) -> WorkCard | None:
    """The work of the course weeks from `since`, and at least of the last four; None without a set."""
    first_on = max(started_on, min(since, today - AT_LEAST))
    first_on = started_on + (first_on - started_on) // timedelta(weeks=1) * timedelta(weeks=1)
    rows = week_work(work_by_week_and_exercise(logged_sets(session, course_id, first_on), started_on))
    moved, tension = moved_chart(rows), tension_chart(rows)
    if not moved and not tension:
        return None
    return WorkCard(
        moved=moved,
        tension=tension,
        moved_label=_label(str(_("Kilograms lifted week by week.")), rows),
        tension_label=_label(str(_("Minutes your muscles worked week by week.")), rows),
        legend=work_legend(rows),
        rows=tuple(_row(row) for row in rows),
    )


def _label(title: str, rows: tuple[WeekWork, ...]) -> str:
    last = [row.words for row in rows if row.week == rows[-1].week]
    week = _("Week %(number)s", number=rows[-1].week)
    return f"{title} {week}: {'; '.join(last)}."


def _row(row: WeekWork) -> tuple[str, ...]:
    return (
        str(_("Week %(number)s", number=row.week)),
        exercise_name(row.code),
        str(row.work.sets),
        kilograms(row.work.moved_kg) if row.work.moved_kg else NONE,
        minutes_words(row.minutes) if row.minutes is not None else NONE,
    )

"""The builder's phases and rows as they are drawn: their names, their places, what the patient reads of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from rehab.clinical.dose import DoseError
from rehab.clinical.dose_words import dose_short
from rehab.clinical.phases import Phase
from rehab.content import TemplateRow, templates
from rehab.features.programmes.builder_pages import PhaseView, RowView
from rehab.features.programmes.editing import Pressed
from rehab.features.programmes.forms import LONGEST_PHASE, MOST_ROWS, BuilderForm, PhaseForm, RowForm
from rehab.features.programmes.library import first_exercise
from rehab.features.programmes.queries import Workbench
from rehab.features.programmes.values import dose_in
from rehab.records.programmes import WEEK
from rehab.web.doses import dose_text, exercise_name, phase_name, weeks_words
from rehab.web.exercise_kinds import kind_look, kind_words
from rehab.web.exercises import exercise, is_exercise
from rehab.web.illustrations import drawing_of
from rehab.web.language import chosen_language
from rehab.web.words import date_words


def phase_views(
    bench: Workbench, form: BuilderForm, first_starts_on: date | None, pressed: Pressed, *, goes_on: bool
) -> tuple[PhaseView, ...]:
    """All phases in their order. `goes_on`: this changes a programme that runs, whose begun phases stay in place."""
    starts = list(_starts(form, first_starts_on))
    shown = [at for at, entry in enumerate(form.phases) if not entry.form.gone.data]
    begun = [at for at in shown if goes_on and (starts_on := starts[at]) and starts_on <= bench.today]
    free = [at for at in shown if at not in begun]
    return tuple(
        _phase_view(
            bench, entry, at, starts[at], pressed, goes_on=goes_on, is_free=at in free, free=free, alone=len(shown) < 2
        )
        for at, entry in enumerate(form.phases)
    )


def _starts(form: BuilderForm, starts_on: date | None) -> Iterator[date | None]:
    """When each phase begins; not known while a date or a length is wrong."""
    for entry in form.phases:
        yield starts_on
        if not entry.form.gone.data:
            starts_on = _after(starts_on, entry.form.weeks.data)


def _after(starts_on: date | None, weeks: int | None) -> date | None:
    if starts_on is None or not weeks or not 0 < weeks <= LONGEST_PHASE:
        return None
    return starts_on + weeks * WEEK if starts_on.year < date.max.year - 1 else None


def _phase_view(
    bench: Workbench,
    entry: Any,
    at: int,
    starts_on: date | None,
    pressed: Pressed,
    *,
    goes_on: bool,
    is_free: bool,
    free: list[int],
    alone: bool,
) -> PhaseView:
    phase: PhaseForm = entry.form
    week = (bench.today - starts_on).days // 7 + 1 if goes_on and starts_on else 0
    origin = _rows_of(phase)
    rows = tuple(_row_view(bench, row, origin, week, pressed) for row in phase.rows)
    phase.add_code.data = phase.add_code.data or first_exercise(bench.course.condition)
    known = Phase(phase.phase.data) if phase.phase.data in list(Phase) else None
    return PhaseView(
        form=phase,
        id=entry.name,
        number=entry.name.removeprefix("phases-"),
        place=at,
        name=phase_name(known) if known else "",
        begins=date_words(starts_on) if starts_on else "",
        rows=rows,
        kept=sum(row.is_kept for row in rows),
        can_add=len(phase.rows) < MOST_ROWS,
        is_gone=bool(phase.gone.data),
        may_drop=is_free and not alone,
        may_up=is_free and at != free[0],
        may_down=is_free and at != free[-1],
        focus=pressed.verb if pressed.at == entry.name else "",
    )


def _rows_of(phase: PhaseForm) -> Mapping[tuple[str, int], TemplateRow]:
    """The rows of the template a phase came from, by exercise and first week: what a row of the form came from."""
    template = templates().get(str(phase.origin.data or ""))
    return {(row.exercise_code, row.week_from): row for row in template.rows} if template else {}


def _row_view(
    bench: Workbench, entry: Any, origin: Mapping[tuple[str, int], TemplateRow], week: int, pressed: Pressed
) -> RowView:
    row: RowForm = entry.form
    code = row.exercise_code.data if is_exercise(row.exercise_code.data) else None
    kind = exercise(code).kind if code else None
    first, last = row.week_from.data, row.week_to.data
    of_template, language = origin.get((code or "", first or 0)), chosen_language()
    is_now = bool(week and first and last and first <= week <= last)
    focus = pressed.verb if pressed.at == entry.name else ""
    return RowView(
        form=row,
        id=entry.name,
        number=entry.name.removeprefix("phases-").replace("-rows", ""),
        name=exercise_name(code) if code else str(_("Exercise")),
        drawing=drawing_of(code) if code else None,
        kind=kind_look(kind),
        kind_words=kind_words(kind) if kind else "",
        optional=of_template is not None and of_template.optional,
        step_up=of_template.progression.in_(language) if of_template else "",
        step_down=of_template.regression.in_(language) if of_template else "",
        is_now=is_now,
        is_kept=bool(row.keep.data),
        is_open=(is_now and kind is not None and kind.is_strength)
        or focus == "add"
        or any(field.errors for field in row),
        focus=focus,
        weeks=weeks_words(first, last, language) if first and last else "",
        short=_short(row),
        reads=_reads(row, bench.course.patient_language),
    )


def _short(row: RowForm) -> str:
    try:
        return dose_short(dose_in(row))
    except (DoseError, TypeError, ValueError):
        return ""


def _reads(row: RowForm, language: str) -> str | None:
    try:
        return dose_text(dose_in(row), language)
    except (DoseError, TypeError, ValueError):
        return None

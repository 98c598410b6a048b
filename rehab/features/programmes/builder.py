"""The builder: a draft as a filled-in form, a form as a draft, and the page around it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from wtforms import HiddenField
from wtforms.fields import Label

from rehab.clinical.dose import Dose, DoseError, LoadKind, Side, Tempo
from rehab.clinical.phases import Phase
from rehab.clinical.plan_rules import PlanSentences
from rehab.content import Template, TemplateRow, exercise, exercises
from rehab.features.programmes.drafts import Draft, DraftPhase, DraftRow
from rehab.features.programmes.forms import LONGEST_PHASE, MOST_ROWS, BuilderForm, PhaseForm, RowForm, wrong_fields
from rehab.features.programmes.kinds import kind_look, kind_words
from rehab.features.programmes.notes import notes_for_builder, signed_from
from rehab.features.programmes.pages import (
    BuilderPage,
    Following,
    Newer,
    PhaseView,
    RowView,
    WrongField,
    WrongFields,
)
from rehab.features.programmes.queries import Workbench
from rehab.features.programmes.services import effective_window, may_have
from rehab.records.programmes import WEEK, dose_columns
from rehab.web.doses import dose_text, exercise_name, phase_name, weeks_words
from rehab.web.illustrations import drawing_of
from rehab.web.language import chosen_language
from rehab.web.words import date_words, short_name

DOSE_FIELDS = ("sets", "reps", "rm", "hold_s", "load_kg", "rest_s", "interval_days", "times_a_day")
NEVER_EMPTY = ("reps", "rest_s", "interval_days", "times_a_day")
NEW_ROW = Dose(3, 10, None, None, None, LoadKind.BODY, None, 120, 2, 1)


def filled_form(bench: Workbench, draft: Draft) -> BuilderForm:
    """The form as it opens."""
    plan = draft.plan
    values = {
        "seen": str(bench.number),
        "effective_on": draft.effective_on,
        "phases": [
            {"phase": phase.phase.value, "weeks": phase.weeks, "rows": [_row_values(row) for row in phase.rows]}
            for phase in draft.phases
        ],
        "plan_green": plan.green,
        "plan_yellow": plan.yellow,
        "plan_amber": plan.amber,
        "plan_red": plan.red,
        "reason": draft.reason,
    }
    return BuilderForm(formdata=None, data=values)


def sent_form(bench: Workbench) -> BuilderForm:
    """The form as it was sent, knowing which dates may be chosen and whether a reason is owed.

    Both follow from the version it was opened on: a form sent again is judged as it was the first time.
    """
    form = BuilderForm()
    form.allowed = effective_window(bench.course, bench.today, first=form.opened_on == 0)
    form.reason_needed = form.opened_on != 0
    return form


def draft_of(form: BuilderForm) -> Draft:
    """What a valid form asks to have signed."""
    plan = PlanSentences(
        str(form.plan_green.data), str(form.plan_yellow.data), str(form.plan_amber.data), str(form.plan_red.data)
    )
    phases = tuple(_draft_phase(entry.form) for entry in form.phases)
    assert form.effective_on.data is not None
    return Draft(form.effective_on.data, phases, plan, form.reason.data or "")


def add_row(form: BuilderForm, position: str, code: str) -> None:
    """One more row in the phase at that position, for its whole length; nothing when it is full or not there.

    It begins with the exercise `code`.
    """
    phases = {str(number): entry.form for number, entry in enumerate(form.phases)}
    phase: PhaseForm | None = phases.get(position)
    if phase is None:
        return
    if len(phase.rows) < MOST_ROWS:
        last = phase.weeks.data or 1
        side = Side(phase.rows[-1].form.side.data) if phase.rows[-1].form.side.data in list(Side) else Side.BOTH
        phase.rows.append_entry(_row_values(DraftRow(code, side, 1, last, NEW_ROW)))


def _row_values(row: DraftRow) -> dict[str, Any]:
    return {
        "keep": True,
        "exercise_code": row.exercise_code,
        "side": row.side.value,
        "week_from": row.week_from,
        "week_to": row.week_to,
        **dose_columns(row.dose),
        "load": row.dose.load.value,
    }


def _draft_phase(phase: PhaseForm) -> DraftPhase:
    rows = (
        DraftRow(
            str(row.exercise_code.data),
            Side(row.side.data),
            row.week_from.data or 1,
            row.week_to.data or 1,
            _dose(row),
        )
        for row in phase.kept
    )
    return DraftPhase(Phase(str(phase.phase.data)), phase.weeks.data or 1, tuple(rows))


def _dose(row: RowForm) -> Dose:
    """The dose typed in a row. Raises TypeError, ValueError or DoseError while it is wrong."""
    tempo: list[Any] = [row.up_s.data, row.top_s.data, row.down_s.data]
    typed: dict[str, Any] = {name: getattr(row, name).data for name in DOSE_FIELDS}
    if any(typed[name] is None for name in NEVER_EMPTY):
        raise ValueError("a number is missing")
    return Dose(tempo=Tempo(*tempo) if tempo != [None] * 3 else None, load=LoadKind(row.load.data), **typed)


def builder_page(
    bench: Workbench,
    form: BuilderForm,
    *,
    action: str,
    templates: tuple[Template, ...] = (),
    following: tuple[Following, ...] = (),
    newer: Newer | None = None,
) -> BuilderPage:
    """The page around a form. `templates` are those it was opened from, none for a revision."""
    course = bench.course
    return BuilderPage(
        title=_("Programme for %(name)s", name=short_name(course.patient_name)),
        under=_under(bench, templates),
        back_href=url_for("caseload.course", course_id=course.id),
        action=action,
        form=form,
        wrong=_wrong(form),
        phases=_phase_views(bench, form, templates),
        first_name=course.patient_name.split()[0],
        patient_language=course.patient_language,
        asks_reason=form.opened_on != 0,
        notes=notes_for_builder(bench, templates),
        template_code=templates[0].code if templates else None,
        following=following,
        newer=newer,
    )


def followers(
    bench: Workbench, all_templates: tuple[Template, ...], chosen: str, language: str
) -> tuple[Following, ...]:
    """The templates that may follow as the next phase."""
    return tuple(
        Following(code=t.code, name=t.name.in_(language), chosen=t.code == chosen)
        for t in all_templates
        if may_have(t, bench.course.patient_born_on, bench.today)
    )


def newer_note(bench: Workbench, href: str) -> Newer:
    """Who signed what while this form stood open."""
    latest = bench.programme.latest
    who, number = (latest.signed_by, latest.number) if latest else (_("Someone"), 0)
    text = _("%(name)s signed version %(number)s after you opened this page.", name=who, number=number)
    return Newer(text=str(text), href=href)


def _under(bench: Workbench, templates: tuple[Template, ...]) -> str:
    version = bench.programme.in_force(bench.today) or bench.programme.latest
    if version is None:
        return str(_("First programme"))
    span = version.phase_on(bench.today)
    week = max(1, min(span.week_on(bench.today), span.weeks))
    now = _("%(phase)s, week %(week)s of %(weeks)s", phase=phase_name(span.phase), week=week, weeks=span.weeks)
    return str(_("Now: %(now)s", now=now) if templates else now)


def _phase_views(bench: Workbench, form: BuilderForm, templates: tuple[Template, ...]) -> tuple[PhaseView, ...]:
    version = None if templates else bench.programme.latest
    starts_on = version.phases[0].starts_on if version else form.effective_on.data
    views = []
    for position, entry in enumerate(form.phases):
        phase: PhaseForm = entry.form
        week = (bench.today - starts_on).days // 7 + 1 if version and starts_on else 0
        origin = _rows_of(templates[position] if position < len(templates) else signed_from(version))
        known = Phase(phase.phase.data) if phase.phase.data in list(Phase) else None
        rows = tuple(_row_view(bench, row.form, origin, week) for row in phase.rows)
        views.append(
            PhaseView(
                form=phase,
                name=phase_name(known) if known else "",
                patient_name=phase_name(known, bench.course.patient_language) if known else "",
                begins=date_words(starts_on) if starts_on else "",
                rows=rows,
                can_add=len(phase.rows) < MOST_ROWS,
                preview=_preview(bench, rows),
            )
        )
        starts_on = _next_start(starts_on, phase.weeks.data)
    return tuple(views)


def _next_start(starts_on: date | None, weeks: int | None) -> date | None:
    """When the next phase begins; not known while a date or a length is wrong."""
    if starts_on is None or not weeks or weeks > LONGEST_PHASE:
        return None
    return starts_on + weeks * WEEK if starts_on.year < date.max.year - 1 else None


def _rows_of(template: Template | None) -> Mapping[tuple[str, int], TemplateRow]:
    """A template's rows by exercise and first week: what a row of the form came from."""
    return {(row.exercise_code, row.week_from): row for row in template.rows} if template else {}


def _row_view(bench: Workbench, row: RowForm, origin: Mapping[tuple[str, int], TemplateRow], week: int) -> RowView:
    code = row.exercise_code.data if row.exercise_code.data in exercises() else None
    kind = exercise(code).kind if code else None
    first, last = row.week_from.data, row.week_to.data
    of_template, language = origin.get((code or "", first or 0)), chosen_language()
    return RowView(
        form=row,
        name=exercise_name(code) if code else str(_("Exercise")),
        drawing=drawing_of(code) if code else None,
        kind=kind_look(kind),
        kind_words=kind_words(kind) if kind else "",
        optional=of_template is not None and of_template.optional,
        step_up=of_template.progression.in_(language) if of_template else "",
        step_down=of_template.regression.in_(language) if of_template else "",
        is_now=bool(week and first and last and first <= week <= last),
        reads=_reads(row, bench.course.patient_language),
    )


def _reads(row: RowForm, language: str) -> str | None:
    try:
        return dose_text(_dose(row), language)
    except (DoseError, TypeError, ValueError):
        return None


def _preview(bench: Workbench, rows: tuple[RowView, ...]) -> tuple[tuple[str, str, str, str], ...]:
    language = bench.course.patient_language
    seen = []
    for row in rows:
        first, last = row.form.week_from.data, row.form.week_to.data
        if row.form.keep.data and row.reads and row.kind_words and first and last:
            name = exercise_name(str(row.form.exercise_code.data), language)
            seen.append((name, row.kind, weeks_words(first, last, language), row.reads))
    return tuple(seen)


def _wrong(form: BuilderForm) -> WrongFields:
    """All wrong fields, those inside a row named by its exercise too."""
    exercise_of: dict[str, str] = {}
    for entry in form.phases:
        for row in entry.form.rows:
            code = row.form.exercise_code.data
            prefix = f"{exercise_name(code)}: " if code in exercises() else ""
            exercise_of |= {field.id: prefix for field in row.form}
    fields = (
        WrongField(
            id=field.id,
            type="HiddenField" if isinstance(field, HiddenField) else field.type,
            label=Label(field.id, f"{exercise_of.get(field.id, '')}{field.label.text}"),
            errors=tuple(str(error) for error in field.errors),
        )
        for field in wrong_fields(form)
    )
    return WrongFields(fields=tuple(fields), form_errors=tuple(form.form_errors))


def start_reason(bench: Workbench, template: Template) -> str:
    """The first words of why, when one programme takes over from another, in the patient's language."""
    if not bench.programme.versions:
        return ""
    name = phase_name(template.phase, bench.course.patient_language)
    words = {"da": f"Vi går videre med et nyt program: {name}.", "en": f"We go on with a new programme: {name}."}
    return words[bench.course.patient_language]

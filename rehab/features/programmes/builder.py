"""The builder: a draft as a filled-in form, a form as a draft, and the page around it."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from wtforms import HiddenField
from wtforms.fields import Label

from rehab import clock
from rehab.clinical.activity import ActivityRule, usual_activity_rule
from rehab.clinical.dose import DoseError, Side
from rehab.clinical.phases import Phase
from rehab.clinical.plan_rules import PlanSentences
from rehab.content import Template
from rehab.features.programmes.builder_pages import BuilderPage, Following, Newer, WrongField, WrongFields
from rehab.features.programmes.drafts import Draft, DraftPhase, DraftRow, version_of
from rehab.features.programmes.editing import Pressed
from rehab.features.programmes.forms import (
    LONGEST_PHASE,
    MOST_PHASES,
    MOST_REVIEWS,
    BuilderForm,
    PhaseForm,
    wrong_fields,
)
from rehab.features.programmes.notes import notes_for_builder
from rehab.features.programmes.previewing import first_start, preview
from rehab.features.programmes.queries import Workbench
from rehab.features.programmes.services import effective_window, may_have
from rehab.features.programmes.values import dose_in, draft_values
from rehab.features.programmes.views import phase_views
from rehab.records.programmes import DAY, WEEK, ReviewPoint, Version
from rehab.web.access import viewer
from rehab.web.activity_words import activity_words
from rehab.web.doses import exercise_name, phase_name
from rehab.web.exercises import is_exercise
from rehab.web.language import in_language
from rehab.web.words import date_words, short_name

NOTHING = Pressed()


def filled_form(bench: Workbench, draft: Draft) -> BuilderForm:
    """The form as it opens."""
    activity = draft.activity or usual_activity_rule(draft.phases[-1].phase)
    return BuilderForm(
        formdata=None, data={"seen": str(bench.number), **draft_values(replace(draft, activity=activity))}
    )


def sent_form(bench: Workbench, kept: Any = None, seen: str | None = None) -> BuilderForm:
    """The form as it was sent, knowing which dates may be chosen and whether a reason is owed.

    Both follow from the version it was opened on: a form sent again is judged as it was the first time. `kept` is one
    that had been set aside; `seen` the number of another version that it is to follow.
    """
    form = BuilderForm() if kept is None else BuilderForm(kept)
    for entries in (form.phases.entries, *(entry.form.rows.entries for entry in form.phases)):
        entries.sort(key=lambda entry: entry.form.at)
    if seen is not None:
        form.seen.data = seen
    form.allowed = effective_window(
        bench.course, bench.today, first=form.opened_on == 0, free_from=bench.programme.free_from
    )
    form.reason_needed = form.opened_on != 0
    return form


def draft_of(form: BuilderForm) -> Draft:
    """What a valid form asks to have signed. Raises TypeError, ValueError or DoseError for one that is not."""
    plan = PlanSentences(
        str(form.plan_green.data), str(form.plan_yellow.data), str(form.plan_amber.data), str(form.plan_red.data)
    )
    phases = tuple(_draft_phase(phase) for phase in form.standing)
    weeks = ((entry.form.week.data, entry.form.why.data or "") for entry in form.reviews)
    reviews = sorted((ReviewPoint(week, why) for week, why in weeks if week), key=lambda point: point.week)
    if form.effective_on.data is None:
        raise ValueError("no date")
    rule = ActivityRule(form.activity_rule.data)
    return Draft(form.effective_on.data, phases, plan, form.reason.data or "", tuple(reviews), rule)


def _draft_phase(phase: PhaseForm) -> DraftPhase:
    rows = (
        DraftRow(
            str(row.exercise_code.data),
            Side(row.side.data),
            row.week_from.data or 1,
            row.week_to.data or 1,
            dose_in(row),
        )
        for row in phase.kept
    )
    return DraftPhase(Phase(str(phase.phase.data)), phase.weeks.data or 1, tuple(rows), str(phase.origin.data or ""))


def draft_version(bench: Workbench, form: BuilderForm, *, goes_on: bool) -> Version | None:
    """What the form would be once signed, to be read beforehand; None while a field is so wrong that it cannot be."""
    codes = [row.exercise_code.data for phase in form.standing for row in phase.kept]
    earliest, latest = form.allowed
    begins = form.effective_on.data
    if not codes or not all(map(is_exercise, codes)) or begins is None or not earliest <= begins <= latest:
        return None
    try:
        return version_of(
            draft_of(form),
            number=bench.programme.next_number,
            first_starts_on=first_start(bench, begins, goes_on=goes_on),
            by=viewer().name,
            at=clock.now(),
        )
    except (DoseError, TypeError, ValueError, OverflowError):
        return None


def builder_page(
    bench: Workbench,
    form: BuilderForm,
    *,
    action: str,
    templates: tuple[Template, ...] = (),
    following: tuple[Following, ...] = (),
    newer: Newer | None = None,
    pressed: Pressed = NOTHING,
) -> BuilderPage:
    """The page around a form. `templates` are those it was opened from, none for a revision."""
    course, goes_on = bench.course, not templates
    version = draft_version(bench, form, goes_on=goes_on)
    begins = first_start(bench, form.effective_on.data, goes_on=goes_on) if form.effective_on.data else None
    return BuilderPage(
        title=_("Programme for %(name)s", name=short_name(course.patient_name)),
        under=_under(bench, templates),
        back_href=url_for("caseload.course", course_id=course.id),
        action=action,
        form=form,
        wrong=_wrong(form),
        phases=phase_views(bench, form, begins, pressed, goes_on=goes_on),
        first_name=course.patient_name.split()[0],
        patient_language=course.patient_language,
        asks_reason=form.opened_on != 0,
        notes=notes_for_builder(bench, templates),
        following=following,
        reviews_on=tuple(_about(begins, entry.form.week.data) for entry in form.reviews),
        can_add_review=len(form.reviews) < MOST_REVIEWS,
        can_add_phase=len(form.phases) < MOST_PHASES,
        activity={rule.value: _in_patients_words(bench, rule) for rule in ActivityRule},
        told=pressed.told,
        focus=pressed.at,
        preview=preview(bench, version) if version else None,
        newer=newer,
    )


def _about(begins: date | None, week: int | None) -> str:
    """The last day of a week, as a review point says it."""
    if begins is None or not week or not 0 < week <= LONGEST_PHASE or begins.year > date.max.year - 2:
        return ""
    return date_words(begins + WEEK * week - DAY)


def _in_patients_words(bench: Workbench, rule: ActivityRule) -> str:
    with in_language(bench.course.patient_language):
        return activity_words(rule, bench.course.condition)


def followers(
    bench: Workbench, all_templates: tuple[Template, ...], chosen: str, language: str
) -> tuple[Following, ...]:
    """The templates that may follow as the next phase."""
    return tuple(
        Following(code=t.code, name=t.name.in_(language), chosen=t.code == chosen)
        for t in all_templates
        if may_have(t, bench.course.patient_born_on, bench.today)
    )


def _under(bench: Workbench, templates: tuple[Template, ...]) -> str:
    version = bench.programme.in_force(bench.today) or bench.programme.latest
    if version is None:
        return str(_("First programme"))
    span = version.phase_on(bench.today)
    week = max(1, min(span.week_on(bench.today), span.weeks))
    now = _("%(phase)s, week %(week)s of %(weeks)s", phase=phase_name(span.phase), week=week, weeks=span.weeks)
    return str(_("Now: %(now)s", now=now) if templates else now)


def _wrong(form: BuilderForm) -> WrongFields:
    """All wrong fields, those inside a row named by its exercise too."""
    exercise_of: dict[str, str] = {}
    for entry in form.phases:
        for row in entry.form.rows:
            code = row.form.exercise_code.data
            prefix = f"{exercise_name(code)}: " if is_exercise(code) else ""
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

"""A programme not yet signed: what the builder's form holds, what a template or an earlier version gives it.

template ──┐
           ├─> draft ─> form ─> draft ─> a new signed version
version ───┘
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from rehab.clinical.activity import ActivityRule, usual_activity_rule
from rehab.clinical.dose import Dose, Side
from rehab.clinical.phases import Phase
from rehab.clinical.plan_rules import PlanSentences
from rehab.content import Template, templates
from rehab.records.programmes import DAY, WEEK, PhaseSpan, Prescribed, ReviewPoint, Version
from rehab.web.exercises import exercise

# What a review point in a usual week is about, until the practitioner writes something else.
WHY = {
    4: {"da": "Er vi på rette vej?", "en": "Are we on the right track?"},
    8: {"da": "Er der en bedring, der kan mærkes?", "en": "Is there a change that can be felt?"},
    12: {"da": "Status, og hvad der så skal ske", "en": "Where we stand, and what comes next"},
}


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One exercise in some weeks of a phase (both included, the first is 1) with its dose and side."""

    exercise_code: str
    side: Side
    week_from: int
    week_to: int
    dose: Dose


@dataclass(frozen=True, slots=True)
class DraftPhase:
    """One phase of a draft; when it begins follows from the phases before it.

    `origin` is the code of the template its rows came from, empty for none: it says nothing about what is signed.
    """

    phase: Phase
    weeks: int
    rows: tuple[DraftRow, ...]
    origin: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be signed, in force from `effective_on`."""

    effective_on: date
    phases: tuple[DraftPhase, ...]
    plan: PlanSentences
    reason: str
    reviews: tuple[ReviewPoint, ...] = ()
    activity: ActivityRule | None = None


def phase_from_template(template: Template, side: Side) -> DraftPhase:
    """A template's rows as they stand, for the sore side."""
    rows = (DraftRow(row.exercise_code, side, row.week_from, row.week_to, row.dose) for row in template.rows)
    return DraftPhase(template.phase, template.weeks, tuple(rows), template.code)


def reviews_of(template: Template, language: str) -> tuple[ReviewPoint, ...]:
    """A template's review points, with what they are about in the usual weeks."""
    return tuple(
        ReviewPoint(week, WHY[week][language] if week in WHY else "") for week in template.review_weeks if week
    )


def draft_from_templates(
    templates: Iterable[Template], *, side: Side, language: str, effective_on: date, reason: str
) -> Draft:
    """One phase per template, in order; plan sentences, review points and the usual rule for sport are the first's."""
    chosen = tuple(templates)
    phases = tuple(phase_from_template(template, side) for template in chosen)
    first = chosen[0]
    return Draft(
        effective_on,
        phases,
        first.plan.in_(language),
        reason,
        reviews_of(first, language),
        usual_activity_rule(first.phase),
    )


def draft_from_version(version: Version) -> Draft:
    """A signed version as it stands."""
    phases = tuple(_phase(span, version.template_code) for span in version.phases)
    return Draft(version.effective_on, phases, version.plan, version.reason, version.reviews, version.activity)


def version_of(draft: Draft, *, number: int, first_starts_on: date, by: str, at: datetime) -> Version:
    """A draft as the version it would be, for reading only: its prescriptions have no ids yet."""
    spans, starts_on = [], first_starts_on
    for phase in draft.phases:
        spans.append(_span(phase, starts_on))
        starts_on += WEEK * phase.weeks
    return Version(
        id=0,
        number=number,
        effective_on=draft.effective_on,
        template_code=draft.phases[0].origin or None,
        plan=draft.plan,
        reason=draft.reason,
        signed_at=at,
        signed_by=by,
        phases=tuple(spans),
        reviews=draft.reviews,
        activity=draft.activity,
    )


def _span(phase: DraftPhase, starts_on: date) -> PhaseSpan:
    last_on = starts_on + WEEK * phase.weeks - DAY
    items = (
        Prescribed(
            id=0,
            exercise_code=row.exercise_code,
            side=row.side,
            week_from=row.week_from,
            week_to=row.week_to,
            first_on=starts_on + WEEK * (row.week_from - 1),
            last_on=min(starts_on + WEEK * row.week_to - DAY, last_on),
            dose=row.dose,
            own_kind=exercise(row.exercise_code).kind,
        )
        for row in phase.rows
    )
    return PhaseSpan(phase.phase, starts_on, phase.weeks, tuple(items))


def _phase(span: PhaseSpan, template_code: str | None) -> DraftPhase:
    rows = (
        DraftRow(item.exercise_code, item.side, item.week_from, item.week_to, item.dose) for item in span.prescriptions
    )
    known = templates().get(template_code or "")
    return DraftPhase(span.phase, span.weeks, tuple(rows), known.code if known and known.phase is span.phase else "")

"""A programme not yet signed: what the builder's form holds, what a template or an earlier version gives it.

template ──┐
           ├─> draft ─> form ─> draft ─> a new signed version
version ───┘
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rehab.clinical.dose import Dose, Side
from rehab.clinical.phases import Phase
from rehab.clinical.plan_rules import PlanSentences
from rehab.content import Template
from rehab.records.programmes import PhaseSpan, Version


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
    """One phase of a draft; when it begins follows from the phases before it."""

    phase: Phase
    weeks: int
    rows: tuple[DraftRow, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be signed, in force from `effective_on`."""

    effective_on: date
    phases: tuple[DraftPhase, ...]
    plan: PlanSentences
    reason: str


def phase_from_template(template: Template, side: Side) -> DraftPhase:
    """A template's rows as they stand, for the sore side."""
    rows = (DraftRow(row.exercise_code, side, row.week_from, row.week_to, row.dose) for row in template.rows)
    return DraftPhase(template.phase, template.weeks, tuple(rows))


def draft_from_templates(
    templates: Iterable[Template], *, side: Side, language: str, effective_on: date, reason: str
) -> Draft:
    """One phase per template, in order; the plan sentences of the first, in the patient's language."""
    chosen = tuple(templates)
    phases = tuple(phase_from_template(template, side) for template in chosen)
    return Draft(effective_on, phases, chosen[0].plan.in_(language), reason)


def draft_from_version(version: Version) -> Draft:
    """A signed version as it stands."""
    return Draft(version.effective_on, tuple(map(_phase, version.phases)), version.plan, version.reason)


def _phase(span: PhaseSpan) -> DraftPhase:
    rows = (
        DraftRow(item.exercise_code, item.side, item.week_from, item.week_to, item.dose) for item in span.prescriptions
    )
    return DraftPhase(span.phase, span.weeks, tuple(rows))

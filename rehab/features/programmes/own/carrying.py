"""A programme without its patient: what a template or another course may take from it.

Exercises, doses and weeks go along. Names, notes, reasons and the sentences of the plan stay, and so do the sides (the
other course has its own) and the kilograms (nobody else's strength).
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from rehab.clinical.dose import Side
from rehab.content import PlanTexts, Template, TemplateRow
from rehab.features.programmes.drafts import DraftPhase, DraftRow
from rehab.records.own_templates import NOTHING

SHORTEST_NAME = 2


def carried(phase: DraftPhase, side: Side) -> DraftPhase:
    """A phase for another side. What stood once for each side stands once."""
    kept: list[DraftRow] = []
    for row in phase.rows:
        if not any(_collide(row, other) for other in kept):
            kept.append(replace(row, side=side, dose=replace(row.dose, load_kg=None)))
    return DraftPhase(phase.phase, phase.weeks, tuple(kept), phase.origin)


def as_template(phase: DraftPhase, base: Template, plan: PlanTexts) -> Template:
    """A phase as a template of no one's, for the condition and the age of the one it was built on."""
    rows = tuple(_template_row(row) for row in carried(phase, Side.BOTH).rows)
    return replace(
        base,
        phase=phase.phase,
        weeks=phase.weeks,
        rows=rows,
        plan=plan,
        review_weeks=tuple(week for week in base.review_weeks if week <= phase.weeks),
    )


def names_in(text: str, people: Iterable[str]) -> str | None:
    """The first part of anybody's name that stands in a text as a word of its own, in the genitive too.

    >>> names_in("Ring til mig, Karens hæl er øm", ["Karen Sommer"]), names_in("Om sommeren", ["Karen Sommer"])
    ('Karen', None)
    """
    for person in people:
        for part in person.split():
            if len(part) >= SHORTEST_NAME and re.search(rf"\b{re.escape(part)}(?:s|'s)?\b", text, re.IGNORECASE):
                return part
    return None


def _collide(row: DraftRow, other: DraftRow) -> bool:
    is_same = row.exercise_code == other.exercise_code
    return is_same and row.week_from <= other.week_to and other.week_from <= row.week_to


def _template_row(row: DraftRow) -> TemplateRow:
    return TemplateRow(row.exercise_code, row.week_from, row.week_to, row.dose, False, NOTHING, NOTHING, ())

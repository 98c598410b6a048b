"""A draft as the values of the builder's form, and what was typed in a row as a dose."""

from typing import Any

from rehab.clinical.dose import Dose, LoadKind, Tempo
from rehab.features.programmes.drafts import Draft, DraftPhase, DraftRow
from rehab.features.programmes.forms import RowForm
from rehab.records.programmes import dose_columns

DOSE_FIELDS = ("sets", "reps", "rm", "hold_s", "load_kg", "rest_s", "interval_days", "times_a_day")
NEVER_EMPTY = ("reps", "rest_s", "interval_days", "times_a_day")


def draft_values(draft: Draft) -> dict[str, Any]:
    """A draft as it fills the form."""
    plan = draft.plan
    return {
        "effective_on": draft.effective_on,
        "phases": [phase_values(phase) for phase in draft.phases],
        "plan_green": plan.green,
        "plan_yellow": plan.yellow,
        "plan_amber": plan.amber,
        "plan_red": plan.red,
        "activity_rule": draft.activity.value if draft.activity else None,
        "reviews": [{"week": point.week, "why": point.why} for point in draft.reviews],
        "reason": draft.reason,
    }


def phase_values(phase: DraftPhase) -> dict[str, Any]:
    """One phase with its rows."""
    rows = [row_values(row) for row in phase.rows]
    return {"phase": phase.phase.value, "origin": phase.origin, "weeks": phase.weeks, "rows": rows}


def row_values(row: DraftRow) -> dict[str, Any]:
    """One row with its dose."""
    return {
        "keep": True,
        "exercise_code": row.exercise_code,
        "side": row.side.value,
        "week_from": row.week_from,
        "week_to": row.week_to,
        **dose_columns(row.dose),
        "load": row.dose.load.value,
    }


def dose_in(row: RowForm) -> Dose:
    """The dose typed in a row. Raises TypeError, ValueError or DoseError while it is wrong."""
    tempo: list[Any] = [row.up_s.data, row.top_s.data, row.down_s.data]
    typed: dict[str, Any] = {name: getattr(row, name).data for name in DOSE_FIELDS}
    if any(typed[name] is None for name in NEVER_EMPTY):
        raise ValueError("a number is missing")
    return Dose(tempo=Tempo(*tempo) if tempo != [None] * 3 else None, load=LoadKind(row.load.data), **typed)

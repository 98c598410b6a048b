"""The clinic's own templates: one the whole chain has, one of the practitioner one can become that is to be reviewed,
and one of a colleague's that is proposed to the chain.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from rehab.content import Template, TemplateRow, template
from rehab.demo.diary import DAY, at
from rehab.demo.rows import Rows
from rehab.demo.staff import Practitioner, Staff
from rehab.models import ProgrammeTemplate, TemplateScope
from rehab.records.own_templates import content_of

NINE = 9 * 60


@dataclass(frozen=True)
class Told:
    """One template: what it was built on and how it differs, whose it is, who finds it, when it is to be reviewed."""

    name: str
    base: str
    change: Callable[[TemplateRow], TemplateRow]
    owner: Practitioner
    scope: TemplateScope
    review_in: int
    is_proposed: bool = False


def write_templates(rows: Rows, staff: Staff, today: date) -> None:
    """Store them, made some months ago."""
    told = (
        Told("Tung træning med lang pause", "T2", _long_rest, staff.ida, TemplateScope.CHAIN, 240),
        Told("Rolig start, to sæt", "T1", _two_sets, staff.ida, TemplateScope.OWN, -20),
        Told("Vedligehold en gang om ugen", "T4", _weekly, staff.bo, TemplateScope.BRANCH, 300, is_proposed=True),
    )
    for number, each in enumerate(told, start=1):
        _write(rows, each, number, today)


def _write(rows: Rows, told: Told, number: int, today: date) -> None:
    base = template(told.base)
    made_at = at(today - (40 * number + 60) * DAY, NINE)
    about: Template = replace(base, rows=tuple(told.change(row) for row in base.rows))
    rows.add(
        ProgrammeTemplate,
        client_key=f"demo-template-{number}",
        name=told.name,
        condition=base.condition,
        phase=base.phase,
        scope=told.scope,
        branch_id=told.owner.branch_id if told.scope is not TemplateScope.OWN else None,
        owner_id=told.owner.id,
        content=content_of(about, told.base),
        review_on=today + told.review_in * DAY,
        edition=1,
        proposed_at=at(today - 3 * DAY, NINE) if told.is_proposed else None,
        made_at=made_at,
        changed_at=made_at,
        changed_by_id=told.owner.id,
    )


def _long_rest(row: TemplateRow) -> TemplateRow:
    return replace(row, dose=replace(row.dose, rest_s=180)) if row.dose.tempo else row


def _two_sets(row: TemplateRow) -> TemplateRow:
    return replace(row, dose=replace(row.dose, sets=2)) if row.dose.tempo else row


def _weekly(row: TemplateRow) -> TemplateRow:
    return replace(row, dose=replace(row.dose, interval_days=7))

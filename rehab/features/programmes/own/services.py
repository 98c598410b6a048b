"""Own templates are saved, changed, retired and given to the chain. No programme that runs is ever touched by it.

Saved by its owner for themselves or their branch; the chain gets it when an administrator says yes to a proposal.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.clinical.phases import Phase
from rehab.db import AnySession
from rehab.models import ProgrammeTemplate, Role, TemplateScope
from rehab.records import audit
from rehab.refusals import Refused


class ChangedMeanwhile(Refused):
    """The template was changed or retired after the form was opened."""


@dataclass(frozen=True, slots=True)
class TemplateValues:
    """What is stored of a template. Scope chain by a practitioner is a proposal, until an administrator says yes."""

    name: str
    condition: str
    phase: Phase
    scope: TemplateScope
    branch_id: int | None
    review_on: date
    content: dict[str, Any]


def save_template(session: AnySession, *, values: TemplateValues, client_key: str, by: int, now: datetime) -> int:
    """Store a new template; the same key again is the same one. Returns its id."""
    row = ProgrammeTemplate(
        client_key=client_key,
        owner_id=by,
        edition=1,
        made_at=now,
        changed_at=now,
        changed_by_id=by,
        **_columns(values, has_chain=False, now=now),
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        stored = session.scalar(
            sa.select(ProgrammeTemplate.id).where(
                ProgrammeTemplate.owner_id == by, ProgrammeTemplate.client_key == client_key
            )
        )
        if stored is None:
            raise
        return stored
    _note(session, row.id, by, Role.PRACTITIONER, now)
    return row.id


def change_template(
    session: AnySession, *, template_id: int, seen: int, values: TemplateValues, by: int, now: datetime
) -> None:
    """Change an own template that stands in edition `seen`. The same change again is no change.

    Raises ChangedMeanwhile when it stands in another edition, or is retired.
    """
    row = session.get(ProgrammeTemplate, template_id, with_for_update=True, populate_existing=True)
    if row is None or row.owner_id != by or row.retired_at is not None:
        raise ChangedMeanwhile
    columns = _columns(values, has_chain=row.scope is TemplateScope.CHAIN, now=now)
    is_same = all(getattr(row, name) == value for name, value in columns.items() if name != "proposed_at")
    if is_same and bool(row.proposed_at) == bool(columns["proposed_at"]):
        return
    if row.edition != seen:
        raise ChangedMeanwhile
    for name, value in columns.items():
        setattr(row, name, value)
    row.edition, row.changed_at, row.changed_by_id = seen + 1, now, by
    _note(session, template_id, by, Role.PRACTITIONER, now)


def retire_template(session: AnySession, *, template_id: int, by: int, role: Role, now: datetime) -> None:
    """Take a template out of the list; what was signed from it goes on. Once is enough."""
    row = session.get_one(ProgrammeTemplate, template_id, with_for_update=True, populate_existing=True)
    if row.retired_at is None:
        row.retired_at, row.retired_by_id = now, by
        _note(session, template_id, by, role, now)


def give_to_chain(session: AnySession, *, template_id: int, agreed: bool, by: int, now: datetime) -> bool:
    """Answer a proposal, or take one back from the chain. False when there is nothing to answer."""
    row = session.get(ProgrammeTemplate, template_id, with_for_update=True, populate_existing=True)
    if row is None or row.retired_at is not None:
        return False
    if agreed == (row.scope is TemplateScope.CHAIN) and row.proposed_at is None:
        return True
    if agreed and row.proposed_at is None:
        return False
    row.scope = TemplateScope.CHAIN if agreed else TemplateScope.BRANCH if row.branch_id else TemplateScope.OWN
    row.proposed_at, row.edition, row.changed_at, row.changed_by_id = None, row.edition + 1, now, by
    _note(session, template_id, by, Role.ADMIN, now)
    return True


def _columns(values: TemplateValues, *, has_chain: bool, now: datetime) -> dict[str, Any]:
    scope, proposed_at = values.scope, None
    if scope is TemplateScope.CHAIN and not has_chain:
        scope = TemplateScope.BRANCH if values.branch_id else TemplateScope.OWN
        proposed_at = now
    return {
        "name": values.name,
        "condition": values.condition,
        "phase": values.phase,
        "scope": scope,
        "branch_id": values.branch_id if values.scope is not TemplateScope.OWN else None,
        "review_on": values.review_on,
        "content": values.content,
        "proposed_at": proposed_at,
    }


def _note(session: AnySession, template_id: int, by: int, role: Role, now: datetime) -> None:
    """The audit line: a template is about no patient."""
    audit.record(
        session,
        action="wrote",
        subject=f"programme_template {template_id}",
        patient_id=None,
        course_id=None,
        actor_id=by,
        actor_role=role,
        now=now,
    )

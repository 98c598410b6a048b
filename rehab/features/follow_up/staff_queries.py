"""What was planned and what was decided in a course, with who and when: a statement each."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from rehab.db import AnySession
from rehab.models import Decision, FollowUpDecision, Person, PlanEnding, PlannedFollowUp, ProgrammeVersion

MOST_LINES = 50
Ender = aliased(Person)


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned follow-up; `version` is the number of the version whose review point it is."""

    id: int
    due_on: date
    why: str
    version: int | None
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    ended_by: str | None
    ending: PlanEnding | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was stored; `due_on` is the day of the planned follow-up it is about, if it is about one."""

    rule: str
    due_on: date | None
    decision: Decision
    until: date | None
    reason: str
    decided_at: datetime
    decided_by: str


def plans(session: AnySession, course_id: int) -> list[Plan]:
    """Everything planned, the furthest ahead first."""
    rows = session.execute(
        sa.select(
            PlannedFollowUp.id,
            PlannedFollowUp.due_on,
            PlannedFollowUp.why,
            ProgrammeVersion.number,
            PlannedFollowUp.made_at,
            Person.name,
            PlannedFollowUp.ended_at,
            Ender.name,
            PlannedFollowUp.ending,
        )
        .join(Person, Person.id == PlannedFollowUp.made_by_id)
        .outerjoin(Ender, Ender.id == PlannedFollowUp.ended_by_id)
        .outerjoin(ProgrammeVersion, ProgrammeVersion.id == PlannedFollowUp.version_id)
        .where(PlannedFollowUp.course_id == course_id)
        .order_by(PlannedFollowUp.due_on.desc(), PlannedFollowUp.id.desc())
        .limit(MOST_LINES)
    )
    return [Plan(*row) for row in rows]


def decisions(session: AnySession, course_id: int) -> list[Decided]:
    """Every decision, latest first."""
    rows = session.execute(
        sa.select(
            FollowUpDecision.rule,
            PlannedFollowUp.due_on,
            FollowUpDecision.decision,
            FollowUpDecision.until,
            FollowUpDecision.reason,
            FollowUpDecision.decided_at,
            Person.name,
        )
        .join(Person, Person.id == FollowUpDecision.decided_by_id)
        .outerjoin(PlannedFollowUp, PlannedFollowUp.id == FollowUpDecision.planned_id)
        .where(FollowUpDecision.course_id == course_id)
        .order_by(FollowUpDecision.id.desc())
        .limit(MOST_LINES)
    )
    return [Decided(*row) for row in rows]


def plan_of(session: AnySession, course_id: int, plan_id: int) -> PlannedFollowUp | None:
    """A planned follow-up of the course; None for another's."""
    return session.scalars(
        sa.select(PlannedFollowUp).where(PlannedFollowUp.id == plan_id, PlannedFollowUp.course_id == course_id)
    ).one_or_none()

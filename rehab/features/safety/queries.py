"""The list as it was answered in a course, and who has opened the course since."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from rehab.clinical.safety import Level
from rehab.db import AnySession
from rehab.models import AuditEvent, Occasion, Person, Role, WarningReport

MOST_REPORTS = 60
MOST_OPENINGS = 200
Clearer = aliased(Person, name="clearer")


@dataclass(frozen=True, slots=True)
class Report:
    """The list answered once; `level` is None when nothing was ticked."""

    id: int
    occasion: Occasion
    checklist_version: int
    lines: list[str]
    level: Level | None
    reported_on: date
    reported_at: datetime
    reported_by: str
    cleared_at: datetime | None
    cleared_by: str | None
    cleared_note: str | None

    @property
    def stands(self) -> bool:
        """Ticked, and not cleared."""
        return self.level is not None and self.cleared_at is None


def reports(session: AnySession, course_id: int) -> list[Report]:
    """The latest answers of a course, latest first; whatever stands is among them."""
    columns = (
        WarningReport.id,
        WarningReport.occasion,
        WarningReport.checklist_version,
        WarningReport.lines,
        WarningReport.level,
        WarningReport.reported_on,
        WarningReport.reported_at,
        Person.name,
        WarningReport.cleared_at,
        Clearer.name,
        WarningReport.cleared_note,
    )
    stands = sa.and_(WarningReport.level.is_not(None), WarningReport.cleared_at.is_(None))
    rows = session.execute(
        sa.select(*columns)
        .join(Person, Person.id == WarningReport.reported_by_id)
        .outerjoin(Clearer, Clearer.id == WarningReport.cleared_by_id)
        .where(WarningReport.course_id == course_id)
        .order_by(sa.case((stands, 0), else_=1), WarningReport.id.desc())
        .limit(MOST_REPORTS)
    )
    return [Report(*row) for row in rows]


def openings(session: AnySession, patient_id: int, course_id: int, since: datetime) -> list[tuple[datetime, str]]:
    """When a practitioner opened the course or its warning signs, and who, oldest first."""
    rows = session.execute(
        sa.select(AuditEvent.at, Person.name)
        .join(Person, Person.id == AuditEvent.actor_id)
        .where(
            AuditEvent.patient_id == patient_id,
            AuditEvent.course_id == course_id,
            AuditEvent.actor_role == Role.PRACTITIONER,
            AuditEvent.action.startswith("read"),
            AuditEvent.subject.in_(("course", "warning_signs")),
            AuditEvent.at >= since,
        )
        .order_by(AuditEvent.at, AuditEvent.id)
        .limit(MOST_OPENINGS)
    )
    return [(at, name) for at, name in rows]

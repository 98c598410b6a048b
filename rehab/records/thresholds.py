"""The thresholds of the follow-up rules in force for a course: the defaults, and what its practitioner changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from rehab.clinical.thresholds import DEFAULT, ThresholdError, Thresholds
from rehab.db import AnySession
from rehab.models import CourseThresholds, Person


@dataclass(frozen=True, slots=True)
class ThresholdChange:
    """The latest change of a course's thresholds. `number` counts the changes from 1; `changed` those that differ."""

    number: int
    changed: dict[str, float]
    reason: str
    set_at: datetime
    set_by: str

    @property
    def thresholds(self) -> Thresholds:
        """All thresholds, with these changed."""
        return thresholds_from(self.changed)


def in_force(course_id: InstrumentedAttribute[int]) -> sa.ScalarSelect[dict[str, float]]:
    """The latest change as a part of another statement; null where nothing was ever changed."""
    return (
        sa.select(CourseThresholds.changed)
        .where(CourseThresholds.course_id == course_id)
        .order_by(CourseThresholds.number.desc())
        .limit(1)
        .scalar_subquery()
    )


def latest_change(session: AnySession, course_id: int) -> ThresholdChange | None:
    """What was last changed for a course, by whom and why."""
    row = session.execute(
        sa.select(
            CourseThresholds.number,
            CourseThresholds.changed,
            CourseThresholds.reason,
            CourseThresholds.set_at,
            Person.name,
        )
        .join(Person, Person.id == CourseThresholds.set_by_id)
        .where(CourseThresholds.course_id == course_id)
        .order_by(CourseThresholds.number.desc())
        .limit(1)
    ).one_or_none()
    return ThresholdChange(*row) if row else None


def thresholds_from(changed: Mapping[str, float] | None) -> Thresholds:
    """The defaults with a stored change. What is no longer allowed falls back: logging may not stop for it."""
    values = dict(changed or {})
    while values:
        try:
            return DEFAULT.changed(values)
        except ThresholdError as refused:
            # Out of order with one that kept its default: then none of them can be told apart as the wrong one.
            if values.pop(refused.name, None) is None:
                break
    return DEFAULT

"""What a patient left out, or swapped for a lighter exercise, and why: read by the day and by the practitioner."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from rehab.db import AnySession, read
from rehab.models import Prescription, SkippedExercise, SkipReason


@dataclass(frozen=True, slots=True)
class Skipped:
    """One exercise left out on a date; `swapped_for` is the code of what was done instead, if anything."""

    id: int
    prescription_id: int
    exercise_code: str
    skipped_on: date
    why: SkipReason
    swapped_for: str | None
    note: str


SKIPPED = (
    sa.select(
        SkippedExercise.id,
        SkippedExercise.prescription_id,
        Prescription.exercise_code,
        SkippedExercise.skipped_on,
        SkippedExercise.why,
        SkippedExercise.swapped_for,
        SkippedExercise.note,
    )
    .join(Prescription, Prescription.id == SkippedExercise.prescription_id)
    .where(
        SkippedExercise.course_id == sa.bindparam("course_id"),
        SkippedExercise.skipped_on >= sa.bindparam("since"),
        SkippedExercise.superseded_at.is_(None),
    )
    .order_by(SkippedExercise.skipped_on.desc(), SkippedExercise.id)
    .limit(sa.bindparam("most"))
)


def skipped_since(session: AnySession, course_id: int, since: date, most: int = 30) -> list[Skipped]:
    """What was left out from `since`, latest first, at most `most`."""
    rows = read(session, SKIPPED, {"course_id": course_id, "since": since, "most": most})
    return [Skipped(*row) for row in rows]

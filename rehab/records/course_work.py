"""The sets of a course's strength sessions as clinical values, for the load per week and exercise."""

from datetime import date

import sqlalchemy as sa

from rehab.clinical.training_load import LoggedSet
from rehab.db import AnySession, read
from rehab.models import ExerciseSession, ExerciseSet, Prescription, SessionKind
from rehab.records.programmes import dose_of

SETS = (
    sa.select(
        ExerciseSession.done_on,
        ExerciseSet.reps,
        ExerciseSet.load_kg,
        sa.func.count().label("times"),
        ExerciseSet.prescription_id,
    )
    .join(ExerciseSet, ExerciseSet.session_id == ExerciseSession.id)
    .where(
        ExerciseSession.course_id == sa.bindparam("course_id"),
        ExerciseSession.superseded_at.is_(None),
        ExerciseSession.is_practice.is_(False),
        ExerciseSession.kind == SessionKind.STRENGTH,
        ExerciseSession.done_on >= sa.bindparam("since"),
        ExerciseSet.reps > 0,
    )
    .group_by(
        ExerciseSession.id,
        ExerciseSession.done_on,
        ExerciseSet.prescription_id,
        ExerciseSet.reps,
        ExerciseSet.load_kg,
    )
    .order_by(ExerciseSession.done_on, ExerciseSession.id)
)
PRESCRIBED = sa.select(Prescription).where(Prescription.id.in_(sa.bindparam("ids", expanding=True)))


def logged_sets(session: AnySession, course_id: int, since: date) -> tuple[LoggedSet, ...]:
    """Sets in force from `since`, oldest first, each as the prescription it was done under said. Two statements."""
    rows = read(session, SETS, {"course_id": course_id, "since": since}).all()
    found = read(session, PRESCRIBED, {"ids": sorted({row.prescription_id for row in rows})}).all()
    known = {row.id: (row.exercise_code, dose_of(row).seconds_per_rep) for row in found}
    return tuple(
        LoggedSet(row.done_on, exercise, row.reps, row.load_kg, seconds)
        for row in rows
        for exercise, seconds in [known[row.prescription_id]]
        for _ in range(row.times)
    )

"""With which doses an exercise is used in the practitioner's own open courses; the branches they work at."""

from dataclasses import dataclass

import sqlalchemy as sa

from rehab.clinical.dose import Dose
from rehab.db import AnySession
from rehab.models import Branch, Course, Prescription, ProgrammePhase, ProgrammeVersion
from rehab.records.exercises import branches_of
from rehab.records.programmes import dose_of

MOST_DOSES = 20
DOSE = (
    *(Prescription.sets, Prescription.reps, Prescription.rm, Prescription.hold_s),
    *(Prescription.up_s, Prescription.top_s, Prescription.down_s, Prescription.load, Prescription.load_kg),
    *(Prescription.rest_s, Prescription.interval_days, Prescription.times_a_day),
)


@dataclass(frozen=True, slots=True)
class Used:
    """A dose and in how many courses it is or was prescribed."""

    dose: Dose
    courses: int


def doses_in_own_courses(session: AnySession, practitioner_id: int, code: str) -> list[Used]:
    """Of the practitioner's open courses, the most frequent first. One statement."""
    courses = sa.func.count(sa.distinct(Course.id)).label("courses")
    rows = session.execute(
        sa.select(*DOSE, courses)
        .join(ProgrammePhase, ProgrammePhase.id == Prescription.phase_id)
        .join(ProgrammeVersion, ProgrammeVersion.id == ProgrammePhase.version_id)
        .join(Course, Course.id == ProgrammeVersion.course_id)
        .where(
            Course.practitioner_id == practitioner_id,
            Course.closed_at.is_(None),
            Prescription.exercise_code == code,
        )
        .group_by(*DOSE)
        .order_by(courses.desc(), sa.func.min(Prescription.id))
        .limit(MOST_DOSES)
    )
    return [Used(dose_of(row), row.courses) for row in rows]


def own_branches(session: AnySession, practitioner_id: int) -> list[tuple[int, str]]:
    """Id and name of the branches a practitioner works at, by name."""
    rows = session.execute(
        sa.select(Branch.id, Branch.name).where(Branch.id.in_(branches_of(practitioner_id))).order_by(Branch.name)
    )
    return [(id_, name) for id_, name in rows]

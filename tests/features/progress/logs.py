"""What tests of the progress page log, straight into the database."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from rehab.db import AnySession
from rehab.models import Appointment, ExerciseSession, SessionKind
from rehab.records.programmes import programme


def train(
    session: AnySession,
    course_id: int,
    by: int,
    days: list[date],
    kind: SessionKind = SessionKind.STRENGTH,
    load: str | None = "8.0",
    share: float = 1.0,
) -> None:
    """Store an exercise session on each date, under the version then in force."""
    assigned = programme(session, course_id)
    for day in days:
        version = assigned.in_force(day)
        assert version is not None
        keys = [item.id for item in version.prescribed_on(day) if item.is_strength is (kind is SessionKind.STRENGTH)]
        session.add(
            ExerciseSession(
                course_id=course_id,
                version_id=version.id,
                client_key=f"s-{kind}-{day}",
                kind=kind,
                done_on=day,
                reps_done=round(36 * share),
                reps_prescribed=36,
                load_kg=Decimal(load) if load and kind is SessionKind.STRENGTH else None,
                note="",
                prescription_ids=keys,
                logged_at=datetime.combine(day, time(18), tzinfo=UTC),
                logged_by_id=by,
            )
        )
    session.flush()


def visit(session: AnySession, course_id: int, patient: int, practitioner: int, branch: int, day: date) -> None:
    """Store an appointment at ten in the morning."""
    starts_at = datetime.combine(day, time(9), tzinfo=UTC)
    session.add(
        Appointment(
            patient_id=patient,
            course_id=course_id,
            practitioner_id=practitioner,
            branch_id=branch,
            treatment_code="follow_up",
            client_key=f"v-{day}",
            calendar_uid=f"v-{course_id}-{day}",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
            booked_at=starts_at - timedelta(days=10),
            booked_by_id=patient,
        )
    )
    session.flush()


def every_other(first_on: date, times: int) -> list[date]:
    """Dates two days apart."""
    return [first_on + timedelta(days=2 * n) for n in range(times)]

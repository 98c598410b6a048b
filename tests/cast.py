"""The standing cast. Karen (right heel, sixth week, Horsens) is treated by Ida; Ole (both heels, Aarhus C) by Bo, and
neither may see the other's. Rita answers the phone in Horsens, Mona manages it, Adam administers the chain.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.content import template
from rehab.db import AnySession
from rehab.models import (
    Availability,
    Branch,
    Course,
    MorningPain,
    Person,
    Prescription,
    ProgrammePhase,
    ProgrammeVersion,
    Role,
    TreatmentType,
)
from rehab.records.programmes import dose_columns

LONG_AGO = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
STARTED_ON = date(2026, 10, 16)


@dataclass(frozen=True)
class Cast:
    """Ids are what tests need; `person` rows are re-read when more is."""

    karen: int
    ole: int
    ida: int
    bo: int
    rita: int
    mona: int
    adam: int
    horsens: int
    aarhus: int
    karens_course: int
    oles_course: int


def make_cast(session: AnySession) -> Cast:
    """Insert the cast; the caller commits."""
    horsens, aarhus = Branch(slug="horsens", name="Horsens"), Branch(slug="aarhus-c", name="Aarhus C")
    session.add_all([horsens, aarhus])
    session.add_all(
        [
            TreatmentType(code="follow_up", name_da="Opfølgning", name_en="Follow-up", minutes=30, position=1),
            TreatmentType(code="first_visit", name_da="Første besøg", name_en="First visit", minutes=60, position=2),
        ]
    )
    session.flush()
    ida = person(session, "Ida Lund", Role.PRACTITIONER, horsens.id, title="Fysioterapeut")
    bo = person(session, "Bo Friis", Role.PRACTITIONER, aarhus.id, title="Osteopat")
    karen = person(session, "Karen Sommer", Role.PATIENT, horsens.id, born_on=date(1970, 3, 2))
    ole = person(session, "Ole Nørgaard", Role.PATIENT, aarhus.id, born_on=date(1967, 8, 30))
    cast = Cast(
        karen=karen,
        ole=ole,
        ida=ida,
        bo=bo,
        rita=person(session, "Rita Holm", Role.RECEPTION, horsens.id),
        mona=person(session, "Mona Krog", Role.MANAGER, horsens.id),
        adam=person(session, "Adam Bech", Role.ADMIN, None),
        horsens=horsens.id,
        aarhus=aarhus.id,
        karens_course=course(session, karen, ida, horsens.id, Side.RIGHT),
        oles_course=course(session, ole, bo, aarhus.id, Side.BOTH),
    )
    open_hours(session, ida, horsens.id)
    open_hours(session, bo, aarhus.id)
    assign(session, cast.karens_course, by=ida, code="T2", effective_on=STARTED_ON)
    return cast


def person(
    session: AnySession,
    name: str,
    role: Role,
    branch_id: int | None,
    *,
    born_on: date | None = None,
    title: str | None = None,
) -> int:
    """Insert a person; returns the id. E-mail is first.last@example.invalid."""
    email = name.lower().replace(" ", ".").replace("ø", "oe") + "@example.invalid"
    row = Person(
        email=email,
        name=name,
        role=role,
        session_key="key-" + email[:30],
        born_on=born_on,
        title=title,
        home_branch_id=branch_id,
        created_at=LONG_AGO,
    )
    session.add(row)
    session.flush()
    return row.id


def course(
    session: AnySession,
    patient: int,
    practitioner: int,
    branch: int,
    side: Side = Side.RIGHT,
    started_on: date = STARTED_ON,
) -> int:
    """Open a course; returns the id."""
    row = Course(
        patient_id=patient,
        practitioner_id=practitioner,
        branch_id=branch,
        condition="plantar_fasciopathy",
        side=side,
        started_on=started_on,
        intake_pain=6,
        opened_at=datetime.combine(started_on, time(9, 0), tzinfo=UTC),
        opened_by_id=practitioner,
    )
    session.add(row)
    session.flush()
    return row.id


def open_hours(session: AnySession, practitioner: int, branch: int) -> None:
    """Monday to Friday 8-12 and 12.30-16."""
    for weekday in range(5):
        for opens, closes in ((time(8), time(12)), (time(12, 30), time(16))):
            session.add(
                Availability(
                    practitioner_id=practitioner, branch_id=branch, weekday=weekday, opens=opens, closes=closes
                )
            )
    session.flush()


def assign(session: AnySession, course_id: int, *, by: int, code: str, effective_on: date, number: int = 1) -> int:
    """Store a template as a signed version as it stands; returns the version's id."""
    chosen = template(code)
    version = ProgrammeVersion(
        course_id=course_id,
        number=number,
        client_key=f"cast-{course_id}-{number}",
        effective_on=effective_on,
        template_code=code,
        plan_green=chosen.plan.green.da,
        plan_yellow=chosen.plan.yellow.da,
        plan_amber=chosen.plan.amber.da,
        plan_red=chosen.plan.red.da,
        signed_at=datetime.combine(effective_on, time(9, 30), tzinfo=UTC),
        signed_by_id=by,
    )
    session.add(version)
    session.flush()
    phase = ProgrammePhase(
        version_id=version.id, position=1, phase=Phase(chosen.phase), starts_on=effective_on, weeks=chosen.weeks
    )
    session.add(phase)
    session.flush()
    for position, row in enumerate(chosen.rows, start=1):
        session.add(
            Prescription(
                phase_id=phase.id,
                position=position,
                exercise_code=row.exercise_code,
                side=Side.RIGHT,
                week_from=row.week_from,
                week_to=row.week_to,
                **dose_columns(row.dose),
            )
        )
    session.flush()
    return version.id


def log_mornings(
    session: AnySession, course_id: int, by: int, scores: dict[date, int], side: Side = Side.RIGHT
) -> None:
    """Store mornings, one a date."""
    for noted_on, score in scores.items():
        session.add(
            MorningPain(
                course_id=course_id,
                client_key=f"m-{course_id}-{side}-{noted_on}",
                noted_on=noted_on,
                side=side,
                score=score,
                logged_at=datetime.combine(noted_on, time(6, 0), tzinfo=UTC),
                logged_by_id=by,
            )
        )
    session.flush()


def every_day(first_on: date, scores: list[int]) -> dict[date, int]:
    """Scores on consecutive dates."""
    return {first_on + timedelta(days=n): score for n, score in enumerate(scores)}

"""A course opened for a new patient."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from rehab.clinical.dose import Side
from rehab.db import AnySession
from rehab.models import Course, Person, Role
from rehab.records import audit
from rehab.records.invitations import Newcomer, add_person
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn


@dataclass(frozen=True, slots=True)
class Intake:
    """What is known when a course begins. `condition` is a code of content; `pain` is 0-10 in the morning."""

    condition: str
    side: Side
    pain: int
    symptoms_since: date | None
    started_on: date


def open_course(
    session: AnySession, *, newcomer: Newcomer, intake: Intake, by: int, branch_id: int, today: date, now: datetime
) -> Course:
    """Add a patient and open their course with the practitioner `by` at a branch. Raises EmailTaken."""
    patient_id = add_person(session, newcomer, now=now)
    course = Course(
        patient_id=patient_id,
        practitioner_id=by,
        branch_id=branch_id,
        condition=intake.condition,
        side=intake.side,
        started_on=intake.started_on,
        symptoms_since=intake.symptoms_since,
        intake_pain=intake.pain,
        opened_at=now,
        opened_by_id=by,
    )
    session.add(course)
    session.flush()
    take_turn(session, course.id)
    refresh_course(session, course.id, today=today, now=now)
    audit.record(
        session,
        action="opened",
        subject=f"course {course.id}",
        patient_id=patient_id,
        course_id=course.id,
        actor_id=by,
        actor_role=Role.PRACTITIONER,
        now=now,
    )
    return course


def opened_already(session: AnySession, *, name: str, email: str, by: int) -> int | None:
    """The open course of the patient of this name and address with `by`: what a form sent twice has made. Its id."""
    return session.scalar(
        sa.select(Course.id)
        .join(Person, Person.id == Course.patient_id)
        .where(
            Person.email == email.lower(),
            Person.name == name,
            Course.practitioner_id == by,
            Course.closed_at.is_(None),
        )
        .limit(1)
    )

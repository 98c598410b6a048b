"""Undoing a signed version: it is marked as withdrawn and stays readable, and the one before it is in force again.

signed ── nothing logged under it ── undone: the number is spent, the version before it holds from that day on
       └─ something logged        ── it stays: what the patient did was done under it
"""

from datetime import date, datetime

import sqlalchemy as sa

from rehab.db import AnySession, read
from rehab.models import (
    ExerciseSession,
    Prescription,
    ProgrammePhase,
    ProgrammeVersion,
    ProgrammeWithdrawal,
    Role,
    SkippedExercise,
)
from rehab.records import audit, planned
from rehab.records.finding import CourseHead
from rehab.records.outbox import take_back_news
from rehab.records.programmes import Version, programme
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn
from rehab.refusals import AlreadyRevised, Refused

TRAINED_UNDER = sa.select(ExerciseSession.done_on, ExerciseSession.logged_at).where(
    ExerciseSession.version_id == sa.bindparam("of_version")
)
LEFT_OUT_UNDER = (
    sa.select(SkippedExercise.skipped_on, SkippedExercise.logged_at)
    .join(Prescription, Prescription.id == SkippedExercise.prescription_id)
    .join(ProgrammePhase, ProgrammePhase.id == Prescription.phase_id)
    .where(ProgrammePhase.version_id == sa.bindparam("of_version"))
)
LOGGED_UNDER = sa.union_all(TRAINED_UNDER, LEFT_OUT_UNDER).subquery()
FIRST_LOGGED = sa.select(LOGGED_UNDER.c.done_on).order_by(LOGGED_UNDER.c.logged_at).limit(1)
# Who logs and who undoes take turns; the look and the mark are one statement, so that no reading before it counts.
WITHDRAW = (
    sa.insert(ProgrammeWithdrawal)
    .from_select(
        ["version_id", "from_on", "withdrawn_at", "withdrawn_by_id"],
        sa.select(
            ProgrammeVersion.id,
            sa.bindparam("from_on", type_=ProgrammeWithdrawal.__table__.c.from_on.type),
            sa.bindparam("at", type_=ProgrammeWithdrawal.__table__.c.withdrawn_at.type),
            sa.bindparam("by", type_=sa.Integer),
        ).where(
            ProgrammeVersion.id == sa.bindparam("of_version"),
            ~sa.exists(TRAINED_UNDER),
            ~sa.exists(LEFT_OUT_UNDER),
        ),
    )
    .returning(ProgrammeWithdrawal.version_id)
)


class NoSuchVersion(Refused):
    """The course has no version of that number."""


class LoggedUnder(Refused):
    """Something is logged under the version, the first of it for the day `on`: the version stays."""

    def __init__(self, on: date) -> None:
        super().__init__(f"logged on {on}")
        self.on = on


def first_logged_on(session: AnySession, version_id: int) -> date | None:
    """The day of what was logged first under a version, also of what was taken back since; None for nothing."""
    on: date | None = read(session, FIRST_LOGGED, {"of_version": version_id}).scalar()
    return on


def withdraw_version(
    session: AnySession, *, course: CourseHead, number: int, by: int, today: date, now: datetime
) -> None:
    """Undo the last version signed. Asked for again it is undone already, and nothing more happens.

    Signed today, it never held; signed earlier, it holds up to yesterday, so that what was asked then stays. Raises
    NoSuchVersion, LoggedUnder, and AlreadyRevised when a later version stands on it.
    """
    take_turn(session, course.id)
    assigned = programme(session, course.id)
    version = next((each for each in assigned.versions if each.number == number), None)
    if version is None:
        raise NoSuchVersion
    if version.withdrawn:
        return
    if version is not assigned.latest:
        raise AlreadyRevised
    values = {"of_version": version.id, "from_on": _no_longer_from(version, course, today), "at": now, "by": by}
    if read(session, WITHDRAW, values).scalar() is None:
        raise LoggedUnder(first_logged_on(session, version.id) or today)
    take_back_news(session, person_id=course.patient_id, what=f"version:{version.id}")
    _hand_back_reviews(session, course.id, version, assigned.before(version), by, today, now)
    audit.record(
        session,
        action="withdrew",
        subject="programme",
        patient_id=course.patient_id,
        course_id=course.id,
        actor_id=by,
        actor_role=Role.PRACTITIONER,
        now=now,
    )
    refresh_course(session, course.id, today=today, now=now)


def _no_longer_from(version: Version, course: CourseHead, today: date) -> date:
    """The first day it does not hold: its very first if nobody was asked anything by it on an earlier day."""
    signed_on = version.signed_at.astimezone(course.zone).date()
    return version.effective_on if signed_on >= today else max(version.effective_on, today)


def _hand_back_reviews(
    session: AnySession, course_id: int, version: Version, before: Version | None, by: int, today: date, now: datetime
) -> None:
    """The review points of the version before stand again, those still ahead; without one the course has none."""
    points = planned.review_points(session, before.id) if before else []
    ahead = [point for point in points if point.due_on >= today]
    planned.replace_review_points(session, course_id, (before or version).id, ahead, by, now)

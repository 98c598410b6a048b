"""Storing what was left out, and taking it back."""

from datetime import date, datetime
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.clinical.ladder import LADDER
from rehab.db import AnySession
from rehab.models import SkippedExercise, SkipReason
from rehab.records import audit
from rehab.records.finding import CourseHead
from rehab.records.merging import is_outdone
from rehab.records.programmes import Prescribed
from rehab.records.turns import take_turn
from rehab.web.access import Viewer


def lighter_than(exercise_code: str) -> tuple[str, ...]:
    """The rungs below an exercise on the load ladder, the nearest first; none off the ladder.

    >>> lighter_than("EX06")
    ('EX05', 'EX04')
    """
    if exercise_code not in LADDER:
        return ()
    return LADDER[: LADDER.index(exercise_code)][::-1]


def skip_exercise(
    session: AnySession,
    *,
    course: CourseHead,
    prescribed: Prescribed,
    on: date,
    why: SkipReason,
    swapped_for: str | None,
    note: str,
    client_key: str,
    by: Viewer,
    now: datetime,
    made_at: datetime | None = None,
) -> None:
    """Store that an exercise is left out on a date. One sent twice is stored once; words made later supersede it."""
    take_turn(session, course.id)
    client_key = str(uuid5(UUID(client_key), f"{prescribed.id} {on} {why} {swapped_for} {note}"))
    if _stored(session, course.id, client_key):
        return
    is_late = is_outdone(session, SkippedExercise, made_at, *_same(course.id, prescribed.id, on))
    if not is_late:
        _supersede(session, course.id, prescribed.id, on, now)
    row = SkippedExercise(
        course_id=course.id,
        prescription_id=prescribed.id,
        client_key=client_key,
        skipped_on=on,
        why=why,
        swapped_for=swapped_for,
        note=note,
        superseded_at=now if is_late else None,
        made_at=made_at,
        logged_at=now,
        logged_by_id=by.id,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        if not _stored(session, course.id, client_key):
            raise
        return
    audit.of_course(session, course, "wrote", f"skipped_exercise {row.id}", by=by, now=now)


def take_back(session: AnySession, *, course: CourseHead, skipped_id: int, by: Viewer, now: datetime) -> bool:
    """The exercise is due again. False when there is no such thing of the course; once taken back it stays so."""
    take_turn(session, course.id)
    row = session.scalar(
        sa.select(SkippedExercise).where(SkippedExercise.id == skipped_id, SkippedExercise.course_id == course.id)
    )
    if row is None:
        return False
    if row.superseded_at is None:
        row.superseded_at = now
        audit.of_course(session, course, "wrote", f"skipped_exercise {row.id} taken back", by=by, now=now)
    return True


def take_back_on(
    session: AnySession, *, course: CourseHead, prescription_id: int, on: date, by: Viewer, now: datetime
) -> None:
    """As `take_back`, by exercise and date; nothing happens where nothing was left out."""
    take_turn(session, course.id)
    if _supersede(session, course.id, prescription_id, on, now):
        audit.of_course(session, course, "wrote", f"skipped_exercise of {on} taken back", by=by, now=now)


def _stored(session: AnySession, course_id: int, client_key: str) -> bool:
    found = session.scalar(
        sa.select(SkippedExercise.id).where(
            SkippedExercise.course_id == course_id, SkippedExercise.client_key == client_key
        )
    )
    return found is not None


def _same(course_id: int, prescription_id: int, on: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        SkippedExercise.course_id == course_id,
        SkippedExercise.prescription_id == prescription_id,
        SkippedExercise.skipped_on == on,
    )


def _supersede(session: AnySession, course_id: int, prescription_id: int, on: date, now: datetime) -> bool:
    """Whether anything stood."""
    standing = session.scalar(
        sa.update(SkippedExercise)
        .where(*_same(course_id, prescription_id, on), SkippedExercise.superseded_at.is_(None))
        .values(superseded_at=now)
        .returning(SkippedExercise.id)
        .execution_options(synchronize_session=False)
    )
    return standing is not None

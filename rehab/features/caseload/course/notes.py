"""Notes and their addenda: signed once, never edited.

note ── 13 Nov, Ida ── "Calf stretch added."
          └─ addendum ── 16 Nov, Ida ── "Straight knee, not bent."
"""

from datetime import datetime
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.db import AnySession
from rehab.models import CourseNote, NoteAddendum, Role
from rehab.records import audit
from rehab.records.finding import CourseHead


def add_note(session: AnySession, *, course: CourseHead, client_key: str, text: str, by: int, now: datetime) -> None:
    """Sign a note. One sent twice is stored once; other words from the same page are a note of their own."""
    key = str(uuid5(UUID(client_key), text))
    same = (CourseNote.course_id == course.id, CourseNote.client_key == key)
    note = CourseNote(course_id=course.id, client_key=key, text=text, signed_at=now, signed_by_id=by)
    if _stored_now(session, note, same):
        _tell(session, course, f"course_note {note.id}", by, now)


def is_of_course(session: AnySession, course_id: int, note_id: int) -> bool:
    """Whether a note is the course's own."""
    return session.scalar(_NOTE.where(CourseNote.id == note_id, CourseNote.course_id == course_id)) is not None


def add_addendum(
    session: AnySession, *, course: CourseHead, note_id: int, client_key: str, text: str, by: int, now: datetime
) -> None:
    """Sign an addition to a note of the course, which stays as it is. One sent twice is stored once."""
    key = str(uuid5(UUID(client_key), text))
    same = (NoteAddendum.note_id == note_id, NoteAddendum.client_key == key)
    addendum = NoteAddendum(note_id=note_id, client_key=key, text=text, signed_at=now, signed_by_id=by)
    if _stored_now(session, addendum, same):
        _tell(session, course, f"note_addendum {addendum.id}", by, now)


_NOTE = sa.select(CourseNote.id)


def _stored_now(session: AnySession, row: CourseNote | NoteAddendum, same: tuple[sa.ColumnElement[bool], ...]) -> bool:
    """Store a row; False when the same is there already."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        if session.scalar(sa.select(type(row).id).where(*same)) is None:
            raise
        return False
    return True


def _tell(session: AnySession, course: CourseHead, subject: str, by: int, now: datetime) -> None:
    audit.record(
        session,
        action="wrote",
        subject=subject,
        patient_id=course.patient_id,
        course_id=course.id,
        actor_id=by,
        actor_role=Role.PRACTITIONER,
        now=now,
    )

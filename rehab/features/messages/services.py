"""Writing a message, opening a thread, and choosing an answer time."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.db import AnySession
from rehab.models import AnswerTime, CourseMessage, Role
from rehab.records import audit
from rehab.records.finding import CourseHead
from rehab.records.outbox import tell_news, tell_staff
from rehab.records.turns import take_turn
from rehab.web.access import Viewer


def send_message(
    session: AnySession, *, course: CourseHead, text: str, client_key: str, by: Viewer, now: datetime
) -> None:
    """Store a message and tell the other side, unless it has one unread already. One sent twice is stored once."""
    take_turn(session, course.id)
    from_patient = by.role is Role.PATIENT
    is_told = has_unread(session, course.id, from_patient=from_patient)
    row = CourseMessage(
        course_id=course.id,
        client_key=client_key,
        is_from_patient=from_patient,
        text=text,
        sent_at=now,
        sent_by_id=by.id,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        if not _stored(session, course.id, client_key):
            raise
        return
    audit.of_course(session, course, "wrote", f"course_message {row.id}", by=by, now=now)
    if is_told:
        return
    if from_patient:
        tell_staff(session, person_id=course.practitioner_id, what=f"message:{row.id}", now=now)
    else:
        tell_news(session, person_id=course.patient_id, what=f"message:{row.id}", now=now)


def see_messages(session: AnySession, *, course_id: int, by: Viewer, now: datetime) -> None:
    """What the other side wrote has been opened, by whom and when first."""
    session.execute(
        sa.update(CourseMessage)
        .where(
            CourseMessage.course_id == course_id,
            CourseMessage.is_from_patient == sa.literal(by.role is not Role.PATIENT),
            CourseMessage.seen_at.is_(None),
        )
        .values(seen_at=now, seen_by_id=by.id)
    )


def choose_answer_time(
    session: AnySession, *, working_days: int, tells_by_mail: bool, by: Viewer, now: datetime
) -> None:
    """What the practitioner promises from now on."""
    values = {"working_days": working_days, "tells_by_mail": tells_by_mail, "changed_at": now}
    stored = sa.update(AnswerTime).where(AnswerTime.person_id == by.id).values(values)
    try:
        with session.begin_nested():
            if not session.connection().execute(stored).rowcount:
                session.add(AnswerTime(person_id=by.id, **values))
    except IntegrityError:  # the same form, sent twice at once
        session.execute(stored)


def has_unread(session: AnySession, course_id: int, *, from_patient: bool) -> bool:
    """Whether the other side has something unread: then it was told already."""
    found = session.scalar(
        sa.select(CourseMessage.id)
        .where(
            CourseMessage.course_id == course_id,
            CourseMessage.is_from_patient == sa.literal(from_patient),
            CourseMessage.seen_at.is_(None),
        )
        .limit(1)
    )
    return found is not None


def _stored(session: AnySession, course_id: int, client_key: str) -> bool:
    found = session.scalar(
        sa.select(CourseMessage.id).where(CourseMessage.course_id == course_id, CourseMessage.client_key == client_key)
    )
    return found is not None

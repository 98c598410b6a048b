"""The threads of a practitioner's courses, and what a practitioner promises."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from rehab.db import AnySession, read
from rehab.models import AnswerTime, Course, CourseMessage, Person
from rehab.records.messages import NEVERMIND, UNREAD_BY_STAFF, USUAL_WORKING_DAYS


@dataclass(frozen=True, slots=True)
class Promise:
    """Within how many working days a practitioner answers, and whether a mail tells of messages."""

    working_days: int
    tells_by_mail: bool


@dataclass(frozen=True, slots=True)
class ThreadHead:
    """A thread in the list: its latest message, and how many of the patient's are unread."""

    course_id: int
    patient_name: str
    closed_at: datetime | None
    last_id: int
    last_text: str
    last_at: datetime
    is_from_patient: bool
    unread: int


PROMISE = sa.select(AnswerTime.working_days, AnswerTime.tells_by_mail).where(
    AnswerTime.person_id == sa.bindparam("person_id")
)
LATEST = (
    sa.select(sa.func.max(CourseMessage.id))
    .where(CourseMessage.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)
THREADS = (
    sa.select(
        Course.id,
        Person.name,
        Course.closed_at,
        CourseMessage.id,
        CourseMessage.text,
        CourseMessage.sent_at,
        CourseMessage.is_from_patient,
        UNREAD_BY_STAFF,
    )
    .join(Person, Person.id == Course.patient_id)
    .join(CourseMessage, CourseMessage.id == LATEST)
    .where(Course.practitioner_id == sa.bindparam("viewer_id"), CourseMessage.id < sa.bindparam("before_id"))
    .order_by(CourseMessage.id.desc())
    .limit(sa.bindparam("most"))
)


def promise(session: AnySession, person_id: int) -> Promise:
    """What the practitioner chose, else the usual: two working days, and a mail."""
    row = read(session, PROMISE, {"person_id": person_id}).one_or_none()
    return Promise(*row) if row else Promise(USUAL_WORKING_DAYS, tells_by_mail=True)


def threads(
    session: AnySession, viewer_id: int, *, most: int, before_id: int | None = None, unread: bool = False
) -> list[ThreadHead]:
    """The threads of the practitioner's own courses, the latest written in first; or those with something unread."""
    query = THREADS.where(UNREAD_BY_STAFF > 0) if unread else THREADS
    values = {"viewer_id": viewer_id, "before_id": before_id or NEVERMIND, "most": most}
    return [ThreadHead(*row) for row in read(session, query, values)]

"""A course's messages, read; who has something unread; and who is told of a new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from rehab.db import AnySession, read
from rehab.models import Course, CourseMessage, Person

USUAL_WORKING_DAYS = 2
Sender = aliased(Person, name="sender")
Seer = aliased(Person, name="seer")


def _unread(is_from_patient: bool) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(CourseMessage)
        .where(
            CourseMessage.course_id == Course.id,
            CourseMessage.is_from_patient == sa.literal(is_from_patient),
            CourseMessage.seen_at.is_(None),
        )
        .correlate(Course)
        .scalar_subquery()
    )


# Parts of a statement that reads courses: how many messages the other side has not opened.
UNREAD_BY_PATIENT = _unread(is_from_patient=False)
UNREAD_BY_STAFF = _unread(is_from_patient=True)


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a thread; `seen_at` and `seen_by` tell when the other side first opened it, None for not yet."""

    id: int
    text: str
    is_from_patient: bool
    sent_at: datetime
    sent_by: str
    seen_at: datetime | None
    seen_by: str | None


COLUMNS = (
    CourseMessage.id,
    CourseMessage.text,
    CourseMessage.is_from_patient,
    CourseMessage.sent_at,
    Sender.name,
    CourseMessage.seen_at,
    Seer.name,
)
THREAD = (
    sa.select(*COLUMNS)
    .join(Sender, Sender.id == CourseMessage.sent_by_id)
    .outerjoin(Seer, Seer.id == CourseMessage.seen_by_id)
    .where(CourseMessage.course_id == sa.bindparam("course_id"), CourseMessage.id < sa.bindparam("before_id"))
    .order_by(CourseMessage.id.desc())
    .limit(sa.bindparam("most"))
)
NEVERMIND = 2**31 - 1


def thread(session: AnySession, course_id: int, *, most: int, before_id: int | None = None) -> list[Message]:
    """The latest messages of a course before one of them, the earliest of them first."""
    values = {"course_id": course_id, "before_id": before_id or NEVERMIND, "most": most}
    return [Message(*row) for row in read(session, THREAD, values)][::-1]


def unanswered_since(messages: Iterable[Message]) -> datetime | None:
    """When the patient wrote what nobody has answered yet, the first of it; None when staff wrote last."""
    first = None
    for message in messages:
        first = (first or message.sent_at) if message.is_from_patient else None
    return first

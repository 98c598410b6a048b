"""Closing a course and opening it again."""

from datetime import date, datetime
from uuid import UUID, uuid5

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Course, CourseNote, CourseSummary, FollowUpPrompt, PromptEnding, WarningReport
from rehab.records import audit, planned, prompts
from rehab.records.finding import CourseHead
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn
from rehab.refusals import Refused
from rehab.web.access import Viewer


class WarningStands(Refused):
    """A warning sign nobody has cleared: the patient waits for an answer."""


def close_course(
    session: AnySession, *, course: CourseHead, note: str, client_key: str, by: Viewer, now: datetime
) -> None:
    """Sign the last note and close the course; what the patient is being asked ends. Closed already, nothing happens.

    Raises WarningStands.
    """
    take_turn(session, course.id)
    row = session.get_one(Course, course.id, populate_existing=True)
    if row.closed_at is not None:
        return
    if warning_stands(session, course.id):
        raise WarningStands
    key = str(uuid5(UUID(client_key), note))
    session.add(CourseNote(course_id=course.id, client_key=key, text=note, signed_at=now, signed_by_id=by.id))
    row.closed_at, row.closed_by_id = now, by.id
    _end_what_is_asked(session, course.id, by.id, now)
    audit.of_course(session, course, "closed", f"course {course.id}", by=by, now=now)


def reopen_course(session: AnySession, *, course: CourseHead, by: Viewer, today: date, now: datetime) -> None:
    """It goes on: open again, judged as of today. Open already, nothing happens."""
    take_turn(session, course.id)
    row = session.get_one(Course, course.id, populate_existing=True)
    if row.closed_at is None:
        return
    row.closed_at = row.closed_by_id = None
    refresh_course(session, course.id, today=today, now=now)
    audit.of_course(session, course, "reopened", f"course {course.id}", by=by, now=now)


def warning_stands(session: AnySession, course_id: int) -> bool:
    """Whether a sign was ticked that nobody has cleared."""
    found = session.scalar(
        sa.select(WarningReport.id)
        .where(
            WarningReport.course_id == course_id,
            WarningReport.level.is_not(None),
            WarningReport.cleared_at.is_(None),
        )
        .limit(1)
    )
    return found is not None


def _end_what_is_asked(session: AnySession, course_id: int, by: int, now: datetime) -> None:
    standing = session.scalars(
        sa.select(FollowUpPrompt).where(FollowUpPrompt.course_id == course_id, FollowUpPrompt.ended_at.is_(None))
    ).one_or_none()
    if standing:
        prompts.end(standing, PromptEnding.CLOSED, by=by, now=now)
    planned.end_when_closed(session, course_id, by=by, now=now)
    session.flush()
    session.execute(sa.update(CourseSummary).where(CourseSummary.course_id == course_id).values(prompt_id=None))

"""The daily round: what comes with time alone, such as silence and the end of a phase, reaches every open course."""

from datetime import date, datetime

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Course, CourseSummary, CourseWeek
from rehab.records.course_weeks import ended_weeks, note_weeks
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn


def refresh_summaries(session: AnySession, *, today: date, now: datetime) -> int:
    """Refresh the summary and the prompt of every open course; returns how many. Running it twice changes nothing.

    Commits course by course, so that nobody who logs meanwhile waits for the whole round.
    """
    return _refresh(session, open_courses(session), today, now)


def refresh_stale_summaries(session: AnySession, *, today: date, now: datetime) -> int:
    """Refresh only those of an earlier day, or missing; returns how many. Once they are of today this costs a query."""
    stale = sa.or_(CourseSummary.as_of_on.is_(None), CourseSummary.as_of_on < today)
    found = session.scalars(
        sa.select(Course.id)
        .outerjoin(CourseSummary, CourseSummary.course_id == Course.id)
        .where(Course.closed_at.is_(None), stale)
        .order_by(Course.id)
    )
    course_ids = list(found)
    session.commit()
    return _refresh(session, course_ids, today, now)


def _refresh(session: AnySession, course_ids: list[int], today: date, now: datetime) -> int:
    for course_id in course_ids:
        take_turn(session, course_id)
        refresh_course(session, course_id, today=today, now=now)
        session.commit()
    return len(course_ids)


def note_ended_weeks(session: AnySession, *, today: date) -> int:
    """Note the weeks that courses have ended since it was last asked; returns how many. Commits course by course."""
    noted = (
        sa.select(sa.func.coalesce(sa.func.max(CourseWeek.week), 0))
        .where(CourseWeek.course_id == Course.id)
        .correlate(Course)
        .scalar_subquery()
        .label("noted")
    )
    rows = session.execute(sa.select(Course.id, Course.started_on, Course.closed_at, noted)).all()
    session.commit()
    count = 0
    for course_id, started_on, closed_at, known in rows:
        if ended_weeks(started_on, closed_at, today) > known:
            take_turn(session, course_id)
            count += note_weeks(session, course_id, today)
            session.commit()
    return count


def open_courses(session: AnySession) -> list[int]:
    """Ids of the open courses. Ends the reading transaction."""
    found = list(session.scalars(sa.select(Course.id).where(Course.closed_at.is_(None)).order_by(Course.id)))
    session.commit()
    return found

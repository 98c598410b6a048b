"""How the weeks of a course went, noted once they are over.

A week is noted when it has ended, and the three before it are looked at again: what was logged may be put right for
fourteen days. What is older stands.
"""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from rehab.clinical.adherence import DoneSession, settled
from rehab.clinical.progress import weekly_median
from rehab.db import AnySession, read
from rehab.models import Course, CourseWeek
from rehab.records.history import LOOK_BACK, by_day, mornings, sessions
from rehab.records.pauses import PAUSES, paused_spans, pauses_from
from rehab.records.programmes import programme

MOST_WEEKS = 26
AGAIN = 3  # weeks
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
COURSE = sa.select(
    Course.started_on,
    Course.closed_at,
    PAUSES.label("pauses"),
    sa.select(sa.func.coalesce(sa.func.max(CourseWeek.week), 0))
    .where(CourseWeek.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
    .label("noted"),
).where(Course.id == sa.bindparam("course_id"))


def ended_weeks(started_on: date, closed_at: datetime | None, today: date) -> int:
    """How many whole weeks of a course are over by the morning of `today`, the first 26 at most.

    >>> ended_weeks(date(2026, 3, 2), None, date(2026, 3, 16)), ended_weeks(date(2026, 3, 2), None, date(2026, 3, 15))
    (2, 1)
    """
    until = min(today, closed_at.date()) if closed_at else today
    return min(MOST_WEEKS, (until - started_on) // WEEK)


def note_weeks(session: AnySession, course_id: int, today: date) -> int:
    """Note the weeks of a course that are over by the morning of `today`; returns how many. Twice does no more."""
    course = read(session, COURSE, {"course_id": course_id}).one()
    ended = ended_weeks(course.started_on, course.closed_at, today)
    if ended <= course.noted:
        return 0
    weeks = range(max(1, course.noted + 1 - AGAIN), ended + 1)
    rows = _rows(session, course_id, course, weeks, today)
    session.execute(
        sa.delete(CourseWeek).where(CourseWeek.course_id == course_id, CourseWeek.week >= weeks[0]),
        execution_options={"synchronize_session": False},
    )
    session.connection().execute(sa.insert(CourseWeek), rows)
    return len(rows)


def _rows(session: AnySession, course_id: int, course: Any, weeks: range, today: date) -> list[dict[str, Any]]:
    started_on: date = course.started_on
    since = started_on + (weeks[0] - 1) * WEEK
    scores = by_day(mornings(session, course_id, since))
    windows = programme(session, course_id, since - LOOK_BACK).windows(since - LOOK_BACK)
    trained = [each.logged() for each in sessions(session, course_id, since - LOOK_BACK, strength_only=True)]
    done = [DoneSession(each.on, each.keys, each.completion) for each in trained]
    times = settled(windows, done, today, paused_spans(pauses_from(course.pauses)))
    rows: list[dict[str, Any]] = []
    for week in weeks:
        first_on = started_on + (week - 1) * WEEK
        last_on = first_on + WEEK - DAY
        own = [each for each in times if first_on <= each.on <= last_on]
        rows.append(
            {
                "course_id": course_id,
                "week": week,
                "ended_on": last_on,
                "median": weekly_median(scores, started_on, week),
                "mornings": sum(first_on <= day <= last_on for day in scores),
                "done": sum((each.done for each in own), 0.0),
                "due": sum(each.due for each in own),
            }
        )
    return rows

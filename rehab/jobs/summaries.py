"""Checks that the stored summaries are what the logs say, or makes them so."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.jobs.daily import open_courses
from rehab.models import CourseSummary
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn

SUMMARY = CourseSummary.__table__


@dataclass(frozen=True, slots=True)
class Difference:
    """A column of a course's summary that the logs do not bear out; "row" when there is no summary at all."""

    course_id: int
    column: str
    stored: Any
    found: Any


def check(session: AnySession, *, now: datetime) -> list[Difference]:
    """Recompute the summary of every open course and compare; stores nothing.

    A summary is held against the day and the moment it was written for: that time has passed since is no difference,
    and is what the daily round is for.
    """
    return [difference for course_id in open_courses(session) for difference in _check_course(session, course_id, now)]


def _check_course(session: AnySession, course_id: int, now: datetime) -> list[Difference]:
    take_turn(session, course_id)
    stored = _row(session, course_id)
    if stored is None:
        session.rollback()
        return [Difference(course_id, "row", None, "missing")]
    refresh_course(session, course_id, today=stored["as_of_on"], now=_moment(stored, now))
    found = _row(session, course_id)
    session.rollback()
    assert found is not None
    return [
        Difference(course_id, column, value, found[column])
        for column, value in stored.items()
        if not _same(value, found[column])
    ]


def _moment(stored: dict[str, Any], now: datetime) -> datetime:
    """Before the next visit the summary knows of, which may have been held by now."""
    if stored["next_appointment_at"] is None:
        return now
    before: datetime = stored["next_appointment_at"] - timedelta(seconds=1)
    return min(now, before)


def _row(session: AnySession, course_id: int) -> dict[str, Any] | None:
    row = session.execute(sa.select(SUMMARY).where(SUMMARY.c.course_id == course_id)).one_or_none()
    return None if row is None else dict(row._mapping)


def _same(stored: Any, found: Any) -> bool:
    if isinstance(stored, float) and isinstance(found, float):
        return abs(stored - found) < 1e-9
    return bool(stored == found)

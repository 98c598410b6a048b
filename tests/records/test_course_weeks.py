"""The weeks of a course are noted when they are over, and looked at again while what was logged may be put right."""

from datetime import timedelta

import sqlalchemy as sa

from rehab.clinical.dose import Side
from rehab.db import AnySession
from rehab.jobs.daily import note_ended_weeks
from rehab.models import Course, CourseWeek, MorningPain
from rehab.records.course_weeks import note_weeks
from tests.cast import Cast, every_day, log_mornings
from tests.conftest import NOW

WEEK = timedelta(weeks=1)


def noted(session: AnySession, course_id: int) -> list[tuple[int, float | None, int]]:
    rows = session.execute(
        sa.select(CourseWeek.week, CourseWeek.median, CourseWeek.mornings)
        .where(CourseWeek.course_id == course_id)
        .order_by(CourseWeek.week)
    )
    return [tuple(row) for row in rows]


def begin(session: AnySession, cast: Cast) -> Course:
    session.execute(sa.delete(MorningPain))
    session.execute(sa.delete(CourseWeek))
    return session.get_one(Course, cast.karens_course)


def test_a_week_is_noted_the_morning_after_its_last_day(session: AnySession, cast: Cast) -> None:
    course = begin(session, cast)
    log_mornings(session, course.id, cast.karen, every_day(course.started_on, [6, 6, 7, 5, 6, 6, 6, 4, 4, 4]))
    assert note_weeks(session, course.id, course.started_on + WEEK - timedelta(days=1)) == 0
    assert note_weeks(session, course.id, course.started_on + WEEK) == 1
    assert noted(session, course.id) == [(1, 6.0, 7)]
    assert note_weeks(session, course.id, course.started_on + WEEK) == 0, "twice does no more"
    note_weeks(session, course.id, course.started_on + 2 * WEEK)
    assert noted(session, course.id) == [(1, 6.0, 7), (2, 4.0, 3)]


def test_what_was_put_right_within_a_fortnight_is_noted_anew(session: AnySession, cast: Cast) -> None:
    course = begin(session, cast)
    log_mornings(session, course.id, cast.karen, every_day(course.started_on, [6] * 7))
    note_weeks(session, course.id, course.started_on + WEEK)
    session.execute(sa.update(MorningPain).values(score=3))
    note_weeks(session, course.id, course.started_on + 2 * WEEK)
    assert noted(session, course.id)[0] == (1, 3.0, 7)


def test_a_closed_course_has_the_weeks_it_had(session: AnySession, cast: Cast) -> None:
    course = begin(session, cast)
    course.closed_at, course.closed_by_id = NOW.replace(hour=12), cast.ida
    course.started_on = NOW.date() - 2 * WEEK
    session.flush()
    note_weeks(session, course.id, NOW.date() + 6 * WEEK)
    assert [week for week, *_ in noted(session, course.id)] == [1, 2]


def test_a_long_course_is_noted_for_half_a_year(session: AnySession, cast: Cast) -> None:
    course = begin(session, cast)
    note_weeks(session, course.id, course.started_on + 60 * WEEK)
    assert len(noted(session, course.id)) == 26


def test_the_nightly_round_notes_every_course_once(session: AnySession, cast: Cast) -> None:
    course = begin(session, cast)
    session.commit()
    day = course.started_on + 3 * WEEK
    assert note_ended_weeks(session, today=day) > 0
    assert note_ended_weeks(session, today=day) == 0


def test_each_side_counts_by_the_worse(session: AnySession, cast: Cast) -> None:
    course = begin(session, cast)
    log_mornings(session, course.id, cast.karen, every_day(course.started_on, [2] * 7), side=Side.LEFT)
    log_mornings(session, course.id, cast.karen, every_day(course.started_on, [5] * 7), side=Side.RIGHT)
    note_weeks(session, course.id, course.started_on + WEEK)
    assert noted(session, course.id) == [(1, 5.0, 7)]

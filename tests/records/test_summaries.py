"""Summaries: written with what changes the course, the same when rebuilt, at a cost that does not grow."""

from datetime import timedelta

import pytest

from rehab.clinical.dose import Side
from rehab.clinical.follow_up import Need
from rehab.db import AnySession
from rehab.jobs.daily import refresh_summaries
from rehab.models import CourseSummary
from rehab.records.summaries import refresh_course
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY, Statements

STALLED = [6, 7, 6, 6, 7, 6, 6] * 6


def summary(session: AnySession, course_id: int) -> CourseSummary:
    session.expire_all()
    return session.get_one(CourseSummary, course_id)


def test_a_course_without_logs_is_known_by_its_intake(session: AnySession, cast: Cast) -> None:
    refresh_course(session, cast.oles_course, today=TODAY, now=NOW)
    found = summary(session, cast.oles_course)
    assert (found.last_pain, found.now_median, found.phase, found.prompt_id) == (None, None, None, None)
    assert found.spark == [None] * 28
    assert found.start_median == 6


def test_mornings_become_medians_and_a_sparkline(session: AnySession, cast: Cast) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [7] * 20 + [4] * 20))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    found = summary(session, cast.karens_course)
    assert (found.start_median, found.now_median, found.last_pain) == (7, 4, 4)
    assert found.last_pain_on == STARTED_ON + timedelta(days=39)
    assert found.spark[-2] == 4
    assert found.spark[-1] is None, "today is not logged"
    assert found.phase == "udvikling"


def test_the_worse_side_counts(session: AnySession, cast: Cast) -> None:
    log_mornings(session, cast.oles_course, cast.ole, {TODAY: 3}, Side.LEFT)
    log_mornings(session, cast.oles_course, cast.ole, {TODAY: 5}, Side.RIGHT)
    refresh_course(session, cast.oles_course, today=TODAY, now=NOW)
    assert summary(session, cast.oles_course).last_pain == 5


def test_a_stalled_course_is_prompted_once_with_its_numbers(session: AnySession, cast: Cast) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, STALLED[:40]))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    first = summary(session, cast.karens_course)
    assert first.need == Need.NEEDS_YOU
    assert first.reasons[0]["rule"] == "low_adherence", "no session was logged, so it is not called non-response"
    assert first.reasons[0]["numbers"]["start"] == 6
    prompt = first.prompt_id
    assert prompt is not None
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    assert summary(session, cast.karens_course).prompt_id == prompt


def test_rebuilding_finds_no_difference(session: AnySession, cast: Cast) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, STALLED[:40]))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    refresh_course(session, cast.oles_course, today=TODAY, now=NOW)
    before = {c: vars(summary(session, c)).copy() for c in (cast.karens_course, cast.oles_course)}
    assert refresh_summaries(session, today=TODAY, now=NOW) == 2
    for course_id, values in before.items():
        after = vars(summary(session, course_id))
        assert {k: v for k, v in after.items() if k[0] != "_"} == {k: v for k, v in values.items() if k[0] != "_"}


@pytest.mark.parametrize("days", [30, 3 * 365])
def test_the_cost_is_the_same_after_a_month_and_after_three_years(
    session: AnySession, cast: Cast, statements: Statements, days: int
) -> None:
    long_ago = TODAY - timedelta(days=days)
    log_mornings(session, cast.karens_course, cast.karen, every_day(long_ago, [5] * days))
    session.commit()
    with statements() as seen:
        refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    assert len(seen) <= 9, seen


def test_silence_is_counted_from_the_last_log_however_old(session: AnySession, cast: Cast) -> None:
    last_on = TODAY - timedelta(days=60)
    log_mornings(session, cast.oles_course, cast.ole, {last_on: 5}, Side.LEFT)
    refresh_course(session, cast.oles_course, today=TODAY, now=NOW)
    assert summary(session, cast.oles_course).last_log_on == last_on

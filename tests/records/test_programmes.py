"""Programmes as read: what is and was in force from a day on is all that the follow-up needs of them."""

from datetime import timedelta

import pytest

from rehab.db import AnySession
from rehab.records.programmes import programme
from tests.cast import STARTED_ON, Cast, assign
from tests.conftest import TODAY

WEEK = timedelta(weeks=1)


@pytest.mark.parametrize("weeks", [-1, 0, 2, 3, 4, 5, 9])
def test_read_from_a_day_on_it_says_the_same_of_every_day_since(session: AnySession, cast: Cast, weeks: int) -> None:
    """The third version took effect before the second; the fourth is yet to."""
    for number, week in ((2, 4), (3, 3), (4, 8)):
        effective_on = STARTED_ON + week * WEEK
        assign(session, cast.karens_course, by=cast.ida, code="T1", effective_on=effective_on, number=number)
    since = STARTED_ON + weeks * WEEK

    whole, short = programme(session, cast.karens_course), programme(session, cast.karens_course, since)

    assert len(short.versions) == (4 if weeks < 3 else 2 if weeks < 8 else 1)
    assert short.windows(since) == whole.windows(since)
    assert all(short.in_force(since + n * WEEK) == whole.in_force(since + n * WEEK) for n in range(20))


def test_nothing_assigned_is_no_programme(session: AnySession, cast: Cast) -> None:
    assert programme(session, cast.oles_course, TODAY).versions == ()

"""Karen's course, which stalls and is lived on day by day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import FollowUpPrompt
from rehab.records.summaries import refresh_course
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import TODAY

Live = Callable[..., FollowUpPrompt | None]


@pytest.fixture
def live(session: AnySession, cast: Cast) -> Live:
    """`live(day, score=6)`: Karen logs her morning, the daily round comes by; returns the open prompt, if any."""
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6] * (TODAY - STARTED_ON).days))

    def one_day(day: date, score: int = 6) -> FollowUpPrompt | None:
        log_mornings(session, cast.karens_course, cast.karen, {day: score})
        now = datetime.combine(day, time(6), tzinfo=UTC)
        refresh_course(session, cast.karens_course, today=day, now=now)
        session.commit()
        return session.scalars(
            sa.select(FollowUpPrompt).where(
                FollowUpPrompt.course_id == cast.karens_course, FollowUpPrompt.ended_at.is_(None)
            )
        ).one_or_none()

    return one_day


@pytest.fixture
def raised(live: Live) -> int:
    """The prompt Karen's stalled course raises today."""
    prompt = live(TODAY)
    assert prompt and prompt.raised_on == TODAY
    return prompt.id

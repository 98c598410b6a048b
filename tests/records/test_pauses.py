"""Pauses and warning signs as the records give them to the rules."""

from datetime import date, timedelta

import pytest

from rehab.clinical.course_facts import WarningTick
from rehab.clinical.follow_up import Rule, reasons
from rehab.clinical.recurrence import DateSpan
from rehab.clinical.safety import Level
from rehab.db import AnySession
from rehab.models import Pause, PauseReason, WarningReport
from rehab.records.finding import course_head
from rehab.records.history import recent
from rehab.records.pauses import NO_END, pause_on, paused_spans, ticks_from
from tests.cast import Cast
from tests.conftest import NOW, TODAY

DAY = timedelta(days=1)


def pause(session: AnySession, cast: Cast, first: int, last: int | None, ended: int | None = None) -> None:
    session.add(
        Pause(
            course_id=cast.karens_course,
            client_key=f"{first} {last} {ended}",
            why=PauseReason.HOLIDAY,
            first_on=TODAY + first * DAY,
            last_on=None if last is None else TODAY + last * DAY,
            made_at=NOW,
            made_by_id=cast.ida,
            ended_on=None if ended is None else TODAY + ended * DAY,
            ended_at=None if ended is None else NOW,
            ended_by_id=None if ended is None else cast.ida,
        )
    )
    session.flush()


def report(session: AnySession, cast: Cast, on: date, *lines: str, cleared_on: date | None = None) -> None:
    session.add(
        WarningReport(
            course_id=cast.karens_course,
            client_key=f"{on} {lines} {cleared_on}",
            occasion="weekly",
            checklist_version=2,
            lines=list(lines),
            level=Level.SAME_DAY if lines else None,
            reported_on=on,
            reported_at=NOW,
            reported_by_id=cast.karen,
            cleared_on=cleared_on,
            cleared_at=NOW if cleared_on else None,
            cleared_by_id=cast.ida if cleared_on else None,
        )
    )
    session.flush()


@pytest.mark.parametrize(
    ("last", "ended", "until"),
    [(5, None, TODAY + 5 * DAY), (None, None, NO_END), (5, 2, TODAY + 2 * DAY), (None, 1, TODAY + DAY)],
)
def test_a_pause_lasts_until_its_last_day_or_the_day_it_was_ended(
    cast: Cast, session: AnySession, last: int | None, ended: int | None, until: date
) -> None:
    pause(session, cast, 0, last, ended)
    assert recent(session, cast.karens_course, TODAY).facts.pauses == (DateSpan(TODAY, until),)
    head = course_head(session, cast.karens_course)
    assert paused_spans(head.pauses) == (DateSpan(TODAY, until),)
    assert pause_on(head.pauses, TODAY)
    assert not pause_on(head.pauses, TODAY - DAY)


def test_one_called_off_before_it_began_pauses_nothing(cast: Cast, session: AnySession) -> None:
    pause(session, cast, 3, 9, ended=-1)
    head = course_head(session, cast.karens_course)
    assert len(head.pauses) == 1
    assert paused_spans(head.pauses) == ()


def test_ticks_reach_the_rules_and_an_empty_answer_does_not(cast: Cast, session: AnySession) -> None:
    report(session, cast, TODAY - 9 * DAY)
    report(session, cast, TODAY - 8 * DAY, "wound", cleared_on=TODAY - 6 * DAY)
    report(session, cast, TODAY - 2 * DAY, "fever", "wound")
    report(session, cast, TODAY - DAY, "fever")
    facts = recent(session, cast.karens_course, TODAY).facts
    assert set(facts.ticks) == {
        WarningTick(TODAY - 8 * DAY, Level.SAME_DAY, TODAY - 6 * DAY),
        WarningTick(TODAY - 2 * DAY, Level.SAME_DAY),
    }
    [flag] = [each for each in reasons(facts, TODAY) if each.rule is Rule.RED_FLAG]
    assert flag.numbers == {"count": 2, "level": "same_day", "days": 2}
    assert course_head(session, cast.karens_course).last_asked_on == TODAY - DAY


def test_a_course_without_any_has_none(cast: Cast, session: AnySession) -> None:
    facts = recent(session, cast.karens_course, TODAY).facts
    assert facts.pauses == facts.ticks == ticks_from(None) == ()
    assert course_head(session, cast.karens_course).last_asked_on is None


def test_an_open_pause_stops_what_is_due_and_the_silence(cast: Cast, session: AnySession) -> None:
    before = {each.rule for each in reasons(recent(session, cast.karens_course, TODAY).facts, TODAY)}
    assert Rule.SILENCE in before
    pause(session, cast, -12, None)
    facts = recent(session, cast.karens_course, TODAY).facts
    assert Rule.SILENCE not in {each.rule for each in reasons(facts, TODAY)}

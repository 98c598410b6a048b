"""When a person is reminded and when not; days and times are the person's own wall clock."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from rehab.scheduling.reminders import (
    AT_MOST_LATE,
    MOST_A_WEEK,
    REPEAT_AFTER,
    Past,
    Step,
    Wish,
    after_quiet,
    is_quiet,
    next_step,
    upcoming,
    week_began,
)

ZONE = ZoneInfo("Europe/Copenhagen")
EVERY_DAY = frozenset(range(7))
WISH = Wish(EVERY_DAY, time(8, 30), ZONE, datetime(2026, 10, 1, tzinfo=UTC))
NOTHING = Past((), (), 0, None)
MINUTE = timedelta(minutes=1)


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A wall-clock moment of 2026 in Copenhagen, as an instant."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def steps(wish: Wish, past: Past, *moments: datetime) -> list[Step | None]:
    return [next_step(wish, past, each) for each in moments]


def test_it_comes_at_its_time_and_not_before() -> None:
    asked = local(11, 25, 8, 30)
    assert steps(WISH, NOTHING, asked - MINUTE, asked, asked + MINUTE) == [None, Step.REMIND, Step.REMIND]


def test_whoever_comes_too_late_keeps_silent() -> None:
    asked = local(11, 25, 8, 30)
    assert steps(WISH, NOTHING, asked + AT_MOST_LATE - MINUTE, asked + AT_MOST_LATE) == [Step.REMIND, None]


def test_only_on_the_chosen_days() -> None:
    wednesdays = replace(WISH, days=frozenset({2}))
    asked = [local(11, day, 8, 30) for day in range(23, 30)]
    assert steps(wednesdays, NOTHING, *asked) == [None, None, Step.REMIND, None, None, None, None]


def test_what_is_chosen_after_the_time_holds_from_tomorrow() -> None:
    chosen = replace(WISH, since=local(11, 25, 9))
    assert steps(chosen, NOTHING, local(11, 25, 9, 5), local(11, 26, 8, 30)) == [None, Step.REMIND]


def test_the_clocks_go_back_and_half_past_eight_stays_half_past_eight() -> None:
    before, after = local(10, 24, 8, 30), local(10, 25, 8, 30)
    assert after - before == timedelta(hours=25)
    assert steps(WISH, NOTHING, before, before + timedelta(hours=24), after) == [Step.REMIND, None, Step.REMIND]
    assert upcoming(WISH, before, 2) == (after, local(10, 26, 8, 30))


def test_the_clocks_go_forward_and_half_past_eight_stays_half_past_eight() -> None:
    wish = replace(WISH, since=local(3, 1, 0))
    before, after = local(3, 28, 8, 30), local(3, 29, 8, 30)
    assert after - before == timedelta(hours=23)
    assert steps(wish, NOTHING, before, after) == [Step.REMIND, Step.REMIND]
    assert upcoming(wish, before) == (after,)


@pytest.mark.parametrize(("hour", "quiet"), [(0, True), (7, True), (8, False), (20, False), (21, True), (23, True)])
def test_nothing_comes_from_nine_in_the_evening_to_eight_in_the_morning(hour: int, quiet: bool) -> None:
    assert is_quiet(local(11, 25, hour), ZONE) is quiet
    at_night = replace(WISH, at=time(hour))
    assert (next_step(at_night, NOTHING, local(11, 25, hour)) is None) is quiet


def test_what_would_come_at_night_waits_for_the_morning_also_in_the_night_of_25_hours() -> None:
    assert after_quiet(local(10, 24, 22), ZONE) == local(10, 25, 8)
    assert after_quiet(local(10, 25, 3), ZONE) == local(10, 25, 8)
    assert after_quiet(local(10, 25, 12), ZONE) == local(10, 25, 12)


def test_once_more_after_three_hours_if_nothing_was_logged() -> None:
    first = local(11, 25, 8, 30)
    silent = Past((first,), (), 1, first - timedelta(days=1))
    again = first + REPEAT_AFTER
    assert steps(WISH, silent, first + MINUTE, again - MINUTE, again) == [None, None, Step.REPEAT]
    assert next_step(WISH, replace(silent, logged_at=first + MINUTE), again) is None
    assert next_step(WISH, replace(silent, repeated_at=(again,)), again + timedelta(hours=3)) is None
    assert next_step(WISH, silent, again + AT_MOST_LATE) is None


def test_no_repeat_into_the_night() -> None:
    late = replace(WISH, at=time(19, 0))
    first = local(11, 25, 19)
    assert next_step(late, Past((first,), (), 1, None), first + REPEAT_AFTER) is None


def test_after_three_without_an_answer_it_stops() -> None:
    sent = tuple(local(11, day, 8, 30) for day in (22, 23, 24))
    asked = local(11, 25, 8, 30)
    assert next_step(WISH, Past(sent, (), 3, None), asked) is Step.STOP
    assert next_step(WISH, Past(sent[1:], (), 2, None), asked) is Step.REMIND
    assert next_step(WISH, Past(sent, (), 3, local(11, 23, 9)), asked) is Step.REMIND


def test_choosing_anew_counts_from_the_beginning() -> None:
    sent = tuple(local(11, day, 8, 30) for day in (22, 23, 24))
    anew = replace(WISH, since=local(11, 24, 12))
    assert next_step(anew, Past(sent, (), 3, None), local(11, 25, 8, 30)) is Step.REMIND


def test_never_more_than_seven_a_week() -> None:
    asked = local(11, 25, 8, 30)
    answered = Past((), (), MOST_A_WEEK, asked - MINUTE)
    assert next_step(WISH, answered, asked) is None
    assert next_step(WISH, replace(answered, this_week=MOST_A_WEEK - 1), asked) is Step.REMIND
    first = Past((asked,), (), MOST_A_WEEK, None)
    assert next_step(WISH, first, asked + REPEAT_AFTER) is None


def test_a_week_is_seven_days_with_today() -> None:
    assert week_began(local(11, 25, 12), ZONE) == local(11, 19, 0)
    assert week_began(local(10, 28, 12), ZONE) == local(10, 22, 0)


def test_without_days_none_is_coming() -> None:
    assert upcoming(replace(WISH, days=frozenset()), local(11, 25, 8)) == ()

"""On which dates an exercise is due: tables of cases, and what must hold for any of them."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab.clinical.recurrence import (
    DateSpan,
    PrescribedWindow,
    is_due_on,
    joined,
    occasions,
    planned_bouts,
    planned_days,
    planned_on,
    week_span,
)

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def window(weeks: int = 2, interval: int = 2, times: int = 1, first_on: date = MONDAY) -> PrescribedWindow:
    span = week_span(first_on, 1, weeks)
    return PrescribedWindow(1, span.first_on, span.last_on, interval, times, strength=times == 1)


def days(*numbers: int) -> list[date]:
    """Dates by number, 0 is Monday the 2nd of March."""
    return [MONDAY + number * DAY for number in numbers]


def pause(first: int, last: int) -> tuple[DateSpan, ...]:
    return (DateSpan(*days(first, last)),)


def due_days(rhythm: PrescribedWindow, done: list[date], pauses: tuple[DateSpan, ...] = ()) -> list[int]:
    return [number for number in range(-2, 16) if is_due_on(rhythm, done, MONDAY + number * DAY, pauses)]


@pytest.mark.parametrize(("weeks", "sessions"), [(4, 14), (8, 28), (12, 42)])
def test_every_other_day_gives_the_planned_sessions_of_the_dossier(weeks: int, sessions: int) -> None:
    assert len(planned_days(window(weeks))) == sessions
    assert planned_bouts(window(weeks)) == sessions


@pytest.mark.parametrize(("weeks", "bouts"), [(4, 84), (12, 252)])
def test_three_a_day_gives_the_planned_stretches_of_the_dossier(weeks: int, bouts: int) -> None:
    assert planned_bouts(window(weeks, interval=1, times=3)) == bouts


def test_the_three_doses_of_twelve_weeks_make_42_sessions() -> None:
    spans = [week_span(MONDAY, *weeks) for weeks in ((1, 2), (3, 4), (5, 12))]
    windows = [PrescribedWindow(key, each.first_on, each.last_on, 2, 1, True) for key, each in enumerate(spans)]

    assert sum(len(planned_days(each)) for each in windows) == 42


@pytest.mark.parametrize(
    ("done", "due"),
    [
        ([], list(range(14))),
        ([0], [0, *range(2, 14)]),
        ([0, 2], [0, 2, *range(4, 14)]),
        ([0, 3], [0, 2, 3, *range(5, 14)]),
        ([0, 1], [0, *range(3, 14)]),
        ([-1], list(range(1, 14))),
        ([13], list(range(14))),
    ],
    ids=["never done", "done", "done twice", "late", "early", "before the window", "last day"],
)
def test_due_follows_the_last_done_day_and_stays_due(done: list[int], due: list[int]) -> None:
    assert due_days(window(), days(*done)) == due


def test_nothing_is_due_in_a_pause_and_it_is_due_after() -> None:
    assert due_days(window(), days(0, 2), pause(4, 9)) == [0, 2, 10, 11, 12, 13]


def test_the_week_to_come_is_planned_as_if_today_is_done() -> None:
    week = days(*range(7))

    assert [planned_on(window(), [], MONDAY, day) for day in week] == [True, False] * 3 + [True]
    assert [planned_on(window(), days(0), days(1)[0], day) for day in week] == [
        *(False, False, True, False, True, False, True)
    ]


def test_a_missed_one_moves_to_today_and_the_plan_with_it() -> None:
    today = days(3)[0]

    planned = [number for number in range(16) if planned_on(window(), days(0), today, days(number)[0])]

    assert planned == [3, 5, 7, 9, 11, 13]


def test_done_today_plans_the_next_from_today() -> None:
    today = days(3)[0]

    planned = [number for number in range(16) if planned_on(window(), days(0, 3), today, days(number)[0])]

    assert planned == [3, 5, 7, 9, 11, 13]


def test_a_plan_jumps_over_a_pause_and_does_not_begin_before_the_window() -> None:
    before = MONDAY - 3 * DAY

    planned = [n for n in range(-3, 14) if planned_on(window(), [], before, MONDAY + n * DAY, pause(3, 8))]

    assert planned == [0, 2, 9, 11, 13]


def walk(done: list[int], until: int, pauses: tuple[DateSpan, ...] = ()) -> list[tuple[int, int | None]]:
    """Due and done days by number, every other day for two weeks."""
    found = occasions(window(), days(*done), MONDAY + until * DAY, pauses)
    return [((each.due_on - MONDAY).days, (each.done_on - MONDAY).days if each.done_on else None) for each in found]


@pytest.mark.parametrize(
    ("done", "until", "expected"),
    [
        ([0, 2, 4], 5, [(0, 0), (2, 2), (4, 4)]),
        ([0, 3], 4, [(0, 0), (2, 3)]),
        ([0, 4], 4, [(0, 0), (2, None), (4, 4)]),
        ([0, 7], 8, [(0, 0), (2, None), (4, None), (6, 7)]),
        ([0, 1], 2, [(0, 0), (2, 1)]),
        ([], 3, [(0, None), (2, None)]),
        ([-1], 1, [(1, None)]),
        ([], -1, []),
        ([13], 30, [*((even, None) for even in range(0, 12, 2)), (12, 13)]),
        ([14], 30, [(even, None) for even in range(0, 14, 2)]),
    ],
    ids=["as planned", "late", "one missed", "two missed", "early", "none", "done before", "not yet", "last", "after"],
)
def test_the_walk(done: list[int], until: int, expected: list[tuple[int, int | None]]) -> None:
    assert walk(done, until) == expected


def test_a_pause_cuts_an_occasion_short_without_a_miss() -> None:
    assert walk([0, 10], 11, pause(3, 9)) == [(0, 0), (10, 10)]


def test_three_a_day_counts_the_bouts_of_each_day() -> None:
    found = occasions(window(interval=1, times=3), days(0, 0, 0, 1, 1, 2, 2, 2, 2), days(3)[0])

    assert [(each.times, each.of) for each in found] == [(3, 3), (2, 3), (3, 3), (0, 3)]


def test_an_occasion_is_settled_when_done_or_when_its_last_day_is_over() -> None:
    done, missed = occasions(window(), days(0), days(2)[0])

    assert done.is_settled(days(0)[0])
    assert [missed.is_settled(day) for day in days(2, 3, 4)] == [False, False, True]


def test_the_last_occasion_ends_with_its_window() -> None:
    last = occasions(window(interval=3), [], days(20)[0])[-1]

    assert (last.due_on, last.open_to) == tuple(days(12, 13))


@pytest.mark.parametrize("first_on", [date(2026, 3, 23), date(2026, 10, 19), date(2026, 12, 21), date(2028, 2, 21)])
def test_clock_changes_new_year_and_leap_day_make_no_difference(first_on: date) -> None:
    moved = planned_days(window(4, first_on=first_on))

    assert [(day - first_on).days for day in moved] == list(range(0, 28, 2))


windows = st.builds(
    window, weeks=st.integers(1, 12), interval=st.integers(1, 14), times=st.integers(1, 6), first_on=st.just(MONDAY)
)
done_numbers = st.lists(st.integers(-20, 100), max_size=60)
spans = st.builds(
    lambda first, length: DateSpan(MONDAY + first * DAY, MONDAY + (first + length) * DAY),
    st.integers(-10, 90),
    st.integers(0, 20),
)


@given(windows, done_numbers, st.lists(spans, max_size=3), st.integers(-5, 100))
def test_due_dates_keep_the_interval(
    rhythm: PrescribedWindow, done: list[int], pauses: list[DateSpan], until: int
) -> None:
    found = occasions(rhythm, days(*done), MONDAY + until * DAY, pauses)

    for earlier, later in itertools.pairwise(found):
        assert (later.due_on - (earlier.done_on or earlier.due_on)).days >= rhythm.interval_days
    for each in found:
        assert rhythm.first_on <= each.due_on <= each.open_to <= rhythm.last_on
        assert each.done_on is None or each.done_on <= each.open_to
        assert not any(each.due_on in span for span in pauses)
        assert 0 <= each.times <= each.of


@given(windows, done_numbers, st.integers(-5, 100))
def test_what_is_due_was_not_done_within_the_interval(rhythm: PrescribedWindow, done: list[int], on: int) -> None:
    day = MONDAY + on * DAY
    if is_due_on(rhythm, days(*done), day):
        before = [each for each in days(*done) if each < day]
        assert all((day - each).days >= rhythm.interval_days for each in before)


@given(windows, done_numbers, st.integers(-5, 50), st.integers(0, 30))
def test_planned_days_keep_the_interval(rhythm: PrescribedWindow, done: list[int], now: int, ahead: int) -> None:
    today = MONDAY + now * DAY
    planned = [today + n * DAY for n in range(ahead) if planned_on(rhythm, days(*done), today, today + n * DAY)]

    assert all((b - a).days >= rhythm.interval_days for a, b in itertools.pairwise(planned))


@given(windows, done_numbers, st.integers(-5, 100))
def test_moving_every_date_by_a_week_moves_the_walk(rhythm: PrescribedWindow, done: list[int], until: int) -> None:
    week = timedelta(days=7)
    moved = PrescribedWindow(
        rhythm.key, rhythm.first_on + week, rhythm.last_on + week, rhythm.interval_days, rhythm.times_a_day, True
    )
    here = occasions(rhythm, days(*done), MONDAY + until * DAY)
    there = occasions(moved, [each + week for each in days(*done)], MONDAY + until * DAY + week)

    assert [each.due_on + week for each in here] == [each.due_on for each in there]
    assert [each.times for each in here] == [each.times for each in there]


@settings(max_examples=60)
@given(windows, done_numbers, st.integers(-5, 100), st.randoms(use_true_random=False))
def test_the_order_of_the_log_does_not_matter(
    rhythm: PrescribedWindow, done: list[int], until: int, chance: object
) -> None:
    shuffled = sorted(done, key=lambda _: chance.random())  # type: ignore[attr-defined]
    day = MONDAY + until * DAY

    assert occasions(rhythm, days(*shuffled), day) == occasions(rhythm, days(*done), day)
    assert is_due_on(rhythm, days(*shuffled), day) is is_due_on(rhythm, days(*done), day)
    assert planned_on(rhythm, days(*shuffled), day, day + 3 * DAY) is planned_on(
        rhythm, days(*done), day, day + 3 * DAY
    )


@settings(max_examples=60)
@given(windows, done_numbers, st.lists(spans, max_size=2), st.integers(-5, 100), st.integers(1, 60))
def test_moving_every_date_by_weeks_moves_what_is_due(
    rhythm: PrescribedWindow, done: list[int], pauses: list[DateSpan], number: int, weeks: int
) -> None:
    away, day = timedelta(weeks=weeks), MONDAY + number * DAY
    moved = replace(rhythm, first_on=rhythm.first_on + away, last_on=rhythm.last_on + away)
    later = [DateSpan(each.first_on + away, each.last_on + away) for each in pauses]
    done_later = [each + away for each in days(*done)]

    assert is_due_on(moved, done_later, day + away, later) is is_due_on(rhythm, days(*done), day, pauses)
    assert planned_days(moved, later) == tuple(each + away for each in planned_days(rhythm, pauses))


@pytest.mark.parametrize(
    ("spans_", "goes_on"),
    [
        ([(0, 8, True), (9, 20, True)], [True, False]),
        ([(0, 8, True), (10, 20, True)], [False, False]),
        ([(0, 8, True), (9, 20, False)], [False, False]),
        ([(0, 8, False), (9, 20, True)], [False, False]),
        ([(0, 8, True), (5, 20, True)], [True, False]),
        ([(0, 8, True)], [False]),
    ],
    ids=["next day", "a day between", "only stretches follow", "stretches never", "overlapping", "alone"],
)
def test_a_window_goes_on_when_another_strength_dose_covers_the_day_after(
    spans_: list[tuple[int, int, bool]], goes_on: list[bool]
) -> None:
    made = [PrescribedWindow(n, *days(a, b), 2, 1, strength) for n, (a, b, strength) in enumerate(spans_)]

    assert [each.goes_on for each in joined(made)] == goes_on


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([0, 3, 6, 9], [(0, 0), (3, 3), (6, 6), (9, 9)]),
        ([0, 3, 6, 9, 13], [(0, 0), (3, 3), (6, 6), (9, 9), (12, 13)]),
        ([0, 3, 6], [(0, 0), (3, 3), (6, 6), (9, None)]),
        ([0, 3, 6, 9, 12, 13], [(0, 0), (3, 3), (6, 6), (9, 9), (12, 12), (15, 13)]),
    ],
    ids=["open at the end", "done late", "missed before", "early for the next dose"],
)
def test_the_walk_where_another_dose_takes_over(done: list[int], expected: list[tuple[int, int | None]]) -> None:
    """Two weeks, every third day; the last time it is due is day 12, and two days more are open to it."""
    ends = replace(window(interval=3), goes_on=True)
    found = occasions(ends, days(*done), MONDAY + 20 * DAY)

    assert [((e.due_on - MONDAY).days, (e.done_on - MONDAY).days if e.done_on else None) for e in found] == expected

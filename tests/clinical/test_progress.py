"""Is it getting better?"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab.clinical.dose import Side
from rehab.clinical.progress import (
    Morning,
    TrendKind,
    is_plateau,
    rolling_median,
    stalls,
    start_median,
    trend,
    weekly_median,
    worst_by_day,
)

MONDAY = date(2026, 3, 2)


def on(number: int) -> date:
    return MONDAY + timedelta(days=number)


def by_day(*scores: int | None) -> dict[date, int]:
    return {on(number): score for number, score in enumerate(scores) if score is not None}


def test_with_two_sore_heels_the_worse_one_counts() -> None:
    logged = [Morning(on(0), Side.LEFT, 3), Morning(on(0), Side.RIGHT, 7), Morning(on(1), Side.LEFT, 0)]

    assert worst_by_day(logged) == {on(0): 7, on(1): 0}


def test_the_median_needs_three_values_and_never_takes_missing_for_zero() -> None:
    assert rolling_median(by_day(6, None, 7), on(6)) is None
    assert rolling_median(by_day(6, None, 7, None, None, None, 8), on(6)) == 7
    assert rolling_median(by_day(6, 7, 8), on(7)) is None


def test_week_one_is_the_first_seven_days() -> None:
    scores = by_day(*[6] * 7, *[4] * 7)

    assert [weekly_median(scores, MONDAY, week) for week in (1, 2, 3)] == [6, 4, None]


def test_the_start_is_the_first_week_or_else_the_intake() -> None:
    assert start_median(by_day(5, 6, 7), MONDAY, 9) == 6
    assert start_median(by_day(5, 6), MONDAY, 9) == 9
    assert start_median({}, MONDAY, None) is None


@pytest.mark.parametrize(
    ("start", "now", "kind"),
    [
        (6, 4, TrendKind.BETTER_NOTICEABLY),
        (6, 4.5, TrendKind.BETTER_SLIGHTLY),
        (6, 5, TrendKind.BETTER_SLIGHTLY),
        (6, 5.5, TrendKind.UNCHANGED),
        (6, 6.5, TrendKind.UNCHANGED),
        (6, 7, TrendKind.WORSE_SLIGHTLY),
        (6, 8, TrendKind.WORSE_NOTICEABLY),
        (3, 1.5, TrendKind.BETTER_NOTICEABLY),
        (3, 2, TrendKind.BETTER_SLIGHTLY),
        (2, 1, TrendKind.BETTER_NOTICEABLY),
        (0, 0, TrendKind.UNCHANGED),
        (0, 2, TrendKind.WORSE_NOTICEABLY),
        (None, 4, TrendKind.UNKNOWN),
        (6, None, TrendKind.UNKNOWN),
    ],
)
def test_what_may_be_said_of_a_change(start: float | None, now: float | None, kind: TrendKind) -> None:
    assert trend(start, now).kind is kind


def test_a_change_is_negative_when_pain_is_less() -> None:
    assert trend(6.3, 3.9).change == pytest.approx(-2.4)


@pytest.mark.parametrize(
    ("start", "now", "stalled"),
    [
        (8, 6.5, True),
        (8, 6, False),
        (6, 4.5, True),
        (5, 3.5, False),
        (4, 3, True),
        (4, 2.5, False),
        (3, 2, True),
        (3, 1.5, False),
        (1, 1, True),
        (0, 0, False),
        (0, 1, True),
        (6, 9, True),
    ],
)
def test_a_course_stalls_below_two_points_and_thirty_percent(start: float, now: float, stalled: bool) -> None:
    assert stalls(start, now) is stalled


def test_a_plateau_is_three_weeks_within_a_point() -> None:
    flat = by_day(*[5] * 28)
    falling = by_day(*[6] * 7, *[5] * 7, *[4] * 14)
    gap = by_day(*[5] * 7, *[None] * 14, *[5] * 7)

    assert is_plateau(flat, on(27))
    assert not is_plateau(falling, on(27))
    assert is_plateau(gap, on(27))
    assert not is_plateau(by_day(*[5] * 20), on(19))
    assert not is_plateau(by_day(*[5] * 7, *[8] * 7, *[5] * 14), on(27))


@pytest.mark.parametrize(
    ("start", "now", "percent"),
    [(8, 6, -25), (6, 4, -100 / 3), (3, 0, -100), (4, 5, 25), (0, 2, None), (None, 4, None), (6, None, None)],
)
def test_a_change_is_told_in_percent_of_the_start_too(
    start: float | None, now: float | None, percent: float | None
) -> None:
    assert trend(start, now).percent == (percent if percent is None else pytest.approx(percent))


@given(
    st.dictionaries(st.integers(0, 40), st.integers(0, 10)), st.integers(0, 40), st.integers(0, 5), st.integers(1, 9)
)
def test_moving_every_date_by_a_week_moves_the_median(scores: dict[int, int], day: int, week: int, weeks: int) -> None:
    here = {on(number): score for number, score in scores.items()}
    there = {each + timedelta(days=7 * weeks): score for each, score in here.items()}
    moved = timedelta(days=7 * weeks)

    assert rolling_median(here, on(day)) == rolling_median(there, on(day) + moved)
    assert weekly_median(here, MONDAY, week + 1) == weekly_median(there, MONDAY + moved, week + 1)


@given(st.lists(st.integers(0, 10), min_size=7, max_size=7), st.integers(0, 6), st.integers(0, 10))
def test_a_better_morning_never_makes_a_course_stall(scores: list[int], which: int, start: int) -> None:
    better = [max(score - 1, 0) if number == which else score for number, score in enumerate(scores)]
    before, after = (rolling_median(by_day(*each), on(6)) for each in (scores, better))

    assert before is not None
    assert after is not None
    assert stalls(start, before) or not stalls(start, after)


mornings = st.lists(
    st.builds(
        Morning,
        st.integers(0, 27).map(on),
        st.sampled_from([Side.LEFT, Side.RIGHT]),
        st.integers(0, 10),
    ),
    max_size=40,
    unique_by=lambda each: (each.on, each.side),
)


@settings(max_examples=60)
@given(mornings, st.randoms(use_true_random=False))
def test_the_order_of_the_log_does_not_matter(logged: list[Morning], chance: object) -> None:
    shuffled = sorted(logged, key=lambda _: chance.random())  # type: ignore[attr-defined]
    here, there = worst_by_day(logged), worst_by_day(shuffled)

    assert here == there
    for week in range(1, 5):
        assert weekly_median(here, MONDAY, week) == weekly_median(there, MONDAY, week)
    assert is_plateau(here, on(27)) is is_plateau(there, on(27))


@settings(max_examples=60)
@given(mornings.filter(bool), st.data())
def test_a_corrected_morning_counts_as_one_entered_right(logged: list[Morning], data: st.DataObject) -> None:
    """The wrong entry is out of force and the right one stands last in the log."""
    which = data.draw(st.integers(0, len(logged) - 1))
    corrected = [*logged[:which], *logged[which + 1 :], logged[which]]
    here, there = worst_by_day(logged), worst_by_day(corrected)

    assert [rolling_median(here, on(n)) for n in range(28)] == [rolling_median(there, on(n)) for n in range(28)]
    assert start_median(here, MONDAY, 9) == start_median(there, MONDAY, 9)


@settings(max_examples=60)
@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_less_pain_is_never_told_as_a_worse_trend(start: int, now: int, better: int) -> None:
    order = list(TrendKind)
    lower, higher = sorted((now, better))

    assert order.index(trend(start, lower).kind) <= order.index(trend(start, higher).kind)

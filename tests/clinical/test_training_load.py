"""How much work was done."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab.clinical.training_load import (
    LoggedSet,
    Work,
    work,
    work_by_exercise,
    work_by_week,
    work_by_week_and_exercise,
)

MONDAY = date(2026, 3, 2)


def done(number: int, reps: int, load: str | None = None, exercise: str = "EX09", seconds: int | None = 8) -> LoggedSet:
    """A set on day `number` of the course, the first being 0."""
    return LoggedSet(MONDAY + timedelta(days=number), exercise, reps, Decimal(load) if load else None, seconds)


@pytest.mark.parametrize(
    ("weeks", "sets", "expected"),
    [
        ("1-2", [done(0, 12)] * 3, Work(3, 36, Decimal(0), 288)),
        ("3-4", [done(14, 10, "5")] * 4, Work(4, 40, Decimal(200), 320)),
        ("5-12", [done(28, 8, "12.5")] * 5, Work(5, 40, Decimal("500.0"), 320)),
        ("none", [], Work(0, 0, Decimal(0), 0)),
        ("as many as possible", [done(0, 10, "6"), done(0, 8, "6"), done(0, 8, "4")], Work(3, 26, Decimal(140), 208)),
    ],
)
def test_a_session_of_the_week_table(weeks: str, sets: list[LoggedSet], expected: Work) -> None:
    assert work(sets) == expected


def test_work_is_summed_by_course_week() -> None:
    sets = [done(0, 10, "7.5"), done(6, 10, "7.5"), done(7, 8, "10"), done(8, 12)]

    assert work_by_week(sets, MONDAY) == {
        1: Work(2, 20, Decimal("150.0"), 160),
        2: Work(2, 20, Decimal(80), 160),
    }


def test_a_body_weight_set_moves_no_kilograms_but_is_time_under_tension() -> None:
    assert work_by_week([done(0, 12)], MONDAY)[1] == Work(1, 12, Decimal(0), 96)


def test_work_is_summed_by_exercise_and_by_both() -> None:
    sets = [done(0, 12, exercise="EX08"), done(14, 10, "5"), done(15, 10, exercise="EX01", seconds=10), done(0, 8)]

    assert {code: each.reps for code, each in work_by_exercise(sets).items()} == {"EX01": 10, "EX08": 12, "EX09": 18}
    assert {key: each.reps for key, each in work_by_week_and_exercise(sets, MONDAY).items()} == {
        (1, "EX08"): 12,
        (1, "EX09"): 8,
        (3, "EX01"): 10,
        (3, "EX09"): 10,
    }


def test_a_set_without_tempo_or_hold_makes_the_time_unknown_and_not_zero() -> None:
    unknown = done(0, 15, "5", exercise="EX20", seconds=None)

    assert work([done(0, 12), unknown]) == Work(2, 27, Decimal(75), None)
    assert work_by_exercise([done(0, 12), unknown])["EX09"].tension_s == 96


sets_ = st.lists(
    st.builds(
        LoggedSet,
        st.integers(0, 30).map(lambda number: MONDAY + timedelta(days=number)),
        st.sampled_from(["EX08", "EX09"]),
        st.integers(0, 20),
        st.sampled_from([None, Decimal("2.5"), Decimal(10)]),
        st.sampled_from([None, 8, 10]),
    ),
    max_size=20,
)


@settings(max_examples=40)
@given(sets_, st.randoms(use_true_random=False))
def test_the_order_of_the_log_does_not_matter(sets: list[LoggedSet], chance: object) -> None:
    shuffled = sorted(sets, key=lambda _: chance.random())  # type: ignore[attr-defined]

    assert work_by_week_and_exercise(shuffled, MONDAY) == work_by_week_and_exercise(sets, MONDAY)


@settings(max_examples=40)
@given(sets_, st.integers(1, 60))
def test_moving_every_date_by_weeks_changes_nothing(sets: list[LoggedSet], weeks: int) -> None:
    away = timedelta(weeks=weeks)
    moved = [LoggedSet(each.on + away, each.exercise, each.reps, each.load_kg, each.seconds_per_rep) for each in sets]

    assert work_by_week(moved, MONDAY + away) == work_by_week(sets, MONDAY)


@settings(max_examples=40)
@given(sets_)
def test_the_parts_are_the_whole(sets: list[LoggedSet]) -> None:
    parts = work_by_week_and_exercise(sets, MONDAY).values()

    assert sum(each.moved_kg for each in parts) == work(sets).moved_kg
    assert sum(each.reps for each in parts) == work(sets).reps

"""Done against due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.clinical.adherence import Adherence, DoneSession, adherence, credit, done_days
from rehab.clinical.recurrence import DateSpan, PrescribedWindow, is_due_on

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
STRENGTH = PrescribedWindow(1, MONDAY, MONDAY + 27 * DAY, 2, 1, True)
STRETCH = PrescribedWindow(2, MONDAY, MONDAY + 27 * DAY, 1, 3, False)


def on(number: int) -> date:
    return MONDAY + number * DAY


def done(*numbers: int, key: int = 1, completion: float = 1.0) -> list[DoneSession]:
    return [DoneSession(on(number), frozenset({key}), completion) for number in numbers]


@pytest.mark.parametrize(
    ("completion", "counts"),
    [(1.0, 1), (0.75, 1), (27 / 36, 1), (0.1 + 0.65, 1), (0.74, 0.5), (0.25, 0.5), (0.24, 0), (0.0, 0), (1.3, 1)],
)
def test_a_session_counts_whole_half_or_not(completion: float, counts: float) -> None:
    assert credit(completion) == counts


def test_share_is_unknown_when_nothing_was_due() -> None:
    assert Adherence(0, 0).share is None
    assert adherence([], [], MONDAY, on(13)).share is None


def test_all_fourteen_of_four_weeks() -> None:
    assert adherence([STRENGTH], done(*range(0, 28, 2)), MONDAY, on(27)) == Adherence(14, 14)


def test_training_every_third_day_is_still_all_that_was_due() -> None:
    """Late by a day is not missed: the next one is due two days after the last done."""
    assert adherence([STRENGTH], done(*range(0, 28, 3)), MONDAY, on(27)).share == 1


def test_training_every_fourth_day_is_half() -> None:
    assert adherence([STRENGTH], done(*range(0, 28, 4)), MONDAY, on(27), today=on(28)) == Adherence(7, 14)


def test_todays_session_is_not_missed_while_it_may_still_be_done() -> None:
    trained = done(0, 2, 4)

    assert adherence([STRENGTH], trained, MONDAY, on(6)) == Adherence(3, 3)
    assert adherence([STRENGTH], trained, MONDAY, on(7)) == Adherence(3, 3)
    assert adherence([STRENGTH], trained, MONDAY, on(8)) == Adherence(3, 4)


def test_a_week_gone_by_is_judged_as_of_today() -> None:
    assert adherence([STRENGTH], done(0, 2, 4), MONDAY, on(6), today=on(20)) == Adherence(3, 4)


def test_only_the_asked_dates_count() -> None:
    assert adherence([STRENGTH], done(*range(0, 28, 2)), on(14), on(27)) == Adherence(7, 7)


def test_half_sessions_count_half_and_two_halves_of_a_day_make_one() -> None:
    assert adherence([STRENGTH], done(0, completion=0.5), MONDAY, MONDAY) == Adherence(0.5, 1)
    assert adherence([STRENGTH], done(0, 0, completion=0.5), MONDAY, MONDAY) == Adherence(1, 1)


def test_a_session_hardly_begun_is_not_done() -> None:
    assert adherence([STRENGTH], done(0, completion=0.1), MONDAY, on(2)) == Adherence(0, 1)


def test_stretches_are_left_out_unless_asked_for() -> None:
    bouts = done(*[day for day in range(14) for _ in range(2)], key=2)

    assert adherence([STRETCH], bouts, MONDAY, on(13)) == Adherence(0, 0)
    assert adherence([STRETCH], bouts, MONDAY, on(14), strength_only=False) == Adherence(28, 42)


def test_a_fourth_stretch_of_a_day_adds_nothing() -> None:
    assert adherence([STRETCH], done(0, 0, 0, 0, key=2), MONDAY, MONDAY, strength_only=False) == Adherence(3, 3)


def test_two_exercises_of_one_rhythm_are_one_session() -> None:
    other = PrescribedWindow(9, STRENGTH.first_on, STRENGTH.last_on, 2, 1, True)
    both = [DoneSession(on(0), frozenset({1, 9}), 1.0), DoneSession(on(2), frozenset({9}), 1.0)]

    assert adherence([STRENGTH, other], both, MONDAY, on(3)) == Adherence(2, 2)


def test_a_pause_is_not_due() -> None:
    holiday = [DateSpan(on(6), on(19))]

    trained = done(0, 2, 4, 20, 22, 24, 26)

    assert adherence([STRENGTH], trained, MONDAY, on(27), holiday) == Adherence(7, 7)


def test_recovery_holds_where_one_dose_follows_another() -> None:
    first = PrescribedWindow(1, MONDAY, on(13), 2, 1, True)
    second = PrescribedWindow(2, on(14), on(27), 2, 1, True)
    trained = done(13)

    days = done_days(second, [first, second], trained)

    assert [number for number in (14, 15) if is_due_on(second, days, on(number))] == [15]
    assert adherence([first, second], [*trained, *done(15, key=2)], on(14), on(15)) == Adherence(1, 1)


def test_a_stretch_is_not_held_back_by_strength() -> None:
    assert done_days(STRETCH, [STRENGTH, STRETCH], done(-1)) == ()


logs = st.lists(
    st.builds(
        lambda day, key, share: DoneSession(on(day), frozenset({key}), share),
        st.integers(-10, 40),
        st.sampled_from([1, 2]),
        st.floats(0, 2),
    ),
    max_size=60,
)


@given(logs, st.integers(-5, 40), st.integers(0, 40), st.booleans())
def test_adherence_lies_between_none_and_all(
    sessions: list[DoneSession], start: int, length: int, strength_only: bool
) -> None:
    found = adherence([STRENGTH, STRETCH], sessions, on(start), on(start + length), strength_only=strength_only)

    assert 0 <= found.done <= found.due
    assert found.share is None or 0 <= found.share <= 1


@given(logs, st.randoms(use_true_random=False))
def test_the_order_of_the_log_does_not_matter(sessions: list[DoneSession], chance: object) -> None:
    shuffled = sorted(sessions, key=lambda _: chance.random())  # type: ignore[attr-defined]

    assert adherence([STRENGTH], shuffled, MONDAY, on(27)) == adherence([STRENGTH], sessions, MONDAY, on(27))


@given(logs, st.integers(0, 40))
def test_moving_every_date_by_a_week_changes_nothing(sessions: list[DoneSession], end: int) -> None:
    week = 7 * DAY
    moved_window = PrescribedWindow(1, STRENGTH.first_on + week, STRENGTH.last_on + week, 2, 1, True)
    moved = [DoneSession(each.on + week, each.keys, each.completion) for each in sessions]

    assert adherence([moved_window], moved, MONDAY + week, on(end) + week) == adherence(
        [STRENGTH], sessions, MONDAY, on(end)
    )

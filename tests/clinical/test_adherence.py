"""Done against due."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab.clinical.adherence import Adherence, DoneSession, adherence, credit, done_days, settled
from rehab.clinical.recurrence import DateSpan, PrescribedWindow, is_due_on, joined

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


@settings(max_examples=60)
@given(logs.filter(bool), st.data())
def test_a_corrected_session_counts_as_one_entered_right(sessions: list[DoneSession], data: st.DataObject) -> None:
    """The wrong entry is out of force and the right one stands last in the log."""
    which = data.draw(st.integers(0, len(sessions) - 1))
    corrected = [*sessions[:which], *sessions[which + 1 :], sessions[which]]

    for strength_only in (True, False):
        found, right = (
            adherence([STRENGTH, STRETCH], each, MONDAY, on(27), strength_only=strength_only)
            for each in (corrected, sessions)
        )
        assert found == right
    assert done_days(STRENGTH, [STRENGTH, STRETCH], corrected) == done_days(STRENGTH, [STRENGTH, STRETCH], sessions)


@settings(max_examples=60)
@given(logs, st.integers(-5, 40))
def test_adherence_is_the_sum_of_what_is_settled(sessions: list[DoneSession], today: int) -> None:
    both = [STRENGTH, STRETCH]
    days = settled(both, sessions, on(today), strength_only=False)

    assert [each.on for each in days] == sorted(each.on for each in days)
    assert all(0 <= each.done <= each.due for each in days)
    found = adherence(both, sessions, on(-30), on(60), today=on(today), strength_only=False)
    assert (sum(each.done for each in days), sum(each.due for each in days)) == (found.done, found.due)


trained_numbers = st.sets(st.integers(0, 27), max_size=28)


@settings(max_examples=80)
@given(trained_numbers, st.sets(st.integers(1, 27), max_size=3), st.booleans())
def test_a_new_version_with_the_same_dose_changes_nothing_that_is_due(
    trained: set[int], changes: set[int], logged_before_the_change: bool
) -> None:
    """Cut at any days, and whether or not the session of such a day was logged under the version it replaced."""
    edges = [0, *sorted(changes), 28]
    parts = joined(
        replace(STRENGTH, key=key, first_on=on(first), last_on=on(last - 1))
        for key, (first, last) in enumerate(itertools.pairwise(edges))
    )
    log = [_logged(number, edges, logged_before_the_change) for number in sorted(trained)]
    whole_log = done(*trained)

    for number in range(28):
        now = [each for each in parts if on(number) in each]
        due = [is_due_on(each, done_days(each, parts, log), on(number)) for each in now]
        assert due == [is_due_on(STRENGTH, [each.on for each in whole_log], on(number))]
    found, whole = (
        adherence(each, its_log, MONDAY, on(27)) for each, its_log in ((parts, log), ([STRENGTH], whole_log))
    )
    assert found.done == whole.done
    assert whole.due - len(changes) <= found.due <= whole.due


def _logged(number: int, edges: list[int], under_the_replaced: bool) -> DoneSession:
    key = sum(edge <= number for edge in edges) - 1
    if under_the_replaced and number in edges and key:
        key -= 1
    return DoneSession(on(number), frozenset({key}), 1.0)


def test_over_a_phase_it_is_all_that_was_due_since_the_phase_began() -> None:
    """Four weeks of every other day are fourteen sessions; ten done on their days and four left out are ten of them."""
    trained = done(*range(0, 20, 2))

    assert adherence([STRENGTH], trained, on(0), on(27), today=on(28)) == Adherence(10, 14)
    assert adherence([STRENGTH], trained, on(0), on(18)) == Adherence(10, 10)

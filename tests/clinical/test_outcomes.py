"""The outcome measures: when they are asked, what they are worth, and what is done about missing items."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab.clinical.outcome_scores import (
    Groc,
    activity_change,
    nrs_change,
    psfs_change,
    psfs_score,
    says_improved,
)
from rehab.clinical.outcomes import MEASURED_WEEKS, Answers, Measure, due_week, is_well
from rehab.clinical.progress import TrendKind
from rehab.clinical.thresholds import DEFAULT

MONDAY = date(2026, 3, 2)
BETTER, WORSE = TrendKind.BETTER_NOTICEABLY, TrendKind.WORSE_NOTICEABLY
UNCHANGED, UNKNOWN = TrendKind.UNCHANGED, TrendKind.UNKNOWN

Scores = tuple[int | None, ...]


def activities(*scores: int | None) -> dict[str, int | None]:
    return dict(zip("abcde", scores, strict=False))


def test_each_measurement_is_open_from_three_days_before_to_ten_after() -> None:
    weeks = [due_week(MONDAY, MONDAY + timedelta(days=number), []) for number in range(-5, 120)]
    opened = {week: [n - 5 for n, each in enumerate(weeks) if each == week] for week in MEASURED_WEEKS}

    assert opened == {
        0: list(range(11)),
        4: list(range(25, 39)),
        8: list(range(53, 67)),
        12: list(range(81, 95)),
    }


def test_a_measurement_answered_is_not_asked_again_and_one_missed_stays_missing() -> None:
    def open_on(number: int, *answered: int) -> int | None:
        return due_week(MONDAY, MONDAY + timedelta(days=number), answered)

    assert [open_on(28, 0), open_on(28, 0, 4), open_on(28)] == [4, None, 4]
    assert [open_on(45), open_on(56), open_on(200)] == [None, 8, None]


@pytest.mark.parametrize(
    ("scores", "mean"),
    [
        ((0, 0, 0), 0),
        ((10, 10, 10, 10, 10), 10),
        ((4, 5, 9), 6),
        ((4, 5, 9, None, None), 6),
        ((4, 5, None), None),
        ((4, 5, None, None, None), None),
        ((), None),
    ],
)
def test_psfs_is_the_mean_of_at_least_three_activities(scores: Scores, mean: float | None) -> None:
    assert psfs_score(activities(*scores)) == mean


@pytest.mark.parametrize(
    ("start", "now", "kind", "change"),
    [
        ((4, 5, 6), (6, 7, 8), BETTER, 2),
        ((4, 5, 6), (6, 7, 7), UNCHANGED, 5 / 3),
        ((4, 5, 6), (2, 3, 4), WORSE, -2),
        ((4, 5, 6), (4, 4, 4), UNCHANGED, -1),
        ((4, 5, 6, 0, 0), (6, 7, 8, 10, 10), BETTER, 26 / 5),
        ((4, 5, 6, 0), (6, 7, 8, None), BETTER, 2),
        ((4, 5, 6, None), (6, 7, 8, 0), BETTER, 2),
        ((4, 5, 6), (10, 10, None), UNKNOWN, None),
        ((4, 5, None), (10, 10, 10), UNKNOWN, None),
        ((4, 5), (10, 10, 10), UNKNOWN, None),
        ((4, 5, 6), (), UNKNOWN, None),
    ],
)
def test_psfs_changes_over_the_activities_answered_both_times(
    start: Scores, now: Scores, kind: TrendKind, change: float | None
) -> None:
    found = psfs_change(activities(*start), activities(*now))

    assert found.kind is kind
    assert found.change == (change if change is None else pytest.approx(change))


@pytest.mark.parametrize(
    ("start", "now", "kind"),
    [
        (4, 7, BETTER),
        (4, 6, UNCHANGED),
        (4, 1, WORSE),
        (4, 2, UNCHANGED),
        (0, 10, BETTER),
        (None, 7, UNKNOWN),
        (4, None, UNKNOWN),
    ],
)
def test_one_activity_takes_three_points(start: int | None, now: int | None, kind: TrendKind) -> None:
    assert activity_change(start, now).kind is kind


@pytest.mark.parametrize("score", [-1, 11])
def test_scores_outside_the_scale_are_refused(score: int) -> None:
    for attempt in (
        lambda: psfs_score(activities(1, 2, score)),
        lambda: activity_change(score, 3),
        lambda: nrs_change(3, score),
    ):
        with pytest.raises(ValueError, match="0 to 10"):
            attempt()


@pytest.mark.parametrize(
    ("start", "now", "kind", "percent"),
    [
        (8, 6, BETTER, -25),
        (6, 4, BETTER, -100 / 3),
        (6, 5, TrendKind.BETTER_SLIGHTLY, -100 / 6),
        (10, 9, TrendKind.BETTER_SLIGHTLY, -10),
        (3, 2, TrendKind.BETTER_SLIGHTLY, -100 / 3),
        (3, 1, BETTER, -200 / 3),
        (2, 1, BETTER, -50),
        (5, 5, UNCHANGED, 0),
        (4, 5, TrendKind.WORSE_SLIGHTLY, 25),
        (4, 6, WORSE, 50),
        (0, 3, WORSE, None),
        (None, 4, UNKNOWN, None),
        (4, None, UNKNOWN, None),
    ],
)
def test_pain_in_general(start: int | None, now: int | None, kind: TrendKind, percent: float | None) -> None:
    found = nrs_change(start, now)

    assert found.kind is kind
    assert found.percent == (percent if percent is None else pytest.approx(percent))


@pytest.mark.parametrize("start", range(4, 11))
def test_on_whole_numbers_from_4_up_two_points_or_33_percent_is_two_points(start: int) -> None:
    for now in range(start):
        much = start - now >= 2 or (start - now) / start >= 0.33
        slightly = start - now >= 1 or (start - now) / start >= 0.15
        assert (nrs_change(start, now).kind is BETTER) is much
        assert (nrs_change(start, now).kind in (BETTER, TrendKind.BETTER_SLIGHTLY)) is slightly


def test_improved_is_the_two_best_of_seven_words() -> None:
    assert [says_improved(each) for each in Groc] == [True, True, False, False, False, False, False]
    assert says_improved(None) is None


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        (Answers(4, activities(4, 5, 6), 3, Groc.UNCHANGED, False), []),
        (Answers(0, activities(4, 5, 6), 3, None, False), []),
        (Answers(4, activities(4, 5, 6), 3, None, False), [Measure.GROC]),
        (Answers(12, activities(4, 5, None), None, None, None), list(Measure)),
        (Answers(8, activities(0, 0, 0), 0, Groc.UNCHANGED, False), []),
    ],
)
def test_what_is_missing_of_a_measurement(answers: Answers, missing: list[Measure]) -> None:
    assert list(answers.missing) == missing


@pytest.mark.parametrize(
    ("medians", "psfs", "accepts", "well"),
    [
        ((2, 2, 2), 8, True, True),
        ((6, 2, 1, 0), 10, True, True),
        ((2, 2, 2.5), 8, True, False),
        ((2.5, 2, 2), 8, True, False),
        ((2, None, 2), 8, True, False),
        ((2, 2), 8, True, False),
        ((2, 2, 2), 7.9, True, False),
        ((2, 2, 2), None, True, False),
        ((2, 2, 2), 8, False, False),
        ((2, 2, 2), 8, None, False),
        ((), None, None, False),
    ],
)
def test_well_is_all_three_and_unknown_is_not_yes(
    medians: tuple[float | None, ...], psfs: float | None, accepts: bool | None, well: bool
) -> None:
    assert is_well(medians, psfs, accepts) is well


def test_a_practitioners_own_limits_decide() -> None:
    stricter = DEFAULT.changed({"improved_weeks": 4, "improved_psfs_from": 9})

    assert is_well((2, 2, 2), 8, True)
    assert not is_well((2, 2, 2), 9, True, stricter)
    assert not is_well((2, 2, 2, 2), 8, True, stricter)
    assert is_well((2, 2, 2, 2), 9, True, stricter)


items = st.dictionaries(st.sampled_from("abcde"), st.one_of(st.none(), st.integers(0, 10)), max_size=5)


@settings(max_examples=60)
@given(items, items)
def test_a_change_turned_round_is_the_opposite(start: dict[str, int | None], now: dict[str, int | None]) -> None:
    there, back = psfs_change(start, now), psfs_change(now, start)

    assert (there.change is None) is (back.change is None)
    if there.change is not None and back.change is not None:
        assert there.change == pytest.approx(-back.change)
        assert (there.kind is BETTER) is (back.kind is WORSE)


@settings(max_examples=60)
@given(items, st.permutations("abcde"))
def test_the_order_of_the_answers_does_not_matter(scores: dict[str, int | None], order: list[str]) -> None:
    turned = {name: scores[name] for name in order if name in scores}

    assert psfs_score(turned) == psfs_score(scores)


@settings(max_examples=60)
@given(st.integers(-30, 120), st.sets(st.sampled_from(MEASURED_WEEKS)), st.integers(1, 60))
def test_moving_every_date_by_weeks_opens_the_same_measurement(day: int, answered: set[int], weeks: int) -> None:
    today, away = MONDAY + timedelta(days=day), timedelta(weeks=weeks)

    assert due_week(MONDAY + away, today + away, answered) == due_week(MONDAY, today, answered)

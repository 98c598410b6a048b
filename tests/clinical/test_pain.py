"""Zones, the usual morning, and the response to a session."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.clinical.pain import Because, Response, Zone, baseline_before, response, zone

DAY = date(2026, 3, 9)


def mornings(*scores: int | None) -> dict[date, int]:
    """Scores of the days before DAY, the nearest first."""
    return {DAY - timedelta(days=back): score for back, score in enumerate(scores, start=1) if score is not None}


@pytest.mark.parametrize("score", range(11))
def test_zones_are_0_to_2_3_to_5_and_6_to_10(score: int) -> None:
    expected = [Zone.SAFE] * 3 + [Zone.ACCEPTABLE] * 3 + [Zone.HIGH_RISK] * 5

    assert zone(score) is expected[score]


@pytest.mark.parametrize("score", [-1, 11])
def test_pain_outside_the_scale_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        zone(score)


@pytest.mark.parametrize(
    ("before", "usual"),
    [
        ((), None),
        ((4, 5), None),
        ((4, None, 5, None, None, None, 9), 5),
        ((4, 5, 6, 7), 5.5),
        ((None, None, None, None, None, 4, 5, 6), None),
    ],
    ids=["none", "two", "three", "four", "only two within seven days"],
)
def test_the_usual_morning_is_the_median_of_seven_days(before: tuple[int | None, ...], usual: float | None) -> None:
    assert baseline_before(mornings(*before), DAY) == usual


def test_the_morning_of_the_day_is_not_part_of_its_own_baseline() -> None:
    assert baseline_before({**mornings(4, 4, 4), DAY: 10}, DAY) == 4


@pytest.mark.parametrize(
    ("during", "after", "morning", "usual", "expected"),
    [
        (2, 2, 4, 4, Response.GREEN),
        (0, 0, 0, 4, Response.GREEN),
        (2, 2, 5, 4, Response.YELLOW),
        (3, 2, 4, 4, Response.YELLOW),
        (5, 5, 5, 4, Response.YELLOW),
        (2, 2, 6, 4, Response.AMBER),
        (5, 2, 6, 4, Response.AMBER),
        (3, 2, 5, 3.5, Response.AMBER),
        (6, 2, 4, 4, Response.RED),
        (2, 6, 4, 4, Response.RED),
        (6, 6, 10, 1, Response.RED),
        (2, 2, None, 4, Response.GREEN),
        (4, 2, None, 4, Response.YELLOW),
        (4, 2, 9, None, Response.YELLOW),
        (4, None, 4, 4, Response.YELLOW),
        (None, 2, 9, 4, None),
        (None, None, None, None, None),
        (None, 7, None, None, Response.RED),
        (3, 2, 7, 7, Response.YELLOW),
    ],
)
def test_the_table_of_responses(
    during: int | None, after: int | None, morning: int | None, usual: float | None, expected: Response | None
) -> None:
    assert response(during, after, morning, usual).response is expected


def test_pain_that_rises_set_by_set_is_amber_from_3() -> None:
    assert response(4, 2, 4, 4, rising=True).response is Response.AMBER
    assert response(2, 2, 4, 4, rising=True).response is Response.GREEN


def test_a_response_says_what_it_rests_on() -> None:
    assert response(4, 3, 6, 4).reasons == (Because.DURING_ACCEPTABLE, Because.MORNING_UP)
    assert response(1, 1, None, 4).reasons == (Because.DURING_LOW, Because.MORNING_UNKNOWN)
    assert response(7, 8, 4, 4).reasons == (Because.DURING_HIGH, Because.AFTER_HIGH)
    assert response(7, 2, 4, 4).reasons == (Because.DURING_HIGH,)


ORDER = list(Response)
scores = st.integers(0, 10)


@given(scores, scores, scores, st.floats(0, 10), st.booleans())
def test_more_pain_never_gives_a_milder_response(
    during: int, after: int, morning: int, usual: float, rising: bool
) -> None:
    def severity(during: int, after: int, morning: int) -> int:
        found = response(during, after, morning, usual, rising=rising).response
        assert found is not None
        return ORDER.index(found)

    here = severity(during, after, morning)
    assert severity(min(during + 1, 10), after, morning) >= here
    assert severity(during, min(after + 1, 10), morning) >= here
    assert severity(during, after, min(morning + 1, 10)) >= here

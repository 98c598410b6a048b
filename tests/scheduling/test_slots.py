"""What may be booked: the grid, the offer, and what must hold for every offer there is."""

from datetime import UTC, date, datetime, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab.scheduling.intervals import Interval, merge
from rehab.scheduling.slots import CELL, by_day, cells, next_free, offered

DAY = datetime(2026, 11, 23, tzinfo=UTC)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def at(clock: str) -> datetime:
    hour, minute = clock.split(":")
    return DAY + timedelta(hours=int(hour), minutes=int(minute))


def span(text: str) -> Interval:
    starts, ends = text.split("-")
    return Interval(at(starts), at(ends))


def offer(
    open_: list[str],
    busy: list[str],
    length: int,
    step: int,
    *,
    earliest: str = "0:00",
    latest: str = "24:00",
    buffer: int = 0,
) -> list[str]:
    """The starts of what is offered, as a clock in UTC shows them."""
    slots = offered(
        [span(text) for text in open_],
        [span(text) for text in busy],
        minutes(length),
        step=minutes(step),
        earliest=at(earliest),
        latest=at(latest),
        buffer=minutes(buffer),
    )
    return [f"{slot.starts_at:%H:%M}" for slot in slots]


# Cells


def test_cells_are_the_ten_minutes_an_interval_fills() -> None:
    assert cells(span("9:50-10:20")) == (at("9:50"), at("10:00"), at("10:10"))


def test_intervals_that_touch_share_no_cell_and_those_that_overlap_do() -> None:
    assert not set(cells(span("9:00-9:30"))) & set(cells(span("9:30-10:00")))
    assert set(cells(span("9:00-9:30"))) & set(cells(span("9:20-10:00"))) == {at("9:20")}


def test_the_repeated_hour_of_autumn_has_cells_of_its_own() -> None:
    night = Interval(datetime(2026, 10, 25, 2, tzinfo=COPENHAGEN), datetime(2026, 10, 25, 3, tzinfo=COPENHAGEN))
    assert len(cells(night)) == len(set(cells(night))) == 12


@pytest.mark.parametrize("off", ["9:05-9:35", "9:05-9:30", "9:00-9:35"])
def test_an_interval_off_the_grid_has_no_cells(off: str) -> None:
    with pytest.raises(ValueError, match="ten"):
        cells(span(off))


def test_a_second_past_the_grid_is_off_it() -> None:
    late = span("9:00-9:30").starts_at + timedelta(seconds=1)
    with pytest.raises(ValueError, match="ten"):
        cells(Interval(late, late + CELL))


# What is offered


def test_open_time_is_cut_by_the_step_to_what_fits() -> None:
    assert offer(["8:00-10:00"], [], length=40, step=20) == ["08:00", "08:20", "08:40", "09:00", "09:20"]


def test_a_slot_may_fill_an_opening_exactly_and_no_more() -> None:
    assert offer(["8:00-8:40"], [], length=40, step=20) == ["08:00"]
    assert offer(["8:00-8:30"], [], length=40, step=20) == []


def test_what_is_sold_is_not_offered_and_its_neighbours_are() -> None:
    assert offer(["8:00-10:00"], ["8:40-9:20"], length=40, step=20) == ["08:00", "09:20"]


def test_steps_are_counted_from_the_opening_and_not_from_what_is_busy() -> None:
    assert offer(["8:10-10:10"], ["8:20-8:30"], length=30, step=30) == ["08:40", "09:10", "09:40"]


def test_each_opening_counts_its_own_steps() -> None:
    assert offer(["8:00-9:00", "9:10-10:10"], [], length=30, step=30) == ["08:00", "08:30", "09:10", "09:40"]


def test_an_opening_off_the_grid_is_offered_from_its_first_cell() -> None:
    assert offer(["8:05-9:00"], [], length=20, step=20) == ["08:10", "08:30"]


def test_openings_that_touch_are_one() -> None:
    assert offer(["8:00-8:30", "8:30-9:00"], [], length=60, step=10) == ["08:00"]


def test_busy_time_off_the_grid_takes_the_cells_it_touches() -> None:
    assert offer(["8:00-9:00"], ["8:15-8:25"], length=10, step=10) == ["08:00", "08:30", "08:40", "08:50"]


def test_the_limits_are_the_first_and_the_last_start() -> None:
    assert offer(["8:00-10:00"], [], 30, 30, earliest="8:30", latest="9:00") == ["08:30", "09:00"]
    assert offer(["8:00-10:00"], [], 30, 30, earliest="8:31", latest="8:59") == []
    assert offer(["8:00-10:00"], [], 30, 30, earliest="9:00", latest="8:00") == []


def test_a_buffer_is_kept_on_both_sides_of_what_is_busy_but_not_at_closing_time() -> None:
    assert offer(["8:00-10:00"], ["8:50-9:00"], 30, 10, buffer=10) == [
        "08:00",
        "08:10",
        "09:10",
        "09:20",
        "09:30",
    ]


def test_nothing_open_offers_nothing() -> None:
    assert offer([], ["8:00-9:00"], length=30, step=10) == []


@pytest.mark.parametrize(
    ("length", "step", "buffer"),
    [(0, 10, 0), (-10, 10, 0), (25, 10, 0), (30, 0, 0), (30, 15, 0), (30, -10, 0), (30, 10, -10)],
)
def test_a_length_step_or_buffer_that_makes_no_sense_is_refused_at_once(length: int, step: int, buffer: int) -> None:
    with pytest.raises(ValueError, match=r"ten minutes|not negative"):
        offered(
            [],
            [],
            minutes(length),
            step=minutes(step),
            buffer=minutes(buffer),
            earliest=at("8:00"),
            latest=at("9:00"),
        )


def test_a_naive_limit_is_refused_at_once() -> None:
    naive = datetime(2026, 11, 23, 8)  # noqa: DTZ001  the very thing that is refused
    with pytest.raises(ValueError, match="without a zone"):
        offered([], [], CELL, step=CELL, earliest=naive, latest=at("9:00"))
    with pytest.raises(ValueError, match="without a zone"):
        offered([], [], CELL, step=CELL, earliest=at("9:00"), latest=naive)


def test_the_next_free_are_the_first_of_what_is_offered() -> None:
    limits = Limits(step=minutes(30), earliest=at("8:40"), latest=at("24:00"))
    open_, busy = [span("8:00-10:30")], [span("9:00-9:30")]
    first_two = next_free(open_, busy, minutes(30), count=2, **limits)
    assert first_two == (span("9:30-10:00"), span("10:00-10:30"))
    assert next_free(open_, busy, minutes(30), count=5, **limits) == first_two
    assert next_free([], busy, minutes(30), **limits) == ()


def test_slots_are_grouped_by_the_day_on_the_wall() -> None:
    late, after_midnight, morning = span("22:30-23:00"), span("23:00-23:30"), span("32:00-32:30")
    assert by_day([morning, late, after_midnight], COPENHAGEN) == {
        date(2026, 11, 23): (late,),
        date(2026, 11, 24): (after_midnight, morning),
    }
    assert by_day([], COPENHAGEN) == {}


# What holds for every offer


class Limits(TypedDict):
    step: timedelta
    earliest: datetime
    latest: datetime


# Two days in steps of five minutes: half of all edges lie off the grid.
edges = st.integers(0, 2 * 24 * 12 - 1)
lengths = st.integers(1, 60)
spans = st.lists(
    st.builds(
        lambda first, long: Interval(DAY + minutes(5 * first), DAY + minutes(5 * (first + long))),
        edges,
        lengths,
    ),
    max_size=6,
)
few_cells = st.integers(1, 6).map(lambda number: number * CELL)
limits = st.builds(
    lambda step, earliest, window: Limits(
        step=step, earliest=DAY + minutes(earliest), latest=DAY + minutes(earliest + window)
    ),
    few_cells,
    st.integers(0, 24 * 60),
    st.integers(0, 48 * 60),
)
buffers = st.integers(0, 5).map(lambda number: minutes(5 * number))
# The same examples on every run: a test that fails, fails for a reason in the code.
steadily = settings(derandomize=True, database=None, deadline=None, max_examples=150)


@steadily
@given(spans, spans, few_cells, limits, buffers)
def test_every_offer_is_open_clear_of_busy_on_the_grid_and_within_the_limits(
    open_: list[Interval], busy: list[Interval], length: timedelta, limits: Limits, buffer: timedelta
) -> None:
    pieces = merge(open_)
    for slot in offered(open_, busy, length, buffer=buffer, **limits):
        assert slot.length == length
        assert len(cells(slot)) == length // CELL
        assert any(piece.covers(slot) for piece in pieces)
        assert not any(taken.padded(buffer).overlaps(slot) for taken in busy)
        assert limits["earliest"] <= slot.starts_at <= limits["latest"]


@steadily
@given(spans, spans, few_cells, limits, buffers)
def test_every_free_place_on_the_steps_is_offered_once_and_in_order(
    open_: list[Interval], busy: list[Interval], length: timedelta, limits: Limits, buffer: timedelta
) -> None:
    """Said the slow way: walk each opening step by step and keep each place nothing speaks against."""
    expected = []
    for piece in merge(open_):
        starts_at = piece.starts_at + (DAY - piece.starts_at) % CELL
        while starts_at + length <= piece.ends_at:
            slot = Interval(starts_at, starts_at + length)
            wanted = limits["earliest"] <= starts_at <= limits["latest"]
            if wanted and not any(taken.padded(buffer).overlaps(slot) for taken in busy):
                expected.append(slot)
            starts_at += limits["step"]
    assert list(offered(open_, busy, length, buffer=buffer, **limits)) == expected


@steadily
@given(spans, spans, few_cells, limits, st.data())
def test_a_sold_slot_takes_away_what_overlaps_it_and_nothing_else(
    open_: list[Interval], busy: list[Interval], length: timedelta, limits: Limits, data: st.DataObject
) -> None:
    before = list(offered(open_, busy, length, **limits))
    if before:
        sold = data.draw(st.sampled_from(before))
        after = list(offered(open_, [*busy, sold], length, **limits))
        assert sold not in after
        assert after == [slot for slot in before if not slot.overlaps(sold)]


@steadily
@given(spans, spans, few_cells, limits)
def test_selling_the_next_free_time_until_none_is_left_sells_no_cell_twice(
    open_: list[Interval], busy: list[Interval], length: timedelta, limits: Limits
) -> None:
    sold: list[Interval] = []
    while slots := next_free(open_, [*busy, *sold], length, count=1, **limits):
        sold += slots
    taken = [cell for slot in sold for cell in cells(slot)]
    assert len(taken) == len(set(taken))

"""Half-open intervals: what touches does not overlap."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rehab.scheduling.intervals import Interval, as_utc, intersect, merge, subtract

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def drawn(line: str) -> tuple[Interval, ...]:
    """The intervals of a drawing, one hour a column: `[` starts, `)` ends, `|` does both."""
    found, starts = [], 0
    for column, sign in enumerate(line):
        if sign in ")|":
            found.append(hours(starts, column))
        if sign in "[|":
            starts = column
    return tuple(found)


def hours(starts: int, ends: int) -> Interval:
    return Interval(MIDNIGHT + timedelta(hours=starts), MIDNIGHT + timedelta(hours=ends))


OVERLAPS = [
    # the other, against   [=====)        overlaps  covered  what it is
    ("                     [=====)      ", True, True, "the same"),
    ("                      [===)       ", True, True, "inside"),
    ("                     [===)        ", True, True, "inside, starts together"),
    ("                       [===)      ", True, True, "inside, ends together"),
    ("                   [=========)    ", True, False, "around"),
    ("                  [====)          ", True, False, "over the start"),
    ("                         [====)   ", True, False, "over the end"),
    ("                [====)            ", False, False, "touches the start"),
    ("                           [====) ", False, False, "touches the end"),
    ("          [====)                  ", False, False, "before"),
    ("                              [==)", False, False, "after"),
]
FIXED = "                     [=====)      "


@pytest.mark.parametrize(("other", "overlaps", "covered", "what"), OVERLAPS, ids=[case[3] for case in OVERLAPS])
def test_overlap_is_what_the_drawing_shows(other: str, overlaps: bool, covered: bool, what: str) -> None:
    (one,), (two,) = drawn(FIXED), drawn(other)
    assert one.overlaps(two) is overlaps
    assert two.overlaps(one) is overlaps
    assert one.covers(two) is covered
    assert bool(intersect([one], [two])) is overlaps


MERGES = [
    ("                ", "                ", "                ", "nothing"),
    ("[==)            ", "      [==)      ", "[==)  [==)      ", "apart"),
    ("[==)            ", "   [==)         ", "[=====)         ", "touching"),
    ("[====)          ", "   [====)       ", "[=======)       ", "overlapping"),
    ("[==========)    ", "   [==)         ", "[==========)    ", "one inside the other"),
    ("[==)   [==)     ", "  [=====)       ", "[=========)     ", "a bridge"),
    ("      [==)      ", "[==)            ", "[==)  [==)      ", "out of order"),
]


@pytest.mark.parametrize(("one", "other", "merged", "what"), MERGES, ids=[case[3] for case in MERGES])
def test_merging_keeps_the_time_in_as_few_intervals_as_possible(one: str, other: str, merged: str, what: str) -> None:
    assert merge(drawn(one) + drawn(other)) == drawn(merged)


SUBTRACTIONS = [
    ("[=========)     ", "                ", "[=========)     ", "nothing taken"),
    ("                ", "[=========)     ", "                ", "nothing there"),
    ("[=========)     ", "   [==)         ", "[==)  [===)     ", "from the middle"),
    ("[=========)     ", "[==)            ", "   [======)     ", "from the start"),
    ("[=========)     ", "       [==)     ", "[======)        ", "to the end"),
    ("[=========)     ", "[=========)     ", "                ", "all of it"),
    ("   [==)         ", "[=========)     ", "                ", "more than all of it"),
    ("   [===)        ", "[==)   [==)     ", "   [===)        ", "only what touches"),
    ("[====)  [====)  ", "   [=======)    ", "[==)       [=)  ", "one cut over two pieces"),
    ("[=========)     ", " [==)  [)       ", "[)  [==)[=)     ", "two cuts from one piece"),
    ("[=========)     ", " [==|==)        ", "[)     [==)     ", "cuts that touch"),
    ("[====|====)     ", "   [===)        ", "[==)   [==)     ", "pieces that touch"),
]


@pytest.mark.parametrize(("whole", "taken", "left", "what"), SUBTRACTIONS, ids=[case[3] for case in SUBTRACTIONS])
def test_what_is_left_is_what_the_drawing_shows(whole: str, taken: str, left: str, what: str) -> None:
    assert subtract(drawn(whole), drawn(taken)) == drawn(left)


INTERSECTIONS = [
    ("[====)          ", "      [===)     ", "                ", "apart"),
    ("[====)          ", "     [===)      ", "                ", "touching"),
    ("[====)          ", "  [=====)       ", "  [==)          ", "overlapping"),
    ("[=========)     ", "  [=)  [==)     ", "  [=)  [==)     ", "two in one"),
    ("[===)  [====)   ", " [======)       ", " [==)  [)       ", "one over two"),
    ("[====|===)      ", "  [====)        ", "  [====)        ", "pieces that touch"),
]


@pytest.mark.parametrize(("one", "other", "both", "what"), INTERSECTIONS, ids=[case[3] for case in INTERSECTIONS])
def test_what_is_in_both_is_what_the_drawing_shows(one: str, other: str, both: str, what: str) -> None:
    assert intersect(drawn(one), drawn(other)) == drawn(both)
    assert intersect(drawn(other), drawn(one)) == drawn(both)


def test_an_interval_holds_its_start_and_not_its_end() -> None:
    one = hours(9, 10)
    assert one.holds(one.starts_at)
    assert not one.holds(one.ends_at)
    assert one.length == timedelta(hours=1)


def test_padding_lengthens_both_ends() -> None:
    assert hours(9, 10).padded(timedelta(hours=1)) == hours(8, 11)


@pytest.mark.parametrize("ends", [9, 8], ids=["empty", "backwards"])
def test_an_interval_that_does_not_end_after_it_starts_is_refused(ends: int) -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        hours(9, ends)


def test_a_naive_datetime_is_refused_at_either_end() -> None:
    naive = datetime(2026, 11, 23, 9)  # noqa: DTZ001  the very thing that is refused
    with pytest.raises(ValueError, match="without a zone"):
        Interval(naive, MIDNIGHT + timedelta(days=1))
    with pytest.raises(ValueError, match="without a zone"):
        Interval(MIDNIGHT, naive)
    with pytest.raises(ValueError, match="without a zone"):
        as_utc(naive)


def test_instants_are_kept_in_utc_and_equal_across_zones() -> None:
    local = Interval(datetime(2026, 11, 23, 9, tzinfo=COPENHAGEN), datetime(2026, 11, 23, 10, tzinfo=COPENHAGEN))
    assert local == hours(8, 9)
    assert hash(local) == hash(hours(8, 9))
    assert local.starts_at.tzinfo is UTC


def test_an_interval_over_the_repeated_hour_of_autumn_is_as_long_as_the_time_that_passes() -> None:
    first_half_past_two = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN)
    second_quarter_past_two = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=COPENHAGEN)
    assert Interval(first_half_past_two, second_quarter_past_two).length == timedelta(minutes=45)

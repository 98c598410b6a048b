"""A written course that cannot be read says which line is at fault, and why."""

from datetime import date
from pathlib import Path

import pytest

from rehab.clinical.dose import Side
from tests.clinical.course_file import CourseFileError, parse
from tests.clinical.written_course import Note, Trained, WrittenCourse

RIGHT = """A title

A story
of two lines.

pain at intake  6
started         2026-03-02
sides           {sides}

programme of 2026-03-02
  strength   every 2 days   2026-03-02 to 2026-03-29
  phase      2026-03-02 to 2026-03-29

diary
  {diary}

expected
  # nothing before
  {expected}
"""
DIARY = "2026-03-02 to 2026-03-08  morning 6  trained 60% 3/- every 3 days"
EXPECTED = "2026-03-05 to 2026-03-08  F9 ready  count 2, pain 3, rise 0  asks from 2026-03-06"


def written(diary: str = DIARY, expected: str = EXPECTED, sides: str = "right", more: str = "") -> WrittenCourse:
    return parse(RIGHT.format(diary=diary, expected=expected, sides=sides) + more, Path("a.txt"))


def test_what_is_written_is_read() -> None:
    course = written()

    assert (course.title, course.story) == ("A title", "A story of two lines.")
    assert course.sessions == [Trained(date(2026, 3, day), 0.6, 3, None) for day in (2, 5, 8)]
    assert course.mornings[-1] == Note(date(2026, 3, 8), Side.RIGHT, 6)
    assert len(course.days) == 7
    assert course.expected[0].asks[0].first_on == date(2026, 3, 6)
    assert course.prompts is None


def test_mornings_by_day_over_and_over_and_of_both_sides() -> None:
    by_day = written("2026-03-02 to 2026-03-08  mornings 6 - 5 ...")
    both = written("2026-03-02  morning L 3 R 6\n  2026-03-03 to 2026-03-08  morning R 5", sides="both")

    assert [(each.on.day, each.score) for each in by_day.mornings] == [(2, 6), (4, 5), (5, 6), (7, 5), (8, 6)]
    assert [(each.side.value, each.score) for each in both.mornings[:3]] == [("left", 3), ("right", 6), ("right", 5)]


@pytest.mark.parametrize(
    ("diary", "why"),
    [
        ("2026-03-02 to 2026-03-08", "nothing is written"),
        ("2026-03-08 to 2026-03-02  nothing", "ends before it begins"),
        ("2026-03-01  nothing", "has not begun"),
        ("2. marts  morning 6", "Invalid isoformat"),
        ("2026-03-02 to 2026-03-08  morning 11", "must be 0 to 10"),
        ("2026-03-02 to 2026-03-08  morning L 3", "not a side of this course"),
        ("2026-03-02 to 2026-03-08  mornings 6 5", "2 mornings for 7 days"),
        ("2026-03-02 to 2026-03-08  morning 6  morning 5", "two mornings"),
        ("2026-03-02 to 2026-03-08  trained well", "say: trained"),
        ("2026-03-02 to 2026-03-08  ran", "not known in the diary"),
        ("2026-03-02 to 2026-03-08  ticks sneezing", "sneezing"),
        ("2026-03-02 to 2026-03-08  answers maybe", "say: answers"),
        ("2026-03-02 to 2026-03-08  is tired", "say: is well"),
        ("2026-03-02 to 2026-03-08  not today", "say: not now until"),
    ],
)
def test_a_line_of_the_diary_that_cannot_be(diary: str, why: str) -> None:
    with pytest.raises(CourseFileError, match=rf"a\.txt:15: .*{why}"):
        written(diary)


@pytest.mark.parametrize(
    ("expected", "why"),
    [
        ("2026-03-05 to 2026-03-08  F8 ready  count 2", "not a rule"),
        ("2026-03-05 to 2026-03-08  F9 readiness  count 2", "not a rule"),
        ("2026-03-05 to 2026-03-09  F9 ready  count 2", "outside the diary"),
        ("2026-03-05 to 2026-03-08  F9 ready  count", "not a number with its name"),
    ],
)
def test_an_expectation_that_cannot_be(expected: str, why: str) -> None:
    with pytest.raises(CourseFileError, match=rf"a\.txt:19: .*{why}"):
        written(expected=expected)


def test_the_head_and_the_programme_are_read_as_strictly() -> None:
    with pytest.raises(CourseFileError, match=r"a\.txt:8: 'middle' is not a valid Side"):
        written(sides="middle")
    with pytest.raises(CourseFileError, match=r"a\.txt:15: which side"):
        written(sides="both")
    with pytest.raises(CourseFileError, match=r"a\.txt:21: .*lines of strength"):
        written(more="programme of 2026-03-09\n  yoga  every 2 days  2026-03-09 to 2026-03-20")
    with pytest.raises(CourseFileError, match="lacks sides, a programme"):
        parse("A title", Path("a.txt"))

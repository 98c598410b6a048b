"""Written courses, replayed day by day: every reason on its day, once, with its numbers, and no other."""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from rehab.clinical.follow_up import CourseFacts, Reason, reasons
from tests.clinical.course_file import parse, read_course
from tests.clinical.course_replay import as_read, facts_on, prompts_of
from tests.clinical.written_course import DAY, Expected, Note, WrittenCourse, days_of

FILES = sorted((Path(__file__).parent / "courses").glob("*.txt"))
VARIANT = ("via", "why", "audience")
by_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
Given = dict[date, tuple[Reason, ...]]

written = cache(read_course)


@cache
def lived(path: Path) -> Given:
    return {day: reasons(facts_on(written(path), day), day) for day in written(path).days}


def test_the_courses_are_there() -> None:
    assert len(FILES) >= 20
    assert all(written(path).title and written(path).story for path in FILES)


@by_file
def test_every_reason_on_its_day_and_no_other(path: Path) -> None:
    assert "\n".join(differences(written(path), lived(path))) == ""


@by_file
def test_each_prompt_on_its_day(path: Path) -> None:
    course = written(path)
    if course.prompts is not None:
        assert prompts_of(course, lived(path)) == course.prompts


@by_file
def test_the_history_the_records_read_is_enough(path: Path) -> None:
    assert_same(path, lambda facts, day: as_read(facts, day))


@by_file
def test_the_order_of_the_log_does_not_matter(path: Path) -> None:
    shuffle = Random(1).sample

    def turned(facts: CourseFacts, _day: date) -> CourseFacts:
        mornings = shuffle(list(facts.by_day.items()), len(facts.by_day))
        return replace(facts, by_day=dict(mornings), sessions=tuple(shuffle(facts.sessions, len(facts.sessions))))

    assert_same(path, turned)


@by_file
def test_a_corrected_entry_is_as_if_it_had_been_entered_right(path: Path) -> None:
    wrong = copy(written(path))
    wrong.mornings = [
        entry
        for right in wrong.mornings
        for entry in ([Note(right.on, right.side, 10), right] if right.on.day % 3 == 0 else [right])
    ]

    assert_same(path, lambda _facts, day: facts_on(wrong, day))


@by_file
def test_seven_weeks_later_everything_is_seven_weeks_later(path: Path) -> None:
    def later(found: re.Match[str]) -> str:
        return (date.fromisoformat(found[0]) + timedelta(weeks=7)).isoformat()

    moved = parse(re.sub(r"\d{4}-\d\d-\d\d", later, path.read_text(encoding="utf-8")), path)
    days = telling_days(moved)
    given = {day: reasons(facts_on(moved, day), day) for day in days}

    assert "\n".join(differences(moved, given)) == ""


def assert_same(path: Path, changed: Callable[[CourseFacts, date], CourseFacts]) -> None:
    """The same reasons from facts told another way, on the days around every change and once a week."""
    course = written(path)
    for day in telling_days(course):
        assert reasons(changed(facts_on(course, day), day), day) == lived(path)[day], day


def telling_days(course: WrittenCourse) -> list[date]:
    """The days around each on which a reason comes or goes, and one a week."""
    edges = {edge for each in course.expected for edge in (each.span.first_on, each.span.last_on + DAY)}
    around = {edge + shift * DAY for edge in edges for shift in (-1, 0, 1)}
    return [day for day in course.days if day in around or (day - course.started_on).days % 7 == 0]


def differences(course: WrittenCourse, given: Given) -> list[str]:
    """What is expected and not given, given and not expected, or given with other numbers; empty when all is well."""
    told = []
    for day, found in given.items():
        expected = {each.words: each for each in course.expected if day in each.span}
        words = [each.words for each in found]
        told += [f"{day}: {each} expected" for each in expected if each not in words]
        told += [
            f"{day}: {each.words} not expected {dict(each.numbers)}" for each in found if each.words not in expected
        ]
        told += [f"{day}: {each} given twice" for each in set(words) if words.count(each) > 1]
        told += [line for each in found if each.words in expected for line in _judged(day, each, expected[each.words])]
    return told


def _judged(day: date, given: Reason, expected: Expected) -> list[str]:
    told = []
    if given.asks_patient is not any(day in span for span in expected.asks):
        told.append(f"{day}: {given.words} asks the patient: {given.asks_patient}")
    if day == expected.span.first_on:
        numbers = {name: value for name, value in given.numbers.items() if name not in VARIANT}
        if numbers != expected.numbers:
            told.append(f"{day}: {given.words} says {numbers}, expected {expected.numbers}")
        if given.since != expected.since:
            told.append(f"{day}: {given.words} since {given.since}, expected {expected.since}")
    return told


def test_a_written_reason_covers_its_days_once() -> None:
    for path in FILES:
        days = [(each.words, day) for each in written(path).expected for day in days_of(each.span)]
        assert len(days) == len(set(days)), path.name

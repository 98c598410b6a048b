"""Written courses: what a file of tests/clinical/courses says, read strictly.

A file has a title, a paragraph that tells the story, the head, the programmes, the diary, the reasons expected and,
where they are stated, the prompts. Columns stand two spaces apart; a line that begins with # is a note for the reader.

    pain at intake  6
    started         2026-03-02
    symptoms since  2025-12-01                      (may be left out)
    sides           right                           (left, right, or both: then "morning L 3 R 6")
    pause           2026-07-06 to 2026-07-19        (any number)

    programme of 2026-03-02                         (the day it is signed; a later one ends it)
      strength   every 2 days   2026-03-02 to 2026-05-24
      stretches  3 a day        2026-03-02 to 2026-05-24
      phase      2026-03-02 to 2026-05-24

    diary                                           (every line ends a day, or the days of a run)
      2026-03-02 to 2026-03-15   morning 6   trained 3/4 every 2 days   stretched 3
      2026-03-16 to 2026-03-18   mornings 5 - 6          (a score for each day, - for none; "6 5 ..." goes on and on)
      2026-03-19                 morning not sure   trained 60% 3/-     (share of the work; pain during/after)
      2026-03-20                 ticks fever             (a line of the checklist; "ticks cleared")
      2026-03-21                 answers psfs 8.5 pass yes groc much better
      2026-03-22                 books 2026-03-30        (or: not now until ..., is well, is closed)
      2026-03-23 to 2026-03-30   nothing

    expected                                        (no other reason, on any day of the diary)
      2026-03-30 to 2026-04-26   F4 week_4   week 4, start 6, now 6   since 2026-03-30   asks from 2026-04-01

The numbers are those of the first day; `since` is that day unless stated. `asks`, from or until a day or from one to
another, is when the patient may be asked to book. All days are as they stand in the evening.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rehab.clinical.dose import Side
from rehab.clinical.follow_up import RULE_BOOK
from rehab.clinical.recurrence import DateSpan
from tests.clinical.course_diary import pain, read_days
from tests.clinical.written_course import Expected, Prescribed, Programme, WrittenCourse


class CourseFileError(ValueError):
    """A line that cannot be read; says which, of which file."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(f"{path.name}:{line}: {why}")


def read_course(path: Path) -> WrittenCourse:
    """The course of a file. Raises CourseFileError at the first line that cannot be read."""
    return parse(path.read_text(encoding="utf-8"), path)


def parse(text: str, path: Path) -> WrittenCourse:
    """As `read_course`, of a text."""
    course, read, number = WrittenCourse(), _title, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            read = _step(course, line.strip(), read)
        except ValueError as error:
            raise CourseFileError(path, number, str(error)) from error
    if not (course.side and course.programmes and course.last_on >= course.started_on > date.min):
        raise CourseFileError(path, number, "the course lacks sides, a programme, its start or a diary")
    return course


Read = Callable[[WrittenCourse, str], None]


def _step(course: WrittenCourse, line: str, read: Read) -> Read:
    """Read one line; returns who reads the next."""
    if line in _SECTIONS:
        if line == "prompts":
            course.prompts = []
        return _SECTIONS[line]
    if line.startswith("programme of "):
        course.programmes.append(Programme(_day(line.removeprefix("programme of "))))
        return _programme
    if read is _story and "  " in line:
        read = _head
    read(course, line)
    return _story if read is _title else read


def _title(course: WrittenCourse, line: str) -> None:
    course.title = line


def _story(course: WrittenCourse, line: str) -> None:
    course.story = f"{course.story} {line}".strip()


def _head(course: WrittenCourse, line: str) -> None:
    name, value = _columns(line, 2)
    if name == "pain at intake":
        course.intake_pain = pain(value)
    elif name == "started":
        course.started_on = _day(value)
    elif name == "symptoms since":
        course.symptoms_since = _day(value)
    elif name == "sides":
        course.side = Side(value)
    elif name == "pause":
        course.pauses.append(_span(value))
    else:
        raise ValueError(f"{name!r} is not known in the head")


def _programme(course: WrittenCourse, line: str) -> None:
    programme = course.programmes[-1]
    kind, *rest = _columns(line)
    if kind == "phase" and len(rest) == 1:
        programme.phases.append(_span(rest[0]))
        return
    if kind not in ("strength", "stretches") or len(rest) != 2:
        raise ValueError("a programme has lines of strength, stretches and phase")
    if rhythm := re.fullmatch(r"every (\d+) days", rest[0]):
        interval, times = int(rhythm[1]), 1
    elif rhythm := re.fullmatch(r"(\d+) a day", rest[0]):
        interval, times = 1, int(rhythm[1])
    else:
        raise ValueError(f"{rest[0]!r} is not a rhythm (every 2 days, 3 a day)")
    key = sum(len(each.lines) for each in course.programmes) + 1
    programme.lines.append(Prescribed(key, _span(rest[1]), interval, times, kind == "strength"))


def _diary(course: WrittenCourse, line: str) -> None:
    when, *clauses = _columns(line)
    read_days(course, _span(when), clauses)


def _expected(course: WrittenCourse, line: str) -> None:
    when, rule, *rest = _columns(line)
    span, numbers, since, asks = _span(when), {}, None, []
    if not course.started_on <= span.first_on <= span.last_on <= course.last_on:
        raise ValueError("outside the diary")
    for column in rest:
        word, _, said = column.partition(" ")
        if word == "since":
            since = _day(said)
        elif word == "asks":
            asks.append(_part(span, said))
        else:
            numbers = dict(_number(each) for each in column.split(", "))
    course.expected.append(Expected(_words(rule), span, since or span.first_on, numbers, tuple(asks)))


def _prompt(course: WrittenCourse, line: str) -> None:
    on, said = _columns(line, 2)
    assert course.prompts is not None
    if said != "none":
        course.prompts.append((_day(on), said))


_SECTIONS: dict[str, Read] = {"diary": _diary, "expected": _expected, "prompts": _prompt}


def _words(said: str) -> str:
    code, words = said.split(" ")
    card = next((each for each in RULE_BOOK.values() if words in each.words), None)
    if card is None or card.code != code:
        raise ValueError(f"{said!r} is not a rule")
    return words


def _number(said: str) -> tuple[str, float | str]:
    name, _, value = said.partition(" ")
    if not value:
        raise ValueError(f"{said!r} is not a number with its name")
    return name, float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else value


def _part(span: DateSpan, said: str) -> DateSpan:
    if not said:
        return span
    if said.startswith("from "):
        return DateSpan(_day(said.removeprefix("from ")), span.last_on)
    if said.startswith("until "):
        return DateSpan(span.first_on, _day(said.removeprefix("until ")))
    return _span(said)


def _columns(line: str, count: int | None = None) -> list[str]:
    columns = re.split(r"\s{2,}", line)
    if count is not None and len(columns) != count:
        raise ValueError(f"{len(columns)} columns, expected {count}; columns stand two spaces apart")
    return columns


def _span(said: str) -> DateSpan:
    first, _, last = said.partition(" to ")
    span = DateSpan(_day(first), _day(last or first))
    if span.last_on < span.first_on:
        raise ValueError(f"{said} ends before it begins")
    return span


def _day(said: str) -> date:
    return date.fromisoformat(said)

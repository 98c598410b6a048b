"""The diary of a written course: what each clause of a line adds to it."""

import re
from collections.abc import Callable
from datetime import date

from rehab.clinical.course_facts import OutcomeAnswers
from rehab.clinical.dose import Side
from rehab.clinical.recurrence import DateSpan
from rehab.clinical.safety import CHECKLIST, Line
from tests.clinical.written_course import Event, Note, Trained, WrittenCourse, days_of

Clause = Callable[[WrittenCourse, DateSpan, str], None]


def read_days(course: WrittenCourse, span: DateSpan, clauses: list[str]) -> None:
    """Add the days of a line. Raises ValueError for what cannot be."""
    if not clauses:
        raise ValueError("nothing is written for these days; say: nothing")
    if span.first_on < course.started_on:
        raise ValueError("the course has not begun")
    for clause in clauses:
        word, _, rest = clause.partition(" ")
        if word not in _CLAUSES:
            raise ValueError(f"{clause!r} is not known in the diary")
        _CLAUSES[word](course, span, rest)
    course.last_on = max(course.last_on, span.last_on)


def pain(said: str) -> int:
    """A score of 0 to 10."""
    if not said.isdecimal() or int(said) > 10:
        raise ValueError(f"pain is {said}, must be 0 to 10")
    return int(said)


def _one_morning(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    for day in days_of(span):
        if rest == "not sure":
            _note(course, Note(day, _only(course), None))
        elif sides := re.fullmatch(r"(?:L (\d+))?(?: ?R (\d+))?", rest):
            for side, score in zip((Side.LEFT, Side.RIGHT), sides.groups(), strict=True):
                if score is not None:
                    _note(course, Note(day, side, pain(score)))
        else:
            _note(course, Note(day, _only(course), pain(rest)))


def _mornings(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    days, scores = list(days_of(span)), rest.split()
    if scores[-1] == "...":
        scores = scores[:-1] * len(days)
    elif len(scores) != len(days):
        raise ValueError(f"{len(scores)} mornings for {len(days)} days")
    for day, score in zip(days, scores, strict=False):
        if score != "-":
            _note(course, Note(day, _only(course), pain(score)))


def _note(course: WrittenCourse, note: Note) -> None:
    if any((each.on, each.side) == (note.on, note.side) for each in course.mornings):
        raise ValueError(f"{note.on} has two mornings of one side")
    if (note.side is course.side) is (course.side is Side.BOTH):
        raise ValueError(f"{note.side} is not a side of this course")
    course.mornings.append(note)


def _only(course: WrittenCourse) -> Side:
    if course.side is None or course.side is Side.BOTH:
        raise ValueError("which side? say L, R or both: L 3 R 6")
    return course.side


def _trained(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    said = re.fullmatch(r"(?:(\d+)% )?(\d+|-)/(\d+|-)(?: every (\d+) days)?", rest)
    if not said:
        raise ValueError(f"trained {rest!r}? say: trained 80% 3/4 every 2 days")
    share, (during, after) = int(said[1] or 100) / 100, (None if p == "-" else pain(p) for p in said.group(2, 3))
    for day in list(days_of(span))[:: int(said[4] or 1)]:
        course.sessions.append(Trained(day, share, during, after))


def _stretched(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    course.sessions.extend(Trained(day, bouts=int(rest)) for day in days_of(span))


def _ticks(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    if rest == "cleared":
        course.cleared_on.append(span.first_on)
    else:
        course.ticks.append((span.first_on, CHECKLIST[Line(rest)].level))


def _answers(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    said = re.fullmatch(r"(?:psfs ([\d.]+))? ?(?:pass (yes|no))? ?(?:groc (much better|other))?", rest)
    if not said:
        raise ValueError(f"answers {rest!r}? say: answers psfs 8.5 pass yes groc much better")
    psfs, accepts, change = said.groups()
    answers = OutcomeAnswers(
        float(psfs) if psfs else None, accepts and accepts == "yes", change and change == "much better"
    )
    course.answers.append((span.first_on, answers))


def _nothing(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    """The days are in the diary, and nothing was logged."""


def _books(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    course.events.append(Event(span.first_on, "booked", date.fromisoformat(rest)))


def _not_now(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    words, _, day = rest.rpartition(" ")
    if words != "now until":
        raise ValueError(f"not {rest!r}? say: not now until 2026-03-09")
    course.events.append(Event(span.first_on, "not now", date.fromisoformat(day)))


def _is(course: WrittenCourse, span: DateSpan, rest: str) -> None:
    if rest not in ("well", "closed"):
        raise ValueError(f"is {rest!r}? say: is well, is closed")
    course.events.append(Event(span.first_on, rest))


_CLAUSES: dict[str, Clause] = {
    "morning": _one_morning,
    "mornings": _mornings,
    "trained": _trained,
    "stretched": _stretched,
    "ticks": _ticks,
    "answers": _answers,
    "books": _books,
    "not": _not_now,
    "is": _is,
    "nothing": _nothing,
}

"""The outcome measures of a course, read as a part of the statement that reads the course."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from rehab.clinical.course_facts import OutcomeAnswers
from rehab.clinical.outcome_scores import Groc, psfs_score, says_improved
from rehab.clinical.outcomes import MEASURED_WEEKS, OPENS_BEFORE, SPEAKS_FOR, Answers
from rehab.models import Course, OutcomeAnswer, PsfsActivity, Question
from rehab.records.json_rows import JsonRows

PSFS = tuple(each for each in Question if each.value.startswith("psfs"))
GROCS = tuple(Groc)
ANSWERS = (
    sa.select(JsonRows(OutcomeAnswer.week, OutcomeAnswer.question, OutcomeAnswer.value))
    .where(OutcomeAnswer.course_id == Course.id, OutcomeAnswer.superseded_at.is_(None))
    .correlate(Course)
    .scalar_subquery()
)
ALL_ANSWERS = (
    sa.select(
        JsonRows(OutcomeAnswer.week, OutcomeAnswer.question, OutcomeAnswer.value, OutcomeAnswer.superseded_at),
    )
    .where(OutcomeAnswer.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)
ACTIVITIES = (
    sa.select(JsonRows(PsfsActivity.position, PsfsActivity.name))
    .where(PsfsActivity.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """An answer that the patient put another in the place of."""

    week: int
    question: Question
    value: int | None
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class Measures:
    """What the patient said: the activities named, each by its question, and the answers in force by week.

    An answer of None was skipped; one that is absent was not given. `replaced` are those not in force any more,
    oldest first, where they were read.
    """

    activities: Mapping[Question, str] = field(default_factory=dict)
    answers: Mapping[int, Mapping[Question, int | None]] = field(default_factory=dict)
    replaced: tuple[Replaced, ...] = ()

    def asked(self, week: int) -> tuple[Question, ...]:
        """The questions of a measurement in their order; no PSFS before any activity is named, no GROC at week 0."""
        later = (Question.NRS, Question.GROC, Question.PASS) if week else (Question.NRS, Question.PASS)
        return (*self.activities, *later)

    def is_named(self, week: int) -> bool:
        """Whether the activities are named, or naming them was skipped this time."""
        return bool(self.activities) or Question.PSFS_1 in self.answers.get(week, {})

    def is_whole(self, week: int) -> bool:
        """Whether everything was answered or skipped."""
        given = self.answers.get(week, {})
        return self.is_named(week) and all(question in given for question in self.asked(week))

    def of(self, week: int) -> Answers:
        """One measurement as the clinical scores read it."""
        given = self.answers.get(week, {})
        groc, accepts = given.get(Question.GROC), given.get(Question.PASS)
        return Answers(
            week=week,
            psfs={name: given.get(question) for question, name in self.activities.items()},
            nrs=given.get(Question.NRS),
            groc=GROCS[groc - 1] if groc else None,
            accepts=None if accepts is None else bool(accepts),
        )

    def weeks(self) -> tuple[int, ...]:
        """The weeks of which anything is known, in order."""
        return tuple(week for week in MEASURED_WEEKS if any(v is not None for v in self.answers.get(week, {}).values()))

    def lately(self, started_on: date, today: date) -> OutcomeAnswers:
        """The latest answer to each measure, for the rules. Week 0 is how it was, and says nothing of how it is."""
        now = [
            self.of(week)
            for week in reversed(self.weeks())
            if week and -OPENS_BEFORE <= today - (started_on + timedelta(weeks=week)) <= SPEAKS_FOR
        ]
        scores = (psfs_score(each.psfs) for each in now)
        said = (says_improved(each.groc) for each in now)
        return OutcomeAnswers(
            psfs=next((each for each in scores if each is not None), None),
            accepts=next((each.accepts for each in now if each.accepts is not None), None),
            much_better=next((each for each in said if each is not None), None),
        )


def measures_from(activities: Iterable[Any] | None, answers: Iterable[Any] | None) -> Measures:
    """What ACTIVITIES and ANSWERS or ALL_ANSWERS give."""
    named = {PSFS[position - 1]: name for position, name in sorted(activities or ())}
    given: dict[int, dict[Question, int | None]] = {}
    replaced = []
    for week, question, value, *superseded in answers or ():
        if any(superseded):
            replaced.append(Replaced(week, Question(question), value, _instant(superseded[0])))
        else:
            given.setdefault(week, {})[Question(question)] = value
    return Measures(named, given, tuple(sorted(replaced, key=lambda each: each.replaced_at)))


def _instant(text: str) -> datetime:
    """SQLite leaves the zone out."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

"""Which measurement is open, its screens in their order, and where the patient is in them."""

from dataclasses import dataclass
from datetime import date, timedelta

from rehab.clinical.outcomes import due_week
from rehab.models import Question
from rehab.records.finding import CourseHead
from rehab.records.outcomes import Measures

ACTIVITIES = "activities"
GRACE = timedelta(days=1)  # a screen opened on the last day may be sent the day after


def open_week(course: CourseHead, today: date) -> int | None:
    """The week that can be answered today, whether or not it is answered already; None when none is."""
    return due_week(course.started_on, today, ())


def may_answer(course: CourseHead, week: int, today: date) -> bool:
    """Whether an answer about the week is still taken."""
    return week in (open_week(course, today), open_week(course, today - GRACE))


@dataclass(frozen=True, slots=True)
class Steps:
    """The screens of one week's measurement, by the last part of their address."""

    measures: Measures
    week: int

    @property
    def names(self) -> tuple[str, ...]:
        """Naming the activities comes first until that is done; then each question."""
        asked = tuple(question.value for question in self.measures.asked(self.week))
        return asked if self.measures.activities else (ACTIVITIES, *asked)

    def is_answered(self, name: str) -> bool:
        """Answered or skipped."""
        if name == ACTIVITIES:
            return self.measures.is_named(self.week)
        return Question(name) in self.measures.answers.get(self.week, {})

    @property
    def done(self) -> int:
        return sum(self.is_answered(name) for name in self.names)

    @property
    def first_open(self) -> str | None:
        """Where to go on; None when everything is answered or skipped."""
        return next((name for name in self.names if not self.is_answered(name)), None)

    def before(self, name: str) -> str | None:
        place = self.names.index(name)
        return self.names[place - 1] if place else None

    def after(self, name: str) -> str | None:
        place = self.names.index(name) + 1
        return self.names[place] if place < len(self.names) else None

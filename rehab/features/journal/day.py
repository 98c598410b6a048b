"""A patient's day as read: the course, its programme and its latest entries, in four statements."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rehab.db import AnySession
from rehab.features.journal.queries import Scores, Trained, scores_since, trained_since
from rehab.features.journal.schedule import LOOK_BACK, Rhythm, left_on, rhythms
from rehab.models import SessionKind
from rehab.records.finding import CourseHead
from rehab.records.pauses import CoursePause, pause_on, paused_spans
from rehab.records.programmes import Prescribed, Programme, programme
from rehab.records.skipped import Skipped, skipped_since

DAY = timedelta(days=1)
SCORES_BACK = timedelta(days=9)  # yesterday's training is judged by the seven mornings before it


@dataclass(frozen=True, slots=True)
class Day:
    """All that Today is made of."""

    course: CourseHead
    programme: Programme
    scores: Scores
    trained: list[Trained]
    rhythms: tuple[Rhythm, ...]
    skipped_this_week: tuple[Skipped, ...]
    today: date
    now: datetime

    @property
    def practitioner(self) -> str:
        """First name."""
        return self.course.practitioner_name.split()[0]

    def trainings_on(self, day: date) -> list[Trained]:
        """What was trained on a day, stretches left out."""
        return [each for each in self.trained if each.kind is SessionKind.STRENGTH and each.done_on == day]

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What the patient left out on the day."""
        return tuple(each for each in self.skipped_this_week if each.skipped_on == self.today)

    @property
    def left_out_on(self) -> frozenset[date]:
        """The dates of this week on which something was left out."""
        return frozenset(each.skipped_on for each in self.skipped_this_week)

    @property
    def pause(self) -> CoursePause | None:
        """What makes today a day without training, if anything does."""
        return self.paused(self.today)

    def paused(self, on: date) -> CoursePause | None:
        """What makes a day a pause."""
        return pause_on(self.course.pauses, on)

    @property
    def left(self) -> tuple[Prescribed, ...]:
        """What the day still asks for; what the patient left out today is not asked for again."""
        out = {each.prescription_id for each in self.skipped}
        return tuple(each for each in left_on(self.rhythms, self.done_ids, self.today) if each.id not in out)

    @property
    def done_ids(self) -> list[int]:
        """The day's trainings as prescription ids, one for each time."""
        return [id_ for each in self.trainings_on(self.today) for id_ in each.prescription_ids]


def read_day(session: AnySession, course: CourseHead, today: date, now: datetime) -> Day:
    """Programme, mornings and trainings of a course, as far back as the day needs them."""
    since = today - LOOK_BACK
    assigned = programme(session, course.id)
    scores = scores_since(session, course.id, today - SCORES_BACK)
    trained = trained_since(session, course.id, since, today)
    found = rhythms(assigned, (each.done() for each in trained), since, paused_spans(course.pauses))
    skipped = tuple(skipped_since(session, course.id, today - today.weekday() * DAY))
    return Day(course, assigned, scores, trained, found, skipped, today, now)

"""What the builder stands on: a course, found through its practitioner, and all versions of its programme."""

from dataclasses import dataclass
from datetime import date, datetime

from rehab.db import AnySession
from rehab.records.finding import CourseHead, responsible_course
from rehab.records.programmes import Programme, programme


@dataclass(frozen=True, slots=True)
class Workbench:
    """An open course in the practitioner's reach, its programme, and the patient's date today."""

    course: CourseHead
    programme: Programme
    today: date

    @property
    def number(self) -> int:
        """The number of the last version signed, 0 for none."""
        return self.programme.latest.number if self.programme.latest else 0


def workbench(session: AnySession, practitioner_id: int, course_id: int, now: datetime) -> Workbench | None:
    """None for a course that is closed, someone else's or not there."""
    course = responsible_course(session, practitioner_id, course_id, now=now)
    if course is None or course.closed_at is not None:
        return None
    return Workbench(course, programme(session, course_id), now.astimezone(course.zone).date())

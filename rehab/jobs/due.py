"""Whether a patient's day still asks for something, by the same reading as the page of the day."""

from collections import Counter
from datetime import date, datetime

from rehab.clinical.phases import Phase
from rehab.db import AnySession
from rehab.features.journal.day import Day, read_day
from rehab.features.journal.schedule import is_training
from rehab.records.finding import own_course


def is_something_due(session: AnySession, person_id: int, *, today: date, now: datetime) -> bool:
    """Whether training is due today and not done; in a programme of nothing but daily stretches, those.

    Never in a pause, in a closed course, on a day that pain has stopped, or on a day of rest: stretches alone are no
    reason to disturb that. Who has said to be well is called by a plan for keeping it so, and by no older one.
    """
    course = own_course(session, person_id)
    if course is None or course.closed_at:
        return False
    day = read_day(session, course, today, now)
    if day.pause or not _is_still_called(day) or any(each.stopped_by_pain for each in day.trainings_on(today)):
        return False
    if any(today in each.window for each in day.rhythms):
        return bool(day.left)
    return _stretches_left(day)


def _is_still_called(day: Day) -> bool:
    """Whether the plan of today is one the patient goes by: not an old one, once it is well."""
    turned, version = day.course.turned, day.programme.in_force(day.today)
    if turned is None or not turned.is_well or version is None:
        return True
    return version.effective_on > turned.on or version.phase_on(day.today).phase is Phase.VEDLIGEHOLD


def _stretches_left(day: Day) -> bool:
    version = day.programme.in_force(day.today)
    done = Counter(id_ for each in day.trained if each.done_on == day.today for id_ in each.prescription_ids)
    prescribed = version.prescribed_on(day.today) if version else ()
    return any(done[each.id] < each.dose.times_a_day for each in prescribed if not is_training(each))

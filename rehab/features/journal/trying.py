"""Whether one set is offered to try together, and which."""

from dataclasses import replace

from rehab.db import AnySession
from rehab.features.journal.day import Day
from rehab.features.journal.schedule import is_training
from rehab.features.journal.training_form import Asked
from rehab.records.practice import is_before_training, practice_sets
from rehab.records.programmes import Prescribed, Programme


def offers_practice(session: AnySession, day: Day) -> bool:
    """Whether Today offers a set to try: before the first training, with a programme and without a pause, once."""
    if day.trained or day.pause or not is_before_training(day.course, day.today):
        return False
    return first_asked(day.programme, day) is not None and not practice_sets(session, day.course.id)


def first_asked(assigned: Programme, day: Day) -> Asked | None:
    """One set of the first training exercise of the programme as it is now, or as it begins; None without one."""
    version = assigned.in_force(day.today) or assigned.latest
    if version is None:
        return None
    span = version.phase_on(day.today)
    training = [each for each in span.prescriptions if is_training(each)]
    now = [each for each in training if each.covers(day.today)]
    return Asked(version, tuple(one_set(each) for each in (now or training)[:1])) if training else None


def one_set(item: Prescribed) -> Prescribed:
    """The same with a single set."""
    return replace(item, dose=replace(item.dose, sets=1))

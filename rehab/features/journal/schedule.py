"""What a day asks for: which exercises are due, when the next ones are, and how the week has gone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rehab.clinical.adherence import DoneSession, done_days
from rehab.clinical.recurrence import DateSpan, PrescribedWindow, is_due_on, occasions, planned_on
from rehab.records.programmes import Prescribed, Programme

DAY = timedelta(days=1)
LONGEST_INTERVAL = 14
LOOK_BACK = timedelta(days=21)  # the longest interval, and the week that is shown


class DayState(StrEnum):
    """How a day of the week strip looks."""

    DONE = "done"
    PLANNED = "planned"
    REST = "rest"
    MISSED = "missed"
    LEFT_OUT = "left_out"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One exercise of the training, the dates it is prescribed for, those it was done on, and the course's pauses."""

    prescribed: Prescribed
    window: PrescribedWindow
    done_on: tuple[date, ...]
    pauses: tuple[DateSpan, ...] = ()


def is_training(prescribed: Prescribed) -> bool:
    """Strength, and whatever else has days between: the rest are the daily stretches."""
    return prescribed.dose.interval_days >= 2 or prescribed.is_strength


def rhythms(
    programme: Programme, done: Iterable[DoneSession], since: date, pauses: tuple[DateSpan, ...] = ()
) -> tuple[Rhythm, ...]:
    """The rhythm of each exercise of the training that is prescribed from `since` on."""
    done = tuple(done)
    windows = programme.windows(since)
    by_id = {
        item.id: item
        for version in programme.versions
        for span in version.phases
        for item in span.prescriptions
        if item.last_on >= since and is_training(item)
    }
    return tuple(
        Rhythm(by_id[window.key], window, done_days(window, windows, done), pauses)
        for window in windows
        if window.key in by_id
    )


def due_on(found: Iterable[Rhythm], day: date) -> tuple[Prescribed, ...]:
    """What is due on a day, whether or not it is done yet."""
    return tuple(each.prescribed for each in found if is_due_on(each.window, each.done_on, day, each.pauses))


def left_on(found: Iterable[Rhythm], done: Iterable[int], day: date) -> tuple[Prescribed, ...]:
    """What is due on a day and not yet done as often as that day asks; `done` has a prescription's id for each time."""
    times = Counter(done)
    return tuple(each for each in due_on(found, day) if times[each.id] < each.dose.times_a_day)


def next_training_on(found: Sequence[Rhythm], today: date) -> date | None:
    """The next day after today on which something is planned, within the longest interval."""
    days = (today + n * DAY for n in range(1, LONGEST_INTERVAL + 1))
    return next((day for day in days if _is_planned(found, today, day)), None)


def week_states(found: Sequence[Rhythm], trained_on: frozenset[date], today: date) -> tuple[tuple[date, DayState], ...]:
    """Monday to Sunday of this week: done, planned, rest or missed. What may still be done is never called missed."""
    monday = today - today.weekday() * DAY
    missed = {
        each.due_on
        for rhythm in found
        for each in occasions(rhythm.window, rhythm.done_on, today, rhythm.pauses)
        if each.done_on is None and each.is_settled(today)
    }
    return tuple((day, _state(found, trained_on, missed, today, day)) for day in (monday + n * DAY for n in range(7)))


def _state(found: Sequence[Rhythm], trained_on: frozenset[date], missed: set[date], today: date, day: date) -> DayState:
    if day in trained_on:
        return DayState.DONE
    if day < today:
        return DayState.MISSED if day in missed else DayState.REST
    return DayState.PLANNED if _is_planned(found, today, day) else DayState.REST


def _is_planned(found: Sequence[Rhythm], today: date, day: date) -> bool:
    return any(planned_on(each.window, each.done_on, today, day, each.pauses) for each in found)

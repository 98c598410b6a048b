"""A programme walked day by day as the patient meets it: what is due, and what is done of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rehab import content
from rehab.clinical.adherence import DoneSession, done_days
from rehab.clinical.dose import Dose
from rehab.clinical.dose_words import dose_short
from rehab.clinical.recurrence import DateSpan, PrescribedWindow, is_due_on, joined, week_span

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise as prescribed: its window, its code, and its dose."""

    window: PrescribedWindow
    exercise: str
    dose: Dose

    @property
    def text(self) -> str:
        return f"{self.exercise} {dose_short(self.dose)}"


def lines(template: str, started_on: date, *, without: Collection[str] = (), first_key: int = 1) -> list[Line]:
    """The rows of a template from `started_on`."""
    rows = [row for row in content.template(template).rows if row.exercise_code not in without]
    return [
        Line(_window(key, row.exercise_code, row.dose, week_span(started_on, row.week_from, row.week_to)), *parts)
        for key, row in enumerate(rows, start=first_key)
        for parts in [(row.exercise_code, row.dose)]
    ]


def until(programme: Iterable[Line], last_on: date) -> list[Line]:
    """The part of a programme that was in force up to and including `last_on`."""
    return [
        replace(each, window=replace(each.window, last_on=min(each.window.last_on, last_on)))
        for each in programme
        if each.window.first_on <= last_on
    ]


def windows(programme: Iterable[Line]) -> tuple[PrescribedWindow, ...]:
    return joined(each.window for each in programme)


def due_on(
    programme: Sequence[Line], sessions: Sequence[DoneSession], day: date, pauses: Sequence[DateSpan] = ()
) -> list[Line]:
    """What the patient is told is due on a day."""
    every = windows(programme)
    return [
        line
        for line, window in zip(programme, every, strict=True)
        if is_due_on(window, done_days(window, every, sessions), day, pauses)
    ]


def walked(
    programme: Sequence[Line],
    first_on: date,
    days: int,
    *,
    skipped: Collection[date] = (),
    pauses: Sequence[DateSpan] = (),
) -> tuple[list[list[str]], list[DoneSession]]:
    """Day by day what is due, when all of it is done on its day but for the days `skipped`; and the log it makes."""
    told: list[list[str]] = []
    log: list[DoneSession] = []
    for day in (first_on + number * DAY for number in range(days)):
        due = due_on(programme, log, day, pauses)
        told.append([line.text for line in due])
        if day not in skipped:
            for line in due:
                log.extend([DoneSession(day, frozenset({line.window.key}), 1.0)] * line.dose.times_a_day)
    return told, log


def _window(key: int, code: str, dose: Dose, span: DateSpan) -> PrescribedWindow:
    strength = content.exercise(code).kind.is_strength
    return PrescribedWindow(key, span.first_on, span.last_on, dose.interval_days, dose.times_a_day, strength)

"""On which dates a prescribed exercise is due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Whole days, both ends included."""

    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class PrescribedWindow:
    """One exercise, prescribed for certain dates (both ends included). `key` is the caller's id of it."""

    key: int
    first_on: date
    last_on: date
    interval_days: int
    times_a_day: int
    strength: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time the exercise was due. `times` of `of` bouts were done, on `done_on`."""

    due_on: date
    done_on: date | None
    times: int
    of: int


def is_due_on(
    window: PrescribedWindow, done_on: Collection[date], day: date, pauses: Sequence[DateSpan] = ()
) -> bool:
    """Only what was done before `day` counts: on the day itself it is due whether or not it is done yet."""
    raise NotImplementedError


def planned_on(
    window: PrescribedWindow,
    done_on: Collection[date],
    today: date,
    day: date,
    pauses: Sequence[DateSpan] = (),
) -> bool:
    raise NotImplementedError


def occasions(
    window: PrescribedWindow, done_on: Collection[date], until: date, pauses: Sequence[DateSpan] = ()
) -> tuple[Occasion, ...]:
    """A date occurs in `done_on` once for each bout done on it."""
    raise NotImplementedError

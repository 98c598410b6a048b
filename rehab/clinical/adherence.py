"""Done against due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rehab.clinical.recurrence import DateSpan, PrescribedWindow


@dataclass(frozen=True, slots=True)
class DoneSession:
    """What was done on a date: `keys` of the windows trained, `completion` 0-1 of the prescribed repetitions."""

    on: date
    keys: frozenset[int]
    completion: float


@dataclass(frozen=True, slots=True)
class Adherence:
    done: float
    due: int

    @property
    def share(self) -> float | None:
        raise NotImplementedError


def done_days(
    window: PrescribedWindow, windows: Sequence[PrescribedWindow], sessions: Sequence[DoneSession]
) -> tuple[date, ...]:
    """The days to hand to `recurrence` as `done_on`, with strength days before the window for recovery."""
    raise NotImplementedError


def adherence(
    windows: Sequence[PrescribedWindow],
    sessions: Sequence[DoneSession],
    start: date,
    end: date,
    pauses: Sequence[DateSpan] = (),
    *,
    today: date | None = None,
    strength_only: bool = True,
) -> Adherence:
    raise NotImplementedError

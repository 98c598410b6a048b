"""Done against due (dossier 9): completed due sessions ÷ due sessions.

At least 75 % of the prescribed repetitions is a complete session, 25-74 % counts half, less counts nothing.
The load lifted is reported apart. Pauses and dates to come are not due; what may still be done is not missed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rehab.clinical.recurrence import DateSpan, Occasion, PrescribedWindow, occasions

COMPLETE_FROM = 0.75
PARTIAL_FROM = 0.25
ROLLING_DAYS = 14
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class DoneSession:
    """What was done on a date: `keys` of the windows trained, `completion` 0-1 of the prescribed work."""

    on: date
    keys: frozenset[int]
    completion: float


@dataclass(frozen=True, slots=True)
class Adherence:
    """`done` of `due` sessions (bouts, where several are prescribed a day).

    >>> Adherence(10.5, 14).share
    0.75
    """

    done: float
    due: int

    @property
    def share(self) -> float | None:
        """Done ÷ due, 0-1; None when nothing was due."""
        return self.done / self.due if self.due else None


def credit(completion: float) -> float:
    """What a session counts for: 1 from 75 %, ½ from 25 %, else 0 (dossier 9).

    >>> credit(0.75), credit(0.74), credit(0.24)
    (1.0, 0.5, 0.0)
    """
    if completion >= COMPLETE_FROM - _ROUNDING:
        return 1.0
    return 0.5 if completion >= PARTIAL_FROM - _ROUNDING else 0.0


def done_days(
    window: PrescribedWindow, windows: Sequence[PrescribedWindow], sessions: Iterable[DoneSession]
) -> tuple[date, ...]:
    """The dates to hand to `recurrence` as `done_on`, one for each bout that counts for something.

    For strength, days of any strength work before the window are among them: the foot's recovery does not
    care that the dose changed.
    """
    sessions = tuple(sessions)
    own = _credits(window, frozenset({window.key}), sessions)
    return tuple(sorted(_bouts(own) + _before(window, windows, sessions)))


def adherence(
    windows: Sequence[PrescribedWindow],
    sessions: Iterable[DoneSession],
    start: date,
    end: date,
    pauses: Sequence[DateSpan] = (),
    *,
    today: date | None = None,
    strength_only: bool = True,
) -> Adherence:
    """Done and due from `start` to `end`, both included. Order of the sessions does not matter.

    `today` (default `end`) is the day it is asked: what may still be done today or later counts neither as
    done nor as missed. Exercises with the same dates and rhythm are one session. Stretches are left out
    unless `strength_only` is False.

    >>> window = PrescribedWindow(1, date(2026, 3, 2), date(2026, 3, 15), 2, 1, strength=True)
    >>> done = [DoneSession(date(2026, 3, day), frozenset({1}), 1.0) for day in (2, 4, 8)]
    >>> adherence([window], done, date(2026, 3, 2), date(2026, 3, 9))
    Adherence(done=3.0, due=4)
    """
    sessions, done, due = tuple(sessions), 0.0, 0
    for window, keys in _schedules(windows, strength_only):
        if window.last_on < start or window.first_on > end:
            continue
        credits = _credits(window, keys, sessions)
        days = _bouts(credits) + _before(window, windows, sessions)
        for occasion in occasions(window, days, today or end, pauses):
            if _counts(occasion, start, end, today or end):
                due += occasion.of
                done += sum(credits[occasion.done_on]) if occasion.done_on else 0.0
    return Adherence(done, due)


def _counts(occasion: Occasion, start: date, end: date, today: date) -> bool:
    return start <= (occasion.done_on or occasion.due_on) <= end and occasion.is_settled(today)


def _schedules(
    windows: Sequence[PrescribedWindow], strength_only: bool
) -> Iterable[tuple[PrescribedWindow, frozenset[int]]]:
    """Windows that are one and the same session, as one of them and the keys of all."""
    together: dict[tuple[object, ...], list[PrescribedWindow]] = {}
    for each in windows:
        if each.strength or not strength_only:
            rhythm = (each.first_on, each.last_on, each.interval_days, each.times_a_day, each.strength)
            together.setdefault(rhythm, []).append(each)
    return [(same[0], frozenset(each.key for each in same)) for same in together.values()]


def _credits(
    window: PrescribedWindow, keys: frozenset[int], sessions: Iterable[DoneSession]
) -> dict[date, list[float]]:
    """Per date, the credit of each bout that counts. Once a day, two halves of a session make a whole."""
    completions: dict[date, list[float]] = {}
    for session in sessions:
        if session.keys & keys:
            completions.setdefault(session.on, []).append(session.completion)
    found = {}
    for day, parts in completions.items():
        bouts = [min(sum(parts), 1.0)] if window.times_a_day == 1 else sorted(parts, reverse=True)
        if counted := [credit(part) for part in bouts if credit(part)][: window.times_a_day]:
            found[day] = counted
    return found


def _bouts(credits: dict[date, list[float]]) -> list[date]:
    return [day for day, each in credits.items() for _ in each]


def _before(
    window: PrescribedWindow, windows: Sequence[PrescribedWindow], sessions: Iterable[DoneSession]
) -> list[date]:
    if not window.strength:
        return []
    strength = {each.key for each in windows if each.strength}
    return [
        session.on
        for session in sessions
        if session.on < window.first_on and session.keys & strength and credit(session.completion)
    ]

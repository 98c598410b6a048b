"""Done against due (dossier 9): completed due sessions ÷ due sessions.

At least 75 % of the prescribed repetitions is a complete session, 25-74 % counts half, less counts nothing.
The load lifted is reported apart. Pauses and dates to come are not due; what may still be done is not missed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rehab.clinical.recurrence import DateSpan, PrescribedWindow, occasions

COMPLETE_FROM = 0.75
PARTIAL_FROM = 0.25
ROLLING_DAYS = 14
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class DoneSession:
    """What was done on a date: `keys` of the windows trained, `completion` 0-1 of the prescribed work.

    A set done with each side in turn is one set, and done as far as the side that managed less. Stopped by pain before
    the first lift, there are no `keys`.
    """

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


@dataclass(frozen=True, slots=True)
class Settled:
    """One time it was due: the day it was done, else the day it was due; `done` 0 to `due` (bouts that day)."""

    on: date
    done: float
    due: int


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
    care that the dose changed. So is a session logged under a dose that was replaced later that same day.

    >>> old = PrescribedWindow(1, date(2026, 3, 2), date(2026, 3, 10), 2, 1, strength=True)
    >>> new = PrescribedWindow(2, date(2026, 3, 11), date(2026, 3, 29), 2, 1, strength=True)
    >>> [day.day for day in done_days(new, [old, new], [DoneSession(date(2026, 3, 11), frozenset({1}), 1.0)])]
    [11]
    """
    sessions = tuple(sessions)
    own = _credits(window, frozenset({window.key}), windows, sessions)
    return tuple(sorted(_bouts(own) + _before(window, windows, sessions)))


def settled(
    windows: Sequence[PrescribedWindow],
    sessions: Iterable[DoneSession],
    today: date,
    pauses: Sequence[DateSpan] = (),
    *,
    strength_only: bool = True,
) -> tuple[Settled, ...]:
    """Each time something was due up to `today` of which nothing more can come, oldest first.

    What may still be done today or later is left out. Exercises with the same dates and rhythm are one session.
    Stretches are left out unless `strength_only` is False.

    >>> window = PrescribedWindow(1, date(2026, 3, 2), date(2026, 3, 15), 2, 1, strength=True)
    >>> done = [DoneSession(date(2026, 3, day), frozenset({1}), 1.0) for day in (2, 7)]
    >>> [(each.on.day, each.done) for each in settled([window], done, date(2026, 3, 8))]
    [(2, 1.0), (4, 0.0), (7, 1.0)]
    """
    sessions = tuple(sessions)
    found = [
        each
        for window, keys in _schedules(windows, strength_only)
        for each in _settled(window, keys, windows, sessions, today, pauses)
    ]
    return tuple(sorted(found, key=lambda each: each.on))


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
    """Done and due from `start` to `end`, both included: the sum of what is `settled` then, whatever their order.

    `today` (default `end`) is the day it is asked: what may still be done today or later counts neither as
    done nor as missed.

    >>> window = PrescribedWindow(1, date(2026, 3, 2), date(2026, 3, 15), 2, 1, strength=True)
    >>> done = [DoneSession(date(2026, 3, day), frozenset({1}), 1.0) for day in (2, 4, 8)]
    >>> adherence([window], done, date(2026, 3, 2), date(2026, 3, 9))
    Adherence(done=3.0, due=4)
    """
    sessions = tuple(sessions)
    found = [
        each
        for window, keys in _schedules(windows, strength_only)
        if window.first_on <= end and window.last_on >= start
        for each in _settled(window, keys, windows, sessions, today or end, pauses)
        if start <= each.on <= end
    ]
    return Adherence(sum((each.done for each in found), 0.0), sum(each.due for each in found))


def _settled(
    window: PrescribedWindow,
    keys: frozenset[int],
    windows: Sequence[PrescribedWindow],
    sessions: Sequence[DoneSession],
    today: date,
    pauses: Sequence[DateSpan],
) -> Iterator[Settled]:
    credits = _credits(window, keys, windows, sessions)
    days = _bouts(credits) + _before(window, windows, sessions)
    for occasion in occasions(window, days, today, pauses):
        if occasion.is_settled(today):
            done = sum(credits[occasion.done_on]) if occasion.done_on else 0.0
            yield Settled(occasion.done_on or occasion.due_on, done, occasion.of)


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
    window: PrescribedWindow,
    keys: frozenset[int],
    windows: Iterable[PrescribedWindow],
    sessions: Iterable[DoneSession],
) -> dict[date, list[float]]:
    """Per date, the credit of each bout that counts. Once a day, two halves of a session make a whole."""
    strength = {each.key: each for each in windows if each.strength} if window.strength else {}
    first_on, last_on = window.first_on, window.last_on
    completions: dict[date, list[float]] = {}
    for session in sessions:
        if session.keys & keys or (first_on <= session.on <= last_on and _was_replaced(session, strength)):
            completions.setdefault(session.on, []).append(session.completion)
    found = {}
    for day, parts in completions.items():
        bouts = [min(sum(parts), 1.0)] if window.times_a_day == 1 else sorted(parts, reverse=True)
        if counted := [credit(part) for part in bouts if credit(part)][: window.times_a_day]:
            found[day] = counted
    return found


def _was_replaced(session: DoneSession, strength: Mapping[int, PrescribedWindow]) -> bool:
    """Whether it is strength logged under doses none of which was in force at the end of its day."""
    if strength.keys().isdisjoint(session.keys):
        return False
    return not any(session.on in strength[key] for key in session.keys if key in strength)


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

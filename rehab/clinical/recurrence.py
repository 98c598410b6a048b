"""On which dates a prescribed exercise is due (dossier 0.1, 1.2, 12.2).

"Every other day" means 48 hours of recovery after the last *done* session, not odd dates. So the next due
date follows what was done, and one missed day moves the rest:

    every other day            Mon    Tue    Wed    Thu    Fri    Sat    Sun
    done as planned            done          done          done          due
    Wednesday's done Thursday  done          due    done          due
    Wednesday's done Tuesday   done   done          due

Dates are the person's own calendar dates, so clocks that change do not matter here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Whole days, both ends included.

    >>> date(2026, 7, 14) in DateSpan(date(2026, 7, 1), date(2026, 7, 14))
    True
    """

    first_on: date
    last_on: date

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True)
class PrescribedWindow:
    """One exercise, prescribed for certain dates (both ends included). `key` is the caller's id of it.

    `goes_on`: another strength dose takes over the day after, see `joined`.

    >>> date(2026, 3, 15) in PrescribedWindow(1, date(2026, 3, 2), date(2026, 3, 15), 2, 1, strength=True)
    True
    """

    key: int
    first_on: date
    last_on: date
    interval_days: int
    times_a_day: int
    strength: bool
    goes_on: bool = False

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time the exercise was due: `times` of `of` bouts done on `done_on`; it is open up to `open_to`."""

    due_on: date
    done_on: date | None
    times: int
    of: int
    open_to: date

    def is_settled(self, today: date) -> bool:
        """Whether nothing more can come of it: all done, or its last day is over.

        >>> open_two_days = Occasion(date(2026, 3, 4), None, 0, 1, open_to=date(2026, 3, 5))
        >>> [open_two_days.is_settled(date(2026, 3, day)) for day in (5, 6)]
        [False, True]
        """
        return self.times == self.of or (self.done_on or self.open_to) < today


def week_span(started_on: date, week_from: int, week_to: int) -> DateSpan:
    """The dates of whole weeks counted from `started_on`; week 1 is its first seven days.

    >>> week_span(date(2026, 3, 2), 3, 4)
    DateSpan(first_on=datetime.date(2026, 3, 16), last_on=datetime.date(2026, 3, 29))
    """
    return DateSpan(started_on + (week_from - 1) * 7 * _DAY, started_on + week_to * 7 * _DAY - _DAY)


def joined(windows: Iterable[PrescribedWindow]) -> tuple[PrescribedWindow, ...]:
    """The windows of a course, each strength window told whether another strength dose takes over the day after.

    Then what is still open on its last day is not missed when the dose changes: it moves to the dose that follows.

    >>> first = PrescribedWindow(1, date(2026, 3, 2), date(2026, 3, 10), 2, 1, strength=True)
    >>> then = PrescribedWindow(2, date(2026, 3, 11), date(2026, 3, 29), 2, 1, strength=True)
    >>> [each.goes_on for each in joined([first, then])]
    [True, False]
    """
    windows = tuple(windows)
    strength = [each for each in windows if each.strength]
    return tuple(
        replace(each, goes_on=each.strength and any(each.last_on + _DAY in other for other in strength))
        for each in windows
    )


def is_due_on(window: PrescribedWindow, done_on: Collection[date], day: date, pauses: Sequence[DateSpan] = ()) -> bool:
    """Due again when `interval_days` have passed since the last done day; a missed one stays due.

    Only what was done before `day` counts: on the day itself it is due whether or not it is done yet. Days
    before the window count too, so that recovery holds where one dose follows another.

    >>> march = PrescribedWindow(1, date(2026, 3, 2), date(2026, 3, 15), 2, 1, strength=True)
    >>> [is_due_on(march, [date(2026, 3, 2)], date(2026, 3, day)) for day in (3, 4, 5)]
    [False, True, True]
    """
    if day not in window or _pause_at(day, pauses):
        return False
    return _next_due(window, (each for each in done_on if each < day)) <= day


def planned_on(
    window: PrescribedWindow,
    done_on: Collection[date],
    today: date,
    day: date,
    pauses: Sequence[DateSpan] = (),
) -> bool:
    """Whether `day` will be due if everything is done as planned from `today` on. Never for a day gone by.

    >>> march = PrescribedWindow(1, date(2026, 3, 2), date(2026, 3, 15), 2, 1, strength=True)
    >>> [day for day in range(1, 9) if planned_on(march, [], date(2026, 3, 3), date(2026, 3, day))]
    [3, 5, 7]
    """
    if day <= today:
        return day == today and is_due_on(window, done_on, today, pauses)
    due = max(_next_due(window, (each for each in done_on if each <= today)), today)
    while (due := _after_pauses(due, pauses)) < day:
        due += window.interval_days * _DAY
    return due == day and day <= window.last_on


def planned_days(window: PrescribedWindow, pauses: Sequence[DateSpan] = ()) -> tuple[date, ...]:
    """The due dates when each is done on its day: 14 in four weeks of every other day (dossier 12.2).

    >>> weeks = week_span(date(2026, 3, 2), 1, 4)
    >>> len(planned_days(PrescribedWindow(1, weeks.first_on, weeks.last_on, 2, 1, strength=True)))
    14
    """
    days, due = [], window.first_on
    while (due := _after_pauses(due, pauses)) <= window.last_on:
        days.append(due)
        due += window.interval_days * _DAY
    return tuple(days)


def planned_bouts(window: PrescribedWindow, pauses: Sequence[DateSpan] = ()) -> int:
    """Planned days × times a day: 84 stretch bouts in four weeks of three a day (dossier 12.2).

    >>> weeks = week_span(date(2026, 3, 2), 1, 4)
    >>> planned_bouts(PrescribedWindow(1, weeks.first_on, weeks.last_on, 1, 3, strength=False))
    84
    """
    return len(planned_days(window, pauses)) * window.times_a_day


def occasions(
    window: PrescribedWindow, done_on: Collection[date], until: date, pauses: Sequence[DateSpan] = ()
) -> tuple[Occasion, ...]:
    """Each time it was due up to `until`, in order, with what became of it; `done_on` has a date for each bout.

    The walk: the next due date; done before the one after it would be due → done, and the next is due
    `interval_days` after that day; else missed, and the next is due `interval_days` after the due date. A
    session taken early fulfils the occasion it comes before. A due date inside a pause, or one that a pause
    cut short, moves to the day after the pause. One cut short by the end of the window is missed, unless the window
    `goes_on`: then it moves to the dose that follows, and a session taken early for that one counts here.

    >>> march = PrescribedWindow(1, date(2026, 3, 2), date(2026, 3, 15), 2, 1, strength=True)
    >>> done = [date(2026, 3, 2), date(2026, 3, 7)]
    >>> for each in occasions(march, done, date(2026, 3, 8)):
    ...     print(each.due_on.day, each.done_on and each.done_on.day)
    2 2
    4 None
    6 7
    """
    return tuple(_walk(window, Counter(day for day in done_on if day <= until), until, pauses))


def _walk(
    window: PrescribedWindow, bouts: Counter[date], until: date, pauses: Sequence[DateSpan]
) -> Iterator[Occasion]:
    step, of = window.interval_days * _DAY, window.times_a_day
    left = sorted((day for day in bouts if day in window), reverse=True)
    due = _next_due(window, (day for day in bouts if day < window.first_on))
    while (due := _after_pauses(due, pauses)) <= window.last_on or (window.goes_on and left):
        open_to = min(due + step - _DAY, max(due, window.last_on))
        if left and left[-1] <= open_to:
            done = left.pop()
            yield Occasion(due, done, min(bouts[done], of), of, open_to)
            due = done + step
        elif due > until:
            return
        elif cut_short := _first_paused(due, open_to, pauses):
            due = cut_short
        elif window.goes_on and open_to < due + step - _DAY:
            return
        else:
            yield Occasion(due, None, 0, of, open_to)
            due += step


def _next_due(window: PrescribedWindow, done_before: Iterator[date]) -> date:
    last = max(done_before, default=None)
    if last is None:
        return window.first_on
    return max(window.first_on, last + window.interval_days * _DAY)


def _pause_at(day: date, pauses: Sequence[DateSpan]) -> DateSpan | None:
    return next((pause for pause in pauses if day in pause), None)


def _after_pauses(day: date, pauses: Sequence[DateSpan]) -> date:
    while pause := _pause_at(day, pauses):
        day = pause.last_on + _DAY
    return day


def _first_paused(first: date, last: date, pauses: Sequence[DateSpan]) -> date | None:
    touching = (pause for pause in pauses if pause.first_on <= last and pause.last_on >= first)
    return min((max(first, pause.first_on) for pause in touching), default=None)

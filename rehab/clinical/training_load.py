"""How much work was done: kilograms moved and time under tension, by course week and by exercise.

Kilograms moved are sets × repetitions × load, the load being what was added to the body: a backpack, a weight.
Sets with the body alone move none, but they count in time under tension, sets × repetitions × seconds (dossier
1.2, week table). An exercise done with each side in turn is logged once, and so it counts once: what both sides
managed, the lower of the two (`SetDone`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

Group = TypeVar("Group", int, str, tuple[int, str])
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LoggedSet:
    """One set as done. `load_kg` is None with the body alone; `seconds_per_rep` is `Dose.seconds_per_rep`."""

    on: date
    exercise: str
    reps: int
    load_kg: Decimal | None
    seconds_per_rep: int | None


@dataclass(frozen=True, slots=True)
class Work:
    """Sets and repetitions done, kilograms moved, and seconds under tension.

    `tension_s` is None as soon as one of the sets has neither tempo nor hold: unknown is not zero.
    """

    sets: int
    reps: int
    moved_kg: Decimal
    tension_s: int | None


def work(sets: Iterable[LoggedSet]) -> Work:
    """All the sets together, in any order; no sets are no work.

    Rathleff's weeks 1-2, three sets of 12 at 8 seconds with the body alone, then five of 8 with 10 kg:

    >>> day = date(2026, 3, 2)
    >>> work([LoggedSet(day, "EX08", 12, None, 8)] * 3)
    Work(sets=3, reps=36, moved_kg=Decimal('0'), tension_s=288)
    >>> work([LoggedSet(day, "EX09", 8, Decimal(10), 8)] * 5)
    Work(sets=5, reps=40, moved_kg=Decimal('400'), tension_s=320)
    """
    sets = tuple(sets)
    seconds = [each.reps * each.seconds_per_rep for each in sets if each.seconds_per_rep is not None]
    return Work(
        sets=len(sets),
        reps=sum(each.reps for each in sets),
        moved_kg=sum((each.reps * each.load_kg for each in sets if each.load_kg is not None), Decimal(0)),
        tension_s=sum(seconds) if len(seconds) == len(sets) else None,
    )


def work_by_week(sets: Iterable[LoggedSet], started_on: date) -> dict[int, Work]:
    """Work of each course week with a set in it, oldest first; week 1 is the seven days from `started_on`.

    >>> sets = [LoggedSet(date(2026, 3, day), "EX09", 10, Decimal(8), 8) for day in (3, 5, 10)]
    >>> {week: each.moved_kg for week, each in work_by_week(sets, date(2026, 3, 2)).items()}
    {1: Decimal('160'), 2: Decimal('80')}
    """
    return _by(sets, lambda each: _week(each.on, started_on))


def work_by_exercise(sets: Iterable[LoggedSet]) -> dict[str, Work]:
    """Work of each exercise that has a set, by its code.

    >>> day = date(2026, 3, 2)
    >>> done = work_by_exercise([LoggedSet(day, "EX08", 12, None, 8), LoggedSet(day, "EX01", 10, None, 10)])
    >>> {code: each.tension_s for code, each in done.items()}
    {'EX01': 100, 'EX08': 96}
    """
    return _by(sets, lambda each: each.exercise)


def work_by_week_and_exercise(sets: Iterable[LoggedSet], started_on: date) -> dict[tuple[int, str], Work]:
    """Work of each exercise in each course week, by week and code.

    >>> list(work_by_week_and_exercise([LoggedSet(date(2026, 3, 9), "EX08", 12, None, 8)], date(2026, 3, 2)))
    [(2, 'EX08')]
    """
    return _by(sets, lambda each: (_week(each.on, started_on), each.exercise))


def _week(day: date, started_on: date) -> int:
    return (day - started_on) // _WEEK + 1


def _by(sets: Iterable[LoggedSet], group: Callable[[LoggedSet], Group]) -> dict[Group, Work]:
    together: dict[Group, list[LoggedSet]] = {}
    for each in sets:
        together.setdefault(group(each), []).append(each)
    return {key: work(together[key]) for key in sorted(together)}

"""Series for tests of the charts, made without a database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from rehab.clinical.dose import Dose, LoadKind, Side, Tempo
from rehab.clinical.phases import Phase
from rehab.clinical.progress import rolling_median, start_median
from rehab.records.course_chart_data import CourseSeries, PhaseBand, StrengthDay, StrengthDone, Visit
from rehab.records.programmes import Prescribed

STARTED_ON = date(2026, 10, 16)  # a Friday
AS_OF = date(2026, 11, 25)
SCORES = [
    7,
    6,
    7,
    None,
    6,
    5,
    7,
    6,
    8,
    7,
    6,
    7,
    7,
    6,
    6,
    5,
    7,
    6,
    6,
    5,
    6,
    4,
    5,
    None,
    5,
    5,
    4,
    5,
    4,
    4,
    5,
    6,
    4,
    4,
    4,
    5,
    4,
    3,
    4,
    4,
    3,
]


def on(n: int) -> date:
    """Day n of the course, 0 the first."""
    return STARTED_ON + timedelta(days=n)


def dose(sets: int, reps: int) -> Dose:
    return Dose(sets, reps, reps, None, Tempo(3, 2, 3), LoadKind.BACKPACK, Decimal(8), 120, 2, 1)


def prescribed(key: int, sets: int, reps: int) -> Prescribed:
    return Prescribed(key, "E1", Side.RIGHT, 1, 12, STARTED_ON, on(83), dose(sets, reps))


def days(scores: list[int | None], first_on: date = STARTED_ON) -> dict[date, int]:
    """Scores on consecutive dates; None is a day without."""
    return {first_on + timedelta(days=n): score for n, score in enumerate(scores) if score is not None}


def series(logged: list[int | None] = SCORES, **changed: Any) -> CourseSeries:
    """Karen's sixth week: right heel, opstart then udvikling, two visits and one to come."""
    by_day = days(logged)
    made = CourseSeries(
        started_on=STARTED_ON,
        since=STARTED_ON,
        as_of=AS_OF,
        sides=(Side.RIGHT,),
        condition="plantar_fasciopathy",
        scores={Side.RIGHT: by_day},
        by_day=by_day,
        start=start_median(by_day, STARTED_ON, 6),
        now=rolling_median(by_day, AS_OF),
        bands=(
            PhaseBand(Phase.OPSTART, STARTED_ON, on(13)),
            PhaseBand(Phase.UDVIKLING, on(14), on(97)),
        ),
        changes=(on(14), on(28)),
        strength_days=tuple(
            StrengthDay(on(n), credit)
            for n, credit in ((16, 1), (18, 1), (20, 0.5), (22, 0), (24, 1), (30, 1), (38, 1))
        ),
        strength_done=tuple(
            StrengthDone(on(n), prescribed(1 if n < 28 else 2, *((3, 12) if n < 28 else (4, 10))), load)
            for n, load in ((16, 4.0), (18, 5.0), (20, None), (24, 6.0), (30, 8.0), (38, 8.0))
        ),
        visits=(Visit(STARTED_ON, False, 1), Visit(on(14), False, 2), Visit(on(42), True, None)),
        windows=(),
        pauses=(),
        mornings=(),
        sessions=(),
    )
    return replace(made, **changed)

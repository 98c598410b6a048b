"""The kinds of course there are, as they look from today: how the pain went, how much was trained and logged.

A curve is points of (when, level): `when` from 0 to 1 is the share of the course gone by, below 0 it is days before
today; `level` is the share of the pain at the start. Between the points the pain moves in a straight line.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise, repeat
from random import Random

from rehab.clinical.safety import Line
from rehab.content import HEEL

Curve = tuple[tuple[float, float], ...]
Plan = tuple[tuple[int, str], ...]

# What is signed at which visit (0 is the first): a template's code, or a change to what was signed before.
START = ((0, "T1"), (1, "T2"))
START_ONLY = ((0, "T1"),)
HEAVY = ((0, "T2"),)
EASED = ((0, "T2"), (2, "fewer_sets"))
RESTED = ((0, "T2"), (2, "longer_rest"))
STRETCHED = ((0, "T1"), (1, "T2"), (3, "calf_stretch"))
RATHLEFF = ((0, "R15"),)
PERSISTENT = ((0, "T3"),)
TO_KEEP = ((0, "T2"), (4, "T4"))
TO_PERSISTENT = ((0, "T2"), (4, "T3"))
NOTHING: Plan = ()
HEAVY_SLOW = ((0, "BEY"),)
ECCENTRIC = ((0, "ALF"),)
STEPWISE = ((0, "SIL1"), (1, "SIL2"))
RUBBER_BAR = ((0, "TYL"),)
ARCH = ((0, "KUL"), (1, "toes"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One kind of course.

    `days` is how long ago it began; `start` the pain then; `trains` and `logs` the shares of due sessions done and
    of mornings noted; `silent` how many days nothing has been logged; `flared` how many days ago a flare began that
    a flare plan answered; `books` whether the next visit is booked already; `waits_today` whether today is untouched;
    `warned` what was ticked yesterday and nobody has looked at; `away` whether it is paused for a holiday.
    """

    name: str
    days: tuple[int, int]
    curve: Curve
    plans: tuple[Plan, ...] = (START, HEAVY, EASED, STRETCHED)
    start: tuple[float, float] = (5.5, 8.0)
    noise: float = 0.65
    trains: float = 0.88
    logs: float = 0.9
    silent: tuple[int, int] = (0, 0)
    flared: int | None = None
    red_sessions: bool = False
    both_sides: bool = False
    wrong_side: bool = False
    books: bool = True
    waits_today: bool = False
    closed: bool = False
    warned: tuple[Line, ...] = ()
    away: bool = False
    condition: str = HEEL

    @property
    def prompted(self) -> bool:
        """Waits for the patient to book."""
        return not self.books and not self.closed


JUST_STARTED = Story(name="just started", days=(1, 6), curve=((0, 1), (1, 0.97)), plans=(START, HEAVY))
NO_PROGRAMME = Story(name="no programme yet", days=(1, 4), curve=((0, 1), (1, 1)), plans=(NOTHING,), logs=0.7)
EARLY = Story(name="early", days=(8, 27), curve=((0, 1), (1, 0.72)), plans=(START, HEAVY))
IMPROVER = Story(name="improver", days=(29, 41), curve=((0, 1), (1, 0.42)), start=(6, 8))
LATE_IMPROVER = Story(
    name="late improver", days=(44, 80), curve=((0, 1), (0.3, 0.85), (1, 0.25)), start=(6.5, 8.2), noise=0.5
)
SLOW = Story(name="slow responder", days=(30, 41), curve=((0, 1), (0.5, 0.85), (1, 0.6)), start=(7, 8.2))
STALLED = Story(
    name="no answer at week 4", days=(31, 50), curve=((0, 1), (1, 0.93)), start=(5.6, 7.4), trains=0.96, books=False
)
NON_RESPONDER = Story(
    name="no answer at week 8", days=(60, 80), curve=((0, 1), (1, 0.92)), start=(5.6, 7.4), trains=0.96, books=False
)
UNTRAINED = Story(
    name="no training, no answer", days=(35, 75), curve=((0, 1), (1, 0.97)), start=(5.5, 7), trains=0.3, books=False
)
LOW_ADHERENCE = Story(
    name="little training", days=(32, 44), curve=((0, 1), (1, 0.45)), start=(6, 8), trains=0.12, books=False
)
FLARE = Story(
    name="flare",
    days=(24, 60),
    curve=((0, 1), (-8, 0.48), (-6, 0.88), (-0.01, 0.9)),
    start=(6.8, 8),
    noise=0.4,
    red_sessions=True,
    books=False,
)
CREEP = Story(
    name="creep",
    days=(32, 38),
    curve=((0, 1), (-18, 0.37), (-13.5, 0.37), (-13, 0.49), (-6.5, 0.49), (-6, 0.61), (-0.01, 0.61)),
    start=(8.1, 8.3),
    noise=0.22,
)
QUIET = Story(name="silent a week", days=(16, 60), curve=((0, 1), (1, 0.55)), silent=(8, 12), books=False)
DROPPED_OUT = Story(name="silent two weeks", days=(30, 75), curve=((0, 1), (1, 0.6)), silent=(15, 20), books=False)
WEEK_12 = Story(name="week 12", days=(84, 100), curve=((0, 1), (1, 0.4)), plans=(HEAVY, EASED), books=False)
PHASE_OVER = Story(
    name="phase over", days=(29, 34), curve=((0, 1), (1, 0.45)), start=(5.5, 7), plans=(START_ONLY,), books=False
)
PLATEAU = Story(
    name="plateau", days=(56, 78), curve=((0, 1), (0.4, 0.56), (1, 0.55)), start=(7.2, 7.8), noise=0.3, books=True
)
IMPROVED = Story(name="improved", days=(58, 80), curve=((0, 1), (0.5, 0.27), (1, 0.12)), start=(5.5, 7), noise=0.5)
BOTH_SIDES = Story(
    name="both sides", days=(14, 41), curve=((0, 1), (1, 0.45)), start=(6.5, 8), both_sides=True, plans=(START, HEAVY)
)
WRONG_SIDE = Story(
    name="wrong side first", days=(9, 38), curve=((0, 1), (1, 0.5)), start=(6.5, 8), wrong_side=True, plans=(HEAVY,)
)
SPARSE = Story(name="days missing", days=(15, 41), curve=((0, 1), (1, 0.45)), start=(6.5, 8), logs=0.6, trains=0.7)
RECOVERED = Story(
    name="flare behind",
    days=(52, 78),
    curve=((0, 1), (-33, 0.6), (-29, 0.9), (-24, 0.85), (-12, 0.5), (-0.01, 0.3)),
    start=(6.8, 8),
    flared=29,
    plans=(HEAVY,),
    noise=0.45,
)
PUBLISHED = replace(IMPROVER, name="as published", plans=(RATHLEFF,))
LONG_TERM = Story(name="keeping it up", days=(115, 205), curve=((0, 1), (0.5, 0.35), (1, 0.3)), plans=(TO_KEEP,))
REFRACTORY = Story(
    name="more than half a year",
    days=(75, 160),
    curve=((0, 1), (1, 0.92)),
    start=(6, 8),
    plans=(PERSISTENT, TO_PERSISTENT),
    books=False,
)
PERSISTENT_BETTER = Story(
    name="persistent, better", days=(40, 80), curve=((0, 1), (1, 0.35)), start=(6.5, 8.5), plans=(PERSISTENT,)
)
TENDON = Story(
    name="Achilles tendon",
    days=(29, 39),
    curve=((0, 1), (1, 0.4)),
    start=(6, 7.5),
    plans=(HEAVY_SLOW, ECCENTRIC, STEPWISE),
    condition="achilles_tendinopathy",
)
ELBOW = Story(
    name="elbow",
    days=(10, 26),
    curve=((0, 1), (1, 0.55)),
    start=(5.5, 7),
    plans=(RUBBER_BAR,),
    condition="golfers_elbow",
)
FLAT_FOOT = Story(
    name="flat foot",
    days=(29, 41),
    curve=((0, 1), (1, 0.45)),
    start=(6, 7.5),
    plans=(ARCH,),
    condition="flat_foot",
)
WARNED = Story(
    name="warning sign",
    days=(18, 30),
    curve=((0, 1), (1, 0.7)),
    start=(6, 7.5),
    silent=(1, 1),
    plans=(HEAVY,),
    warned=(Line.SWOLLEN_OR_RED, Line.FEVER),
)
AWAY = Story(
    name="on holiday", days=(22, 40), curve=((0, 1), (1, 0.5)), start=(6, 7.5), silent=(6, 6), plans=(HEAVY,), away=True
)
CLOSED = Story(name="closed", days=(80, 205), curve=((0, 1), (1, 0.2)), plans=(HEAVY, TO_KEEP), closed=True)

KAREN = Story(
    name="Karen",
    days=(38, 38),
    curve=((0, 1), (0.2, 1), (0.3, 1.1), (0.6, 0.95), (0.8, 0.86), (1, 0.86)),
    start=(5.9, 5.9),
    plans=(START,),
    noise=0.36,
    trains=1.0,
    logs=0.98,
    books=False,
    waits_today=True,
)
OLE = Story(
    name="Ole", days=(33, 33), curve=((0, 1), (1, 0.45)), start=(7, 7), plans=(HEAVY,), both_sides=True, logs=0.95
)

# The sixty open courses of the practitioner one can become: seven need her, eight want an eye on, the rest are on plan.
IDAS = tuple(
    chain(
        (KAREN, WARNED, NON_RESPONDER, FLARE, DROPPED_OUT, WEEK_12, PHASE_OVER),
        (CREEP, QUIET, QUIET, LOW_ADHERENCE, LOW_ADHERENCE, PLATEAU, IMPROVED, IMPROVED),
        repeat(JUST_STARTED, 3),
        repeat(NO_PROGRAMME, 3),
        repeat(EARLY, 7),
        (AWAY,),
        repeat(IMPROVER, 7),
        repeat(TENDON, 2),
        (ELBOW, FLAT_FOOT),
        repeat(LATE_IMPROVER, 6),
        repeat(BOTH_SIDES, 3),
        repeat(WRONG_SIDE, 2),
        repeat(SPARSE, 3),
        repeat(RECOVERED, 3),
        repeat(PUBLISHED, 3),
    )
)

WEIGHTS = {
    JUST_STARTED: 5,
    NO_PROGRAMME: 4,
    EARLY: 15,
    IMPROVER: 13,
    LATE_IMPROVER: 13,
    SLOW: 5,
    STALLED: 3,
    NON_RESPONDER: 2,
    UNTRAINED: 3,
    LOW_ADHERENCE: 3,
    FLARE: 2,
    CREEP: 1,
    QUIET: 4,
    DROPPED_OUT: 3,
    WEEK_12: 4,
    PHASE_OVER: 1,
    PLATEAU: 2,
    IMPROVED: 4,
    BOTH_SIDES: 4,
    WRONG_SIDE: 2,
    SPARSE: 5,
    RECOVERED: 3,
    PUBLISHED: 4,
    LONG_TERM: 6,
    REFRACTORY: 2,
    PERSISTENT_BETTER: 5,
    CLOSED: 9,
    TENDON: 4,
    ELBOW: 3,
    FLAT_FOOT: 2,
    WARNED: 1,
    AWAY: 2,
}


def others(rng: Random) -> Iterator[Story]:
    """Stories for everyone else, without end."""
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    while True:
        yield rng.choices(kinds, weights)[0]


def level(curve: Curve, day: int, length: int) -> float:
    """Share of the start's pain on the `day`th day of a course that is `length` days long.

    >>> level(((0, 1), (1, 0.5)), 10, 20), level(((0, 1), (-10, 0.5), (-0.01, 1)), 15, 20)
    (0.75, 0.75)
    """
    points = [(_day(when, length), share) for when, share in curve]
    if day <= points[0][0]:
        return points[0][1]
    for (before, low), (after, high) in pairwise(points):
        if before <= day <= after:
            return round(low + (high - low) * (day - before) / (after - before), 3) if after > before else high
    return points[-1][1]


def _day(when: float, length: int) -> float:
    return length + when if when < 0 else when * length

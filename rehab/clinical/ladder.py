"""The load ladder and where to get on it: the entry test before the first programme (dossier 12.2, [D]).

EX04 static hold → EX05 two legs, floor → EX06 two legs, step → EX07 up on two, down on one → EX08 one leg →
EX09 one leg with a backpack. The result is shown to the practitioner, who decides; nothing is prescribed here.
"""

from dataclasses import dataclass
from enum import StrEnum

LADDER = ("EX04", "EX05", "EX06", "EX07", "EX08", "EX09")

PAIN_AT_MOST = 5
START_OF_HEAVY = 12
ONE_LEG_AT_LEAST = 8
TWO_LEGS_AT_LEAST = 12


class WhyRung(StrEnum):
    """What in the entry test chose the rung; the web puts it in words."""

    STRONG_ENOUGH = "strong_enough"
    ONE_LEG = "one_leg"
    FEW_ON_ONE_LEG = "few_on_one_leg"
    FEW_ON_TWO_LEGS = "few_on_two_legs"
    TOO_PAINFUL = "too_painful"


@dataclass(frozen=True, slots=True)
class StartRung:
    """The exercise to begin with, the RM to begin at (None where the exercise has none), and why."""

    exercise: str
    rm: int | None
    because: WhyRung


def start_rung(one_leg: int, two_legs: int | None, pain: int) -> StartRung:
    """Where to begin after the entry test, done once (dossier 12.2).

    `one_leg`: raises on one leg on the step with the towel, 3-2-3; `two_legs`: the same on both legs; `pain`: the
    highest exercise pain during the test, 0-10. First-step pain does not gate it.

    | found | start |
    |---|---|
    | exercise pain 6 or more | EX04, the static hold: an entry dose when movement hurts (dossier 2.5) |
    | under 12 on two legs | EX05 |
    | 12 or more on one leg | EX08 at 12RM, T2 week 1 |
    | 8 to 11 on one leg | EX08 with that number as RM |
    | under 8 on one leg | EX07 |

    The dossier gives the first two rows together as "EX05 or EX04". `two_legs` may be None (not tried) from 8 on
    one leg up, or when it was too painful; else ValueError, as for negative counts and pain outside 0-10.

    >>> start_rung(14, None, pain=3)
    StartRung(exercise='EX08', rm=12, because=<WhyRung.STRONG_ENOUGH: 'strong_enough'>)
    >>> start_rung(9, None, pain=5).rm, start_rung(3, 15, pain=2).exercise, start_rung(0, 6, pain=2).exercise
    (9, 'EX07', 'EX05')
    """
    if not 0 <= pain <= 10 or one_leg < 0 or (two_legs or 0) < 0:
        raise ValueError(f"one leg {one_leg}, two legs {two_legs}, pain {pain}: counts from 0, pain 0 to 10")
    if pain > PAIN_AT_MOST:
        return StartRung("EX04", None, WhyRung.TOO_PAINFUL)
    if two_legs is None and one_leg < ONE_LEG_AT_LEAST:
        raise ValueError(f"under {ONE_LEG_AT_LEAST} on one leg, so two legs must be tried")
    if two_legs is not None and two_legs < TWO_LEGS_AT_LEAST:
        return StartRung("EX05", None, WhyRung.FEW_ON_TWO_LEGS)
    if one_leg < ONE_LEG_AT_LEAST:
        return StartRung("EX07", None, WhyRung.FEW_ON_ONE_LEG)
    if one_leg < START_OF_HEAVY:
        return StartRung("EX08", one_leg, WhyRung.ONE_LEG)
    return StartRung("EX08", START_OF_HEAVY, WhyRung.STRONG_ENOUGH)


def rung_below(exercise: str) -> str:
    """The rung to return to after a flare, or after two red sessions; the lowest stays where it is.

    ValueError for an exercise that is not on the ladder.

    >>> rung_below("EX09"), rung_below("EX04")
    ('EX08', 'EX04')
    """
    if exercise not in LADDER:
        raise ValueError(f"{exercise} is not on the load ladder")
    return LADDER[max(LADDER.index(exercise) - 1, 0)]

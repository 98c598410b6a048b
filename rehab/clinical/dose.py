"""The dose of one prescribed exercise: how much, how heavy, how slowly, how often (dossier 1.2, 12.2)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class Side(StrEnum):
    """Which foot or arm. `both` means each side by itself, not the two together."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class LoadKind(StrEnum):
    """What makes it heavy: the body alone, books in a backpack, weights in kg, or an elastic band."""

    BODY = "body"
    BACKPACK = "backpack"
    KG = "kg"
    BAND = "band"


DOSE_LIMITS = MappingProxyType(
    {
        "sets": (1, 10),
        "reps": (1, 100),
        "rm": (1, 30),
        "hold_s": (1, 600),
        "tempo": (0, 15),
        "load_kg": (0, 200),
        "rest_s": (0, 600),
        "interval_days": (1, 14),
        "times_a_day": (1, 6),
    }
)
"""Lowest and highest value of each field, both allowed: against slips of the finger, not clinical advice [D]."""


class DoseError(ValueError):
    """A field of a dose lies outside DOSE_LIMITS; `field` says which."""

    def __init__(self, field: str, value: int | Decimal) -> None:
        low, high = DOSE_LIMITS[field]
        super().__init__(f"{field} is {value}, must be {low} to {high}")
        self.field = field


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds up, held at the top, and down again; 3-2-3 in the high-load programme (dossier 1.2).

    >>> Tempo(3, 2, 3).total_s
    8
    """

    up_s: int
    hold_s: int
    down_s: int

    def __post_init__(self) -> None:
        for part in (self.up_s, self.hold_s, self.down_s):
            _check("tempo", part)

    @property
    def total_s(self) -> int:
        """Seconds for one repetition."""
        return self.up_s + self.hold_s + self.down_s


@dataclass(frozen=True, slots=True)
class Dose:
    """One prescribed dose. Raises DoseError for a field outside DOSE_LIMITS.

    `sets` None means as many as possible (self-dosed, dossier 2.1). `rm` is the load that can be lifted
    exactly that many times in good form. `hold_s` is how long each repetition is held, for stretches and
    static work; `tempo` is for movements. `rest_s` is the pause between sets, or between repetitions when
    there is one set of holds (dossier 12.2). `interval_days` 2 means every other day.

    >>> weeks_1_2 = Dose(3, 12, 12, None, Tempo(3, 2, 3), LoadKind.BODY, None, 120, 2, 1)
    >>> weeks_1_2.time_under_tension_s, weeks_1_2.duration_s
    (288, 528)
    """

    sets: int | None
    reps: int
    rm: int | None
    hold_s: int | None
    tempo: Tempo | None
    load: LoadKind
    load_kg: Decimal | None
    rest_s: int
    interval_days: int
    times_a_day: int

    def __post_init__(self) -> None:
        for field in DOSE_LIMITS:
            if field != "tempo" and (value := getattr(self, field)) is not None:
                _check(field, value)

    @property
    def seconds_per_rep(self) -> int | None:
        """Seconds one repetition takes: its hold, else its tempo; None when neither is prescribed."""
        if self.hold_s is not None:
            return self.hold_s
        return self.tempo.total_s if self.tempo else None

    @property
    def time_under_tension_s(self) -> int | None:
        """Seconds of work in one round on one side: sets × repetitions × seconds (dossier 1.2, week table).

        None when it cannot be known: as many sets as possible, or neither hold nor tempo.
        """
        if self.sets is None or self.seconds_per_rep is None:
            return None
        return self.sets * self.reps * self.seconds_per_rep

    @property
    def duration_s(self) -> int | None:
        """Seconds one round takes on one side, pauses included; None when the work is not known.

        Ten stretches of 10 s with 3 s between them:

        >>> Dose(1, 10, None, 10, None, LoadKind.BODY, None, 3, 1, 3).duration_s
        127
        """
        if self.sets is None or self.time_under_tension_s is None:
            return None
        rests_between_reps = self.sets == 1 and self.hold_s is not None
        pauses = self.reps - 1 if rests_between_reps else self.sets - 1
        return self.time_under_tension_s + pauses * self.rest_s


def _check(field: str, value: int | Decimal) -> None:
    low, high = DOSE_LIMITS[field]
    if not low <= value <= high:
        raise DoseError(field, value)

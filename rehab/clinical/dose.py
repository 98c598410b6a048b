"""The dose of one prescribed exercise: how much, how heavy, how slowly, how often (dossier 1.2, 12.2)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Side(StrEnum):
    """Which foot or arm. On screen and in charts `both` means each side by itself."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class LoadKind(StrEnum):
    """What makes it heavy: the body alone, books in a backpack, weights in kg, or an elastic band."""

    BODY = "body"
    BACKPACK = "backpack"
    KG = "kg"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds up, held at the top, and down again; 3-2-3 in the high-load programme (dossier 1.2)."""

    up_s: int
    hold_s: int
    down_s: int


@dataclass(frozen=True, slots=True)
class Dose:
    """One prescribed dose.

    `sets` None means as many as possible (self-dosed, dossier 2.1). `rm` is the load that can be lifted exactly
    that many times. `hold_s` is how long each repetition is held, for stretches and static work; `tempo` is for
    movements. `rest_s` is between sets, or between repetitions when there is one set of holds.
    `interval_days` 2 means every other day.
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

    @property
    def seconds_per_rep(self) -> int | None:
        raise NotImplementedError

    @property
    def time_under_tension_s(self) -> int | None:
        raise NotImplementedError

    @property
    def duration_s(self) -> int | None:
        """Seconds for one round on one side, with rests."""
        raise NotImplementedError


DOSE_LIMITS: dict[str, tuple[int, int]] = {
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

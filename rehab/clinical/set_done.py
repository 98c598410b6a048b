"""One set as done. Where each side is trained by itself, left then right is one set with two results.

A set counts once, and as far as both sides managed it: its repetitions and its load are the lower of the two. Nobody
is taken for finished on the strength of the better leg; the dossier's share of the prescribed repetitions (9) is
therefore the lower side's.
"""

from dataclasses import dataclass
from decimal import Decimal

from rehab.clinical.dose import Side


@dataclass(frozen=True, slots=True)
class SideDone:
    """What one side did in a set: repetitions, and load in kg where there was one. A side left out did 0."""

    reps: int
    load_kg: Decimal | None


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set: repetitions, and load in kg where there was one; with two results where the sides were told apart."""

    reps: int
    load_kg: Decimal | None
    left: SideDone | None = None
    right: SideDone | None = None

    @classmethod
    def of_sides(cls, left: SideDone, right: SideDone) -> "SetDone":
        """Left then right as one set.

        >>> each = SetDone.of_sides(SideDone(10, Decimal(6)), SideDone(8, Decimal(7)))
        >>> each.reps, each.load_kg
        (8, Decimal('6'))
        """
        loads = [each.load_kg for each in (left, right) if each.load_kg is not None]
        return cls(min(left.reps, right.reps), min(loads) if len(loads) == 2 else None, left, right)

    @property
    def sides(self) -> tuple[SideDone, SideDone] | None:
        """Left and right; None where the set is of one side, or does not tell them apart."""
        return (self.left, self.right) if self.left and self.right else None

    def on(self, side: Side | None) -> SideDone:
        """What a side did; the set's own numbers where the sides are not told apart."""
        own = {Side.LEFT: self.left, Side.RIGHT: self.right}.get(side) if side else None
        return own or SideDone(self.reps, self.load_kg)

    @property
    def was_lifted(self) -> bool:
        """Whether either side managed a repetition."""
        return any(each.reps for each in self.sides or (self,))

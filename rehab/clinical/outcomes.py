"""What the patient says of the course at weeks 0, 4, 8 and 12: PSFS, NRS, GROC and PASS (dossier 6, [D]).

All four are free to use and can be asked in Danish. PASS is one yes or no: no further need for treatment. Foot
Function Index and FHSQ are not here: their items may not be shipped without a licence. What an answer is worth is in
`outcome_scores`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rehab.clinical.outcome_scores import Groc, psfs_score
from rehab.clinical.thresholds import DEFAULT, Thresholds

MEASURED_WEEKS = (0, 4, 8, 12)
OPENS_BEFORE = timedelta(days=3)
STAYS_OPEN = timedelta(days=10)
SPEAKS_FOR = timedelta(days=35)
"""[D] How long after its week an answer is taken for how it is now: until the next measure has been open a while."""


class Measure(StrEnum):
    """The parts of one measurement, in the order they are asked."""

    PSFS = "psfs"
    NRS = "nrs"
    GROC = "groc"
    PASS = "pass"


@dataclass(frozen=True, slots=True)
class Answers:
    """One measurement; None where nothing was answered. `psfs` is 0-10 by the name of the activity, `nrs` 0-10
    pain in general, `accepts` the PASS answer: "I need no more treatment".
    """

    week: int
    psfs: Mapping[str, int | None]
    nrs: int | None
    groc: Groc | None
    accepts: bool | None

    @property
    def missing(self) -> tuple[Measure, ...]:
        """What is not answered, or not answered enough to be scored.

        >>> Answers(0, {"walk": 4, "stairs": 5, "stand": None}, 6, None, False).missing
        (<Measure.PSFS: 'psfs'>,)
        """
        unknown = {
            Measure.PSFS: psfs_score(self.psfs) is None,
            Measure.NRS: self.nrs is None,
            Measure.GROC: self.groc is None and self.week > 0,
            Measure.PASS: self.accepts is None,
        }
        return tuple(each for each in Measure if unknown[each])


def due_week(started_on: date, today: date, answered: Collection[int]) -> int | None:
    """Which measurement is open today and not among the weeks `answered`; None when none is.

    Each opens 3 days before its week is full and closes 10 days after, so that it can be answered before the visit
    and is still about that week [D]. One that was missed stays missing; it is not asked for later.

    >>> monday = date(2026, 3, 2)
    >>> [due_week(monday, date(2026, 3, day), [0]) for day in (2, 26, 27, 30)]
    [None, None, 4, 4]
    """
    for week in MEASURED_WEEKS:
        due = started_on + timedelta(weeks=week)
        if max(due - OPENS_BEFORE, started_on) <= today <= due + STAYS_OPEN:
            return None if week in answered else week
    return None


def is_well(
    weekly_medians: Sequence[float | None], psfs: float | None, accepts: bool | None, limits: Thresholds = DEFAULT
) -> bool:
    """F13: first-step pain at most 2 for three weeks, PSFS at least 8, and PASS yes (dossier 10).

    `weekly_medians` are M of the last weeks, latest last; what is unknown is not yes, a week with too few mornings
    no less than a question not answered.

    >>> is_well([3, 2, 1.5, 1], psfs=8.7, accepts=True), is_well([2, 2, 1], psfs=8.7, accepts=None)
    (True, False)
    """
    lately = weekly_medians[-limits.improved_weeks :]
    if len(lately) < limits.improved_weeks or psfs is None or psfs < limits.improved_psfs_from:
        return False
    return accepts is True and all(each is not None and each <= limits.improved_at_most for each in lately)

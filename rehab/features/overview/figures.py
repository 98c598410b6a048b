"""Figures with what they rest on, withheld when that is fewer than five patients: no doubt, no guessing who."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median, quantiles

from rehab.clinical.follow_up import Need
from rehab.clinical.progress import is_noticeable_fall
from rehab.features.overview.intervals import Interval, mean_interval, share_interval
from rehab.features.overview.queries import Counted, Followed, Prompted, Visit
from rehab.models import PromptEnding

FEWEST = 5
POINTS = (4, 8, 12)  # weeks
DECIDED_AFTER = timedelta(days=14)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """Morning pain in a week of the course against its start: mean change in points over the `n` with both, of the
    `reached` who came that far; `better` is the share with a change most people notice.
    """

    week: int
    n: int
    reached: int
    mean: Interval | None
    better: Interval | None


@dataclass(frozen=True, slots=True)
class Rebooking:
    """What became of the prompts of half a year: `rate` booked of `asked`; `days` the median from prompt to booking.

    `asked` leaves out those younger than 14 days that nobody has answered. `endings` are (ending, prompts, patients).
    The rate is withheld too where one to four patients booked.
    """

    patients: int
    asked: int
    rate: Interval | None
    days: float | None
    endings: tuple[tuple[PromptEnding | None, int, int], ...]


@dataclass(frozen=True, slots=True)
class Shows:
    """Visits of twelve weeks: the share missed of those of which it is known, and how many nobody has said."""

    patients: int
    known: int
    unsaid: int
    missed: Interval | None


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """A course week over many patients: middle and quarters of their medians, who still logs, what was trained."""

    week: int
    n: int
    middle: float | None
    low: float | None
    high: float | None
    reached: int
    logging: float | None
    trained_n: int
    trained: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some courses, prompts and visits. `None` is withheld: it would rest on one to four patients, or on nobody.

    `share` is done of due sessions in 14 days over the `trained_n` patients who had any due.
    """

    open_courses: int
    in_need: int | None
    done: float
    due: int
    trained_n: int
    share: float | None
    changes: dict[int, Change]
    rebooking: Rebooking
    shows: Shows


def figures_of(found: Counted, *, now: datetime, today: date) -> Figures:
    """Count."""
    still = [course for course in found.courses if course.is_open]
    trained = [course for course in still if course.due]
    done, due = sum(course.done or 0.0 for course in trained), sum(course.due or 0 for course in trained)
    return Figures(
        open_courses=len(still),
        in_need=sum(course.need == Need.NEEDS_YOU for course in still) if may_show(len(still)) else None,
        done=done,
        due=due,
        trained_n=len(trained),
        share=done / due if may_show(len(trained)) else None,
        changes={week: change_at(found.courses, week, today) for week in POINTS},
        rebooking=rebooking_of(found.prompts, now),
        shows=shows_of(found.visits),
    )


def change_at(courses: Iterable[Followed], week: int, today: date) -> Change:
    """Of those whose week is over: who has both a start and that week."""
    reached = [course for course in courses if course.started_on + week * 7 * DAY <= today]
    pairs = [
        (course.start, course.weeks[week].median)
        for course in reached
        if course.start is not None and week in course.weeks and course.weeks[week].median is not None
    ]
    known = [(start, then) for start, then in pairs if then is not None]
    if not may_show(len(known)):
        return Change(week, len(known), len(reached), None, None)
    better = sum(is_noticeable_fall(start, then) for start, then in known)
    mean = mean_interval([then - start for start, then in known])
    return Change(week, len(known), len(reached), mean, share_interval(better, len(known)))


def rebooking_of(prompts: Iterable[Prompted], now: datetime) -> Rebooking:
    """A prompt counts once somebody answered it, or when nobody has for 14 days."""
    asked = [each for each in prompts if each.ended_at or now - each.raised_at >= DECIDED_AFTER]
    booked = [each for each in asked if each.ending is PromptEnding.BOOKED]
    people = len({each.patient_id for each in asked})
    if not may_show(people):
        return Rebooking(people, len(asked), None, None, ())
    waited = [(each.ended_at - each.raised_at) / DAY for each in booked if each.ended_at]
    booking = len({each.patient_id for each in booked})
    rate = share_interval(len(booked), len(asked)) if may_show(booking) or not booking else None
    return Rebooking(people, len(asked), rate, median(waited) if may_show(booking) else None, _endings(asked))


def _endings(asked: Sequence[Prompted]) -> tuple[tuple[PromptEnding | None, int, int], ...]:
    """Each way of ending with its prompts and patients; None is not ended yet."""
    found = []
    for ending in (*PromptEnding, None):
        of_it = [each for each in asked if each.ending is ending]
        found.append((ending, len(of_it), len({each.patient_id for each in of_it})))
    return tuple(found)


def shows_of(visits: Iterable[Visit]) -> Shows:
    """Came or did not, as far as it was said."""
    visits = tuple(visits)
    known = [each for each in visits if each.came or each.missed]
    people = len({each.patient_id for each in known})
    missed = sum(each.missed for each in known)
    share = share_interval(missed, len(known)) if may_show(people) else None
    return Shows(people, len(known), len(visits) - len(known), share)


def weeks_of(courses: Sequence[Followed], last: int) -> tuple[WeekFigures, ...]:
    """Week by week, from the first to the `last`; a course counts for the weeks it has been through."""
    return tuple(_week(courses, week) for week in range(1, last + 1))


def _week(courses: Sequence[Followed], week: int) -> WeekFigures:
    been = [course.weeks[week] for course in courses if week in course.weeks]
    medians = [each.median for each in been if each.median is not None]
    trained = [each for each in been if each.due]
    low, middle, high = quantiles(medians, n=4, method="inclusive") if may_show(len(medians)) else (None, None, None)
    due = sum(each.due for each in trained)
    return WeekFigures(
        week=week,
        n=len(medians),
        middle=middle,
        low=low,
        high=high,
        reached=len(been),
        logging=sum(each.is_logged for each in been) / len(been) if may_show(len(been)) else None,
        trained_n=len(trained),
        trained=sum(each.done for each in trained) / due if may_show(len(trained)) else None,
    )


def withheld_rows(patients: Sequence[int]) -> frozenset[int]:
    """Which rows of a table to withhold, by how many patients each rests on.

    Those of one to four; and where that is a single row, the smallest of the others too, or the total would tell it.

    >>> sorted(withheld_rows([12, 3, 7, 0])), sorted(withheld_rows([2, 4, 9])), sorted(withheld_rows([6, 0]))
    ([1, 2], [0, 1], [])
    """
    few = {number for number, count in enumerate(patients) if 0 < count < FEWEST}
    if len(few) == 1:
        others = [number for number, count in enumerate(patients) if count >= FEWEST]
        few |= {min(others, key=lambda number: patients[number])} if others else set()
    return frozenset(few)


def may_show(patients: int) -> bool:
    """Whether so many patients are enough for a figure."""
    return patients >= FEWEST

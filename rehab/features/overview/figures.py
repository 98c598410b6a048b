"""Figures with what they rest on, withheld when that is fewer than five patients: no doubt, no guessing who."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rehab.clinical.follow_up import Need
from rehab.features.overview.queries import OpenCourse

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some open courses. `None` is withheld: it would rest on one to four patients, or on nobody.

    `share` is done of due sessions in 14 days over the `trained_n` patients who had any due; `change` the median
    change in morning pain over the `change_n` patients with enough mornings.
    """

    open_courses: int
    in_need: int | None
    done: float
    due: int
    trained_n: int
    share: float | None
    change_n: int
    change: float | None


def figures_of(courses: Sequence[OpenCourse]) -> Figures:
    """Count.

    >>> five = [OpenCourse(1, 1, 3.0, 6, 6.0, 4.0), *[OpenCourse(1, 3, 6.0, 6, 6.0, 5.0)] * 4]
    >>> figures = figures_of(five)
    >>> figures.in_need, figures.share, figures.change
    (1, 0.9, -1.0)
    >>> figures_of(five[:4]).share is None
    True
    """
    trained = [course for course in courses if course.due]
    changes = [course.change for course in courses if course.change is not None]
    done, due = sum(course.done or 0.0 for course in trained), sum(course.due or 0 for course in trained)
    return Figures(
        open_courses=len(courses),
        in_need=sum(course.need == Need.NEEDS_YOU for course in courses) if _may_show(len(courses)) else None,
        done=done,
        due=due,
        trained_n=len(trained),
        share=done / due if _may_show(len(trained)) else None,
        change_n=len(changes),
        change=median(changes) if _may_show(len(changes)) else None,
    )


def _may_show(patients: int) -> bool:
    return patients >= FEWEST

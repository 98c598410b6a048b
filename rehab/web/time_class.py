"""How long it has hurt, as Danish doctors class it, said beside the symptom phase and never merged with it."""

from datetime import date

from rehab.clinical.phases import TimeClass, time_class
from rehab.clinical.progress import is_noticeable_fall
from rehab.content.definitions import Area, definitions
from rehab.records.finding import CourseHead
from rehab.web.language import chosen_language


def time_class_of(course: CourseHead, today: date) -> TimeClass | None:
    """The time class of a course as it stands; None where it is not written since when it hurts."""
    if course.symptoms_since is None:
        return None
    start, now = course.summary.start_median, course.summary.now_median
    improved = start is not None and now is not None and is_noticeable_fall(start, now)
    return time_class(course.symptoms_since, today, improved)


def time_class_name(lasted: TimeClass) -> str:
    """Akut, subakut, kronisk."""
    return definitions(Area.TIME)[lasted].name.in_(chosen_language()).lower()

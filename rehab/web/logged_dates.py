"""The field of a date that is logged, and why a date is refused."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField

from rehab.records.finding import CourseHead
from rehab.records.logging_dates import FURTHEST_BACK, check_date
from rehab.refusals import DateRefused
from rehab.web.words import date_words


class DayField(DateField):
    """A calendar date, as the browser's own date field writes it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        try:
            self.data = date.fromisoformat(str(valuelist[0]).strip() if valuelist else "")
        except ValueError:
            raise ValueError(str(_l("Choose a date."))) from None


def may_be_logged(field: DayField, course: CourseHead, today: date) -> bool:
    """Whether a date may be logged at all; says beside it why not, together with whatever else is wrong."""
    if field.data is None:
        return False
    try:
        check_date(field.data, started_on=course.started_on, today=today)
    except DateRefused as refused:
        field.errors = [refusal_words(refused.why, course)]
        return False
    return True


def refusal_words(why: str, course: CourseHead) -> str:
    """Why a date may not be logged, and which may."""
    words = {
        "future": _("Choose a date that is not in the future."),
        "before_course": _(
            "Your course began on %(date)s. Choose that day or later.", date=date_words(course.started_on, "full")
        ),
        "too_far_back": _("Choose a date at most %(days)s days back.", days=FURTHEST_BACK.days),
    }
    return str(words[why])

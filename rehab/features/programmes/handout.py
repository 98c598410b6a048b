"""The programme on paper: what the page says, to hang on a wall, with a code that leads back to the page."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _

from rehab.features.programmes.pages import HandoutPage
from rehab.features.programmes.reading import programme_page
from rehab.records.finding import CourseHead
from rehab.records.programmes import Programme
from rehab.web.condition_words import condition_and_side
from rehab.web.invitations import qr_code
from rehab.web.words import date_words

MANY = 6


def handout_page(course: CourseHead, programme: Programme, today: date, *, back_href: str) -> HandoutPage:
    """The sheet of a course that has a programme, in the language of the request."""
    read = programme_page(course, programme, today)
    return HandoutPage(
        title=str(_("Programme for %(name)s", name=course.patient_name)),
        back_href=back_href,
        about=condition_and_side(course.condition, course.side),
        clinic=_clinic(course),
        read=read,
        many=sum(len(phase.exercises) for phase in read.phases) >= MANY,
        printed=str(_("Printed %(date)s", date=date_words(today, "full"))),
        address=url_for("programmes.show", _external=True),
        qr=qr_code(url_for("programmes.show", _external=True), fluid=True),
    )


def _clinic(course: CourseHead) -> str:
    parts = (course.practitioner_name, course.branch_name, course.branch_phone)
    return " · ".join(part for part in parts if part)

"""What Today says of the course as a whole: questions that are open, and of being well or that it came back."""

from datetime import timedelta
from uuid import uuid4

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.outcomes import STAYS_OPEN, due_week
from rehab.features.journal.day import Day
from rehab.features.journal.pages import CourseCard
from rehab.records.finding import CourseHead
from rehab.web.words import date_words


def course_card(day: Day) -> CourseCard | None:
    """After three months: is it still good? When it came back: the way to an appointment. Else nothing."""
    turned = day.course.turned
    if turned is None:
        return None
    if turned.asks(day.today):
        text = _("You said on %(date)s that you are well.", date=date_words(turned.on, "full"))
        return CourseCard(title=_("Is it still good?"), text=text, client_key=str(uuid4()), href="")
    if _is_waited_for(day.course) and not day.course.summary.prompt_id:
        return CourseCard(
            title=_("It has come back"),
            text=_("%(name)s sees that it has come back. Choose an appointment.", name=day.practitioner),
            client_key="",
            href=url_for(
                "bookings.choose_time", practitioner=day.course.practitioner_id, branch=day.course.branch_slug
            ),
        )
    return None


def _is_waited_for(course: CourseHead) -> bool:
    """It came back, and neither a visit nor a change of the programme has followed yet."""
    rows = course.summary.reasons or ()
    return any(row["rule"] == "turn" and row["numbers"]["why"] == "came_back" for row in rows)


def questions_row(day: Day) -> tuple[str, str] | None:
    """The questions of weeks 0, 4, 8 and 12 while any is open: title and text. None when all are answered."""
    course = day.course
    week = due_week(course.started_on, day.today, ())
    if week is None or course.measures.is_whole(week):
        return None
    last_on = date_words(course.started_on + timedelta(weeks=week) + STAYS_OPEN, "long")
    title = _("A few questions to begin with") if week == 0 else _("Week %(week)s: a few questions", week=week)
    given = len(course.measures.answers.get(week, ()))
    if given:
        text = ngettext("%(num)s answered. Go on.", "%(num)s answered. Go on.", given)
    else:
        text = _("About two minutes, open until %(date)s.", date=last_on)
    return str(title), str(text)


def turn_link(course: CourseHead) -> tuple[str, str, str]:
    """The way to say that one is well, or that it came back: title, address, icon."""
    is_over = course.closed_at is not None or (course.turned is not None and course.turned.is_well)
    title = _("Has it come back?") if is_over else _("Are you well?")
    return str(title), url_for("outcomes.well"), "ok"

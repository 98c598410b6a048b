"""The morning of another day: its form, and what is logged of the last fortnight."""

from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from wtforms import SelectChoice  # type: ignore[attr-defined]

from rehab.clinical.dose import Side
from rehab.db import AnySession
from rehab.features.journal.forms import MorningPainForm
from rehab.features.journal.pages import LoggedMorning, OtherDayPage
from rehab.features.journal.queries import scores_since
from rehab.records.finding import CourseHead
from rehab.records.logging_dates import FURTHEST_BACK
from rehab.web.condition_words import morning_question
from rehab.web.doses import side_word
from rehab.web.words import date_words

DAY = timedelta(days=1)


def offered_form(course: CourseHead, form: MorningPainForm) -> MorningPainForm:
    """The form with the course's question, and its sore sides to choose from."""
    form.score.label.text = morning_question(course.condition)
    form.side.choices = [SelectChoice(side.value, side_word(side)) for side in course.sides]
    return form


def other_day_page(session: AnySession, course: CourseHead, form: MorningPainForm, today: date) -> OtherDayPage:
    """The form and the last fortnight. One statement."""
    earliest = earliest_on(course, today)
    scores = scores_since(session, course.id, earliest)
    days = [today - n * DAY for n in range((today - earliest).days + 1)]
    return OtherDayPage(
        title=_("Another morning"),
        form=form,
        has_sides=len(course.sides) > 1,
        earliest=earliest.isoformat(),
        latest=today.isoformat(),
        days=tuple(_logged(course, day, {side: scores.get((day, side)) for side in course.sides}) for day in days),
    )


def earliest_on(course: CourseHead, today: date) -> date:
    """The first date that may be logged."""
    return min(max(today - FURTHEST_BACK, course.started_on), today)


def _logged(course: CourseHead, day: date, scores: dict[Side, int | None]) -> LoggedMorning:
    several = len(scores) > 1
    return LoggedMorning(
        day=date_words(day),
        scores=tuple((side_word(side) if several else "", score) for side, score in scores.items()),
        href=url_for("journal.other_day", date=day.isoformat()),
    )

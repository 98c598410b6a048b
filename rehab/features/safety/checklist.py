"""The patient's page of warning signs: what to do about what was ticked, and the list."""

from datetime import date

from flask_babel import gettext as _

from rehab.clinical.safety import CHECKLIST, Level
from rehab.db import AnySession
from rehab.features.safety.forms import ChecklistForm
from rehab.features.safety.pages import ChecklistPage, Standing
from rehab.features.safety.queries import Report, reports
from rehab.records.finding import CourseHead
from rehab.records.pauses import pause_on
from rehab.web.fixed_text import fixed_text
from rehab.web.sign_words import signs_in_words
from rehab.web.words import date_words


def checklist_page(session: AnySession, course: CourseHead, form: ChecklistForm, today: date) -> ChecklistPage:
    """One statement when something stands, none when not."""
    return ChecklistPage(
        title=_("Warning signs"),
        standing=_standing(session, course, today),
        levels={line.value: asked.level.value for line, asked in CHECKLIST.items()},
        texts=tuple((level.value, fixed_text(level, course.branch_phone)) for level in Level),
        then_send=_("Send your answer as well, so that %(name)s is told.", name=course.practitioner_name.split()[0]),
        form=form,
    )


def _standing(session: AnySession, course: CourseHead, today: date) -> Standing | None:
    pause = pause_on(course.pauses, today)
    if pause is None or pause.level is None:
        return None
    ticked = [each for each in reports(session, course.id) if each.stands]
    return Standing(
        text=fixed_text(pause.level, course.branch_phone),
        told=_told(course),
        signs=tuple(_sign(text, each) for each in ticked for text in signs_in_words(course.condition, each.lines)),
    )


def _sign(text: str, report: Report) -> str:
    return f"{text} ({date_words(report.reported_on, 'day_month')})"


def _told(course: CourseHead) -> str:
    name = course.practitioner_name.split()[0]
    return str(
        _(
            "%(name)s now sees it at the top of the list. Your programme is paused until %(name)s clears it.",
            name=name,
        )
    )

"""Closing a course, the closed ones, and opening one again."""

from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.closing import queries, services
from rehab.features.closing.forms import CloseForm
from rehab.features.closing.pages import ClosedPage, ClosedRow, ClosePage
from rehab.records.finding import CourseHead
from rehab.web.access import for_practitioner, opens_record, viewer
from rehab.web.condition_words import condition_and_side
from rehab.web.courses import note_reading, reachable_course, responsible_open_course
from rehab.web.forms import searched
from rehab.web.pages import show
from rehab.web.words import date_time_words, date_words

bp = Blueprint("closing", __name__)
MOST = 50


@bp.get("/courses/<id:course_id>/closure")
@for_practitioner
@opens_record
def ask(course_id: int) -> ResponseReturnValue:
    """The last note, and what still stands."""
    return _ask(responsible_open_course(course_id), CloseForm(formdata=None))


@bp.post("/courses/<id:course_id>/closure")
@for_practitioner
def close(course_id: int) -> ResponseReturnValue:
    """Close it."""
    head, form = responsible_open_course(course_id), CloseForm()
    if not form.validate_on_submit():
        return _ask(head, form, 422)
    try:
        services.close_course(
            db.session,
            course=head,
            note=form.note.data or "",
            client_key=str(form.client_key.data),
            by=viewer(),
            now=clock.now(),
        )
    except services.WarningStands:
        return _ask(head, form, 422)
    flash(_("The course of %(name)s is closed. Both of you can still read it.", name=head.patient_name))
    return redirect(url_for("caseload.index"), 303)


@bp.post("/courses/<id:course_id>/reopening")
@for_practitioner
def reopen(course_id: int) -> ResponseReturnValue:
    """It goes on after all."""
    head = reachable_course(course_id)
    services.reopen_course(db.session, course=head, by=viewer(), today=clock.today_in(head.zone), now=clock.now())
    flash(_("The course is open again."))
    return redirect(url_for("caseload.course", course_id=head.id), 303)


@bp.get("/courses/closed")
@for_practitioner
def closed() -> ResponseReturnValue:
    """My closed courses, ?q= part of a name, ?before=INSTANT_ID further back."""
    me, q = viewer(), searched()
    found = queries.closed_courses(
        db.session, me.id, q=q, most=MOST + 1, before=_before(request.args.get("before", ""))
    )
    rows = tuple(
        ClosedRow(
            name=each.patient_name,
            href=url_for("caseload.course", course_id=each.id),
            what=condition_and_side(each.condition, each.side),
            closed=date_words(each.closed_at.astimezone(me.zone).date(), "full"),
        )
        for each in found[:MOST]
    )
    last = found[MOST - 1] if len(found) > MOST else None
    earlier = url_for("closing.closed", q=q or None, before=f"{last.closed_at.isoformat()}_{last.id}") if last else ""
    return show(ClosedPage(title=_("Closed courses"), rows=rows, q=q, earlier=earlier))


def _before(text: str) -> tuple[datetime, int] | None:
    """An instant and an id; anything else is the beginning."""
    instant, _sep, number = text.rpartition("_")
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return None
    return (at, int(number)) if at.tzinfo and number.isdecimal() and len(number) <= 9 else None


def _ask(head: CourseHead, form: CloseForm, status: int = 200) -> ResponseReturnValue:
    note_reading(head, "course")
    at, now = head.summary.next_appointment_at, clock.now()
    page = ClosePage(
        title=_("Close the course"),
        course_id=head.id,
        name=head.patient_name,
        form=form,
        booked=date_time_words(at, viewer().zone) if at and at > now else "",
        unread=head.unread_by_staff,
        warned=services.warning_stands(db.session, head.id),
    )
    return show(page, status)

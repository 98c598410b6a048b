"""The thread of a course, for the patient and for staff; the practitioner's list of threads."""

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.messages import queries, services
from rehab.features.messages.forms import AnswerTimeForm, MessageForm
from rehab.features.messages.pages import AnswerTimePage, CourseThreadPage, InboxPage, OwnThreadPage
from rehab.features.messages.wording import MOST, promise_words, rows_of, thread_of
from rehab.records.finding import CourseHead, own_course
from rehab.web.access import for_patient, for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading, own_open_course, reachable_course, responsible_open_course
from rehab.web.pages import show

bp = Blueprint("messages", __name__)


@bp.get("/messages")
@for_patient
@opens_record
def own_thread() -> ResponseReturnValue:
    """What was written in my course; opening it is what makes it read."""
    course = own_course(db.session, viewer().id) or abort(404)
    services.see_messages(db.session, course_id=course.id, by=viewer(), now=clock.now())
    return _own(course, MessageForm(formdata=None))


@bp.post("/messages")
@for_patient
def write() -> ResponseReturnValue:
    """Write to my practitioner."""
    course, form = own_open_course(), MessageForm()
    if not form.validate_on_submit():
        return _own(course, form, 422)
    _send(course, form)
    return redirect(url_for("messages.own_thread", _anchor="latest"), 303)


@bp.get("/courses/<id:course_id>/messages")
@for_practitioner
@opens_record
def course_thread(course_id: int) -> ResponseReturnValue:
    """A patient's thread; one of a closed course can still be read."""
    head = reachable_course(course_id)
    services.see_messages(db.session, course_id=head.id, by=viewer(), now=clock.now())
    return _of_course(head, MessageForm(formdata=None))


@bp.post("/courses/<id:course_id>/messages")
@for_practitioner
def answer(course_id: int) -> ResponseReturnValue:
    """Write to the patient, in one's own name."""
    head, form = responsible_open_course(course_id), MessageForm()
    if not form.validate_on_submit():
        return _of_course(head, form, 422)
    _send(head, form)
    return redirect(url_for("messages.course_thread", course_id=head.id, _anchor="latest"), 303)


@bp.get("/inbox")
@for_practitioner
def inbox() -> ResponseReturnValue:
    """My patients' threads, the latest first; ?show=unread, ?before=ID further back."""
    me, unread = viewer(), request.args.get("show") == "unread"
    found = queries.threads(db.session, me.id, most=MOST + 1, before_id=_before(), unread=unread)
    show_only = "unread" if unread else None
    page = InboxPage(
        title=_("Messages"),
        tabs=(
            (_("All"), url_for("messages.inbox"), not unread, None),
            (_("Unread"), url_for("messages.inbox", show="unread"), unread, me.unread),
        ),
        rows=rows_of(found[:MOST], me.zone),
        earlier=url_for("messages.inbox", before=found[MOST - 1].last_id, show=show_only) if len(found) > MOST else "",
        promise=promise_words(queries.promise(db.session, me.id).working_days),
        is_unread=unread,
    )
    return show(page)


@bp.get("/inbox/answer-time")
@for_practitioner
def answer_time() -> ResponseReturnValue:
    """How soon I answer."""
    chosen = queries.promise(db.session, viewer().id)
    form = AnswerTimeForm(
        formdata=None, data={"working_days": chosen.working_days, "tells_by_mail": chosen.tells_by_mail}
    )
    return show(AnswerTimePage(title=_("How soon I answer"), form=form))


@bp.post("/inbox/answer-time")
@for_practitioner
def choose_answer_time() -> ResponseReturnValue:
    """Promise it from now on."""
    form = AnswerTimeForm()
    if not form.validate_on_submit():
        return show(AnswerTimePage(title=_("How soon I answer"), form=form), 422)
    services.choose_answer_time(
        db.session,
        working_days=form.working_days.data or 0,
        tells_by_mail=bool(form.tells_by_mail.data),
        by=viewer(),
        now=clock.now(),
    )
    return redirect(url_for("messages.inbox"), 303)


def _before() -> int | None:
    """?before=ID; anything else is the beginning."""
    text = request.args.get("before", "")
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def _send(course: CourseHead, form: MessageForm) -> None:
    services.send_message(
        db.session,
        course=course,
        text=form.text.data or "",
        client_key=str(form.client_key.data),
        by=viewer(),
        now=clock.now(),
    )


def _own(course: CourseHead, form: MessageForm, status: int = 200) -> ResponseReturnValue:
    name = course.practitioner_name
    thread = thread_of(
        db.session,
        course,
        form,
        is_patient=True,
        before_id=_before(),
        endpoint="messages.own_thread",
        action=url_for("messages.write"),
        zone=viewer().zone,
    )
    page = OwnThreadPage(title=_("Messages"), practitioner=name, thread=thread)
    return show(page, status)


def _of_course(head: CourseHead, form: MessageForm, status: int = 200) -> ResponseReturnValue:
    note_reading(head, "messages")
    thread = thread_of(
        db.session,
        head,
        form,
        is_patient=False,
        before_id=_before(),
        endpoint="messages.course_thread",
        action=url_for("messages.answer", course_id=head.id),
        zone=viewer().zone,
    )
    page = CourseThreadPage(
        title=_("Messages with %(name)s", name=head.patient_name),
        course_id=head.id,
        name=head.patient_name,
        first_name=head.patient_name.split()[0],
        is_open=head.closed_at is None,
        thread=thread,
    )
    return show(page, status)

"""Threads and the list of them, put into words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.db import AnySession
from rehab.features.messages import queries
from rehab.features.messages.forms import MessageForm
from rehab.features.messages.pages import MessageLine, Thread, ThreadRow
from rehab.records.finding import CourseHead
from rehab.records.messages import Message, thread, unanswered_since
from rehab.scheduling.working_days import answer_by
from rehab.web.words import date_time_words, date_words

MOST = 30
LONGEST_SAID = 120


def thread_of(
    session: AnySession,
    course: CourseHead,
    form: MessageForm,
    *,
    is_patient: bool,
    before_id: int | None,
    endpoint: str,
    action: str,
    zone: ZoneInfo,
) -> Thread:
    """The latest messages of a course, or those before one of them; two statements."""
    found = thread(session, course.id, most=MOST + 1, before_id=before_id)
    shown = found[-MOST:]
    course_id = None if is_patient else course.id
    earlier = url_for(endpoint, course_id=course_id, before=shown[0].id) if len(found) > MOST else ""
    closed_on = course.closed_at.astimezone(zone).date() if course.closed_at else None
    return Thread(
        messages=tuple(_line(each, is_patient, zone) for each in shown),
        earlier=earlier,
        promise=_promise(session, course, shown, zone) if closed_on is None and before_id is None else "",
        form=form if closed_on is None and before_id is None else None,
        action=action,
        closed=_("The course was closed on %(date)s.", date=date_words(closed_on, "full")) if closed_on else "",
    )


def rows_of(heads: list[queries.ThreadHead], zone: ZoneInfo) -> tuple[ThreadRow, ...]:
    """The list's rows."""
    return tuple(
        ThreadRow(
            name=head.patient_name,
            href=url_for("messages.course_thread", course_id=head.course_id),
            when=date_time_words(head.last_at, zone),
            said=_said(head),
            unread=head.unread,
            closed=head.closed_at is not None,
        )
        for head in heads
    )


def promise_words(working_days: int) -> str:
    """What is promised, as the practitioner reads it."""
    if not working_days:
        return str(_("You promise an answer the same working day."))
    words = ngettext(
        "You promise an answer within %(num)s working day.",
        "You promise an answer within %(num)s working days.",
        working_days,
    )
    return str(words)


def _said(head: queries.ThreadHead) -> str:
    text = " ".join(head.last_text.split())
    text = text if len(text) <= LONGEST_SAID else f"{text[: LONGEST_SAID - 1].rstrip()}…"
    return text if head.is_from_patient else str(_("You: %(text)s", text=text))


def _line(message: Message, is_patient: bool, zone: ZoneInfo) -> MessageLine:
    is_mine = message.is_from_patient is is_patient
    return MessageLine(
        id=message.id,
        is_mine=is_mine,
        by=message.sent_by,
        when=date_time_words(message.sent_at, zone),
        paragraphs=tuple(part.strip() for part in message.text.split("\n") if part.strip()),
        seen=_seen(message.seen_at, zone) if is_mine else "",
    )


def _seen(at: datetime | None, zone: ZoneInfo) -> str:
    if at is None:
        return str(_("Not read yet"))
    return str(_("Read %(when)s", when=date_time_words(at, zone)))


def _promise(session: AnySession, course: CourseHead, shown: list[Message], zone: ZoneInfo) -> str:
    """When to expect an answer: a date once something is waiting for one."""
    working_days = queries.promise(session, course.practitioner_id).working_days
    name = course.practitioner_name.split()[0]
    waits_since = unanswered_since(shown)
    if waits_since is not None:
        by = answer_by(waits_since.astimezone(zone).date(), working_days)
        return str(_("%(name)s answers on %(date)s at the latest.", name=name, date=date_words(by, "long")))
    if not working_days:
        return str(_("%(name)s answers the same working day.", name=name))
    words = ngettext(
        "%(name)s answers within %(num)s working day.",
        "%(name)s answers within %(num)s working days.",
        working_days,
        name=name,
    )
    return str(words)

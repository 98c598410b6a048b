"""A report is stored and pauses the course; it is cleared and the training goes on; a course is paused for a while.

key k, fever → stored        key k, fever again → the same row        key k, a wound → a report of its own
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

import sqlalchemy as sa

from rehab.clinical.safety import Line, is_asked, level_of
from rehab.content import warning_version
from rehab.db import AnySession
from rehab.models import Occasion, Pause, PauseReason, WarningReport
from rehab.records import audit
from rehab.records.finding import CourseHead
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn
from rehab.refusals import Refused
from rehab.web.access import Viewer

DAY = timedelta(days=1)


class Overlaps(Refused):
    """The course is paused on some of these days already. `pause_id` says by which pause."""

    def __init__(self, pause_id: int) -> None:
        super().__init__(f"pause {pause_id}")
        self.pause_id = pause_id


def report_signs(
    session: AnySession,
    *,
    course: CourseHead,
    ticked: Sequence[Line],
    client_key: str,
    by: Viewer,
    today: date,
    now: datetime,
) -> None:
    """Store the list as answered; whatever is ticked pauses the course from today until it is cleared."""
    take_turn(session, course.id)
    client_key = str(uuid5(UUID(client_key), " ".join(ticked)))
    if _stored(session, WarningReport, course.id, client_key):
        return
    report = WarningReport(
        course_id=course.id,
        client_key=client_key,
        occasion=_occasion(session, course.id, today),
        checklist_version=warning_version(),
        lines=[line.value for line in ticked],
        level=level_of(ticked),
        reported_on=today,
        reported_at=now,
        reported_by_id=by.id,
    )
    session.add(report)
    session.flush()
    if report.level:
        pause = Pause(
            course_id=course.id,
            client_key=client_key,
            why=PauseReason.WARNING_SIGN,
            warning_report_id=report.id,
            first_on=today,
            made_at=now,
            made_by_id=by.id,
        )
        session.add(pause)
    _settle(session, course, "wrote", f"warning_report {report.id}", by, today, now)


def clear_reports(
    session: AnySession, *, course: CourseHead, up_to: int, note: str, by: Viewer, today: date, now: datetime
) -> None:
    """Clear what stands, no later report than `up_to`: its pause ends, and training is due again from today on."""
    take_turn(session, course.id)
    standing = session.scalars(
        sa.select(WarningReport).where(
            WarningReport.course_id == course.id,
            WarningReport.level.is_not(None),
            WarningReport.cleared_at.is_(None),
            WarningReport.id <= up_to,
        )
    ).all()
    for report in standing:
        report.cleared_on, report.cleared_at, report.cleared_by_id, report.cleared_note = today, now, by.id, note
        pauses = session.scalars(sa.select(Pause).where(Pause.warning_report_id == report.id, Pause.ended_at.is_(None)))
        for pause in pauses:
            _end(pause, by, today, now)
        _settle(session, course, "cleared", f"warning_report {report.id}", by, today, now)


def pause_course(
    session: AnySession,
    *,
    course: CourseHead,
    why: PauseReason,
    first_on: date,
    last_on: date | None,
    client_key: str,
    by: Viewer,
    today: date,
    now: datetime,
) -> None:
    """Pause a course, both days included; open-ended without `last_on`. Raises Overlaps; a warning sign's may."""
    take_turn(session, course.id)
    client_key = str(uuid5(UUID(client_key), f"{why} {first_on} {last_on}"))
    if _stored(session, Pause, course.id, client_key):
        return
    if overlapped := _overlapped(session, course.id, first_on, last_on):
        raise Overlaps(overlapped)
    pause = Pause(
        course_id=course.id,
        client_key=client_key,
        why=why,
        first_on=first_on,
        last_on=last_on,
        made_at=now,
        made_by_id=by.id,
    )
    session.add(pause)
    session.flush()
    _settle(session, course, "wrote", f"pause {pause.id}", by, today, now)


def end_pause(
    session: AnySession, *, course: CourseHead, pause_id: int, by: Viewer, today: date, now: datetime
) -> bool:
    """End the practitioner's own pause, or call it off before it begins: from today on training is due again.

    One that is over or ended stays as it is. False when the course has no such pause.
    """
    take_turn(session, course.id)
    pause = session.scalars(
        sa.select(Pause).where(
            Pause.id == pause_id, Pause.course_id == course.id, Pause.why != PauseReason.WARNING_SIGN
        )
    ).one_or_none()
    if pause is None:
        return False
    if pause.ended_at is None and (pause.last_on is None or pause.last_on >= today):
        _end(pause, by, today, now)
        _settle(session, course, "ended", f"pause {pause.id}", by, today, now)
    return True


def _end(pause: Pause, by: Viewer, today: date, now: datetime) -> None:
    pause.ended_on, pause.ended_at, pause.ended_by_id = today - DAY, now, by.id


def _occasion(session: AnySession, course_id: int, today: date) -> Occasion:
    last_on = session.scalar(
        sa.select(sa.func.max(WarningReport.reported_on)).where(WarningReport.course_id == course_id)
    )
    if last_on is None:
        return Occasion.START
    return Occasion.WEEKLY if is_asked(last_on, today) else Occasion.ON_DEMAND


def _overlapped(session: AnySession, course_id: int, first_on: date, last_on: date | None) -> int | None:
    """The id of a practitioner's pause that has a day in common with these, if one has."""
    ends = sa.func.coalesce(Pause.ended_on, Pause.last_on)
    return session.scalar(
        sa.select(Pause.id)
        .where(
            Pause.course_id == course_id,
            Pause.why != PauseReason.WARNING_SIGN,
            sa.or_(ends.is_(None), ends >= first_on),
            sa.or_(ends.is_(None), ends >= Pause.first_on),
            sa.true() if last_on is None else Pause.first_on <= last_on,
        )
        .order_by(Pause.first_on)
        .limit(1)
    )


def _stored(
    session: AnySession, table: type[WarningReport] | type[Pause], course_id: int, client_key: str
) -> int | None:
    return session.scalar(sa.select(table.id).where(table.course_id == course_id, table.client_key == client_key))


def _settle(
    session: AnySession, course: CourseHead, action: str, subject: str, by: Viewer, today: date, now: datetime
) -> None:
    """The audit line and the course's summary."""
    audit.of_course(session, course, action, subject, by=by, now=now)
    refresh_course(session, course.id, today=today, now=now)

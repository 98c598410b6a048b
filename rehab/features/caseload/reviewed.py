"""Who looked a course through last, as its page says it, and the way to do so."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import request
from flask_babel import gettext as _

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession, read
from rehab.features.caseload.asked import Asked
from rehab.features.caseload.listing import list_href
from rehab.features.caseload.review_form import ReviewForm
from rehab.features.caseload.rows import day_ago
from rehab.models import CourseReview, CourseSummary, Person
from rehab.records.finding import CourseHead
from rehab.web.access import viewer
from rehab.web.words import date_words, short_name, time_words

LATEST = (
    sa.select(
        CourseReview.id,
        CourseReview.reviewed_at,
        CourseReview.reviewed_by_id,
        CourseReview.snoozed_until,
        CourseReview.review_note,
        Person.name,
        CourseSummary.snoozed_until,
    )
    .join(CourseSummary, CourseSummary.review_id == CourseReview.id)
    .join(Person, Person.id == CourseReview.reviewed_by_id)
    .where(CourseSummary.course_id == sa.bindparam("course_id"))
)


@dataclass(frozen=True, kw_only=True)
class ReviewedView:
    """`said` is who looked the course through and when, "" for nobody; `aside` until when it waits, or why it does not.

    `undo_id` is the review the viewer may take back. `back_href` leads to the row in the list one came from, and
    `packed` is that list.
    """

    said: str
    aside: str
    note: str
    undo_id: int | None
    form: ReviewForm
    back_href: str
    packed: str
    first: str
    owner: str


def reviewed_view(
    session: AnySession, head: CourseHead, *, now: datetime, zone: ZoneInfo, form: ReviewForm | None = None
) -> ReviewedView:
    """One statement. The list one came from stands in the address as `list`."""
    row = read(session, LATEST, {"course_id": head.id}).one_or_none()
    me, today = viewer().id, now.astimezone(zone).date()
    asked = Asked.read_packed(request.values.get("list", ""))
    said = aside = note = ""
    undo_id = None
    if row is not None:
        id_, at, by_id, until, note, name, waits_until = row
        said = _said(at, _("you") if by_id == me else short_name(name), today, zone)
        aside = _aside(head, until, waits_until, today)
        undo_id = id_ if by_id == me else None
    return ReviewedView(
        said=said,
        aside=aside,
        note=note,
        undo_id=undo_id,
        form=form or ReviewForm(formdata=None, today=today),
        back_href=f"{list_href(asked)}#c{head.id}",
        packed=asked.packed,
        first=today.isoformat(),
        owner="" if head.practitioner_id == me else head.practitioner_name,
    )


def _said(at: datetime, who: str, today: date, zone: ZoneInfo) -> str:
    day = day_ago(at.astimezone(zone).date(), today)
    return str(_("Looked through %(day)s at %(time)s by %(who)s", day=day, time=time_words(at, zone), who=who))


def _aside(head: CourseHead, until: date | None, waits_until: date | None, today: date) -> str:
    if until is None or until <= today:
        return ""
    if waits_until is not None:
        return str(_("Put aside until %(date)s, unless something new turns up.", date=date_words(until)))
    if any(each["rule"] == Rule.RED_FLAG for each in head.summary.reasons or ()):
        return str(_("A warning sign is never put aside."))
    return str(_("Was put aside until %(date)s, but something new has turned up.", date=date_words(until)))

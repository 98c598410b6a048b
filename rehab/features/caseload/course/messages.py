"""The latest messages of a course, as they stand on its page."""

from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from rehab.db import AnySession
from rehab.features.caseload.course.parts import Line
from rehab.records.messages import thread
from rehab.web.words import date_time_words, short_name

MOST = 2
LONGEST = 240


def message_lines(session: AnySession, course_id: int, zone: ZoneInfo) -> tuple[Line, ...]:
    """The last two, the latest first, cut short where they are long; one statement."""
    return tuple(
        Line(
            when=f"{short_name(each.sent_by)} · {date_time_words(each.sent_at, zone)}",
            what=each.text if len(each.text) <= LONGEST else f"{each.text[: LONGEST - 1].rstrip()}…",
            became="" if each.seen_at else _("Not read yet"),
        )
        for each in reversed(thread(session, course_id, most=MOST))
    )

"""The first visit done together: on the phone by a code, a programme, one set tried, the same on paper.

A set tried together is stored under the programme's version with its pain, and is no training: it is neither due nor
done, no day of rest follows from it, and the follow-up rules don't see it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import gettext as _

from rehab.db import AnySession, read
from rehab.features.caseload.course.lines import session_rows
from rehab.features.caseload.course.parts import SessionRow
from rehab.features.caseload.course.programme import programme_in_short
from rehab.models import Device
from rehab.records.finding import CourseHead
from rehab.records.practice import is_before_training, practice_sets
from rehab.records.programmes import programme
from rehab.web.doses import phase_name
from rehab.web.pages import Page
from rehab.web.words import date_time_words

SIGNED_IN_AT = sa.select(sa.func.max(Device.signed_in_at)).where(Device.person_id == sa.bindparam("person_id"))


@dataclass(frozen=True, kw_only=True)
class FirstVisitPage(Page):
    """`signed_in` says when the patient's phone was last signed in on, `programme` what is prescribed now, both empty
    for not yet. `tried` are the sets tried together; `has_trained` when the phone no longer offers one.
    """

    template: ClassVar[str] = "caseload/first_visit.html"
    patient: str
    first_name: str
    course_id: int
    signed_in: str
    programme: str
    tried: tuple[SessionRow, ...]
    has_trained: bool


def first_visit_page(session: AnySession, head: CourseHead, *, now: datetime, zone: ZoneInfo) -> FirstVisitPage:
    """Three statements."""
    today = now.astimezone(head.zone).date()
    assigned = programme(session, head.id)
    at = read(session, SIGNED_IN_AT, {"person_id": head.patient_id}).scalar_one()
    tried = practice_sets(session, head.id)
    version = assigned.in_force(today) or assigned.latest
    parts = (phase_name(version.phase_on(today).phase), programme_in_short(assigned, today)) if version else ()
    return FirstVisitPage(
        title=_("First visit together"),
        patient=head.patient_name,
        first_name=head.patient_name.split()[0],
        course_id=head.id,
        signed_in=date_time_words(at, zone) if at else "",
        programme=" · ".join(each for each in parts if each),
        tried=session_rows(tried, assigned, {}, head, {each.id for each in tried}),
        has_trained=not is_before_training(head, today),
    )

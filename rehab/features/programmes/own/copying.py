"""A programme copied from another course: its exercises, doses and weeks, fitted to this patient's side."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from rehab.content import Template
from rehab.db import AnySession
from rehab.features.programmes.drafts import Draft, draft_from_templates, draft_from_version
from rehab.features.programmes.own.carrying import carried
from rehab.features.programmes.own.pages import CopyPage
from rehab.features.programmes.queries import Workbench
from rehab.models import Course, CourseSummary, ProgrammeVersion, ProgrammeWithdrawal
from rehab.records.finding import Patient
from rehab.records.programmes import Version
from rehab.records.reach import IN_REACH, reaching
from rehab.web.doses import phase_name, side_word
from rehab.web.words import date_words, short_name

MOST = 50
STANDS = (
    sa.select(ProgrammeVersion.id)
    .outerjoin(ProgrammeWithdrawal, ProgrammeWithdrawal.version_id == ProgrammeVersion.id)
    .where(ProgrammeVersion.course_id == Course.id, ProgrammeWithdrawal.version_id.is_(None))
    .correlate(Course)
)
COURSES = (
    sa.select(Course.id, Patient.name, Course.side, Course.started_on, CourseSummary.phase)
    .join(Patient, Patient.id == Course.patient_id)
    .outerjoin(CourseSummary, CourseSummary.course_id == Course.id)
    .where(
        IN_REACH,
        Course.condition == sa.bindparam("condition"),
        Course.id != sa.bindparam("here"),
        sa.exists(STANDS),
    )
    .order_by(Course.started_on.desc(), Course.id.desc())
)


def copy_page(session: AnySession, bench: Workbench, viewer_id: int, q: str, now: datetime) -> CopyPage:
    """The courses the viewer may open that have a programme for the same condition, the latest first; `q` is a name."""
    query = COURSES
    for word in q.split():
        query = query.where(Patient.name.icontains(word, autoescape=True))
    course = bench.course
    values = {**reaching(viewer_id, now), "condition": course.condition, "here": course.id}
    rows = session.execute(query.limit(MOST + 1), values).all()
    return CopyPage(
        title=_("Copy a programme from another course"),
        under=_("For %(name)s", name=short_name(course.patient_name)),
        course_id=course.id,
        back_href=url_for("programmes.choose_template", course_id=course.id),
        q=q,
        courses=tuple(
            (
                name,
                " · ".join(
                    [
                        *([phase_name(phase)] if phase else []),
                        side_word(side),
                        str(_("started %(date)s", date=date_words(started_on, "full"))),
                    ]
                ),
                url_for("programmes.copy_from", course_id=course.id, source_id=id_),
            )
            for id_, name, side, started_on, phase in rows[:MOST]
        ),
        many=len(rows) > MOST,
    )


def copied(bench: Workbench, source: Version, template: Template, reason: str) -> Draft:
    """The draft: the other's exercises and doses, the sentences of the template in this patient's language."""
    course = bench.course
    own = draft_from_templates(
        (template,), side=course.side, language=course.patient_language, effective_on=bench.today, reason=reason
    )
    phases = tuple(carried(phase, course.side) for phase in draft_from_version(source).phases)
    weeks = sum(phase.weeks for phase in phases)
    return replace(own, phases=phases, reviews=tuple(point for point in own.reviews if point.week <= weeks))

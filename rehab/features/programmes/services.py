"""Signing a programme: a new version with its phases and prescriptions. What was signed before is never touched."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.clinical.phases import Phase
from rehab.content import Template
from rehab.db import AnySession
from rehab.features.programmes.drafts import Draft, DraftPhase, draft_from_version
from rehab.features.programmes.reviews import plan_reviews
from rehab.models import Prescription, ProgrammePhase, ProgrammeVersion, Role
from rehab.records import audit
from rehab.records.finding import CourseHead
from rehab.records.outbox import tell_news
from rehab.records.programmes import Programme, dose_columns, programme
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn
from rehab.refusals import AlreadyRevised, DateRefused, Refused
from rehab.web.words import age

BACK = timedelta(days=14)
AHEAD = timedelta(days=60)
WEEK = timedelta(weeks=1)


class TooYoung(Refused):
    """The template is for older patients than this one."""


def may_have(template: Template, born_on: date | None, today: date) -> bool:
    """Whether the patient is old enough for a template; true when the birthday is not known."""
    return born_on is None or age(born_on, today) >= template.min_age


def effective_window(course: CourseHead, today: date, *, first: bool, free_from: date = date.min) -> tuple[date, date]:
    """First and last date a new version may take effect, both included.

    A first programme may be dated back to what was agreed in the consultation, at most 14 days and never before the
    course, nor into days on which one held that was withdrawn (`free_from`). A change holds from today on: the past
    is not redrawn.
    """
    earliest = max(course.started_on, today - BACK, free_from) if first else today
    return earliest, today + AHEAD


def assign_programme(
    session: AnySession,
    *,
    course: CourseHead,
    draft: Draft,
    templates: tuple[Template, ...],
    client_key: str,
    seen: int,
    by: int,
    today: date,
    now: datetime,
) -> int:
    """Sign a programme built on templates; its first phase begins when it takes effect. Returns the version's id.

    The same key with the same content is the same version. Raises TooYoung, DateRefused, or AlreadyRevised when a
    newer version than number `seen` stands (or the key was used for something else).
    """
    if not all(may_have(template, course.patient_born_on, today) for template in templates):
        raise TooYoung
    return sign(
        session,
        course=course,
        draft=draft,
        template_code=templates[0].code,
        first_starts_on=draft.effective_on,
        client_key=client_key,
        seen=seen,
        by=by,
        today=today,
        now=now,
    )


def revise_programme(
    session: AnySession,
    *,
    course: CourseHead,
    draft: Draft,
    client_key: str,
    seen: int,
    by: int,
    today: date,
    now: datetime,
) -> int:
    """Sign a change of the programme in force; its weeks go on counting from where they began. Returns the id.

    Raises DateRefused, or AlreadyRevised as `assign_programme` does, also when there is nothing to revise.
    """
    latest = programme(session, course.id).latest
    if latest is None:
        raise AlreadyRevised
    return sign(
        session,
        course=course,
        draft=draft,
        template_code=latest.template_code,
        first_starts_on=latest.phases[0].starts_on,
        client_key=client_key,
        seen=seen,
        by=by,
        today=today,
        now=now,
    )


def sign(
    session: AnySession,
    *,
    course: CourseHead,
    draft: Draft,
    template_code: str | None,
    first_starts_on: date,
    client_key: str,
    seen: int,
    by: int,
    today: date,
    now: datetime,
) -> int:
    """Sign a draft whose first phase begins on `first_starts_on`. Returns the version's id.

    The same key with the same content is the same version, unless it was withdrawn since. Raises DateRefused, and
    AlreadyRevised when another version than number `seen` is the last that stands.
    """
    take_turn(session, course.id)
    before = programme(session, course.id)
    if (stored := _stored(session, course.id, client_key, before, draft)) is not None:
        return stored
    if seen != (before.latest.number if before.latest else 0):
        raise AlreadyRevised
    earliest, latest = effective_window(course, today, first=before.latest is None, free_from=before.free_from)
    if not earliest <= draft.effective_on <= latest:
        raise DateRefused("past" if draft.effective_on < earliest else "ahead")
    version = _version(course.id, draft, template_code, client_key, before.next_number)
    version.signed_at, version.signed_by_id = now, by
    try:
        with session.begin_nested():
            session.add(version)
            session.flush()
    except IntegrityError:  # someone signed between our reading and our writing
        if (stored := _stored(session, course.id, client_key, programme(session, course.id), draft)) is not None:
            return stored
        raise AlreadyRevised from None
    _add_phases(session, version.id, draft.phases, first_starts_on)
    plan_reviews(
        session,
        course_id=course.id,
        version_id=version.id,
        first_starts_on=first_starts_on,
        reviews=draft.reviews,
        by=by,
        today=today,
        now=now,
    )
    audit.record(
        session,
        action="signed",
        subject="programme",
        patient_id=course.patient_id,
        course_id=course.id,
        actor_id=by,
        actor_role=Role.PRACTITIONER,
        now=now,
    )
    refresh_course(session, course.id, today=today, now=now)
    tell_news(session, person_id=course.patient_id, what=f"version:{version.id}", now=now)
    return version.id


def _version(course_id: int, draft: Draft, template_code: str | None, client_key: str, number: int) -> ProgrammeVersion:
    return ProgrammeVersion(
        course_id=course_id,
        number=number,
        client_key=client_key,
        effective_on=draft.effective_on,
        template_code=template_code,
        plan_green=draft.plan.green,
        plan_yellow=draft.plan.yellow,
        plan_amber=draft.plan.amber,
        plan_red=draft.plan.red,
        reason=draft.reason,
        review_points=[[point.week, point.why] for point in draft.reviews],
        activity_rule=draft.activity,
    )


def _stored(session: AnySession, course_id: int, client_key: str, assigned: Programme, draft: Draft) -> int | None:
    """The version this key was signed as. Raises AlreadyRevised when it says something else: that would lose edits."""
    version_id = session.scalar(
        sa.select(ProgrammeVersion.id).where(
            ProgrammeVersion.course_id == course_id, ProgrammeVersion.client_key == client_key
        )
    )
    if version_id is None:
        return None
    version = next(version for version in assigned.versions if version.id == version_id)
    if version.withdrawn or draft_from_version(version) != draft:
        raise AlreadyRevised
    return version_id


def _add_phases(session: AnySession, version_id: int, phases: tuple[DraftPhase, ...], first_starts_on: date) -> None:
    for position, (draft, starts_on) in enumerate(_dated(phases, first_starts_on), start=1):
        phase = ProgrammePhase(
            version_id=version_id,
            position=position,
            phase=Phase(draft.phase),
            starts_on=starts_on,
            weeks=draft.weeks,
        )
        session.add(phase)
        session.flush()
        session.add_all(
            Prescription(
                phase_id=phase.id,
                position=place,
                exercise_code=row.exercise_code,
                side=row.side,
                week_from=row.week_from,
                week_to=row.week_to,
                **dose_columns(row.dose),
            )
            for place, row in enumerate(draft.rows, start=1)
        )
    session.flush()


def _dated(phases: tuple[DraftPhase, ...], starts_on: date) -> Iterator[tuple[DraftPhase, date]]:
    """Each phase with its first date: the next begins where the one before it ends."""
    for phase in phases:
        yield phase, starts_on
        starts_on += phase.weeks * WEEK

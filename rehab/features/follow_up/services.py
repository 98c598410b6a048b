"""Ending a prompt in one of its counted ways, and changing the thresholds of a course."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.clinical.thresholds import DEFAULT
from rehab.db import AnySession
from rehab.models import Course, CourseThresholds, FollowUpPrompt, PromptEnding, Turn
from rehab.records import audit, prompts
from rehab.records.finding import CourseHead
from rehab.records.maintenance import turn_course
from rehab.records.summaries import refresh_course
from rehab.records.thresholds import latest_change
from rehab.records.turns import take_turn
from rehab.refusals import Refused
from rehab.web.access import Viewer


def end_prompt(
    session: AnySession,
    *,
    prompt: FollowUpPrompt,
    ending: PromptEnding,
    by: Viewer,
    now: datetime,
    today: date,
    until: date | None = None,
) -> FollowUpPrompt:
    """End an open prompt and refresh its course; `until` is the day a "not now" runs to. An ended one stays so.

    One that staff took down while the phone still showed it ends as they said; that the patient is well is heard.
    Returns the prompt the answer is for: see `_asked`.
    """
    prompt = _asked(session, prompt)
    if prompt.ended_at is not None:
        if ending is PromptEnding.WELL and prompt.ending in (PromptEnding.CLOSED, PromptEnding.HELD):
            _turn(session, prompt, by, now, today)
            refresh_course(session, prompt.course_id, today=today, now=now)
        return prompt
    prompts.end(prompt, ending, by=by.id, now=now, snoozed_until=until)
    session.flush()
    patient_id = session.scalars(sa.select(Course.patient_id).where(Course.id == prompt.course_id)).one()
    audit.record(
        session,
        action="ended",
        subject=f"follow_up_prompt {prompt.id} {ending}",
        patient_id=patient_id,
        course_id=prompt.course_id,
        actor_id=by.id,
        actor_role=by.role,
        now=now,
    )
    if ending is PromptEnding.WELL:
        _turn(session, prompt, by, now, today)
    refresh_course(session, prompt.course_id, today=today, now=now)
    return prompt


def _turn(session: AnySession, prompt: FollowUpPrompt, by: Viewer, now: datetime, today: date) -> None:
    """ "I'm well" is about the course, not about one prompt: it is checked on in three months."""
    turn_course(
        session,
        course_id=prompt.course_id,
        turn=Turn.WELL,
        client_key=f"prompt-{prompt.id}",
        by=by.id,
        role=by.role,
        now=now,
        today=today,
    )


def _asked(session: AnySession, prompt: FollowUpPrompt) -> FollowUpPrompt:
    """The prompt a patient's answer is for. One that went by itself while the phone still showed it hands the answer to
    the one now open, or takes it after all: "I'm well" and "not now" are never lost.
    """
    if prompt.ending is not PromptEnding.RESOLVED:
        return prompt
    standing = session.scalars(
        sa.select(FollowUpPrompt).where(FollowUpPrompt.course_id == prompt.course_id, FollowUpPrompt.ended_at.is_(None))
    ).one_or_none()
    if standing is None:
        prompt.ended_at = prompt.ending = None
    return standing or prompt


class AlreadyChanged(Refused):
    """Someone changed the thresholds of the course after this form was opened."""


def set_thresholds(
    session: AnySession,
    *,
    course: CourseHead,
    changed: Mapping[str, float],
    reason: str,
    client_key: str,
    seen: int,
    by: Viewer,
    now: datetime,
    today: date,
) -> bool:
    """Put thresholds in force for a course, from today on; what was raised before stays as it was. False if the same.

    `changed` are those that differ from the defaults. The same key is stored once. Raises AlreadyChanged when a
    later change than number `seen` stands, and ThresholdError for what cannot be.
    """
    DEFAULT.changed(changed)
    # Other thresholds from a page gone back to are a change of their own, and meet what stands by now.
    client_key = str(uuid5(UUID(client_key), f"{sorted(changed.items())} {reason}"))
    take_turn(session, course.id)
    if _is_stored(session, course.id, client_key):
        return True
    latest = latest_change(session, course.id)
    if seen != (latest.number if latest else 0):
        raise AlreadyChanged
    if changed == (latest.changed if latest else {}):
        return False
    row = CourseThresholds(
        course_id=course.id,
        client_key=client_key,
        number=seen + 1,
        changed=dict(changed),
        reason=reason,
        set_at=now,
        set_by_id=by.id,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # someone changed them between our reading and our writing
        if _is_stored(session, course.id, client_key):
            return True
        raise AlreadyChanged from None
    audit.of_course(session, course, "wrote", f"course_thresholds {row.id}", by=by, now=now)
    refresh_course(session, course.id, today=today, now=now)
    return True


def _is_stored(session: AnySession, course_id: int, client_key: str) -> bool:
    found = session.scalar(
        sa.select(CourseThresholds.id).where(
            CourseThresholds.course_id == course_id, CourseThresholds.client_key == client_key
        )
    )
    return found is not None

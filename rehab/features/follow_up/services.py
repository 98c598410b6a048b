"""Ending a prompt in one of its counted ways."""

from datetime import date, datetime

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Course, FollowUpPrompt, PromptEnding
from rehab.records import audit, prompts
from rehab.records.summaries import refresh_course
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
) -> None:
    """End an open prompt and refresh its course; `until` is the day a "not now" runs to. An ended one stays so."""
    if prompt.ended_at is not None:
        return
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
    refresh_course(session, prompt.course_id, today=today, now=now)

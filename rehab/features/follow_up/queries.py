"""Prompts found through the person asking; not yours looks like not there."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Course, FollowUpPrompt
from rehab.records.reach import IN_REACH, reaching
from rehab.records.turns import take_turn


def own_prompt(session: AnySession, viewer_id: int, prompt_id: int) -> FollowUpPrompt | None:
    """A prompt of the patient's own course, kept from others until this request has answered."""
    return _find(session, prompt_id, Course.patient_id == viewer_id)


def responsible_prompt(session: AnySession, viewer_id: int, prompt_id: int, *, now: datetime) -> FollowUpPrompt | None:
    """A prompt of a course in the practitioner's reach, kept from others until this request has answered."""
    return _find(session, prompt_id, IN_REACH, reaching(viewer_id, now))


def _find(
    session: AnySession, prompt_id: int, whose: sa.ColumnElement[bool], values: dict[str, Any] | None = None
) -> FollowUpPrompt | None:
    course_id = session.scalar(
        sa.select(Course.id)
        .join(FollowUpPrompt, FollowUpPrompt.course_id == Course.id)
        .where(FollowUpPrompt.id == prompt_id, whose),
        values or {},
    )
    if course_id is None:
        return None
    take_turn(session, course_id)
    return session.get_one(FollowUpPrompt, prompt_id, populate_existing=True)

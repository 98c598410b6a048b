"""Prompts found through the person asking; not yours looks like not there."""

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Course, FollowUpPrompt


def own_prompt(session: AnySession, viewer_id: int, prompt_id: int) -> FollowUpPrompt | None:
    """A prompt of the patient's own course, kept from others until this request has answered."""
    return _find(session, FollowUpPrompt.id == prompt_id, Course.patient_id == viewer_id)


def responsible_prompt(session: AnySession, viewer_id: int, prompt_id: int) -> FollowUpPrompt | None:
    """A prompt of a course the practitioner is responsible for, kept from others until this request has answered."""
    return _find(session, FollowUpPrompt.id == prompt_id, Course.practitioner_id == viewer_id)


def _find(session: AnySession, *conditions: sa.ColumnElement[bool]) -> FollowUpPrompt | None:
    return session.scalars(
        sa.select(FollowUpPrompt)
        .join(Course, Course.id == FollowUpPrompt.course_id)
        .where(*conditions)
        .with_for_update(of=FollowUpPrompt)
    ).one_or_none()

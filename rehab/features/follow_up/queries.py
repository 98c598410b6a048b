"""Prompts found through the person asking; not yours looks like not there."""

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Course, FollowUpPrompt
from rehab.records.turns import take_turn


def own_prompt(session: AnySession, viewer_id: int, prompt_id: int) -> FollowUpPrompt | None:
    """A prompt of the patient's own course, kept from others until this request has answered."""
    course_id = session.scalar(
        sa.select(Course.id)
        .join(FollowUpPrompt, FollowUpPrompt.course_id == Course.id)
        .where(FollowUpPrompt.id == prompt_id, Course.patient_id == viewer_id)
    )
    if course_id is None:
        return None
    take_turn(session, course_id)
    return session.get_one(FollowUpPrompt, prompt_id, populate_existing=True)

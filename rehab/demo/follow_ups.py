"""Prompts of the demo's courses, raised by the real rules on past days, and how each of them ended."""

from datetime import date, datetime, timedelta
from random import Random

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.demo.courses import Told
from rehab.demo.diary import DAY, at
from rehab.demo.planned import why_closed
from rehab.demo.visits import Visit
from rehab.models import CourseSummary, FollowUpPrompt, PromptEnding
from rehab.records import prompts
from rehab.records.summaries import refresh_course

OPEN_DAYS = 3
ENDINGS = (
    (PromptEnding.NOT_NOW, 0.4),
    (PromptEnding.CLOSED, 0.8),
    (PromptEnding.WELL, 1.0),
)


def replay(session: AnySession, told: Told, today: date, rng: Random) -> dict[Visit, int]:
    """Look at the course as it was before some of its visits; a prompt raised then led to the visit, or ended else.

    Nothing is booked in the database yet, so the rules see what they saw then. Returns the prompts behind visits.
    """
    booked: dict[Visit, int] = {}
    for visit in told.visits[2:]:
        day = visit.on - rng.randrange(3, 7) * DAY
        if rng.random() < 0.5 or today - visit.on > timedelta(days=90):
            continue
        refresh_course(session, told.patient.course_id, today=day, now=at(day, 7 * 60))
        if prompt := open_prompt(session, told.patient.course_id):
            if rng.random() < 0.65:
                prompts.end(prompt, PromptEnding.BOOKED, by=told.patient.patient_id, now=at(day, 18 * 60))
                booked[visit] = prompt.id
            else:
                _end_otherwise(session, prompt, told, day, rng)
    return booked


def bring_up_to_date(session: AnySession, told: Told, today: date, now: datetime) -> None:
    """The summary and the prompt as they stand this morning, or stood when the course was closed.

    A prompt that is open today was raised some days ago.
    """
    course_id = told.patient.course_id
    if told.closed_on:
        _close(session, told, told.closed_on)
        return
    if told.story.prompted:
        earlier = today - OPEN_DAYS * DAY
        refresh_course(session, course_id, today=earlier, now=at(earlier, 7 * 60))
    refresh_course(session, course_id, today=today, now=now)


def open_prompt(session: AnySession, course_id: int) -> FollowUpPrompt | None:
    """The course's open prompt."""
    return session.scalar(
        sa.select(FollowUpPrompt).where(FollowUpPrompt.course_id == course_id, FollowUpPrompt.ended_at.is_(None))
    )


def _close(session: AnySession, told: Told, closed_on: date) -> None:
    course_id, closed_at = told.patient.course_id, at(closed_on, 16 * 60)
    refresh_course(session, course_id, today=closed_on, now=closed_at)
    if prompt := open_prompt(session, course_id):
        prompts.end(prompt, PromptEnding.CLOSED, by=told.patient.practitioner_id, now=closed_at)
        session.execute(sa.update(CourseSummary).where(CourseSummary.course_id == course_id).values(prompt_id=None))


def _end_otherwise(session: AnySession, prompt: FollowUpPrompt, told: Told, day: date, rng: Random) -> None:
    luck = rng.random()
    ending = next(ending for ending, below in ENDINGS if luck < below)
    by = told.patient.practitioner_id if ending is PromptEnding.CLOSED else told.patient.patient_id
    snoozed_until = day + timedelta(days=7) if ending is PromptEnding.NOT_NOW else None
    prompts.end(prompt, ending, by=by, now=at(day, 18 * 60), snoozed_until=snoozed_until)
    if ending is PromptEnding.CLOSED:
        session.add(why_closed(prompt, told.patient, day))

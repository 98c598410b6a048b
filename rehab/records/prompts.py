"""Follow-up prompts: raised by a rule's reason, one open at a time, ended in a counted way, and never pressed.

Law 7 is in `clinical.follow_up.may_prompt`; here it is given what the record says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.clinical.follow_up import Reason, Rule, may_prompt
from rehab.db import AnySession
from rehab.models import FollowUpPrompt, PromptEnding
from rehab.records.turned import Turned


@dataclass(frozen=True, slots=True)
class Visits:
    """Whether a follow-up is booked, and the date of a visit in the last days, if there was one."""

    has_future: bool
    last_on: date | None = None


def settle(
    session: AnySession,
    course_id: int,
    found: Sequence[Reason],
    *,
    visits: Visits,
    turned: Turned | None = None,
    today: date,
    now: datetime,
) -> FollowUpPrompt | None:
    """Keep, end or raise the course's prompt so that it agrees with the reasons found. Returns the one to be shown.

    While a warning sign stands, one that is open waits: it is kept, and not shown.
    """
    rows = session.scalars(
        sa.select(FollowUpPrompt)
        .where(FollowUpPrompt.course_id == course_id)
        .order_by(FollowUpPrompt.raised_on.desc(), FollowUpPrompt.id.desc())
        .limit(10)
    ).all()
    open_prompt = next((row for row in rows if row.ended_at is None), None)
    if open_prompt:
        if visits.has_future:
            end(open_prompt, PromptEnding.BOOKED, by=None, now=now)
        elif open_prompt.rule not in {reason.rule for reason in found}:
            end(open_prompt, PromptEnding.RESOLVED, by=None, now=now)
        else:
            return None if Rule.RED_FLAG in {reason.rule for reason in found} else open_prompt
    reason = next((each for each in found if _may(each, rows, visits, turned, today)), None)
    if reason is None:
        session.flush()
        return None
    return _raise(session, course_id, reason, today=today, now=now)


def end(
    prompt: FollowUpPrompt,
    ending: PromptEnding,
    *,
    by: int | None,
    now: datetime,
    snoozed_until: date | None = None,
) -> None:
    """End a prompt that is open; one that has ended stays as it ended."""
    if prompt.ended_at is None:
        prompt.ended_at = now
        prompt.ended_by_id = by
        prompt.ending = ending
        prompt.snoozed_until = snoozed_until


def _raise(session: AnySession, course_id: int, reason: Reason, *, today: date, now: datetime) -> FollowUpPrompt:
    """Open a prompt; if another transaction did so meanwhile, that one is the course's."""
    session.flush()
    raised = FollowUpPrompt(
        course_id=course_id, rule=reason.rule, numbers=dict(reason.numbers), raised_on=today, raised_at=now
    )
    try:
        with session.begin_nested():
            session.add(raised)
    except IntegrityError:
        return session.scalars(
            sa.select(FollowUpPrompt).where(FollowUpPrompt.course_id == course_id, FollowUpPrompt.ended_at.is_(None))
        ).one()
    return raised


def _asked_until(row: FollowUpPrompt) -> date:
    """When it was raised; of one that was booked or closed, when that was, so that it isn't back the same day."""
    if row.ended_at is not None and row.ending in (PromptEnding.BOOKED, PromptEnding.CLOSED):
        return max(row.raised_on, row.ended_at.date())
    return row.raised_on


def _well_on(rows: Sequence[FollowUpPrompt], turned: Turned | None) -> date | None:
    """Since when the patient is well; not any more once it came back."""
    if turned:
        return turned.on if turned.is_well else None
    well = (row for row in rows if row.ending is PromptEnding.WELL and row.ended_at)
    return next((row.ended_at.date() for row in well if row.ended_at), None)


def _may(reason: Reason, rows: Sequence[FollowUpPrompt], visits: Visits, turned: Turned | None, today: date) -> bool:
    return reason.asks_patient and may_prompt(
        reason.rule,
        today=today,
        has_future_appointment=visits.has_future,
        last_visit_on=visits.last_on,
        last_prompt_on=max(map(_asked_until, rows), default=None),
        snoozed_until=max((row.snoozed_until for row in rows if row.snoozed_until), default=None),
        ended_as_well_on=_well_on(rows, turned),
    )

"""Follow-up prompts: raised by a rule's reason, one open at a time, ended in a counted way, and never pressed.

Law 7 is in `clinical.follow_up.may_prompt`; here it is given what the record says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.clinical.follow_up import SPACING, Obstacle, Reason, Rule, about, may_prompt, obstacle
from rehab.db import AnySession
from rehab.models import FollowUpPrompt, PromptEnding
from rehab.records.decided import Decided
from rehab.records.turned import Turned

NOTHING_DECIDED = Decided({}, frozenset())
Rows = Sequence[FollowUpPrompt]


@dataclass(frozen=True, slots=True)
class Visits:
    """Whether a follow-up is booked, and the date of a visit in the last days, if there was one."""

    has_future: bool
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against asking the patient now, and the day it no longer does, where there is one."""

    obstacle: Obstacle
    until: date | None


def settle(
    session: AnySession,
    course_id: int,
    found: Sequence[Reason],
    *,
    visits: Visits,
    turned: Turned | None = None,
    decided: Decided = NOTHING_DECIDED,
    today: date,
    now: datetime,
) -> FollowUpPrompt | None:
    """Keep, end or raise the course's prompt so that it agrees with the reasons found. Returns the one to be shown.

    While a warning sign stands, one that is open waits: it is kept, and not shown. One that a practitioner sent does
    not go by itself when its reason does: a person asked for it.
    """
    rows = latest(session, course_id)
    open_prompt = open_among(rows)
    if open_prompt:
        if visits.has_future:
            end(open_prompt, PromptEnding.BOOKED, by=None, now=now)
        elif open_prompt.id not in decided.sent and not _still_holds(open_prompt, found):
            end(open_prompt, PromptEnding.RESOLVED, by=None, now=now)
        else:
            return None if Rule.RED_FLAG in {reason.rule for reason in found} else open_prompt
    wanted = (each for each in found if each.asks_patient and not decided.hold(each.about, today))
    reason = next((each for each in wanted if _may(each, rows, visits, turned, today)), None)
    if reason is None:
        session.flush()
        return None
    return open_prompt_for(session, course_id, reason, today=today, now=now)


def against(
    rows: Sequence[FollowUpPrompt], rule: Rule, *, visits: Visits, turned: Turned | None, today: date
) -> Against | None:
    """What law 7 has against a prompt that a practitioner would send; `rows` are the course's latest prompts.

    That there was a visit in the last days is no obstacle: who sends it knows.
    """
    found = obstacle(
        rule,
        today=today,
        has_future_appointment=visits.has_future,
        last_prompt_on=_last_asked_on(rows),
        snoozed_until=_snoozed_until(rows),
        ended_as_well_on=_well_on(rows, turned),
    )
    if found is None:
        return None
    asked_on = _last_asked_on(rows)
    until = {Obstacle.NOT_NOW: _snoozed_until(rows), Obstacle.TOO_SOON: asked_on and asked_on + SPACING}
    return Against(found, until.get(found))


def latest(session: AnySession, course_id: int) -> Sequence[FollowUpPrompt]:
    """The course's last prompts, latest first: as many as the laws look back on."""
    return session.scalars(
        sa.select(FollowUpPrompt)
        .where(FollowUpPrompt.course_id == course_id)
        .order_by(FollowUpPrompt.raised_on.desc(), FollowUpPrompt.id.desc())
        .limit(10)
    ).all()


def open_among(rows: Sequence[FollowUpPrompt]) -> FollowUpPrompt | None:
    """The one that is open."""
    return next((row for row in rows if row.ended_at is None), None)


def _still_holds(prompt: FollowUpPrompt, found: Sequence[Reason]) -> bool:
    """Whether what it was raised for is among the reasons found."""
    return about(prompt.rule, prompt.numbers) in {reason.about for reason in found}


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


def open_prompt_for(
    session: AnySession, course_id: int, reason: Reason, *, today: date, now: datetime
) -> FollowUpPrompt:
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
    """When it was raised; of one that was booked, closed or held, when that was, so that it isn't back the same day."""
    if row.ended_at is not None and row.ending in (PromptEnding.BOOKED, PromptEnding.CLOSED, PromptEnding.HELD):
        return max(row.raised_on, row.ended_at.date())
    return row.raised_on


def _well_on(rows: Sequence[FollowUpPrompt], turned: Turned | None) -> date | None:
    """Since when the patient is well; not any more once it came back."""
    if turned:
        return turned.on if turned.is_well else None
    well = (row for row in rows if row.ending is PromptEnding.WELL and row.ended_at)
    return next((row.ended_at.date() for row in well if row.ended_at), None)


def _may(reason: Reason, rows: Sequence[FollowUpPrompt], visits: Visits, turned: Turned | None, today: date) -> bool:
    return may_prompt(
        reason.rule,
        today=today,
        has_future_appointment=visits.has_future,
        last_visit_on=visits.last_on,
        last_prompt_on=_last_asked_on(rows),
        snoozed_until=_snoozed_until(rows),
        ended_as_well_on=_well_on(rows, turned),
    )


def _last_asked_on(rows: Sequence[FollowUpPrompt]) -> date | None:
    return max(map(_asked_until, rows), default=None)


def _snoozed_until(rows: Sequence[FollowUpPrompt]) -> date | None:
    return max((row.snoozed_until for row in rows if row.snoozed_until), default=None)

"""A practitioner decides about a follow-up: send it to the patient now, hold it back, let it go on, or close it.

Whoever answers first has answered: both sides take their turn at the course before they look.
"""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from rehab.clinical.follow_up import About, Reason, Rule, about
from rehab.db import AnySession
from rehab.models import Decision, FollowUpDecision, FollowUpPrompt, PlannedFollowUp, PromptEnding
from rehab.records import audit, planned, prompts
from rehab.records.finding import CourseHead
from rehab.records.outbox import tell_news
from rehab.records.prompts import Against
from rehab.records.summaries import Standing, refresh_course, standing
from rehab.records.turns import take_turn
from rehab.refusals import Refused
from rehab.web.access import Viewer


class NoLongerSo(Refused):
    """What the decision is about does not hold any more, or has ended in another way meanwhile."""


class AlreadyAsked(Refused):
    """The patient is asked to book already."""


class MayNotAsk(Refused):
    """The laws have something against it."""

    def __init__(self, against: Against) -> None:
        super().__init__(against.obstacle)
        self.against = against


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody decides, about what, and why; `until` is the day a hold ends by itself."""

    decision: Decision
    about: About
    reason: str
    client_key: str
    until: date | None = None


def decide(session: AnySession, *, course: CourseHead, wish: Wish, by: Viewer, now: datetime, today: date) -> None:
    """Carry out a decision and store it with who and why. The same client key is heard once.

    Raises NoLongerSo, AlreadyAsked and MayNotAsk, and then stores nothing.
    """
    take_turn(session, course.id)
    if _is_stored(session, course.id, wish.client_key):
        return
    rows = prompts.latest(session, course.id)
    judged = standing(session, course.id, today=today, now=now)
    prompt = _carried_out(session, course.id, wish, rows, judged, by, now, today)
    session.add(_row(course.id, wish, prompt, by.id, now))
    session.flush()
    audit.of_course(
        session,
        course,
        "ended" if prompt and prompt.ended_at else "wrote",
        f"follow_up_decision {wish.decision}",
        by=by,
        now=now,
    )
    refresh_course(session, course.id, today=today, now=now)
    if wish.decision is Decision.SEND and prompt:
        tell_news(session, person_id=course.patient_id, what=f"prompt:{prompt.id}", now=now)


def _carried_out(
    session: AnySession,
    course_id: int,
    wish: Wish,
    rows: prompts.Rows,
    judged: Standing,
    by: Viewer,
    now: datetime,
    today: date,
) -> FollowUpPrompt | None:
    """The prompt it is about, if there is one by now."""
    shown = prompts.open_among(rows)
    mine = shown if shown and about(shown.rule, shown.numbers) == wish.about else None
    reason = next((each for each in judged.found if each.about == wish.about), None)
    match wish.decision:
        case Decision.SEND:
            return _send(session, course_id, reason, shown, rows, judged, now, today)
        case Decision.CLOSE:
            _close(session, mine, by, now)
        case Decision.HOLD:
            _hold(mine, reason, by, now)
        case Decision.RELEASE:
            if judged.past.decided.hold(wish.about, today) is None:
                raise NoLongerSo
    return mine


def _send(
    session: AnySession,
    course_id: int,
    reason: Reason | None,
    shown: FollowUpPrompt | None,
    rows: prompts.Rows,
    judged: Standing,
    now: datetime,
    today: date,
) -> FollowUpPrompt:
    if reason is None or any(each.rule is Rule.RED_FLAG for each in judged.found):
        raise NoLongerSo
    if shown:
        raise AlreadyAsked
    if against := prompts.against(rows, reason.rule, visits=judged.visits, turned=judged.past.turned, today=today):
        raise MayNotAsk(against)
    return prompts.open_prompt_for(session, course_id, reason, today=today, now=now)


def _close(session: AnySession, mine: FollowUpPrompt | None, by: Viewer, now: datetime) -> None:
    """What was planned and is closed is not asked for again."""
    if mine is None:
        raise NoLongerSo
    prompts.end(mine, PromptEnding.CLOSED, by=by.id, now=now)
    planned_id = about(mine.rule, mine.numbers).planned_id
    if planned_id is not None and (plan := session.get(PlannedFollowUp, planned_id)):
        planned.take_back(session, plan, by=by.id, now=now)


def _hold(mine: FollowUpPrompt | None, reason: Reason | None, by: Viewer, now: datetime) -> None:
    if mine is None and reason is None:
        raise NoLongerSo
    if mine:
        prompts.end(mine, PromptEnding.HELD, by=by.id, now=now)


def _row(course_id: int, wish: Wish, prompt: FollowUpPrompt | None, by: int, now: datetime) -> FollowUpDecision:
    return FollowUpDecision(
        course_id=course_id,
        client_key=wish.client_key,
        rule=wish.about.rule,
        planned_id=wish.about.planned_id,
        prompt_id=prompt.id if prompt else None,
        decision=wish.decision,
        until=wish.until,
        reason=wish.reason,
        decided_at=now,
        decided_by_id=by,
    )


def _is_stored(session: AnySession, course_id: int, client_key: str) -> bool:
    found = sa.select(FollowUpDecision.id).where(
        FollowUpDecision.course_id == course_id, FollowUpDecision.client_key == client_key
    )
    return session.scalar(found) is not None

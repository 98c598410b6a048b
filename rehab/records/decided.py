"""What practitioners decided about a course's follow-ups, read as a part of the statement that reads the course."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from rehab.clinical.follow_up import About, Rule
from rehab.models import Course, Decision, FollowUpDecision
from rehab.records.json_rows import JsonRows

DECISIONS = (
    sa.select(
        JsonRows(
            FollowUpDecision.id,
            FollowUpDecision.rule,
            FollowUpDecision.planned_id,
            FollowUpDecision.prompt_id,
            FollowUpDecision.decision,
            FollowUpDecision.until,
        )
    )
    .where(FollowUpDecision.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason the patient is not asked about; `until` is the day it ends, None while nobody has released it."""

    until: date | None


@dataclass(frozen=True, slots=True)
class Decided:
    """The holds that were set last, by what they are about, and the prompts that a practitioner sent."""

    holds: dict[About, Hold]
    sent: frozenset[int]

    def hold(self, about: About, today: date) -> Hold | None:
        """What keeps a reason from the patient today."""
        found = self.holds.get(about)
        return found if found and (found.until is None or today < found.until) else None


def decided_from(stored: Iterable[Any] | None) -> Decided:
    """What DECISIONS gives. The latest decision about a reason stands alone: to send or to close ends a hold."""
    holds: dict[About, Hold] = {}
    sent = set()
    for _id, rule, planned_id, prompt_id, decision, until in sorted(stored or (), key=lambda row: int(row[0])):
        about = About(Rule(rule), planned_id)
        holds.pop(about, None)
        if decision == Decision.HOLD:
            holds[about] = Hold(date.fromisoformat(until) if until else None)
        if decision == Decision.SEND and prompt_id:
            sent.add(prompt_id)
    return Decided(holds, frozenset(sent))

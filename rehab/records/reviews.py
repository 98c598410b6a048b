"""The latest review of a course, read as a part of the statement that reads the course, and what it holds back.

Mon: flare, reviewed until Mon next     Wed: still a flare → waits     Thu: also silence → it needs you again
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from rehab.clinical.follow_up import Need, Rule, words_key
from rehab.models import Course, CourseReview
from rehab.records.json_rows import JsonRows

_Later = aliased(CourseReview)
LAST_REVIEW_ID = (
    sa.select(sa.func.max(_Later.id))
    .where(_Later.course_id == Course.id, _Later.undone_at.is_(None))
    .correlate(Course)
    .scalar_subquery()
)
LAST_REVIEW = (
    sa.select(JsonRows(CourseReview.id, CourseReview.snoozed_until, CourseReview.seen_reasons))
    .where(CourseReview.id == LAST_REVIEW_ID)
    .correlate(Course)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class LastReview:
    """The latest review that was not taken back; `until` is the day on which the course is back, `seen` its reasons."""

    id: int
    until: date | None
    seen: frozenset[str]


def review_from(stored: Iterable[Any] | None) -> LastReview | None:
    """What LAST_REVIEW gives; None for a course nobody looked through."""
    for id_, until, seen in stored or ():
        return LastReview(id_, date.fromisoformat(until) if until else None, frozenset(seen))
    return None


def reason_keys(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """Which reasons there are, told apart by what is said of them; those that ask for nothing are left out."""
    return sorted(
        {words_key(each["rule"], each["numbers"]) for each in reasons if each["need"] < Need.ON_PLAN},
    )


def listed(reasons: Sequence[Mapping[str, Any]], review: LastReview | None, today: date) -> dict[str, Any]:
    """What the caseload is sorted and filtered by, as columns of the summary.

    A review holds the course back until its day, or until there is a reason that was not there when it was made. A
    warning sign is never held back.
    """
    first = reasons[0] if reasons else None
    waits = (
        review is not None
        and review.until is not None
        and review.until > today
        and review.seen.issuperset(reason_keys(reasons))
        and not any(each["rule"] == Rule.RED_FLAG for each in reasons)
    )
    return {
        "first_rule": first["rule"] if first else None,
        "waits_since": date.fromisoformat(first["since"]) if first else None,
        "review_id": review.id if review else None,
        "snoozed_until": review.until if review and waits else None,
    }

"""The caseload as read: a page of rows, a tally of all there are, and what is left of the day. One statement each.

Sorting looks at the narrow columns of the summaries only; the wide ones are fetched for the rows of the page.
Statements are put together once for each combination of filters.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from rehab.clinical.follow_up import Need, Rule
from rehab.clinical.phases import Phase
from rehab.db import AnySession, UTCDateTime, read
from rehab.features.caseload.asked import NO_PHASE, Asked
from rehab.models import Appointment, Branch, Course, CourseReview, CourseSummary, Person
from rehab.scheduling.opening import instant

ROWS_A_PAGE = 50
WARNED, LATER = 0, 4
Owner, Reviewer = aliased(Person, name="owner"), aliased(Person, name="reviewer")
TODAY: sa.BindParameter[date] = sa.bindparam("today", type_=sa.Date())

# 0 a warning sign, 1 needs you, 2 keep an eye on, 3 on plan, 4 looked through and put aside
RANK = sa.case(
    (CourseSummary.first_rule == Rule.RED_FLAG.value, WARNED),
    (CourseSummary.snoozed_until > TODAY, LATER),
    (sa.and_(CourseSummary.first_rule.is_(None), CourseSummary.phase.is_(None)), int(Need.KEEP_AN_EYE)),
    else_=sa.func.coalesce(CourseSummary.need, int(Need.ON_PLAN)),
).label("rank")
SINCE = sa.func.coalesce(CourseSummary.waits_since, TODAY, type_=sa.Date()).label("since")
UNBOOKED = sa.case((CourseSummary.next_appointment_at > sa.bindparam("now", type_=UTCDateTime()), 0), else_=1).label(
    "unbooked"
)


@dataclass(frozen=True, slots=True)
class Case:
    """One open course as the caseload lists it; the figures are the summary's, unknown until something is logged.

    `rank` and `since` are what it is sorted by. `owner` is whose course it is.
    """

    course_id: int
    rank: int
    since: date
    patient_name: str
    born_on: date | None
    owner_id: int
    owner: str
    reviewed_at: datetime | None
    reviewer_id: int | None
    reviewer: str | None
    last_pain: int | None
    start_median: float | None
    now_median: float | None
    spark: list[int | None] | None
    done: float | None
    due: int | None
    last_session_on: date | None
    phase: Phase | None
    phase_started_on: date | None
    reasons: list[dict[str, Any]] | None
    next_appointment_at: datetime | None
    snoozed_until: date | None


SUMMARY_FIRST = Case.__slots__.index("last_pain")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many courses of a kind there are, and how many of them bear the name searched for."""

    rank: int
    phase: Phase | None
    reason: str | None
    unbooked: int
    courses: int
    named: int
    branch: str
    branch_name: str


def tallies(session: AnySession, me: int, asked: Asked, *, today: date, now: datetime) -> list[Tally]:
    """Every open course in reach of the list, counted by what it can be filtered by."""
    query = _tally(asked.of is not None, bool(asked.q))
    return [Tally(*row) for row in read(session, query, _values(me, asked, today, now))]


@cache
def _tally(of_branch: bool, by_name: bool) -> sa.Select[Any]:
    scope = _in_scope(of_branch).add_columns(
        RANK, CourseSummary.phase, CourseSummary.first_rule, Course.branch_id, UNBOOKED
    )
    named: Any = sa.literal(1)
    if by_name:
        scope = scope.join(Person, Person.id == Course.patient_id)
        named = sa.case((_is_named(), 1), else_=0)
    each = scope.add_columns(named.label("named")).subquery("each")
    kind = [each.c[name] for name in ("rank", "phase", "first_rule", "branch_id", "unbooked")]
    figures = (sa.func.count().label("courses"), sa.func.sum(each.c.named).label("named"))
    kinds = sa.select(*kind, *figures).group_by(*kind).subquery("kinds")
    counted = [kinds.c[name] for name in ("rank", "phase", "first_rule", "unbooked", "courses", "named")]
    return sa.select(*counted, Branch.slug, Branch.name).join(Branch, Branch.id == kinds.c.branch_id)


def cases(session: AnySession, me: int, asked: Asked, *, today: date, now: datetime) -> list[Case]:
    """The rows of a page in their order, and one more where there are more: the last, or going back the first."""
    narrowed = (asked.need, bool(asked.branch), _phase_kind(asked), bool(asked.reason), bool(asked.q))
    placed = (asked.before is not None, (asked.after or asked.before) is not None)
    query = _page(asked.of is not None, *narrowed, *placed)
    return [Case(*row) for row in read(session, query, _values(me, asked, today, now))]


@cache
def _page(
    of_branch: bool, need: str, branch: bool, phase: str, reason: bool, q: bool, backwards: bool, placed: bool
) -> sa.Select[Any]:
    scope = (
        _in_scope(of_branch)
        .join(Person, Person.id == Course.patient_id)
        .add_columns(Course.id.label("course_id"), RANK, SINCE, Person.name.label("name"))
    )
    scope = scope.where(*_wanted(need, branch, phase, reason, q))
    keys = scope.subquery("keys")
    key = (keys.c.rank, keys.c.since, keys.c.name, keys.c.course_id)
    few = sa.select(*key).limit(ROWS_A_PAGE + 1)
    if placed:
        few = few.where(sa.tuple_(*key) < _place() if backwards else sa.tuple_(*key) > _place())
    page = few.order_by(*(column.desc() if backwards else column for column in key)).subquery("page")
    return (
        sa.select(
            page.c.course_id,
            page.c.rank,
            page.c.since,
            page.c.name,
            Person.born_on,
            Course.practitioner_id,
            Owner.name,
            CourseReview.reviewed_at,
            CourseReview.reviewed_by_id,
            Reviewer.name,
            *(getattr(CourseSummary, name) for name in Case.__slots__[SUMMARY_FIRST:]),
        )
        .select_from(page)
        .join(Course, Course.id == page.c.course_id)
        .join(Person, Person.id == Course.patient_id)
        .join(Owner, Owner.id == Course.practitioner_id)
        .outerjoin(CourseSummary, CourseSummary.course_id == page.c.course_id)
        .outerjoin(CourseReview, CourseReview.id == CourseSummary.review_id)
        .outerjoin(Reviewer, Reviewer.id == CourseReview.reviewed_by_id)
        .order_by(page.c.rank, page.c.since, page.c.name, page.c.course_id)
    )


def _in_scope(of_branch: bool) -> sa.Select[Any]:
    """Open courses: a practitioner's own, or those of a branch, which the route lets in."""
    whose = Course.branch_id == sa.bindparam("of") if of_branch else Course.practitioner_id == sa.bindparam("me")
    return (
        sa.select()
        .select_from(Course)
        .outerjoin(CourseSummary, CourseSummary.course_id == Course.id)
        .where(whose, Course.closed_at.is_(None))
    )


def _wanted(need: str, branch: bool, phase: str, reason: bool, q: bool) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if need == "unbooked":
        found.append(UNBOOKED.element == 1)
    elif need:
        found.append(RANK.element.in_(RANKS[need]))
    if branch:
        found.append(
            Course.branch_id == sa.select(Branch.id).where(Branch.slug == sa.bindparam("branch")).scalar_subquery()
        )
    if phase:
        is_none = phase == NO_PHASE
        found.append(CourseSummary.phase.is_(None) if is_none else CourseSummary.phase == sa.bindparam("phase"))
    if reason:
        found.append(CourseSummary.first_rule == sa.bindparam("reason"))
    if q:
        found.append(_is_named())
    return found


RANKS = {"now": (WARNED, int(Need.NEEDS_YOU)), "watch": (int(Need.KEEP_AN_EYE),), "later": (LATER,)}
FOLDED = str.maketrans("ÆØÅÄÖÜÉ", "æøåäöüé")


def _is_named() -> sa.ColumnElement[bool]:
    """The name contains what was searched for; SQLite alone would tell Ø from ø. A letter of neither kind as typed."""
    name: Any = sa.func.lower(Person.name)
    for large, small in FOLDED.items():
        name = sa.func.replace(name, chr(large), chr(small))
    folded = name.like(sa.bindparam("q", type_=sa.String()), escape="\\")
    return sa.or_(folded, Person.name.like(sa.bindparam("typed", type_=sa.String()), escape="\\"))


def _place() -> Any:
    named = sa.select(Person.name).join(Course, Course.patient_id == Person.id)
    return sa.tuple_(
        sa.bindparam("at_rank", type_=sa.Integer()),
        sa.bindparam("at_since", type_=sa.Date()),
        sa.func.coalesce(named.where(Course.id == sa.bindparam("at_id")).scalar_subquery(), ""),
        sa.bindparam("at_id", type_=sa.Integer()),
    )


def _phase_kind(asked: Asked) -> str:
    return asked.phase if asked.phase in ("", NO_PHASE) else "one"


def _values(me: int, asked: Asked, today: date, now: datetime) -> dict[str, Any]:
    place = asked.after or asked.before
    return {
        "me": me,
        "of": asked.of,
        "today": today,
        "now": now,
        "branch": asked.branch,
        "phase": asked.phase,
        "reason": asked.reason,
        "q": _like(asked.q.lower()),
        "typed": _like(asked.q),
        **({"at_rank": place.rank, "at_since": place.since, "at_id": place.course_id} if place else {}),
    }


def _like(q: str) -> str:
    """Anywhere in the name, letter by letter."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", q) + "%"


APPOINTMENTS_LEFT = sa.select(sa.func.count()).where(
    Appointment.practitioner_id == sa.bindparam("practitioner_id"),
    Appointment.cancelled_at.is_(None),
    Appointment.starts_at > sa.bindparam("now"),
    Appointment.starts_at < sa.bindparam("midnight"),
)


def appointments_left(session: AnySession, practitioner_id: int, *, now: datetime, zone: ZoneInfo) -> int:
    """How many live appointments the practitioner still has today."""
    midnight = instant(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    values = {"practitioner_id": practitioner_id, "now": now, "midnight": midnight}
    return int(read(session, APPOINTMENTS_LEFT, values).scalar_one())

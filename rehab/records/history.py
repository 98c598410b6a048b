"""What was logged, as read: mornings and exercise sessions in force, and the facts the follow-up rules look at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa

from rehab.clinical.dose import Side
from rehab.clinical.follow_up import CourseFacts, LoggedSession, Thresholds
from rehab.clinical.progress import Morning, start_median, worst_by_day
from rehab.db import AnySession, read
from rehab.models import Course, ExerciseSession, MorningPain, SessionKind
from rehab.records.decided import DECISIONS, Decided, decided_from
from rehab.records.outcomes import ACTIVITIES, ANSWERS, measures_from
from rehab.records.pauses import PAUSES, TICKS, paused_spans, pauses_from, ticks_from
from rehab.records.planned import LATEST_VISIT_AT, PLANNED, planned_from
from rehab.records.programmes import Programme, programme
from rehab.records.reviews import LAST_REVIEW, LastReview, review_from
from rehab.records.thresholds import in_force, thresholds_from
from rehab.records.turned import TURNS, Turned, turned_from

LOOK_BACK = timedelta(days=35)  # the longest window any follow-up rule reads, besides the first week
FIRST_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class MorningEntry:
    """A morning in force. No score: the patient answered "not sure"."""

    id: int
    noted_on: date
    side: Side
    score: int | None


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """An exercise session in force."""

    id: int
    kind: SessionKind
    done_on: date
    version_id: int
    prescription_ids: list[int]
    reps_done: int
    reps_prescribed: int
    load_kg: Decimal | None
    pain_during: int | None
    pain_after: int | None
    effort: int | None
    note: str
    logged_at: datetime
    reps_left: int | None = None
    reps_right: int | None = None
    stopped_by_pain: bool = False

    @property
    def was_lifted(self) -> bool:
        """Whether anything was done: one that pain stopped before the first lift tells of the pain, no more."""
        return bool(self.reps_done or self.reps_left or self.reps_right)

    @property
    def completion(self) -> float:
        """Share of the prescribed repetitions, 0-1; of a set done with each side in turn, the lower side's."""
        return min(1.0, self.reps_done / self.reps_prescribed) if self.reps_prescribed else 1.0

    def logged(self) -> LoggedSession:
        """As the clinical rules see it."""
        keys = frozenset(self.prescription_ids)
        return LoggedSession(self.done_on, keys, self.completion, self.pain_during, self.pain_after)


# The last log may lie further back than anything else that is read: silence is counted from it.
COURSE = sa.select(
    Course.started_on,
    Course.intake_pain,
    Course.symptoms_since,
    sa.select(sa.func.max(MorningPain.noted_on))
    .where(MorningPain.course_id == Course.id, MorningPain.superseded_at.is_(None))
    .scalar_subquery()
    .label("last_morning_on"),
    sa.select(sa.func.max(ExerciseSession.done_on))
    .where(
        ExerciseSession.course_id == Course.id,
        ExerciseSession.superseded_at.is_(None),
        ExerciseSession.is_practice.is_(False),
    )
    .scalar_subquery()
    .label("last_session_on"),
    in_force(Course.id).label("changed"),
    PAUSES.label("pauses"),
    TICKS.label("ticks"),
    ACTIVITIES.label("activities"),
    ANSWERS.label("answers"),
    PLANNED.label("planned"),
    LATEST_VISIT_AT.label("latest_visit_at"),
    DECISIONS.label("decisions"),
    TURNS.label("turns"),
    LAST_REVIEW.label("review"),
).where(Course.id == sa.bindparam("course_id"))
MORNINGS = (
    sa.select(MorningPain.id, MorningPain.noted_on, MorningPain.side, MorningPain.score)
    .where(
        MorningPain.course_id == sa.bindparam("course_id"),
        MorningPain.superseded_at.is_(None),
        sa.or_(
            MorningPain.noted_on >= sa.bindparam("since"),
            MorningPain.noted_on < sa.bindparam("first_days_until"),
        ),
    )
    .order_by(MorningPain.noted_on, MorningPain.side)
)
SESSIONS = (
    sa.select(*(getattr(ExerciseSession, name) for name in SessionEntry.__slots__))
    .where(
        ExerciseSession.course_id == sa.bindparam("course_id"),
        ExerciseSession.superseded_at.is_(None),
        ExerciseSession.is_practice.is_(False),
        ExerciseSession.done_on >= sa.bindparam("since"),
    )
    .order_by(ExerciseSession.done_on, ExerciseSession.id)
)
STRENGTH_SESSIONS = SESSIONS.where(ExerciseSession.kind == SessionKind.STRENGTH)


def mornings(session: AnySession, course_id: int, since: date, first_days_until: date = date.min) -> list[MorningEntry]:
    """Mornings in force from `since`, oldest first; also those before `first_days_until`, for the course's start."""
    values = {"course_id": course_id, "since": since, "first_days_until": first_days_until}
    return [MorningEntry(*row) for row in read(session, MORNINGS, values).all()]


def sessions(session: AnySession, course_id: int, since: date, *, strength_only: bool = False) -> list[SessionEntry]:
    """Exercise sessions in force from `since`, oldest first; with or without the daily bouts of stretching."""
    query = STRENGTH_SESSIONS if strength_only else SESSIONS
    return [SessionEntry(*row) for row in read(session, query, {"course_id": course_id, "since": since}).all()]


def by_day(entries: list[MorningEntry]) -> dict[date, int]:
    """The worst sore side's score per date; days without a score are absent."""
    return worst_by_day(Morning(e.noted_on, e.side, e.score) for e in entries if e.score is not None)


@dataclass(frozen=True, slots=True)
class Recent:
    """A course's recent past, read at bounded cost whatever its length."""

    programme: Programme
    mornings: list[MorningEntry]
    sessions: list[SessionEntry]
    facts: CourseFacts
    decided: Decided
    thresholds: Thresholds
    turned: Turned | None
    review: LastReview | None


def recent(session: AnySession, course_id: int, today: date) -> Recent:
    """The last 35 days and the first week of a course, and the facts made of them. Raises NoResultFound."""
    course = read(session, COURSE, {"course_id": course_id}).one()
    since = today - LOOK_BACK
    noted = mornings(session, course_id, since, course.started_on + FIRST_WEEK)
    assigned = programme(session, course_id, since)
    windows = assigned.windows(since)
    # The rules count strength; the many bouts of stretching only where nothing else is prescribed.
    trained = sessions(session, course_id, since, strength_only=any(window.strength for window in windows))
    scores = by_day(noted)
    version = assigned.in_force(today)
    phase = version.phase_on(today) if version else None
    turned = turned_from(course.turns)
    heard_on = (course.last_morning_on, course.last_session_on, turned.on if turned else None)
    decided, thresholds = decided_from(course.decisions), thresholds_from(course.changed)
    facts = CourseFacts(
        started_on=course.started_on,
        intake_pain=course.intake_pain,
        start_median=start_median(scores, course.started_on, course.intake_pain),
        by_day=scores,
        sessions=tuple(entry.logged() for entry in trained),
        windows=windows,
        phase_started_on=phase.starts_on if phase else course.started_on,
        phase_last_on=phase.last_on if phase else None,
        symptoms_since=course.symptoms_since,
        pauses=paused_spans(pauses_from(course.pauses)),
        last_log_on=max((on for on in heard_on if on), default=None),
        ticks=ticks_from(course.ticks),
        outcomes=measures_from(course.activities, course.answers).lately(course.started_on, today),
        planned=planned_from(course.planned),
        visit_on=course.latest_visit_at.date() if course.latest_visit_at else None,
    )
    review = review_from(course.review)
    return Recent(assigned, noted, trained, facts, decided, thresholds, turned, review)

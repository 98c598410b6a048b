"""Everything a patient logged and wrote, a page of days at a time: a statement for which days, one for each table.

before ◄── 28 days with something in them ──┤ next page begins with the day before the oldest of these
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased

from rehab.clinical.dose import Side
from rehab.db import AnySession, read
from rehab.models import (
    CourseTurn,
    ExerciseSession,
    MorningPain,
    Occasion,
    Person,
    Prescription,
    PsfsActivity,
    ReminderSetting,
    SessionKind,
    SkippedExercise,
    Turn,
    WarningReport,
)
from rehab.records.skipped import Skipped

DAYS_A_PAGE = 28
MOST_ROWS = 2000  # a page's days hold a fifth of it at the most; nobody reads more
COURSE_ID: sa.BindParameter[int] = sa.bindparam("course_id")
BEFORE: sa.BindParameter[date] = sa.bindparam("before")
FIRST: sa.BindParameter[date] = sa.bindparam("first")
LAST: sa.BindParameter[date] = sa.bindparam("last")
Days = sa.Select[Any]
Column = InstrumentedAttribute
Later = aliased(ExerciseSession, name="later")


@dataclass(frozen=True, slots=True)
class LoggedMorning:
    """A morning, whether it stands or was corrected."""

    on: date
    side: Side
    score: int | None
    logged_at: datetime
    logged_by: str
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class LoggedTraining:
    """A training, a bout of stretching or a set tried together; `is_corrected` when another stands in its place."""

    on: date
    kind: SessionKind
    is_practice: bool
    prescription_ids: list[int]
    reps_done: int
    reps_prescribed: int
    reps_left: int | None
    reps_right: int | None
    stopped_by_pain: bool
    load_kg: Decimal | None
    pain_during: int | None
    pain_after: int | None
    effort: int | None
    note: str
    logged_at: datetime
    logged_by: str
    superseded_at: datetime | None
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class LoggedSkip:
    """An exercise left out or swapped, with what was written about it; superseded when it was undone."""

    skipped: Skipped
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class LoggedSigns:
    """The list of warning signs answered once; no signs: nothing of it."""

    on: date
    occasion: Occasion
    signs: list[str]


def _days(course_id: Column[int], on: Column[date]) -> Days:
    return sa.select(on.label("day")).where(course_id == COURSE_ID, on < BEFORE)


_SESSION_DAYS = _days(ExerciseSession.course_id, ExerciseSession.done_on)
_SKIP_DAYS = _days(SkippedExercise.course_id, SkippedExercise.skipped_on)


def _latest(*parts: Days) -> Days:
    days = sa.union(*parts).subquery()
    return sa.select(days.c.day).order_by(days.c.day.desc()).limit(DAYS_A_PAGE + 1)


ALL_DAYS = _latest(
    _days(MorningPain.course_id, MorningPain.noted_on),
    _SESSION_DAYS,
    _SKIP_DAYS,
    _days(WarningReport.course_id, WarningReport.reported_on),
    _days(CourseTurn.course_id, CourseTurn.turned_on),
)
WRITTEN_DAYS = _latest(_SESSION_DAYS.where(ExerciseSession.note != ""), _SKIP_DAYS.where(SkippedExercise.note != ""))


def days_before(session: AnySession, course_id: int, before: date, *, written: bool) -> list[date]:
    """The latest days before a date on which something was logged, or only `written`; one more than a page shows."""
    query = WRITTEN_DAYS if written else ALL_DAYS
    return list(read(session, query, {"course_id": course_id, "before": before}).scalars())


MORNINGS = (
    sa.select(
        MorningPain.noted_on,
        MorningPain.side,
        MorningPain.score,
        MorningPain.logged_at,
        Person.name,
        MorningPain.superseded_at,
    )
    .join(Person, Person.id == MorningPain.logged_by_id)
    .where(MorningPain.course_id == COURSE_ID, MorningPain.noted_on.between(FIRST, LAST))
    .order_by(MorningPain.id)
    .limit(MOST_ROWS)
)
TRAININGS = (
    sa.select(
        ExerciseSession.done_on,
        ExerciseSession.kind,
        ExerciseSession.is_practice,
        ExerciseSession.prescription_ids,
        ExerciseSession.reps_done,
        ExerciseSession.reps_prescribed,
        ExerciseSession.reps_left,
        ExerciseSession.reps_right,
        ExerciseSession.stopped_by_pain,
        ExerciseSession.load_kg,
        ExerciseSession.pain_during,
        ExerciseSession.pain_after,
        ExerciseSession.effort,
        ExerciseSession.note,
        ExerciseSession.logged_at,
        Person.name,
        ExerciseSession.superseded_at,
        Later.id.is_not(None),
    )
    .join(Person, Person.id == ExerciseSession.logged_by_id)
    .outerjoin(Later, Later.replaces_id == ExerciseSession.id)
    .where(ExerciseSession.course_id == COURSE_ID, ExerciseSession.done_on.between(FIRST, LAST))
    .order_by(ExerciseSession.id)
    .limit(MOST_ROWS)
)
SKIPS = (
    sa.select(
        SkippedExercise.superseded_at,
        SkippedExercise.id,
        SkippedExercise.prescription_id,
        Prescription.exercise_code,
        SkippedExercise.skipped_on,
        SkippedExercise.why,
        SkippedExercise.swapped_for,
        SkippedExercise.note,
    )
    .join(Prescription, Prescription.id == SkippedExercise.prescription_id)
    .where(SkippedExercise.course_id == COURSE_ID, SkippedExercise.skipped_on.between(FIRST, LAST))
    .order_by(SkippedExercise.id)
    .limit(MOST_ROWS)
)
SIGNS = (
    sa.select(WarningReport.reported_on, WarningReport.occasion, WarningReport.lines)
    .where(WarningReport.course_id == COURSE_ID, WarningReport.reported_on.between(FIRST, LAST))
    .order_by(WarningReport.id)
    .limit(MOST_ROWS)
)
TURNS = (
    sa.select(CourseTurn.turned_on, CourseTurn.turn)
    .where(CourseTurn.course_id == COURSE_ID, CourseTurn.turned_on.between(FIRST, LAST))
    .order_by(CourseTurn.id)
    .limit(MOST_ROWS)
)
ACTIVITIES = (
    sa.select(PsfsActivity.name, PsfsActivity.named_at)
    .where(PsfsActivity.course_id == COURSE_ID)
    .order_by(PsfsActivity.position)
)
ANCHOR = sa.select(ReminderSetting.anchor).where(ReminderSetting.person_id == sa.bindparam("person_id"))


@dataclass(frozen=True, slots=True)
class Logged:
    """What is shown of some days."""

    mornings: list[LoggedMorning]
    trainings: list[LoggedTraining]
    skips: list[LoggedSkip]
    signs: list[LoggedSigns]
    turns: list[tuple[date, Turn]]


def logged_between(session: AnySession, course_id: int, first: date, last: date) -> Logged:
    """Everything logged of the days from `first` to `last`, in the order it was logged. Five statements."""
    values = {"course_id": course_id, "first": first, "last": last}
    return Logged(
        mornings=[LoggedMorning(*row) for row in read(session, MORNINGS, values)],
        trainings=[LoggedTraining(*row) for row in read(session, TRAININGS, values)],
        skips=[LoggedSkip(Skipped(*row), undone_at) for undone_at, *row in read(session, SKIPS, values)],
        signs=[LoggedSigns(*row) for row in read(session, SIGNS, values)],
        turns=[(on, turn) for on, turn in read(session, TURNS, values)],
    )


def activities_named(session: AnySession, course_id: int) -> list[tuple[str, datetime]]:
    """The activities the patient named in their own words, and when."""
    return [(name, at) for name, at in read(session, ACTIVITIES, {"course_id": course_id})]


def reminder_anchor(session: AnySession, person_id: int) -> str:
    """What the patient wrote that a reminder goes with: after coffee. Empty for nothing."""
    return read(session, ANCHOR, {"person_id": person_id}).scalars().first() or ""

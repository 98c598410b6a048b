"""What Today and the forms read of a course: plain columns, at bounded cost whatever the length of the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from rehab.clinical.adherence import DoneSession
from rehab.clinical.dose import Side
from rehab.clinical.set_done import SetDone, SideDone
from rehab.db import AnySession, read
from rehab.models import ExerciseSession, ExerciseSet, FollowUpPrompt, MorningPain, Prescription, SessionKind

MOST_LAST_SETS = 100


@dataclass(frozen=True, slots=True)
class Trained:
    """A training or a bout of stretching in force, as Today needs it."""

    id: int
    kind: SessionKind
    done_on: date
    prescription_ids: list[int]
    reps_done: int
    reps_prescribed: int
    reps_left: int | None
    reps_right: int | None
    stopped_by_pain: bool
    pain_during: int | None
    pain_after: int | None

    @property
    def was_lifted(self) -> bool:
        """Whether anything was done: a training stopped before the first lift tells of the pain, no more."""
        return bool(self.reps_done or self.reps_left or self.reps_right)

    def done(self) -> DoneSession:
        """As the rules of recurrence see it."""
        share = min(1.0, self.reps_done / self.reps_prescribed) if self.reps_prescribed else 1.0
        return DoneSession(self.done_on, frozenset(self.prescription_ids), share)


@dataclass(frozen=True, slots=True)
class LastSets:
    """The sets of an exercise the last time it was done."""

    prescription_id: int
    sets: tuple[SetDone, ...]


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A training with its sets, to be corrected."""

    id: int
    done_on: date
    version_id: int
    prescription_ids: list[int]
    pain_during: int | None
    pain_after: int | None
    effort: int | None
    stopped_by_pain: bool
    note: str
    sets: dict[int, tuple[SetDone, ...]]


SCORES = sa.select(MorningPain.noted_on, MorningPain.side, MorningPain.score).where(
    MorningPain.course_id == sa.bindparam("course_id"),
    MorningPain.noted_on >= sa.bindparam("since"),
    MorningPain.superseded_at.is_(None),
)
TRAINED = (
    sa.select(*(getattr(ExerciseSession, name) for name in Trained.__slots__))
    .where(
        ExerciseSession.course_id == sa.bindparam("course_id"),
        ExerciseSession.done_on >= sa.bindparam("since"),
        ExerciseSession.superseded_at.is_(None),
        ExerciseSession.is_practice.is_(False),
        sa.or_(ExerciseSession.kind == SessionKind.STRENGTH, ExerciseSession.done_on == sa.bindparam("today")),
    )
    .order_by(ExerciseSession.done_on, ExerciseSession.id)
)

SET_COLUMNS = (
    ExerciseSet.reps,
    ExerciseSet.load_kg,
    ExerciseSet.reps_left,
    ExerciseSet.load_left_kg,
    ExerciseSet.reps_right,
    ExerciseSet.load_right_kg,
)

Scores = dict[tuple[date, Side], int | None]


def scores_since(session: AnySession, course_id: int, since: date) -> Scores:
    """The mornings in force from `since`, by date and side; None is "not sure"."""
    rows = read(session, SCORES, {"course_id": course_id, "since": since})
    return {(noted_on, side): score for noted_on, side, score in rows}


def trained_since(session: AnySession, course_id: int, since: date, today: date) -> list[Trained]:
    """Trainings in force from `since`, and today's stretches; oldest first."""
    rows = read(session, TRAINED, {"course_id": course_id, "since": since, "today": today})
    return [Trained(*row) for row in rows]


def prompt_reason(session: AnySession, prompt_id: int) -> tuple[str, dict[str, Any]] | None:
    """The rule behind a prompt and the numbers of the day it was raised."""
    row = session.execute(
        sa.select(FollowUpPrompt.rule, FollowUpPrompt.numbers).where(FollowUpPrompt.id == prompt_id)
    ).one_or_none()
    return (str(row[0]), dict(row[1])) if row else None


def last_sets(session: AnySession, course_id: int, codes: Iterable[str], before: date) -> dict[str, LastSets]:
    """For each exercise code, the sets of the last training up to `before` that had it; absent where there is none."""
    rows = session.execute(
        sa.select(
            Prescription.exercise_code,
            ExerciseSet.session_id,
            ExerciseSet.prescription_id,
            *SET_COLUMNS,
        )
        .join(ExerciseSession, ExerciseSession.id == ExerciseSet.session_id)
        .join(Prescription, Prescription.id == ExerciseSet.prescription_id)
        .where(
            ExerciseSession.course_id == course_id,
            ExerciseSession.superseded_at.is_(None),
            ExerciseSession.done_on <= before,
            Prescription.exercise_code.in_(set(codes)),
        )
        .order_by(ExerciseSession.done_on.desc(), ExerciseSet.session_id.desc(), ExerciseSet.number)
        .limit(MOST_LAST_SETS)
    )
    found: dict[str, list[Any]] = {}
    for row in rows:
        sets = found.setdefault(row.exercise_code, [])
        if not sets or row[1:3] == sets[0][1:3]:
            sets.append(row)
    return {code: LastSets(sets[0].prescription_id, tuple(map(_set_done, sets))) for code, sets in found.items()}


def own_training(session: AnySession, course_id: int, session_id: int) -> StoredSession | None:
    """A training of the course with its sets; if it was corrected since, what stands in its place.

    What was taken back is found too: a correction of it, sent late, is not lost.
    """
    row = _training(session, course_id, ExerciseSession.id == session_id)
    while row and row.superseded_at and (later := _training(session, course_id, ExerciseSession.replaces_id == row.id)):
        row = later
    if row is None:
        return None
    values: Any = (*row[:-1], sets_of(session, row.id))
    return StoredSession(*values)


def keys_since(session: AnySession, course_id: int, day: date) -> list[str]:
    """The client keys of all that was ever logged as trained from a day on, corrected or not."""
    return list(
        session.scalars(
            sa.select(ExerciseSession.client_key).where(
                ExerciseSession.course_id == course_id, ExerciseSession.done_on >= day
            )
        )
    )


def sets_of(session: AnySession, session_id: int) -> dict[int, tuple[SetDone, ...]]:
    """The sets of a training, by prescription, in the order they were done."""
    rows = session.execute(
        sa.select(ExerciseSet.prescription_id, *SET_COLUMNS)
        .where(ExerciseSet.session_id == session_id)
        .order_by(ExerciseSet.prescription_id, ExerciseSet.number)
    )
    done: dict[int, tuple[SetDone, ...]] = {}
    for row in rows:
        done[row.prescription_id] = (*done.get(row.prescription_id, ()), _set_done(row))
    return done


def _set_done(row: Any) -> SetDone:
    """Of a row with SET_COLUMNS."""
    if row.reps_left is None:
        return SetDone(row.reps, row.load_kg)
    sides = SideDone(row.reps_left, row.load_left_kg), SideDone(row.reps_right, row.load_right_kg)
    return SetDone(row.reps, row.load_kg, *sides)


def _training(session: AnySession, course_id: int, which: sa.ColumnElement[bool]) -> Any:
    columns = [getattr(ExerciseSession, name) for name in StoredSession.__slots__ if name != "sets"]
    return session.execute(
        sa.select(*columns, ExerciseSession.superseded_at).where(
            ExerciseSession.course_id == course_id,
            ExerciseSession.kind == SessionKind.STRENGTH,
            ~ExerciseSession.is_practice,
            which,
        )
    ).one_or_none()

"""Logging: mornings, trainings and bouts of stretching. Each is stored once, and a correction keeps what it replaces.

key k, 3  → stored          key k, 3 again → the same row
key k, 5  → a correction    key m, 4       → a correction of that date
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from rehab.clinical.dose import Side
from rehab.clinical.set_done import SetDone
from rehab.db import AnySession, read
from rehab.features.journal.queries import own_training, sets_of
from rehab.features.journal.schedule import is_training
from rehab.models import ExerciseSession, ExerciseSet, MorningPain, SessionKind
from rehab.records import audit
from rehab.records.finding import CourseHead
from rehab.records.logging_dates import check_date, is_settled
from rehab.records.merging import is_outdone
from rehab.records.programmes import Prescribed, Programme, Version
from rehab.records.summaries import refresh_course
from rehab.records.turns import take_turn
from rehab.refusals import Refused
from rehab.web.access import Viewer

# Built once: these stand on the busiest path of all.
MORNING_WITH_KEY = sa.select(MorningPain.id, MorningPain.noted_on, MorningPain.side, MorningPain.score).where(
    MorningPain.course_id == sa.bindparam("course_id"), MorningPain.client_key == sa.bindparam("key")
)
STORE = {table: sa.insert(table).returning(table.id) for table in (MorningPain, ExerciseSession)}
SUPERSEDE_MORNING = (
    sa.update(MorningPain)
    .where(
        MorningPain.course_id == sa.bindparam("of_course"),
        MorningPain.noted_on == sa.bindparam("on"),
        MorningPain.side == sa.bindparam("of_side"),
        MorningPain.superseded_at.is_(None),
    )
    .values(superseded_at=sa.bindparam("superseded_at"))
    .returning(MorningPain.id)
)


class NotInProgramme(Refused):
    """What was logged is not in the patient's own programme."""


class NothingDone(Refused):
    """A training without a single set, that pain did not stop either."""


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """One exercise of a training: what was prescribed, and the sets that were done (none if it was left out)."""

    prescribed: Prescribed
    sets: tuple[SetDone, ...]

    @property
    def reps_done(self) -> int:
        return sum(each.reps for each in self.sets)

    @property
    def reps_prescribed(self) -> int:
        """Where as many sets as possible are asked for, whatever was done is what was asked."""
        dose = self.prescribed.dose
        return dose.sets * dose.reps if dose.sets is not None else max(dose.reps, self.reps_done)


@dataclass(frozen=True, slots=True)
class Training:
    """What was done on a date: pain 0-10 during and after, effort 1-5. `exercises` are all it was to consist of.

    No pain: one tap said that it was done, and how it felt is not told yet. One that pain stopped may have no sets.
    """

    done_on: date
    exercises: tuple[ExerciseDone, ...]
    pain_during: int | None
    pain_after: int | None
    effort: int | None
    note: str
    stopped_by_pain: bool = False

    @property
    def sets(self) -> dict[int, tuple[SetDone, ...]]:
        """The sets done, by prescription."""
        return {each.prescribed.id: each.sets for each in self.exercises if each.sets}

    @property
    def content(self) -> tuple[Any, ...]:
        """What makes two sendings the same."""
        return (
            self.done_on,
            self.pain_during,
            self.pain_after,
            self.effort,
            self.note,
            self.stopped_by_pain,
            self.sets,
        )

    @property
    def columns(self) -> dict[str, Any]:
        """As a row of exercise_session."""
        every = [one for each in self.exercises for one in each.sets]
        sides = [one.sides for one in every if one.sides]
        return {
            "kind": SessionKind.STRENGTH,
            "done_on": self.done_on,
            "pain_during": self.pain_during,
            "pain_after": self.pain_after,
            "effort": self.effort,
            "note": self.note,
            "stopped_by_pain": self.stopped_by_pain,
            "prescription_ids": sorted(id_ for id_, sets in self.sets.items() if any(one.was_lifted for one in sets)),
            "reps_done": sum(each.reps_done for each in self.exercises),
            "reps_prescribed": sum(each.reps_prescribed for each in self.exercises),
            "reps_left": sum(left.reps for left, _right in sides) if sides else None,
            "reps_right": sum(right.reps for _left, right in sides) if sides else None,
            "load_kg": max((one.load_kg for one in every if one.load_kg is not None), default=None),
        }

    def set_rows(self, session_id: int) -> list[dict[str, Any]]:
        """As rows of exercise_set."""
        return [
            {"session_id": session_id, "prescription_id": key, "number": n, **_columns_of(one)}
            for key, sets in self.sets.items()
            for n, one in enumerate(sets, start=1)
        ]


def _columns_of(one: SetDone) -> dict[str, Any]:
    left, right = one.sides or (None, None)
    return {
        "reps": one.reps,
        "load_kg": one.load_kg,
        "reps_left": left and left.reps,
        "load_left_kg": left and left.load_kg,
        "reps_right": right and right.reps,
        "load_right_kg": right and right.load_kg,
    }


def record_morning_pain(
    session: AnySession,
    *,
    course: CourseHead,
    noted_on: date,
    side: Side,
    score: int | None,
    client_key: str,
    by: Viewer,
    today: date,
    now: datetime,
    made_at: datetime | None = None,
) -> int:
    """Store first-step pain (0-10, None for "not sure") of a date and side; the value made later corrects the other.

    Returns the id of the row. Raises DateRefused.
    """
    check_date(noted_on, started_on=course.started_on, today=today)
    take_turn(session, course.id)
    content = (noted_on, side, score)
    stored = _morning_with(session, course.id, client_key)
    if stored and stored[1:] != content:
        client_key = _key_of(client_key, content)
        stored = _morning_with(session, course.id, client_key)
    if stored:
        return int(stored[0])
    values = {"noted_on": noted_on, "side": side, "score": score, "made_at": made_at}
    of_it = (MorningPain.course_id == course.id, MorningPain.noted_on == noted_on, MorningPain.side == side)
    if is_outdone(session, MorningPain, made_at, *of_it):
        values["superseded_at"] = now
    else:
        values["replaces_id"] = _supersede_morning(session, course.id, noted_on, side, now)
    id_ = _insert(session, MorningPain, course.id, client_key, by, now, values)
    _settle(session, course, "morning_pain", by, today, now)
    return id_


def log_exercise_session(
    session: AnySession,
    *,
    course: CourseHead,
    version_id: int,
    training: Training,
    client_key: str,
    replaces: int | None,
    by: Viewer,
    today: date,
    now: datetime,
    made_at: datetime | None = None,
    is_repeat: bool = False,
) -> int:
    """Store a training with its sets under a version of the course's own programme; `replaces` corrects another.
    A repeat of what is logged is stored superseded, and so is a correction made before the one that stands.

    Returns the id. Raises DateRefused, NothingDone, and NotInProgramme when `replaces` is no training of the course.
    """
    check_date(training.done_on, started_on=course.started_on, today=today)
    if not training.sets and not training.stopped_by_pain:
        raise NothingDone
    take_turn(session, course.id)
    if stored_id := _session_with(session, course.id, client_key):
        stored = _content_of(session, stored_id)
        if stored == training.content:
            return stored_id
        client_key = _key_of(client_key, training.content)
        replaces = replaces if is_settled(stored[0], today) else stored_id
        if repeated_id := _session_with(session, course.id, client_key):
            return repeated_id
    values = {**training.columns, "version_id": version_id, "made_at": made_at}
    standing_id = None if replaces is None else _own_training_id(session, course.id, replaces)
    if is_repeat or (standing_id and is_outdone(session, ExerciseSession, made_at, ExerciseSession.id == standing_id)):
        values["superseded_at"] = now
    elif standing_id:
        _supersede(session, standing_id, now)
        values["replaces_id"] = standing_id
    id_ = _insert(session, ExerciseSession, course.id, client_key, by, now, values)
    if rows := training.set_rows(id_):
        session.execute(sa.insert(ExerciseSet), rows)
    _settle(session, course, "exercise_session", by, today, now)
    return id_


def log_as_prescribed(
    session: AnySession,
    *,
    course: CourseHead,
    version_id: int,
    training: Training,
    client_key: str,
    by: Viewer,
    today: date,
    now: datetime,
    made_at: datetime | None = None,
) -> bool:
    """Store a training as prescribed, by one tap. Sent again it says nothing new, whatever was logged since.

    Only what of it is not logged of that day counts. False when all of it is, as by a tap on another phone: then it is
    stored superseded. Raises DateRefused.
    """
    take_turn(session, course.id)
    if _session_with(session, course.id, client_key):
        return True
    left = not_yet_done(session, course.id, version_id, training.done_on, training.exercises)
    log_exercise_session(
        session,
        course=course,
        version_id=version_id,
        training=replace(training, exercises=left or training.exercises),
        client_key=client_key,
        replaces=None,
        by=by,
        today=today,
        now=now,
        made_at=made_at,
        is_repeat=not left,
    )
    return bool(left)


def not_yet_done(
    session: AnySession, course_id: int, version_id: int, day: date, exercises: tuple[ExerciseDone, ...]
) -> tuple[ExerciseDone, ...]:
    """What of a day's training is not logged as often as that day asks. None of it where the day was trained under
    another version: the foot can't tell the difference. Stopped by pain before the first lift, it was not trained.
    """
    rows = session.execute(
        sa.select(ExerciseSession.version_id, ExerciseSession.prescription_ids).where(
            ExerciseSession.course_id == course_id,
            ExerciseSession.done_on == day,
            ExerciseSession.kind == SessionKind.STRENGTH,
            ExerciseSession.is_practice.is_(False),
            ExerciseSession.superseded_at.is_(None),
        )
    ).all()
    if any(row.version_id != version_id and row.prescription_ids for row in rows):
        return ()
    times = Counter(id_ for row in rows for id_ in row.prescription_ids)
    return tuple(each for each in exercises if times[each.prescribed.id] < each.prescribed.dose.times_a_day)


def log_stretch(
    session: AnySession,
    *,
    course: CourseHead,
    programme: Programme,
    prescription_id: int,
    client_key: str,
    by: Viewer,
    today: date,
    now: datetime,
    done_on: date | None = None,
    made_at: datetime | None = None,
) -> int:
    """Store one bout of a daily stretch, of today if no date is said; also of one that a page still open shows after
    a revision.

    Returns the id. Raises DateRefused, and NotInProgramme for what is no daily stretch of the programme.
    """
    done_on = done_on or today
    check_date(done_on, started_on=course.started_on, today=today)
    version, prescribed = _stretch(programme, prescription_id)
    take_turn(session, course.id)
    if stored_id := _session_with(session, course.id, client_key):
        return stored_id
    reps = (prescribed.dose.sets or 1) * prescribed.dose.reps
    values = {
        "version_id": version.id,
        "kind": SessionKind.STRETCH,
        "done_on": done_on,
        "reps_done": reps,
        "reps_prescribed": reps,
        "prescription_ids": [prescribed.id],
        "note": "",
        "made_at": made_at,
    }
    id_ = _insert(session, ExerciseSession, course.id, client_key, by, now, values)
    _settle(session, course, "exercise_session", by, today, now)
    return id_


def take_back(
    session: AnySession, *, course: CourseHead, session_id: int, by: Viewer, today: date, now: datetime
) -> bool:
    """A training or a bout that was logged by mistake counts no more, and stays readable. Once is enough.

    False when there is no such thing of the course, or it is so long ago that it stands.
    """
    take_turn(session, course.id)
    row = session.execute(
        sa.select(ExerciseSession.done_on, ExerciseSession.superseded_at).where(
            ExerciseSession.id == session_id, ExerciseSession.course_id == course.id
        )
    ).one_or_none()
    if row is None or is_settled(row.done_on, today):
        return False
    if row.superseded_at is None:
        _supersede(session, session_id, now)
        _settle(session, course, f"exercise_session {session_id} taken back", by, today, now)
    return True


def take_back_entry(
    session: AnySession, *, course: CourseHead, client_key: str, by: Viewer, today: date, now: datetime
) -> bool:
    """As `take_back`, of what a phone sent under a key. True when nothing has come under it: then nothing counts."""
    stored_id = _session_with(session, course.id, client_key)
    if stored_id is None:
        return True
    return take_back(session, course=course, session_id=stored_id, by=by, today=today, now=now)


def _stretch(programme: Programme, prescription_id: int) -> tuple[Version, Prescribed]:
    for version in programme.versions:
        for span in version.phases:
            for item in span.prescriptions:
                if item.id == prescription_id and not is_training(item):
                    return version, item
    raise NotInProgramme


def _key_of(client_key: str, content: object) -> str:
    """The key of other content sent under a key that is taken: the same again for the same content."""
    return str(uuid5(UUID(client_key), repr(content)))


def _insert(
    session: AnySession,
    table: type[MorningPain] | type[ExerciseSession],
    course_id: int,
    client_key: str,
    by: Viewer,
    now: datetime,
    values: dict[str, Any],
) -> int:
    head = {"course_id": course_id, "client_key": client_key, "logged_at": now, "logged_by_id": by.id}
    return int(session.connection().execute(STORE[table], {**head, **values}).scalar_one())


def _morning_with(session: AnySession, course_id: int, client_key: str) -> tuple[Any, ...] | None:
    row = read(session, MORNING_WITH_KEY, {"course_id": course_id, "key": client_key}).one_or_none()
    return tuple(row) if row else None


def _supersede_morning(session: AnySession, course_id: int, noted_on: date, side: Side, now: datetime) -> int | None:
    values = {"of_course": course_id, "on": noted_on, "of_side": side, "superseded_at": now}
    return session.connection().execute(SUPERSEDE_MORNING, values).scalar_one_or_none()


def _session_with(session: AnySession, course_id: int, client_key: str) -> int | None:
    return session.scalar(
        sa.select(ExerciseSession.id).where(
            ExerciseSession.course_id == course_id, ExerciseSession.client_key == client_key
        )
    )


def _content_of(session: AnySession, session_id: int) -> tuple[Any, ...]:
    facts = session.execute(
        sa.select(
            ExerciseSession.done_on,
            ExerciseSession.pain_during,
            ExerciseSession.pain_after,
            ExerciseSession.effort,
            ExerciseSession.note,
            ExerciseSession.stopped_by_pain,
        ).where(ExerciseSession.id == session_id)
    ).one()
    return (*facts, sets_of(session, session_id))


def _own_training_id(session: AnySession, course_id: int, replaces: int) -> int:
    """The training that stands in the place of one."""
    found = own_training(session, course_id, replaces)
    if found is None:
        raise NotInProgramme
    return found.id


def _supersede(session: AnySession, session_id: int, now: datetime) -> None:
    session.execute(
        sa.update(ExerciseSession)
        .where(ExerciseSession.id == session_id, ExerciseSession.superseded_at.is_(None))
        .values(superseded_at=now)
        .execution_options(synchronize_session=False)
    )


def _settle(session: AnySession, course: CourseHead, subject: str, by: Viewer, today: date, now: datetime) -> None:
    refresh_course(session, course.id, today=today, now=now)
    audit.of_course(session, course, "wrote", subject, by=by, now=now)

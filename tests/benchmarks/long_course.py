"""Courses in a database of their own, logged every day: in the first week, the sixth, and the third year."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from rehab.app import create_app
from rehab.clinical.dose import Side
from rehab.config import Settings
from rehab.db import AnySession, Base, db
from rehab.features.journal.services import record_morning_pain
from rehab.models import Branch, ExerciseSession, MorningPain, Prescription, ProgrammePhase, Role, SessionKind
from rehab.records.finding import course_head
from rehab.records.summaries import refresh_course
from rehab.web.access import Viewer, find_viewer
from tests.cast import assign, course, person

YEARS = 3
TODAY = date(2026, 11, 25)
NOW = datetime.combine(TODAY, time(7, 0), tzinfo=UTC)
DAY, BLOCK = timedelta(days=1), timedelta(weeks=12)


@dataclass(frozen=True)
class Logging:
    """A course, and this morning's entry of it."""

    name: str
    course_id: int
    viewer: Viewer

    def log(self) -> None:
        """Log this morning through the service."""
        record_morning_pain(
            db.session,
            course=course_head(db.session, self.course_id),
            noted_on=TODAY,
            side=Side.RIGHT,
            score=5,
            client_key=str(uuid4()),
            by=self.viewer,
            today=TODAY,
            now=NOW,
        )
        db.session.flush()

    def undo(self) -> None:
        """As if it had not been."""
        db.session.rollback()

    def statements(self) -> int:
        """How many statements it sends, transaction control left out."""
        seen: list[str] = []

        def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
                seen.append(statement)

        sa.event.listen(db.engine, "before_cursor_execute", note)
        self.log()
        sa.event.remove(db.engine, "before_cursor_execute", note)
        self.undo()
        return len(seen)


@contextmanager
def clinic() -> Iterator[tuple[Logging, ...]]:
    """The courses, the youngest first."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'rules.sqlite'}"
        app = create_app(Settings(database_url=url, secret_key="bench" * 10, testing=True))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            branch = Branch(slug="horsens", name="Horsens")
            db.session.add(branch)
            db.session.flush()
            ida = person(db.session, "Ida Lund", Role.PRACTITIONER, branch.id)
            ages = {"week 1": 6, "week 6": 41, f"year {YEARS}": YEARS * 365 - 1}
            courses = tuple(_logged(db.session, name, days, ida, branch.id) for name, days in ages.items())
            db.session.commit()
            yield courses
            db.session.remove()
            db.engine.dispose()


def _logged(session: AnySession, name: str, days: int, by: int, branch: int) -> Logging:
    """A course of so many days up to yesterday, its programme signed anew every twelve weeks."""
    patient = person(session, f"Patient {name}", Role.PATIENT, branch)
    started_on = TODAY - days * DAY
    course_id = course(session, patient, by, branch, started_on=started_on)
    for number in range(days // BLOCK.days + 1):
        signed_on = started_on + number * BLOCK
        version = assign(session, course_id, by=by, code="T2", effective_on=signed_on, number=number + 1)
        _log_all(session, course_id, version, patient, signed_on, min(signed_on + BLOCK, TODAY))
    refresh_course(session, course_id, today=TODAY, now=NOW)
    viewer = find_viewer(patient)
    assert viewer
    return Logging(name, course_id, viewer)


def _log_all(session: AnySession, course_id: int, version: int, by: int, first: date, until: date) -> None:
    """A morning every day, strength every other day, three stretches a day."""
    ids = session.scalars(
        sa.select(Prescription.id)
        .join(ProgrammePhase)
        .where(ProgrammePhase.version_id == version)
        .order_by(Prescription.position)
    ).all()
    head = {"course_id": course_id, "logged_at": NOW, "logged_by_id": by}
    days = [first + n * DAY for n in range((until - first).days)]
    mornings = [{**head, "client_key": str(uuid4()), "noted_on": d, "side": Side.RIGHT, "score": 6} for d in days]
    session.execute(sa.insert(MorningPain), mornings)
    done = {**head, "version_id": version, "reps_done": 36, "reps_prescribed": 36, "note": ""}
    strength = {"kind": SessionKind.STRENGTH, "prescription_ids": list(ids[1:]), "pain_during": 3, "pain_after": 3}
    stretch = {"kind": SessionKind.STRETCH, "prescription_ids": [ids[0]], "pain_during": None, "pain_after": None}
    rows = [{**done, **strength, "client_key": str(uuid4()), "done_on": day} for day in days[::2]]
    rows += [{**done, **stretch, "client_key": str(uuid4()), "done_on": day} for day in days for _ in range(3)]
    session.execute(sa.insert(ExerciseSession), rows)

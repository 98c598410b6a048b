"""What the stories of the journal store and read beside the pages."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import (
    AuditEvent,
    ExerciseSession,
    ExerciseSet,
    MorningPain,
    Prescription,
    ProgrammePhase,
    ProgrammeVersion,
    SessionKind,
)
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import TODAY

STRANGERS = ("bo", "ida", "rita", "mona", "adam")
YESTERDAY = TODAY - timedelta(days=1)


def prescription(session: AnySession, course_id: int, code: str, week: int = 6) -> int:
    """The id of an exercise of a course in a week of its phase."""
    return session.scalars(
        sa.select(Prescription.id)
        .join(ProgrammePhase, ProgrammePhase.id == Prescription.phase_id)
        .join(ProgrammeVersion, ProgrammeVersion.id == ProgrammePhase.version_id)
        .where(
            ProgrammeVersion.course_id == course_id,
            Prescription.exercise_code == code,
            Prescription.week_from <= week,
            Prescription.week_to >= week,
        )
    ).one()


def trained(
    session: AnySession, course_id: int, by: int, code: str, days: Sequence[date], *, during: int = 2, after: int = 2
) -> None:
    """Store trainings as prescribed, one a day: five sets of eight with 6 kg."""
    id_ = prescription(session, course_id, code)
    version = session.scalars(sa.select(sa.func.max(ProgrammeVersion.id)).filter_by(course_id=course_id)).one()
    for day in days:
        row = ExerciseSession(
            course_id=course_id,
            version_id=version,
            client_key=str(uuid4()),
            kind=SessionKind.STRENGTH,
            done_on=day,
            reps_done=40,
            reps_prescribed=40,
            pain_during=during,
            pain_after=after,
            prescription_ids=[id_],
            logged_at=datetime.combine(day, time(17), tzinfo=UTC),
            logged_by_id=by,
        )
        session.add(row)
        session.flush()
        session.add_all(
            ExerciseSet(session_id=row.id, prescription_id=id_, number=n, reps=8, load_kg=6) for n in range(1, 6)
        )
    session.commit()


def mornings(session: AnySession, course_id: int) -> list[Any]:
    """Every row of morning pain of a course, first stored first."""
    session.rollback()
    return list(
        session.execute(
            sa.select(
                MorningPain.id,
                MorningPain.noted_on,
                MorningPain.side,
                MorningPain.score,
                MorningPain.replaces_id,
                MorningPain.superseded_at,
            )
            .where(MorningPain.course_id == course_id)
            .order_by(MorningPain.id)
        )
    )


def sessions(session: AnySession, course_id: int) -> list[ExerciseSession]:
    """Every training and bout of a course, first stored first."""
    session.rollback()
    session.expire_all()
    return list(session.scalars(sa.select(ExerciseSession).filter_by(course_id=course_id).order_by(ExerciseSession.id)))


def sets(session: AnySession, session_id: int) -> list[tuple[int, int, Any]]:
    """(number, repetitions, kg) of a training."""
    rows = session.execute(
        sa.select(ExerciseSet.number, ExerciseSet.reps, ExerciseSet.load_kg)
        .filter_by(session_id=session_id)
        .order_by(ExerciseSet.prescription_id, ExerciseSet.number)
    )
    return [tuple(row) for row in rows]


def written(session: AnySession, actor_id: int) -> list[str]:
    """The subjects somebody wrote, as the audit log has them."""
    rows = session.scalars(
        sa.select(AuditEvent.subject).filter_by(actor_id=actor_id, action="wrote").order_by(AuditEvent.id)
    )
    return list(rows)


def nobody_else_may(browser: Browser, cast: Cast, method: str, path: str, data: dict[str, Any] | None = None) -> None:
    """The same 404 for staff of every kind; a stranger is led to sign in, or told to when a form was sent."""
    stranger = Browser(browser.app)
    stranger.get("/sign-in")
    with stranger.client.open(path, method=method, data={"csrf_token": stranger.token, **(data or {})}) as answer:
        assert answer.status_code == (302 if method == "GET" else 401)
        assert method != "GET" or "/sign-in" in answer.headers["Location"]
    for name in STRANGERS:
        browser.sign_in(getattr(cast, name))
        browser.get("/settings")
        with browser.client.open(path, method=method, data={"csrf_token": browser.token, **(data or {})}) as answer:
            assert answer.status_code == 404, name

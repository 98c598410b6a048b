"""Two phones may say different things of one day: what was made later holds, whichever of them arrives first."""

from datetime import datetime

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import ExerciseSession, MorningPain, SkippedExercise

Entry = type[MorningPain] | type[ExerciseSession] | type[SkippedExercise]


def is_outdone(session: AnySession, table: Entry, made_at: datetime | None, *which: sa.ColumnElement[bool]) -> bool:
    """Whether what stands was made later than an entry of `made_at`; nothing is later than now, which is None."""
    if made_at is None:
        return False
    moment = sa.func.coalesce(table.made_at, table.logged_at)
    later = sa.select(table.id).where(*which, table.superseded_at.is_(None), moment > made_at)
    return session.scalar(later.limit(1)) is not None

"""Pictures and videos that were uploaded and never used: a form that was left, a picture that was changed again."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.db import AnySession
from rehab.models import ExerciseMedia, ExerciseMediaPart, OwnExercise

KEPT_UNUSED = timedelta(days=1)


def clear_unused(session: AnySession, *, now: datetime) -> int:
    """Remove what no exercise has used since it was stored a day ago or more; returns how many. Commits one by one."""
    used = sa.exists().where(OwnExercise.media_id == ExerciseMedia.id)
    old = ExerciseMedia.stored_at < now - KEPT_UNUSED
    found = list(session.scalars(sa.select(ExerciseMedia.id).where(old, ~used).order_by(ExerciseMedia.id)))
    session.commit()
    return sum(_remove(session, media_id) for media_id in found)


def _remove(session: AnySession, media_id: int) -> bool:
    """False when somebody came to use it meanwhile: the database refuses."""
    try:
        session.execute(sa.delete(ExerciseMediaPart).where(ExerciseMediaPart.media_id == media_id))
        session.execute(sa.delete(ExerciseMedia).where(ExerciseMedia.id == media_id))
        session.commit()
    except IntegrityError:
        session.rollback()
        return False
    return True

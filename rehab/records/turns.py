"""Writers of a course take turns, so that the summary each leaves is of all that was written before it."""

import sqlalchemy as sa

from rehab.db import AnySession, read
from rehab.models import Course

LOCK = sa.select(Course.id).where(Course.id == sa.bindparam("course_id")).with_for_update(key_share=True)


def take_turn(session: AnySession, course_id: int) -> None:
    """Wait until nobody else writes about the course, and keep others waiting until this transaction ends.

    Taken before any other row of the course, or two who wait for each other wait for ever. (SQLite lets one write
    anyway.)
    """
    read(session, LOCK, {"course_id": course_id})

"""Any exercise by its code, of the content's library or a practitioner's own; and what may be prescribed."""

from flask import g, request

from rehab import content
from rehab.content import Exercise, Text
from rehab.db import db
from rehab.models import Role
from rehab.records import exercises as records
from rehab.records.exercises import Own
from rehab.web.access import viewer


def exercise(code: str) -> Exercise:
    """An exercise; KeyError when there is none."""
    return records.exercise(db.session, code)


def is_exercise(code: str | None) -> bool:
    """Whether there is one of that code, offered to the viewer or not."""
    try:
        return bool(code and exercise(code))
    except KeyError:
        return False


def offered() -> dict[str, Text]:
    """The names of what a practitioner may prescribe, by code: the library, then their own. In the builder of a course
    also what the course already has. Read once in a request.
    """
    if "offered_exercises" not in g:
        names = {code: each.name for code, each in content.exercises().items()}
        for code in _own_codes():
            names[code] = exercise(code).name
        g.offered_exercises = names
    return dict(g.offered_exercises)


def own_or_none(code: str) -> Own | None:
    """What only own exercises have; None for one of the library."""
    return None if code in content.exercises() else records.own_exercise(db.session, code)


def _own_codes() -> tuple[str, ...]:
    me = viewer()
    if me.role is not Role.PRACTITIONER:
        return ()
    course_id = (request.view_args or {}).get("course_id")
    return records.prescribable(db.session, me.id, course_id)

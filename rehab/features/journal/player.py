"""The session player: the training of a day as numbers and words, for the coach in the page to keep time by.

The page is the plain form of the training with the coach laid over it: what is sent in the end is that form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _

from rehab.clinical.dose import LoadKind, Side
from rehab.features.journal.pages import SessionPage
from rehab.features.journal.queries import SetDone
from rehab.features.journal.training_form import Asked, takes_load
from rehab.records.finding import CourseHead
from rehab.records.programmes import Prescribed
from rehab.web.doses import dose_text, exercise_name, side_words

SIDES = {Side.BOTH: (Side.LEFT, Side.RIGHT)}


@dataclass(frozen=True, kw_only=True)
class PlayerPage(SessionPage):
    """A training to be done now. `plan` is what the coach goes by."""

    template: ClassVar[str] = "player/player.html"
    plan: dict[str, Any]


def player_page(
    page: SessionPage,
    asked: Asked,
    sets: Mapping[int, Sequence[SetDone]],
    *,
    course: CourseHead,
    person_id: int,
    on: date,
    saved: list[str],
) -> PlayerPage:
    """The page of a training, made of its form's; `sets` to start from, `saved` the keys logged lately."""
    plan = {
        "key": f"{person_id}.{course.id}.{asked.version.id}.{on.isoformat()}",
        "saved": saved,
        "exercises": [_exercise(each, sets[each.id], course.condition) for each in asked.exercises],
    }
    as_form = {each.name: getattr(page, each.name) for each in fields(page)}
    return PlayerPage(**as_form | {"title": _("Training"), "switch_href": "", "plan": plan})


def _exercise(item: Prescribed, last: Sequence[SetDone], condition: str) -> dict[str, Any]:
    """One exercise: seconds, counts, and kg as plain numbers."""
    dose = item.dose
    return {
        "id": item.id,
        "name": exercise_name(item.exercise_code),
        "dose": dose_text(dose),
        "sides": [
            {"side": side.value, "words": side_words(side, condition)} for side in SIDES.get(item.side, (item.side,))
        ],
        "sets": dose.sets,
        "reps": dose.reps,
        "rm": dose.rm,
        "hold_s": dose.hold_s,
        "tempo": [dose.tempo.up_s, dose.tempo.hold_s, dose.tempo.down_s] if _has_tempo(item) and dose.tempo else None,
        "rest_s": dose.rest_s,
        "takes_load": takes_load(item),
        "in_backpack": dose.load is LoadKind.BACKPACK,
        "last": [{"load": None if each.load_kg is None else float(each.load_kg)} for each in last],
    }


def _has_tempo(item: Prescribed) -> bool:
    return item.dose.tempo is not None and item.dose.tempo.total_s > 0

"""The session player: the training of a day as numbers and words, for the coach in the page to keep time by.

The page is the plain form of the training with the coach laid over it: what is sent in the end is that form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from uuid import uuid4

from flask_babel import gettext as _

from rehab.clinical.dose import LoadKind, Side
from rehab.clinical.pain import HIGHEST, Response, response
from rehab.clinical.set_done import SetDone
from rehab.features.journal.answer import KINDS, title_of
from rehab.features.journal.forms import EACH_SIDE
from rehab.features.journal.pages import SessionPage
from rehab.features.journal.training_form import Asked, takes_load
from rehab.records.finding import CourseHead
from rehab.records.programmes import Prescribed, Version
from rehab.web.doses import dose_text, exercise_name, side_words
from rehab.web.exercises import exercise
from rehab.web.illustrations import drawing_of
from rehab.web.language import chosen_language
from rehab.web.pages import Page
from rehab.web.words import date_words

SCORES = range(HIGHEST + 1)


@dataclass(frozen=True, kw_only=True)
class PlayerPage(SessionPage):
    """A training to be done now. `plan` is what the coach goes by."""

    template: ClassVar[str] = "player/player.html"
    asks_for_pain: ClassVar[bool] = True
    plan: dict[str, Any]
    lights: tuple["Light", ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Light:
    """What the page says at once of how it hurt: the practitioner's own sentence for a colour."""

    letter: str
    kind: str
    title: str
    sentence: str
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StretchExercise:
    """A daily stretch: its dose in words, and how it is done."""

    id: int
    name: str
    drawing: str | None
    steps: tuple[str, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class StretchPlayerPage(Page):
    """One bout of a daily stretch, timed."""

    template: ClassVar[str] = "player/stretch.html"
    asks_for_pain: ClassVar[bool] = False
    under: str
    exercises: tuple[StretchExercise, ...]
    prescription_id: int
    client_key: str
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
        "lights": ["".join(_letter(during, after) for after in SCORES) for during in SCORES],
    }
    as_form = {each.name: getattr(page, each.name) for each in fields(page)}
    changed = {"title": _("Your training"), "switch_href": "", "plan": plan, "lights": _lights(asked.version)}
    return PlayerPage(**as_form | changed)


def _letter(during: int, after: int) -> str:
    """The colour of pain during and after, by its first letter; the next morning is not known yet."""
    found = response(during, after, None, None).response
    assert found is not None  # pain during is known
    return found.value[0]


def _lights(version: Version) -> tuple[Light, ...]:
    by = _("From %(name)s", name=version.signed_by.split()[0])
    return tuple(
        Light(letter=each.value[0], kind=KINDS[each], title=title_of(each), sentence=version.plan.of(each), by=by)
        for each in Response
    )


def stretch_player_page(
    version_id: int, item: Prescribed, *, course: CourseHead, person_id: int, on: date, saved: list[str]
) -> StretchPlayerPage:
    """The page of one bout of a stretch; `saved` as above."""
    code, line = item.exercise_code, dose_text(item.dose)
    steps = tuple(step.in_(chosen_language()) for step in exercise(code).steps)
    name, drawing = exercise_name(code), drawing_of(code)
    return StretchPlayerPage(
        title=_("Stretch"),
        under=date_words(on, "long"),
        exercises=(StretchExercise(id=item.id, name=name, drawing=drawing, steps=steps, text=line),),
        prescription_id=item.id,
        client_key=str(uuid4()),
        plan={
            "key": f"{person_id}.{course.id}.{version_id}-{item.id}.{on.isoformat()}",
            "saved": saved,
            "exercises": [_exercise(item, (), course.condition)],
        },
    )


def _exercise(item: Prescribed, last: Sequence[SetDone], condition: str) -> dict[str, Any]:
    """One exercise: seconds, counts, and kg as plain numbers; `last` the loads of each set, side by side."""
    dose, sides = item.dose, EACH_SIDE if item.side is Side.BOTH else (item.side,)
    return {
        "id": item.id,
        "name": exercise_name(item.exercise_code),
        "dose": dose_text(dose),
        "sides": [{"side": side.value, "words": side_words(side, condition)} for side in sides],
        "sets": dose.sets,
        "reps": dose.reps,
        "rm": dose.rm,
        "hold_s": dose.hold_s,
        "tempo": [dose.tempo.up_s, dose.tempo.hold_s, dose.tempo.down_s] if _has_tempo(item) and dose.tempo else None,
        "rest_s": dose.rest_s,
        "takes_load": takes_load(item),
        "in_backpack": dose.load is LoadKind.BACKPACK,
        "last": [[_plain(each.on(side).load_kg) for side in sides] for each in last],
    }


def _plain(load_kg: Decimal | None) -> float | None:
    return None if load_kg is None else float(load_kg)


def _has_tempo(item: Prescribed) -> bool:
    return item.dose.tempo is not None and item.dose.tempo.total_s > 0

"""The form of a training: which exercises it asks about, what stands in it from the start, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from rehab.clinical.dose import LoadKind, Side
from rehab.features.journal.day import Day
from rehab.features.journal.forms import MOST_SETS, SessionForm, load_field, reps_field, session_form
from rehab.features.journal.pages import ExerciseFields, SetRow
from rehab.features.journal.queries import LastSets, SetDone, StoredSession
from rehab.features.journal.schedule import is_training
from rehab.features.journal.services import ExerciseDone, Training
from rehab.records.programmes import Prescribed, Programme, Version
from rehab.web.doses import dose_text, exercise_name, side_words
from rehab.web.exercises import exercise
from rehab.web.illustrations import drawing_of
from rehab.web.language import chosen_language

ROWS_WHEN_FREE = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """The version a training is logged under, and the exercises the form asks about."""

    version: Version
    exercises: tuple[Prescribed, ...]


def asked_on(day: Day) -> Asked | None:
    """What is due that day and not logged; if nothing is, whatever training is prescribed. None when nothing is."""
    version = day.programme.in_force(day.today)
    if version is None:
        return None
    prescribed = tuple(each for each in version.prescribed_on(day.today) if is_training(each))
    return Asked(version, day.left or prescribed) if prescribed else None


def asked_again(programme: Programme, stored: StoredSession, *, only_done: bool = False) -> Asked:
    """The exercises of a training that is to be corrected, and those left out of it, under its own version."""
    version = next(each for each in programme.versions if each.id == stored.version_id)
    every = [item for span in version.phases for item in span.prescriptions]
    return Asked(
        version,
        tuple(
            item
            for item in every
            if item.id in stored.prescription_ids
            or (not only_done and item.covers(stored.done_on) and is_training(item))
        ),
    )


def asked_in(programme: Programme, rows: Mapping[int, int], done_on: date | None) -> Asked | None:
    """What a sent form speaks of: only the course's own exercises, under the version in force if it has them.

    None when none of them is the course's own.
    """
    in_force = programme.in_force(done_on) if done_on else None
    for version in (*((in_force,) if in_force else ()), *reversed(programme.versions)):
        items = {item.id: item for span in version.phases for item in span.prescriptions}
        if found := tuple(items[id_] for id_ in rows if id_ in items):
            return Asked(version, found)
    return None


def as_last_time(item: Prescribed, last: LastSets | None) -> tuple[SetDone, ...]:
    """Sets to start from: the last ones of the same prescription, else the dose with the last load."""
    dose = as_prescribed(item, last)
    if last is None or last.prescription_id != item.id:
        return dose
    if item.dose.sets is None:
        return last.sets[:MOST_SETS]
    return (*last.sets[:MOST_SETS], *dose[len(last.sets) :])


def as_prescribed(item: Prescribed, last: LastSets | None) -> tuple[SetDone, ...]:
    """The sets of the dose, with the load of the last time where there was one."""
    loads = [each.load_kg for each in last.sets] if last else [item.dose.load_kg]
    count = item.dose.sets or ROWS_WHEN_FREE
    return tuple(
        SetDone(item.dose.reps, loads[min(n, len(loads) - 1)] if takes_load(item) else None) for n in range(count)
    )


def takes_load(item: Prescribed) -> bool:
    """Whether kilograms are asked for: where there is a weight, or a load to be found by repetitions."""
    dose = item.dose
    return dose.load in (LoadKind.BACKPACK, LoadKind.KG) or (dose.rm is not None and dose.load is not LoadKind.BAND)


def filled_form(sets: Mapping[int, Sequence[SetDone]], values: dict[str, Any]) -> SessionForm:
    """A form that has not been sent, with these sets in it."""
    data = dict(values)
    for id_, each in sets.items():
        for n, one in enumerate(each, start=1):
            data[reps_field(id_, n)], data[load_field(id_, n)] = one.reps, one.load_kg
    return session_form({id_: max(1, len(each)) for id_, each in sets.items()})(formdata=None, data=data)


def exercise_fields(
    asked: Asked, form: SessionForm, rows: Mapping[int, int], condition: str
) -> tuple[ExerciseFields, ...]:
    """The exercises with their fields, ready to be drawn."""
    language = chosen_language()
    return tuple(
        ExerciseFields(
            id=item.id,
            name=exercise_name(item.exercise_code),
            drawing=drawing_of(item.exercise_code),
            steps=tuple(step.in_(language) for step in exercise(item.exercise_code).steps),
            text=dose_text(item.dose),
            side=_("each side by itself") if item.side is Side.BOTH else side_words(item.side, condition),
            rows=tuple(
                SetRow(
                    number=n,
                    reps=form[reps_field(item.id, n)],
                    load=form[load_field(item.id, n)] if takes_load(item) else None,
                )
                for n in range(1, rows[item.id] + 1)
            ),
            may_add=rows[item.id] < MOST_SETS,
        )
        for item in asked.exercises
    )


def typed_training(asked: Asked, form: SessionForm, rows: Mapping[int, int]) -> Training:
    """What a valid form says was done; a set without repetitions was not done."""
    exercises = tuple(
        ExerciseDone(
            item,
            tuple(
                SetDone(form[reps_field(item.id, n)].data, form[load_field(item.id, n)].data)
                for n in range(1, rows[item.id] + 1)
                if form[reps_field(item.id, n)].data is not None
            ),
        )
        for item in asked.exercises
    )
    done_on = form.done_on.data
    assert done_on is not None  # the form is valid
    return Training(
        done_on=done_on,
        exercises=exercises,
        pain_during=form.pain_during.data,
        pain_after=form.pain_after.data,
        effort=int(form.effort.data) if form.effort.data else None,
        note=form.note.data or "",
    )

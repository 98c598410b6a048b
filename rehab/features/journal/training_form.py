"""The form of a training: which exercises it asks about, what stands in it from the start, and what was typed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from rehab.clinical.dose import LoadKind, Side
from rehab.clinical.set_done import SetDone, SideDone
from rehab.features.journal.day import Day
from rehab.features.journal.forms import EACH_SIDE, MOST_SETS, Rows, SessionForm, load_field, reps_field, session_form
from rehab.features.journal.pages import ExerciseFields, SetLine, SetRow
from rehab.features.journal.queries import LastSets, StoredSession
from rehab.features.journal.schedule import is_training
from rehab.features.journal.services import ExerciseDone, Training
from rehab.records.programmes import Prescribed, Programme, Version
from rehab.web.doses import dose_text, exercise_name, side_word, side_words
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


def asked_in(programme: Programme, rows: Iterable[int], done_on: date | None) -> Asked | None:
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
    before = tuple(_told_as(item, each) for each in last.sets[:MOST_SETS])
    return before if item.dose.sets is None else (*before, *dose[len(before) :])


def as_prescribed(item: Prescribed, last: LastSets | None) -> tuple[SetDone, ...]:
    """The sets of the dose, with each side's load of the last time where there was one."""
    before = last.sets if last else (SetDone(item.dose.reps, item.dose.load_kg),)
    count = item.dose.sets or ROWS_WHEN_FREE
    return tuple(_of_dose(item, before[min(n, len(before) - 1)]) for n in range(count))


def _of_dose(item: Prescribed, before: SetDone) -> SetDone:
    """A set as prescribed, with the loads of one that was done before."""
    left, right, only = (
        SideDone(item.dose.reps, before.on(side).load_kg if takes_load(item) else None)
        for side in (*EACH_SIDE, item.side)
    )
    return SetDone.of_sides(left, right) if item.side is Side.BOTH else SetDone(only.reps, only.load_kg)


def _told_as(item: Prescribed, each: SetDone) -> SetDone:
    """A set as the exercise is told now: one stored as one number is taken for what each side did."""
    if item.side is not Side.BOTH or each.sides:
        return each
    return SetDone.of_sides(each.on(Side.LEFT), each.on(Side.RIGHT))


def rows_of(item: Prescribed, sets: Sequence[SetDone]) -> Rows:
    """What a form asks of an exercise. A training stored as one number a set is corrected as one number a set."""
    has_sides = item.side is Side.BOTH and (not sets or any(each.sides for each in sets))
    return Rows(max(1, len(sets)), EACH_SIDE if has_sides else (None,))


def rows_asked(asked: Asked, sent: Mapping[int, Rows]) -> dict[int, Rows]:
    """The rows a sent form has of the exercises it speaks of; only what is done with each side has sides."""
    return {each.id: sent[each.id] if each.side is Side.BOTH else Rows(sent[each.id].count) for each in asked.exercises}


def takes_load(item: Prescribed) -> bool:
    """Whether kilograms are asked for: where there is a weight, or a load to be found by repetitions."""
    dose = item.dose
    return dose.load in (LoadKind.BACKPACK, LoadKind.KG) or (dose.rm is not None and dose.load is not LoadKind.BAND)


def filled_form(
    asked: Asked, sets: Mapping[int, Sequence[SetDone]], values: dict[str, Any]
) -> tuple[SessionForm, dict[int, Rows]]:
    """A form that has not been sent, with these sets in it, and its rows."""
    rows = {each.id: rows_of(each, sets[each.id]) for each in asked.exercises}
    data = dict(values)
    for id_, each in rows.items():
        for n, side in each:
            if n <= len(sets[id_]):
                done = sets[id_][n - 1].on(side)
                data[reps_field(id_, n, side)], data[load_field(id_, n, side)] = done.reps, done.load_kg
    return session_form(rows)(formdata=None, data=data), rows


def exercise_fields(
    asked: Asked, form: SessionForm, rows: Mapping[int, Rows], condition: str
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
            rows=_set_rows(item, form, rows[item.id]),
            may_add=rows[item.id].count < MOST_SETS,
        )
        for item in asked.exercises
    )


def _set_rows(item: Prescribed, form: SessionForm, rows: Rows) -> tuple[SetRow, ...]:
    has_load = takes_load(item)
    return tuple(
        SetRow(
            number=n,
            lines=tuple(
                SetLine(
                    side=side_word(side) if side else "",
                    reps=form[reps_field(item.id, n, side)],
                    load=form[load_field(item.id, n, side)] if has_load else None,
                )
                for side in rows.sides
            ),
        )
        for n in range(1, rows.count + 1)
    )


def typed_training(asked: Asked, form: SessionForm, rows: Mapping[int, Rows]) -> Training:
    """What a valid form says was done; a set without repetitions was not done."""
    exercises = tuple(ExerciseDone(item, tuple(_typed_sets(form, item.id, rows[item.id]))) for item in asked.exercises)
    done_on = form.done_on.data
    assert done_on is not None  # the form is valid
    return Training(
        done_on=done_on,
        exercises=exercises,
        pain_during=form.pain_during.data,
        pain_after=form.pain_after.data,
        effort=int(form.effort.data) if form.effort.data else None,
        note=form.note.data or "",
        stopped_by_pain=bool(form.stopped_by_pain.data),
    )


def _typed_sets(form: SessionForm, id_: int, rows: Rows) -> Iterator[SetDone]:
    """The sets of an exercise as typed. Of two sides, one that is left empty was not done."""
    for n in range(1, rows.count + 1):
        typed = [(form[reps_field(id_, n, side)].data, form[load_field(id_, n, side)].data) for side in rows.sides]
        if any(reps is not None for reps, _load in typed):
            done = [SideDone(reps or 0, load) for reps, load in typed]
            yield SetDone.of_sides(*done) if len(done) > 1 else SetDone(done[0].reps, done[0].load_kg)

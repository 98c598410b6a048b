"""The builder's own buttons: add, take out, put back, move. They work without scripts, and lose nothing typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from rehab.clinical.dose import Dose, LoadKind, Side
from rehab.clinical.phases import Phase
from rehab.content import Template, templates
from rehab.features.programmes.drafts import DraftRow, phase_from_template
from rehab.features.programmes.forms import MOST_PHASES, MOST_REVIEWS, MOST_ROWS, BuilderForm, PhaseForm
from rehab.features.programmes.values import phase_values, row_values
from rehab.web.doses import exercise_name, phase_name
from rehab.web.exercises import is_exercise

BUTTON = re.compile(r"(add|drop|back|up|down|review)-([0-9]{0,3})(?:-([0-9]{1,3}))?")
NEW_DOSE = Dose(3, 10, None, None, None, LoadKind.BODY, None, 120, 2, 1)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button did: to the part of the form with the name `at`, told in a sentence; `verb` is the button's."""

    verb: str = ""
    at: str = ""
    told: str = ""


def press(form: BuilderForm, button: str, side: Side, offered: Sequence[Template]) -> Pressed | None:
    """Do what a button of the builder says; None when it is none of these. One that points nowhere does nothing.

    `offered` are the templates that may be added as a phase, `side` the sore one.
    """
    if button == "add-phase":
        return _add_phase(form, side, offered)
    if button == "add-review":
        return _add_review(form)
    if (found := BUTTON.fullmatch(button)) is None:
        return Pressed() if button.startswith("add-") else None
    verb, number, row_number = found.groups()
    if verb == "review":
        return _drop(form.reviews.entries, f"reviews-{number}")
    phase = next((entry for entry in form.phases if entry.name == f"phases-{number}"), None)
    if phase is None:
        return Pressed()
    if verb == "add":
        return _add_row(phase.form, phase.name, side)
    if row_number is None:
        return _phase_button(form, phase, verb)
    row = next((entry for entry in phase.form.rows if entry.name == f"{phase.name}-rows-{row_number}"), None)
    return _row_button(phase.form, row, verb) if row else Pressed()


def _row_button(phase: PhaseForm, row: Any, verb: str) -> Pressed:
    name = exercise_name(row.form.exercise_code.data) if is_exercise(row.form.exercise_code.data) else ""
    if verb in ("drop", "back"):
        row.form.keep.data = verb == "back"
        told = _("%(name)s is taken out.", name=name) if verb == "drop" else _("%(name)s is back.", name=name)
        return Pressed(verb, row.name, str(told))
    shown = [entry for entry in phase.rows if entry.form.keep.data]
    return Pressed(verb, row.name, _moved(phase.rows.entries, shown, row, verb, name))


def _phase_button(form: BuilderForm, phase: Any, verb: str) -> Pressed:
    known = phase.form.phase.data in list(Phase)
    name = phase_name(Phase(phase.form.phase.data)) if known else ""
    if verb in ("drop", "back"):
        if verb == "drop" and len(form.standing) < 2:
            return Pressed(told=str(_("A programme has at least one phase.")))
        phase.form.gone.data = verb == "drop"
        told = _("%(name)s is taken out.", name=name) if verb == "drop" else _("%(name)s is back.", name=name)
        return Pressed(verb, phase.name, str(told))
    shown = [entry for entry in form.phases if not entry.form.gone.data]
    return Pressed(verb, phase.name, _moved(form.phases.entries, shown, phase, verb, name))


def _moved(entries: list[Any], shown: list[Any], moved: Any, verb: str, name: str) -> str:
    """Let two neighbours change places, and say where the moved one stands."""
    if moved in shown:
        at = shown.index(moved)
        to = at - 1 if verb == "up" else at + 1
        if 0 <= to < len(shown):
            here, there = entries.index(moved), entries.index(shown[to])
            entries[here], entries[there] = entries[there], entries[here]
            at = to
        return str(_("%(name)s is number %(place)s of %(total)s.", name=name, place=at + 1, total=len(shown)))
    return ""


def _add_row(phase: PhaseForm, at: str, side: Side) -> Pressed:
    """The exercise chosen beside the button, for the whole phase, with the dose it has in a template."""
    code = str(phase.add_code.data or "")
    if len(phase.rows) >= MOST_ROWS or not is_exercise(code):
        return Pressed()
    last = phase.weeks.data or 1
    row = DraftRow(code, side, 1, last if 1 <= last <= 52 else 1, usual_dose(code))
    entry = phase.rows.append_entry(row_values(row))
    return Pressed("add", entry.name, str(_("%(name)s is added.", name=exercise_name(code))))


def usual_dose(code: str) -> Dose:
    """The first dose an exercise has in a template of the library; for one that is in none, something to begin with."""
    rows = (row for template in templates().values() for row in template.rows)
    return next((row.dose for row in rows if row.exercise_code == code), NEW_DOSE)


def _add_phase(form: BuilderForm, side: Side, offered: Sequence[Template]) -> Pressed:
    chosen = next((each for each in offered if each.code == form.following.data), None)
    if chosen is None or len(form.phases) >= MOST_PHASES:
        return Pressed()
    entry = form.phases.append_entry(phase_values(phase_from_template(chosen, side)))
    return Pressed("add", entry.name, str(_("%(name)s is added.", name=phase_name(chosen.phase))))


def _add_review(form: BuilderForm) -> Pressed:
    if len(form.reviews) >= MOST_REVIEWS:
        return Pressed()
    entry = form.reviews.append_entry()
    return Pressed("add", entry.name, str(_("A review point is added.")))


def _drop(entries: list[Any], name: str) -> Pressed:
    found = next((entry for entry in entries if entry.name == name), None)
    if found is None:
        return Pressed()
    entries.remove(found)
    return Pressed("drop", "reviews", str(_("The review point is taken out.")))

"""What differs between two signed versions of a programme, exercise by exercise and field by field, in words.

version 1  heel raise, weeks 1-12, 3 × 12, 5 kg          changed   sets 3 → 4, load 5 kg → 8 kg
version 3  heel raise, weeks 1-12, 4 × 12, 8 kg; stretch new
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _

from rehab.clinical.dose import Dose, LoadKind
from rehab.records.programmes import PhaseSpan, Prescribed, Version
from rehab.web.activity_words import activity_short
from rehab.web.doses import dose_text, exercise_name, phase_name, side_word, weeks_words
from rehab.web.language import chosen_language
from rehab.web.words import date_words, kilograms

NOTHING = "–"
Field = tuple[str, str, str]  # what, how it was, how it is


class ChangeKind(StrEnum):
    """What became of an exercise or a phase."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ExerciseChange:
    """One exercise: `fields` are those that differ; of a new one or one that is gone, its whole dose."""

    kind: ChangeKind
    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """One phase: when it runs, where that differs, and its exercises, those without a change last."""

    kind: ChangeKind
    name: str
    fields: tuple[Field, ...]
    exercises: tuple[ExerciseChange, ...]


def phase_changes(old: Version, new: Version) -> tuple[PhaseChange, ...]:
    """Every phase of either version, in the order of the new one, those that are gone last."""
    left = list(old.phases)
    found = []
    for span in new.phases:
        before = next((each for each in left if each.phase is span.phase), None)
        if before:
            left.remove(before)
        found.append(_phase(before, span))
    return (*found, *(_phase(span, None) for span in left))


def plan_changes(old: Version, new: Version) -> tuple[Field, ...]:
    """What differs of the rule for sport, the reviews and the plan's sentences: what it is, how it was, how it is."""
    was, now = old.plan, new.plan
    pairs = (
        (_("At most 2, and a morning as usual"), was.green, now.green),
        (_("3 to 5"), was.yellow, now.yellow),
        (_("A worse morning after"), was.amber, now.amber),
        (_("6 or more"), was.red, now.red),
        (_("Sport and activity"), _activity(old), _activity(new)),
        (_("Reviewed in week"), _reviews(old), _reviews(new)),
    )
    return _differing(pairs)


def _activity(version: Version) -> str:
    return activity_short(version.activity) if version.activity else NOTHING


def _reviews(version: Version) -> str:
    return ", ".join(str(point.week) for point in version.reviews) or NOTHING


def _phase(old: PhaseSpan | None, new: PhaseSpan | None) -> PhaseChange:
    span = new or old
    assert span is not None
    if old is None or new is None:
        kind = ChangeKind.GONE if new is None else ChangeKind.NEW
        exercises = tuple(_alone(item, kind) for item in span.prescriptions)
        return PhaseChange(kind, phase_name(span.phase), (), exercises)
    fields = _differing(
        (
            (_("Begins"), date_words(old.starts_on), date_words(new.starts_on)),
            (_("Weeks"), str(old.weeks), str(new.weeks)),
        )
    )
    exercises = tuple(sorted(_exercises(old, new), key=lambda each: each.kind is ChangeKind.SAME))
    same = not fields and all(each.kind is ChangeKind.SAME for each in exercises)
    return PhaseChange(ChangeKind.SAME if same else ChangeKind.CHANGED, phase_name(new.phase), fields, exercises)


def _exercises(old: PhaseSpan, new: PhaseSpan) -> Iterator[ExerciseChange]:
    """Each prescription beside the one it took over from: the same weeks and side first, then what comes nearest."""
    left, pairs = list(old.prescriptions), dict[int, Prescribed]()
    for alike in (_code_side_weeks, _code_side, _code):
        for item in new.prescriptions:
            before = next((each for each in left if alike(each) == alike(item)), None)
            if item.id not in pairs and before:
                pairs[item.id] = before
                left.remove(before)
    for item in new.prescriptions:
        yield _pair(pairs[item.id], item) if item.id in pairs else _alone(item, ChangeKind.NEW)
    yield from (_alone(item, ChangeKind.GONE) for item in left)


def _code_side_weeks(item: Prescribed) -> tuple[object, ...]:
    return item.exercise_code, item.side, item.week_from, item.week_to


def _code_side(item: Prescribed) -> tuple[object, ...]:
    return item.exercise_code, item.side


def _code(item: Prescribed) -> tuple[object, ...]:
    return (item.exercise_code,)


def _pair(old: Prescribed, new: Prescribed) -> ExerciseChange:
    pairs = zip(_fields(old), _fields(new), strict=True)
    fields = _differing((label, was, now) for (label, was), (_label, now) in pairs)
    kind = ChangeKind.CHANGED if fields else ChangeKind.SAME
    name = exercise_name(new.exercise_code)
    return ExerciseChange(kind, name if any(label == _("Weeks") for label, *_rest in fields) else _named(new), fields)


def _alone(item: Prescribed, kind: ChangeKind) -> ExerciseChange:
    text = dose_text(item.dose)
    field = (str(_("Dose")), NOTHING, text) if kind is ChangeKind.NEW else (str(_("Dose")), text, NOTHING)
    return ExerciseChange(kind, _named(item), (field,))


def _named(item: Prescribed) -> str:
    weeks = weeks_words(item.week_from, item.week_to, chosen_language())
    return f"{exercise_name(item.exercise_code)}, {weeks[0].lower()}{weeks[1:]}"


def _fields(item: Prescribed) -> tuple[tuple[str, str], ...]:
    """All of a prescription that may differ, in the order it is written."""
    dose = item.dose
    return (
        (str(_("Weeks")), f"{item.week_from}-{item.week_to}"),
        (str(_("Side")), side_word(item.side)),
        (str(_("Sets")), str(_("as many as possible")) if dose.sets is None else str(dose.sets)),
        (str(_("Repetitions")), str(dose.reps)),
        (str(_("RM")), _or_nothing(dose.rm)),
        (str(_("Hold")), _seconds(dose.hold_s)),
        (str(_("Tempo (up-hold-down)")), _tempo(dose)),
        (str(_("Load")), load_words(dose)),
        (str(_("Rest between sets")), _seconds(dose.rest_s)),
        (str(_("Every")), str(_("day") if dose.interval_days == 1 else _("%(days)s days", days=dose.interval_days))),
        (str(_("Times a day")), str(dose.times_a_day)),
    )


def load_words(dose: Dose) -> str:
    """What is lifted: the body alone, a backpack with 8 kg, 12 kg, a band."""
    words = {
        LoadKind.BODY: _("body weight"),
        LoadKind.BACKPACK: _("backpack"),
        LoadKind.KG: _("weight"),
        LoadKind.BAND: _("elastic band"),
    }
    kind = str(words[dose.load])
    return f"{kind}, {kilograms(dose.load_kg)}" if dose.load_kg is not None else kind


def _tempo(dose: Dose) -> str:
    return f"{dose.tempo.up_s}-{dose.tempo.hold_s}-{dose.tempo.down_s}" if dose.tempo else NOTHING


def _seconds(seconds: int | None) -> str:
    return NOTHING if seconds is None else str(_("%(seconds)s s", seconds=seconds))


def _or_nothing(value: int | None) -> str:
    return NOTHING if value is None else str(value)


def _differing(pairs: Iterable[tuple[str, str, str]]) -> tuple[Field, ...]:
    return tuple((str(label), was, now) for label, was, now in pairs if was != now)

"""The builder's form: phases, their rows of doses, the four plan sentences, and when it takes effect."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]
    BooleanField,
    DateField,
    DecimalField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectChoice,
    SelectField,
    ValidationError,
)
from wtforms.validators import AnyOf, DataRequired, InputRequired, Optional
from wtforms.widgets import TextInput

from rehab.clinical.dose import DOSE_LIMITS, LoadKind, Side
from rehab.clinical.phases import Phase
from rehab.web.doses import side_word
from rehab.web.exercise_field import ExerciseField, exercise_choices
from rehab.web.forms import BaseForm, ClientKeyField, WholeNumberField, note_field
from rehab.web.words import date_words, number

MOST_PHASES = 4
MOST_ROWS = 18
LONGEST_SENTENCE = 600
LONGEST_PHASE = 52
ENTRY = re.compile(r"-([0-9]{1,3})(?:-|$)")
KILOGRAMS = re.compile(r"\d{1,4}([.,]\d)?", re.ASCII)


class NumberedList(FieldList):  # type: ignore[type-arg]
    """Entries numbered in their names; a name whose number no form has is not read (WTForms would fall over it)."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        for name in formdata:
            if name.startswith(prefix) and (found := ENTRY.match(name, len(prefix))):
                yield int(found[1])


class KilogramsField(DecimalField):
    """Kilograms with at most one decimal, comma or point."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            return
        if not KILOGRAMS.fullmatch(text):
            raise ValueError(str(_l("Write kilograms with at most one decimal.")))
        self.data = Decimal(text.replace(",", "."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return number(self.data) if self.data is not None else ""


def within(low: int, high: int) -> Callable[[Any, Any], None]:
    """A number from `low` to `high`; says nothing of what isn't a number."""

    def check(_form: Any, field: Any) -> None:
        if field.data is not None and not low <= field.data <= high:
            raise ValidationError(str(_l("Write a number from %(low)s to %(high)s.", low=low, high=high)))

    return check


def whole(label: Any, limits: tuple[int, int], *, required: bool = False) -> WholeNumberField:
    """A whole number inside its limits, typed as text so that what was typed comes back."""
    presence = InputRequired(_l("Write a number from %(low)s to %(high)s.", low=limits[0], high=limits[1]))
    return WholeNumberField(
        label,
        validators=[presence if required else Optional(), within(*limits)],
        widget=TextInput(),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


def side_choices() -> list[SelectChoice]:
    """Left, right, both."""
    return [SelectChoice(side.value, side_word(side)) for side in Side]


LOADS = [
    SelectChoice(LoadKind.BODY.value, _l("Body weight")),
    SelectChoice(LoadKind.BACKPACK.value, _l("Backpack")),
    SelectChoice(LoadKind.KG.value, _l("Weights")),
    SelectChoice(LoadKind.BAND.value, _l("Elastic band")),
]
WITHOUT_KILOGRAMS = (LoadKind.BODY.value, LoadKind.BAND.value)


class PartForm(Form):
    """A part of the builder: its messages speak the reader's language too."""

    class Meta(Form.Meta):  # type: ignore[misc]
        def get_translations(self, form: Any) -> Any:
            return BaseForm.Meta().get_translations(form)


class RowForm(PartForm):
    """One prescription. A row that is left out is not read further."""

    keep = BooleanField(_l("Include"))
    exercise_code = ExerciseField(_l("Exercise"))
    side = SelectField(_l("Side"), choices=side_choices)
    week_from = whole(_l("From week"), (1, LONGEST_PHASE), required=True)
    week_to = whole(_l("To week"), (1, LONGEST_PHASE), required=True)
    sets = whole(_l("Sets"), DOSE_LIMITS["sets"])
    reps = whole(_l("Repetitions"), DOSE_LIMITS["reps"], required=True)
    rm = whole(_l("RM"), DOSE_LIMITS["rm"])
    hold_s = whole(_l("Hold each, s"), DOSE_LIMITS["hold_s"])
    up_s = whole(_l("Up, s"), DOSE_LIMITS["tempo"])
    top_s = whole(_l("Hold at the top, s"), DOSE_LIMITS["tempo"])
    down_s = whole(_l("Down, s"), DOSE_LIMITS["tempo"])
    load = SelectField(_l("Load"), choices=LOADS)
    load_kg = KilogramsField(_l("Kg"), validators=[Optional(), within(*DOSE_LIMITS["load_kg"])])
    rest_s = whole(_l("Rest, s"), DOSE_LIMITS["rest_s"], required=True)
    interval_days = whole(_l("Every n-th day"), DOSE_LIMITS["interval_days"], required=True)
    times_a_day = whole(_l("Times a day"), DOSE_LIMITS["times_a_day"], required=True)

    def validate(self, extra_validators: Any = None) -> bool:
        return True if not self.keep.data else bool(super().validate(extra_validators))

    def validate_week_to(self, field: Field) -> None:
        if field.data and self.week_from.data and field.data < self.week_from.data:
            raise ValidationError(str(_l("This is before the first week.")))

    def validate_load_kg(self, field: Field) -> None:
        if field.data and self.load.data in WITHOUT_KILOGRAMS:
            raise ValidationError(str(_l("Kilograms go with backpack or weights.")))


class PhaseForm(PartForm):
    """One phase: its length in weeks and its rows."""

    phase = HiddenField(validators=[AnyOf([phase.value for phase in Phase])])
    weeks = whole(_l("Weeks"), (1, LONGEST_PHASE), required=True)
    rows = NumberedList(FormField(RowForm), min_entries=1, max_entries=MOST_ROWS)

    @property
    def kept(self) -> list[RowForm]:
        """The rows that are not left out."""
        return [entry.form for entry in self.rows if entry.form.keep.data]


def sentence(label: Any) -> Any:
    """One of the practitioner's own sentences; none may be empty."""
    return note_field(label, LONGEST_SENTENCE, DataRequired(_l("Write what the patient should do.")))


class BuilderForm(BaseForm):
    """The whole programme. `seen` is the number of the version it was opened on, 0 for none."""

    client_key = ClientKeyField()
    seen = HiddenField()
    effective_on = DateField(_l("In force from"), validators=[InputRequired(_l("Choose a date."))])
    reason = note_field(_l("Why, in words to the patient"))
    phases = NumberedList(FormField(PhaseForm), min_entries=1, max_entries=MOST_PHASES)
    plan_green = sentence(_l("Green"))
    plan_yellow = sentence(_l("Yellow"))
    plan_amber = sentence(_l("Amber"))
    plan_red = sentence(_l("Red"))

    allowed: tuple[date, date] = (date.min, date.max)
    reason_needed = False

    @property
    def opened_on(self) -> int:
        """The number of the version the form was opened on, 0 for none, -1 for nonsense."""
        text = str(self.seen.data or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        for entry in self.phases:
            _check_phase(entry.form)
        return bool(right) and next(wrong_fields(self), None) is None

    def validate_effective_on(self, field: Field) -> None:
        earliest, latest = self.allowed
        if field.data and not earliest <= field.data <= latest:
            words = {"first": date_words(earliest, "full"), "last": date_words(latest, "full")}
            raise ValidationError(str(_l("Choose a date from %(first)s to %(last)s.", **words)))

    def validate_reason(self, field: Field) -> None:
        if self.reason_needed and not field.data:
            raise ValidationError(str(_l("Write why the programme changes. The patient reads it.")))


def _check_phase(phase: PhaseForm) -> None:
    """What no field can see alone: half a tempo, rows past the end of the phase or on top of each other, no rows."""
    if not phase.kept:
        _add_error(phase.rows[0].form.keep, str(_l("Include at least one exercise.")))
    for position, row in enumerate(phase.kept):
        tempo = [row.up_s, row.top_s, row.down_s]
        empty = [part for part in tempo if part.data is None and not part.errors]
        if 0 < len(empty) < len(tempo):
            _add_error(empty[0], str(_l("Write all three parts of the tempo, or none.")))
        if row.week_to.data and phase.weeks.data and row.week_to.data > phase.weeks.data:
            _add_error(row.week_to, str(_l("The phase ends after week %(last)s.", last=phase.weeks.data)))
        if any(_overlap(row, other) for other in phase.kept[:position]):
            _add_error(row.week_from, str(_l("The same exercise stands above in some of these weeks.")))


def _overlap(row: RowForm, other: RowForm) -> bool:
    if row.exercise_code.data != other.exercise_code.data:
        return False
    sides = {row.side.data, other.side.data}
    weeks, other_weeks = _weeks(row), _weeks(other)
    return (len(sides) == 1 or Side.BOTH.value in sides) and any(week in other_weeks for week in weeks)


def _weeks(row: RowForm) -> range:
    first, last = row.week_from.data, row.week_to.data
    return range(first, min(last, LONGEST_PHASE) + 1) if first and last else range(0)


def _add_error(field: Field, message: str) -> None:
    field.errors = [*field.errors, message]


def wrong_fields(form: Form) -> Iterator[Field]:
    """Every field with a message, however deep it lies, in reading order."""
    for field in form:
        if isinstance(field, FieldList):
            for entry in field:
                yield from wrong_fields(entry.form)
        elif field.errors:
            yield field

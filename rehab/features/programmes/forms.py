"""The builder's form: phases, their rows of doses, the four plan sentences, and when it takes effect."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]
    BooleanField,
    DateField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    ValidationError,
)
from wtforms.validators import AnyOf, DataRequired, InputRequired, Optional

from rehab.clinical.activity import ActivityRule
from rehab.clinical.dose import DOSE_LIMITS, LoadKind, Side
from rehab.clinical.phases import Phase
from rehab.features.programmes.fields import KilogramsField, NumberedList, stepped, whole, within
from rehab.web.doses import side_word
from rehab.web.exercise_field import ExerciseField, exercise_choices
from rehab.web.forms import BaseForm, ClientKeyField, note_field, text_field
from rehab.web.words import date_words

MOST_PHASES = 4
MOST_ROWS = 18
LONGEST_SENTENCE = 600
LONGEST_PHASE = 52
MOST_REVIEWS = 8
LONGEST_WHY = 120
FAR_DOWN = 10_000


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


def activity_choices() -> list[SelectChoice]:
    """A break, or going on within limits."""
    words = {
        ActivityRule.MONITORED: _l("Goes on within the pain limits"),
        ActivityRule.STOP: _l("Takes a break until you agree on more"),
    }
    return [SelectChoice(rule.value, label) for rule, label in words.items()]


class PartForm(Form):
    """A part of the builder: its messages speak the reader's language too."""

    class Meta(Form.Meta):  # type: ignore[misc]
        def get_translations(self, form: Any) -> Any:
            return BaseForm.Meta().get_translations(form)


class PlacedForm(PartForm):
    """A part that may stand elsewhere among its kind than its number says; `place` says where, 0 the first."""

    place = HiddenField()

    @property
    def at(self) -> int:
        """The place that was sent; far down for what is none."""
        text = str(self.place.data or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else FAR_DOWN


class RowForm(PlacedForm):
    """One prescription. A row that is taken out is not read further."""

    keep = BooleanField()
    exercise_code = ExerciseField(_l("Exercise"))
    side = SelectField(_l("Side"), choices=side_choices)
    week_from = whole(_l("From week"), (1, LONGEST_PHASE), required=True)
    week_to = whole(_l("To week"), (1, LONGEST_PHASE), required=True)
    sets = whole(_l("Sets"), DOSE_LIMITS["sets"])
    reps = whole(_l("Repetitions"), DOSE_LIMITS["reps"], required=True)
    rm = whole(_l("RM"), DOSE_LIMITS["rm"])
    hold_s = whole(_l("Hold each, s"), DOSE_LIMITS["hold_s"], step=5)
    up_s = whole(_l("Up, s"), DOSE_LIMITS["tempo"])
    top_s = whole(_l("Hold at the top, s"), DOSE_LIMITS["tempo"])
    down_s = whole(_l("Down, s"), DOSE_LIMITS["tempo"])
    load = SelectField(_l("Load"), choices=LOADS)
    load_kg = KilogramsField(
        _l("Kg"),
        validators=[Optional(), within(*DOSE_LIMITS["load_kg"])],
        render_kw=stepped(DOSE_LIMITS["load_kg"], 1) | {"inputmode": "decimal"},
    )
    rest_s = whole(_l("Rest, s"), DOSE_LIMITS["rest_s"], required=True, step=15)
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


class PhaseForm(PlacedForm):
    """One phase: its length in weeks and its rows. A phase that is taken out is not read further.

    `origin` is the code of the template it came from; `add_code` is the exercise to add to it.
    """

    gone = BooleanField()
    origin = HiddenField()
    add_code = SelectField(_l("One more exercise"), choices=exercise_choices, validate_choice=False)
    phase = HiddenField(validators=[AnyOf([phase.value for phase in Phase])])
    weeks = whole(_l("Weeks"), (1, LONGEST_PHASE), required=True)
    rows = NumberedList(FormField(RowForm), min_entries=1, max_entries=MOST_ROWS)

    @property
    def kept(self) -> list[RowForm]:
        """The rows that are not taken out."""
        return [entry.form for entry in self.rows if entry.form.keep.data]

    def validate(self, extra_validators: Any = None) -> bool:
        return True if self.gone.data else bool(super().validate(extra_validators))


class ReviewForm(PartForm):
    """One review point; one with neither week nor words is none."""

    week = whole(_l("Week"), (1, LONGEST_PHASE))
    why = text_field(_l("What to look at"), LONGEST_WHY)

    def validate_why(self, field: Field) -> None:
        if field.data and self.week.data is None and not self.week.errors:
            self.week.errors = [*self.week.errors, str(_l("Write in which week."))]


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
    activity_rule = RadioField(
        _l("Sport and activity"),
        choices=activity_choices,
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    reviews = NumberedList(FormField(ReviewForm), max_entries=MOST_REVIEWS)
    following = SelectField(_l("Phase after this"), validate_choice=False, choices=[])

    allowed: tuple[date, date] = (date.min, date.max)
    reason_needed = False

    @property
    def opened_on(self) -> int:
        """The number of the version the form was opened on, 0 for none, -1 for nonsense."""
        text = str(self.seen.data or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1

    @property
    def standing(self) -> list[PhaseForm]:
        """The phases that are not taken out."""
        return [entry.form for entry in self.phases if not entry.form.gone.data]

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        for phase in self.standing:
            _check_phase(phase)
        _check_reviews(self)
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
        _add_error(phase.add_code, str(_l("Include at least one exercise.")))
    for position, row in enumerate(phase.kept):
        tempo = [row.up_s, row.top_s, row.down_s]
        empty = [part for part in tempo if part.data is None and not part.errors]
        if 0 < len(empty) < len(tempo):
            _add_error(empty[0], str(_l("Write all three parts of the tempo, or none.")))
        if row.week_to.data and phase.weeks.data and row.week_to.data > phase.weeks.data:
            _add_error(row.week_to, str(_l("The phase ends after week %(last)s.", last=phase.weeks.data)))
        if any(_overlap(row, other) for other in phase.kept[:position]):
            _add_error(row.week_from, str(_l("The same exercise stands above in some of these weeks.")))


def _check_reviews(form: BuilderForm) -> None:
    """Two review points in one week are one too many."""
    seen = set()
    for entry in form.reviews:
        week = entry.form.week
        if week.data in seen:
            _add_error(week, str(_l("There is a review point in this week already.")))
        if week.data is not None:
            seen.add(week.data)


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

"""What the patient types: a morning's pain, and a training with its sets."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    ValidationError,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextInput

from rehab.clinical.dose import Side
from rehab.clinical.pain import HIGHEST
from rehab.web.doses import side_word
from rehab.web.forms import BaseForm, ClientKeyField, WholeNumberField, note_field
from rehab.web.logged_dates import DayField
from rehab.web.words import number

UNKNOWN = "unknown"
MOST_SETS = 10
MOST_REPS = 200
MOST_KILOGRAMS = 200
EFFORTS = [
    SelectChoice("1", _l("Very easy")),
    SelectChoice("2", _l("Easy")),
    SelectChoice("3", _l("About right")),
    SelectChoice("4", _l("Hard")),
    SelectChoice("5", _l("Very hard")),
]
SET_FIELD = re.compile(r"sets-(\d{1,9})-(\d{1,2})-(?:(left|right)-)?reps", re.ASCII)
EACH_SIDE = (Side.LEFT, Side.RIGHT)
KILOGRAMS = re.compile(r"\d{1,3}(?:[.,]\d)?", re.ASCII)


class PainField(Field):
    """Pain as a whole number 0-10; with `unknown` also "not sure", which is None."""

    def __init__(self, label: Any, *, unknown: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.unknown = unknown

    def process_formdata(self, valuelist: list[Any]) -> None:
        text, self.data = str(valuelist[0]).strip() if valuelist else "", None
        if self.unknown and text == UNKNOWN:
            return
        if not text:
            raise ValueError(_("Choose a number from 0 to 10."))
        if not (text.isascii() and text.isdecimal() and len(text) <= 2 and int(text) <= HIGHEST):
            raise ValueError(_("Choose a whole number from 0 to 10. You wrote %(typed)s.", typed=_brief(text)))
        self.data = int(text)


class KilogramsField(Field):
    """A load of 0-200 kg with at most one decimal, comma or point; None when left empty."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        text, self.data = str(valuelist[0]).strip() if valuelist else "", None
        if not text:
            return
        if not KILOGRAMS.fullmatch(text) or (load := Decimal(text.replace(",", "."))) > MOST_KILOGRAMS:
            raise ValueError(_("Write 0 to 200 kg, with at most one decimal. You wrote %(typed)s.", typed=_brief(text)))
        self.data = load

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else number(self.data)


def _brief(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


def _reps_in_range(_form: Any, field: Any) -> None:
    if field.data is not None and not 0 <= field.data <= MOST_REPS:
        raise ValidationError(_("Write a number from 0 to 200."))


def _one_of_the_choices(_form: Any, field: Any) -> None:
    if field.data not in {choice.value for choice in field.choices}:
        raise ValidationError(_("Choose one of the answers."))


class MorningPainForm(BaseForm):
    """Morning pain of one date and side. Give `side` its choices, and `score` its question, before validating."""

    client_key = ClientKeyField()
    noted_on = DayField(_l("Date"))
    side = RadioField(_l("Which side?"), choices=[], validators=[_one_of_the_choices], validate_choice=False)
    score = PainField(_l("Morning pain"), unknown=True)


class SessionForm(BaseForm):
    """A training: the sets come as fields of their own (see session_form)."""

    client_key = ClientKeyField()
    replaces = HiddenField()
    done_on = DayField(_l("Date"))
    pain_during = PainField(_l("Pain while training"))
    pain_after = PainField(_l("Pain right now"))
    effort = RadioField(
        _l("How hard was it?"), choices=EFFORTS, validators=[Optional(), _one_of_the_choices], validate_choice=False
    )
    stopped_by_pain = BooleanField(_l("I stopped because it hurt"))
    note = note_field(_l("Note to your practitioner"))


class StretchForm(BaseForm):
    """One bout of a daily stretch: a button. A phone that sends it later says of which day it is."""

    client_key = ClientKeyField()
    done_on = DayField(validators=[Optional()])
    prescription_id = WholeNumberField(validators=[InputRequired()])


class OneTapForm(BaseForm):
    """That the training of a day was done as prescribed; which exercises is sent beside it."""

    client_key = ClientKeyField()
    done_on = DayField(_l("Date"))


@dataclass(frozen=True, slots=True)
class Rows:
    """How many sets of an exercise a form asks about, and the sides of each; a single None is the set as one."""

    count: int
    sides: tuple[Side | None, ...] = (None,)

    def __iter__(self) -> Iterator[tuple[int, Side | None]]:
        """Each set number with each of its sides."""
        return ((n, side) for n in range(1, self.count + 1) for side in self.sides)


def reps_field(prescription_id: int, set_number: int, side: Side | None = None) -> str:
    """The field of a set's repetitions, or of one side's."""
    return _set_field(prescription_id, set_number, side, "reps")


def load_field(prescription_id: int, set_number: int, side: Side | None = None) -> str:
    """The field of a set's load in kg, or of one side's."""
    return _set_field(prescription_id, set_number, side, "load")


def _set_field(prescription_id: int, set_number: int, side: Side | None, what: str) -> str:
    return "-".join(["sets", str(prescription_id), str(set_number), *([side.value] if side else []), what])


def rows_sent(names: Iterable[str]) -> dict[int, Rows]:
    """Prescription ids and how many sets of each the sent field names speak of, in the order they came.

    A page from before the sides were told apart speaks of a set as one.
    """
    rows: dict[int, Rows] = {}
    for name in names:
        if found := SET_FIELD.fullmatch(name):
            prescription_id, set_number = int(found[1]), int(found[2])
            before = rows.get(prescription_id, Rows(1))
            count = min(max(before.count, set_number), MOST_SETS)
            rows[prescription_id] = Rows(count, EACH_SIDE if found[3] else before.sides)
    return rows


def session_form(rows: Mapping[int, Rows]) -> type[SessionForm]:
    """A SessionForm with fields for so many sets of each prescription."""
    fields: dict[str, Any] = {}
    for prescription_id, each in rows.items():
        for n, side in each:
            reps, load = _labels(n, side)
            fields[reps_field(prescription_id, n, side)] = WholeNumberField(reps, validators=[_reps_in_range])
            fields[load_field(prescription_id, n, side)] = KilogramsField(load)
    return type("SessionFormOfADay", (SessionForm,), fields)


def _labels(n: int, side: Side | None) -> tuple[Any, Any]:
    if side is None:
        return _l("Set %(number)s, repetitions", number=n), _l("Set %(number)s, kg", number=n)
    told = {"number": n, "side": side_word(side).lower()}
    return _l("Set %(number)s, %(side)s, repetitions", **told), _l("Set %(number)s, %(side)s, kg", **told)

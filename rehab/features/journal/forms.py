"""What the patient types: a morning's pain, and a training with its sets."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    ValidationError,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextInput

from rehab.clinical.pain import HIGHEST
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
SET_FIELD = re.compile(r"sets-(\d{1,9})-(\d{1,2})-reps", re.ASCII)
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


def reps_field(prescription_id: int, set_number: int) -> str:
    """The field of a set's repetitions."""
    return f"sets-{prescription_id}-{set_number}-reps"


def load_field(prescription_id: int, set_number: int) -> str:
    """The field of a set's load in kg."""
    return f"sets-{prescription_id}-{set_number}-load"


def rows_sent(names: Iterable[str]) -> dict[int, int]:
    """Prescription ids and how many sets of each the sent field names speak of, in the order they came."""
    rows: dict[int, int] = {}
    for name in names:
        if found := SET_FIELD.fullmatch(name):
            prescription_id, set_number = int(found[1]), int(found[2])
            rows[prescription_id] = min(max(rows.get(prescription_id, 1), set_number), MOST_SETS)
    return rows


def session_form(rows: Mapping[int, int]) -> type[SessionForm]:
    """A SessionForm with fields for so many sets of each prescription."""
    fields: dict[str, Any] = {}
    for prescription_id, sets in rows.items():
        for n in range(1, sets + 1):
            fields[reps_field(prescription_id, n)] = WholeNumberField(
                _l("Set %(number)s, repetitions", number=n), validators=[_reps_in_range]
            )
            fields[load_field(prescription_id, n)] = KilogramsField(_l("Set %(number)s, kg", number=n))
    return type("SessionFormOfADay", (SessionForm,), fields)

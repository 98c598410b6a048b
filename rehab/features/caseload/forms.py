"""What a practitioner types: a note, and a new patient."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]
    DateField,
    SelectChoice,
    SelectField,
    ValidationError,
)
from wtforms.validators import DataRequired, Email, InputRequired, NumberRange, Optional

from rehab.clinical.dose import Side
from rehab.content import conditions
from rehab.web.condition_words import condition_name
from rehab.web.forms import BaseForm, ClientKeyField, WholeNumberField, note_field, text_field
from rehab.web.words import age

OWN_ACCOUNT_FROM = 15
OLDEST = 120
LONGEST_AGO = timedelta(days=365)


class AddressForm(BaseForm):
    """What is asked for in an address: nothing is written, so there is no token."""

    class Meta(BaseForm.Meta):
        csrf = False


class NoteForm(BaseForm):
    """A note, to be signed."""

    client_key = ClientKeyField()
    text = note_field(_l("New note"), 2000, DataRequired(_l("Write the note.")))


class AddendumForm(BaseForm):
    """An addition to a note already signed: which one, the address says."""

    client_key = ClientKeyField()
    addendum = note_field(_l("Addendum"), 2000, DataRequired(_l("Write the addendum.")))

    def __init__(self, *args: Any, note_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.note_id = note_id
        self.addendum.id = f"addendum-{note_id}"  # there is one for each note of the page


class NewPatientForm(BaseForm):
    """A patient and the course about to begin. `today` is handed in, since no form reads the clock."""

    name = text_field(_l("Name"), 120, DataRequired(_l("Write the patient's name.")))
    email = text_field(
        _l("E-mail"),
        254,
        DataRequired(_l("Write the patient's e-mail address.")),
        Email(_l("Write an e-mail address, such as name@example.com.")),
    )
    born_on = DateField(_l("Date of birth"), validators=[InputRequired(_l("Write the date of birth."))])
    condition = SelectField(_l("Condition"), validators=[InputRequired(_l("Choose a condition."))])
    side = SelectField(
        _l("Which side?"),
        choices=[
            SelectChoice(Side.LEFT.value, _l("Left")),
            SelectChoice(Side.RIGHT.value, _l("Right")),
            SelectChoice(Side.BOTH.value, _l("Both")),
        ],
        validators=[InputRequired(_l("Choose a side."))],
    )
    intake_pain = WholeNumberField(
        _l("Pain in the morning, 0-10"),
        validators=[
            InputRequired(_l("Choose a number from 0 to 10.")),
            NumberRange(0, 10, _l("Choose a number from 0 to 10.")),
        ],
    )
    symptoms_since = DateField(_l("Has hurt since"), validators=[Optional()])
    started_on = DateField(_l("The course starts"), validators=[InputRequired(_l("Write when the course starts."))])

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.condition.choices = [SelectChoice(code, condition_name(code)) for code in conditions()]

    def validate_born_on(self, field: DateField) -> None:
        if (born_on := field.data) is None:
            return
        if not self.today - timedelta(days=366 * OLDEST) < born_on <= self.today:
            raise ValidationError(str(_("Check the year.")))
        if age(born_on, self.today) < OWN_ACCOUNT_FROM:
            raise ValidationError(str(_("Under 15 a parent must have the account, and that can't be made here yet.")))

    def validate_started_on(self, field: DateField) -> None:
        if (started_on := field.data) is None:
            return
        if started_on > self.today:
            raise ValidationError(str(_("The course can't start in the future.")))
        if started_on < self.today - LONGEST_AGO:
            raise ValidationError(str(_("The course can start at most a year ago.")))

    def validate_symptoms_since(self, field: DateField) -> None:
        if (since := field.data) is None:
            return
        if since > self.today:
            raise ValidationError(str(_("The date is in the future.")))
        if self.born_on.data and since < self.born_on.data:
            raise ValidationError(str(_("The date is before the patient was born.")))

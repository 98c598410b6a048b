"""A message, and how soon a practitioner answers."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from rehab.web.forms import BaseForm, ClientKeyField, WholeNumberField, note_field

LONGEST = 2000
MOST_DAYS = 10


class MessageForm(BaseForm):
    """Plain text; blanks alone are nothing."""

    client_key = ClientKeyField()
    text = note_field(_l("Message"), LONGEST, DataRequired(_l("Write something first.")))


class AnswerTimeForm(BaseForm):
    """Working days, 0 is the same day."""

    working_days = WholeNumberField(
        _l("I answer within how many working days?"),
        validators=[
            InputRequired(_l("Write a whole number.")),
            NumberRange(0, MOST_DAYS, _l("Write a number from 0 to %(most)s.", most=MOST_DAYS)),
        ],
    )
    tells_by_mail = BooleanField(_l("Send me an e-mail when a patient writes"))

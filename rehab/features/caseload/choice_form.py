"""Why a practitioner opens the courses of a branch."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, ValidationError  # type: ignore[attr-defined]
from wtforms.validators import InputRequired

from rehab.models import ChoiceReason
from rehab.web.forms import BaseForm, ClientKeyField, text_field

LONGEST = 200
WHYS = {
    ChoiceReason.ABSENCE: _l("A colleague is away, and I cover"),
    ChoiceReason.ASKED: _l("A colleague asked me to look"),
    ChoiceReason.OTHER: _l("Something else, which I write below"),
}


class ChoiceForm(BaseForm):
    """One of the reasons; "something else" needs words."""

    client_key = ClientKeyField()
    why = RadioField(
        _l("Why?"),
        choices=[SelectChoice(why.value, words) for why, words in WHYS.items()],
        validators=[InputRequired(_l("Choose a reason."))],
    )
    own_words = text_field(_l("In your own words"), LONGEST)

    def validate_own_words(self, field: Any) -> None:
        if self.why.data == ChoiceReason.OTHER and not field.data:
            raise ValidationError(str(_("Write why.")))

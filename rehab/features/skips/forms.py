"""Why an exercise is left out today, and what is done instead."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Optional

from rehab.models import SkipReason
from rehab.web.doses import exercise_name
from rehab.web.forms import BaseForm, ClientKeyField, WholeNumberField, note_field
from rehab.web.logged_dates import DayField
from rehab.web.skip_words import why_skipped

LONGEST_NOTE = 300


class SkipForm(BaseForm):
    """`instead` offers the lighter exercises given; an empty one means that nothing is done instead.

    A phone that sends it later says of which day it is.
    """

    client_key = ClientKeyField()
    prescription_id = WholeNumberField(_l("Exercise"), validators=[InputRequired()])
    skipped_on = DayField(_l("Date"), validators=[Optional()])
    why = RadioField(_l("Why?"), validators=[InputRequired(_l("Choose a reason."))])
    instead = RadioField(_l("Do you do something lighter instead?"), default="")
    note = note_field(_l("Note"), LONGEST_NOTE)

    def __init__(self, *args: Any, lighter: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.why.choices = [SelectChoice(each.value, why_skipped(each)) for each in SkipReason]
        self.instead.choices = [
            SelectChoice("", _("No, I leave it out")),
            *(SelectChoice(code, exercise_name(code)) for code in lighter),
        ]

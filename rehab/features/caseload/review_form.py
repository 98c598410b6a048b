"""Looked through, and maybe put aside until a day."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectChoice, ValidationError  # type: ignore[attr-defined]
from wtforms.validators import Optional

from rehab.web.forms import BaseForm, ClientKeyField, text_field

LONGEST_WAIT = timedelta(days=90)
OWN_DATE = "date"
DAYS = {"": 0, "3": 3, "7": 7, "14": 14}
LATER = {
    "": _l("Not put aside"),
    "3": _l("3 days"),
    "7": _l("A week"),
    "14": _l("Two weeks"),
    OWN_DATE: _l("Until a date"),
}


class ReviewForm(BaseForm):
    """How long the course may wait, and a short note. `today` is handed in, since no form reads the clock."""

    client_key = ClientKeyField()
    later = RadioField(_l("Put it aside"), choices=[SelectChoice(*each) for each in LATER.items()], default="")
    until = DateField(_l("Back on"), validators=[Optional()])
    review_note = text_field(_l("Short note"), 200)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if self.later.data is None:
            self.later.data = ""

    @property
    def snoozed_until(self) -> date | None:
        """The day on which the course is back; None when it does not wait."""
        if self.later.data == OWN_DATE:
            return self.until.data
        days = DAYS[self.later.data or ""]
        return self.today + timedelta(days=days) if days else None

    def validate(self, extra_validators: Any = None) -> bool:
        """A day of one's own is needed where it is chosen; one typed without a choice is the choice."""
        if not self.later.data and any(self.until.raw_data or ()):
            self.later.data = OWN_DATE
        if self.later.data != OWN_DATE:
            self.until.process(None)
        is_valid = bool(super().validate(extra_validators))
        if self.later.data == OWN_DATE and self.until.data is None and not self.until.errors:
            self.until.errors = [str(_("Choose the day on which the course is back."))]
            return False
        return is_valid

    def validate_until(self, field: DateField) -> None:
        if field.data is None:
            return
        if field.data <= self.today:
            raise ValidationError(str(_("Choose a day after today.")))
        if field.data > self.today + LONGEST_WAIT:
            raise ValidationError(str(_("A course can be put aside for at most 90 days.")))

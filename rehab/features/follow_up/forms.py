"""The date until which a patient wants to be left in peace."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField

from rehab.web.forms import BaseForm

USUAL = timedelta(days=7)
LONGEST = timedelta(days=28)


class UntilField(DateField):
    """A date; a week from `today` when the form carries none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_l("Write a date, for example 2026-12-02."))) from None


class PostponeForm(BaseForm):
    """ "Not now": optionally until when."""

    until = UntilField(_l("Ask again on"))

    def __init__(self, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(**kwargs)

    def validate(self, extra_validators: Any = None) -> bool:
        """From tomorrow to four weeks ahead; without a date, in a week."""
        if not self.until.raw_data or not str(self.until.raw_data[0]).strip():
            self.until.data = self.today + USUAL
            self.until.process_errors = []
        if not super().validate(extra_validators):
            return False
        errors: Sequence[Any] = ()
        if self.until.data is None or self.until.data <= self.today:
            errors = [_l("Choose a day after today.")]
        elif self.until.data > self.today + LONGEST:
            errors = [_l("Choose a day within the next four weeks.")]
        self.until.errors = errors
        return not errors

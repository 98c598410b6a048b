"""What is ticked, why a tick is cleared, and the days of a pause."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]
    BooleanField,
    DateField,
    HiddenField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import DataRequired, InputRequired, Optional

from rehab.clinical.safety import Line
from rehab.content import warning_signs
from rehab.models import PauseReason
from rehab.web.forms import BaseForm, ClientKeyField, note_field
from rehab.web.language import chosen_language

FURTHEST_BACK = timedelta(days=14)
FURTHEST_AHEAD = timedelta(days=365)
LONGEST = timedelta(days=180)


class ChecklistForm(BaseForm):
    """The fixed list in the words of the course's condition. One of them, or none of them, must be ticked."""

    client_key = ClientKeyField()
    signs = SelectMultipleField(_l("Does any of this fit you right now?"))
    nothing = BooleanField(_l("Nothing of this"))

    def __init__(self, *args: Any, condition: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words, language = warning_signs(condition), chosen_language()
        self.signs.choices = [SelectChoice(each.line.value, each.text.in_(language)) for each in words]

    @property
    def ticked(self) -> tuple[Line, ...]:
        """In the order they are asked."""
        return tuple(line for line in Line if line.value in (self.signs.data or ()))

    def validate(self, extra_validators: Any = None) -> bool:
        """Never both, never neither: what was meant must be plain."""
        if not super().validate(extra_validators):
            return False
        if bool(self.ticked) != self.nothing.data:
            return True
        both = _("You have ticked both a sign and “Nothing of this”. Take one of them away.")
        self.signs.errors = [both if self.nothing.data else _("Tick what fits you, or “Nothing of this”.")]
        return False


class ClearForm(BaseForm):
    """What was found, and the latest report the page showed: one that came in since is not cleared unseen."""

    seen = HiddenField()
    note = note_field(_l("What did you find and agree on?"), 1000, DataRequired(_l("Write what you found.")))

    @property
    def seen_id(self) -> int:
        """The id shown; 0 when what came is no number."""
        typed = str(self.seen.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


class DayField(DateField):
    """A calendar date, as the browser's own date field writes it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_("Choose a date."))) from None


class PauseForm(BaseForm):
    """Why and which days, both ends included; without a last day until somebody ends it."""

    client_key = ClientKeyField()
    why = SelectField(
        _l("Why"),
        choices=[
            SelectChoice(PauseReason.HOLIDAY.value, _l("Holiday")),
            SelectChoice(PauseReason.ILLNESS.value, _l("Illness")),
            SelectChoice(PauseReason.OTHER.value, _l("Other")),
        ],
    )
    first_on = DayField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    last_on = DayField(_l("Last day"), validators=[Optional()])

    def __init__(self, *args: Any, today: date, started_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest, self.latest = max(today - FURTHEST_BACK, started_on), today + FURTHEST_AHEAD

    def validate(self, extra_validators: Any = None) -> bool:
        """Not before the course, not far back, not backwards, and not for ever."""
        if not super().validate(extra_validators):
            return False
        first_on, last_on = self.first_on.data, self.last_on.data
        assert first_on is not None  # required
        if not self.earliest <= first_on <= self.latest:
            self.first_on.errors = [_("Choose a day in the course, at most two weeks back and a year ahead.")]
        elif last_on and last_on < first_on:
            self.last_on.errors = [_("The last day is before the first.")]
        elif last_on and last_on - first_on > LONGEST:
            self.last_on.errors = [_("Pause at most half a year at a time.")]
        return not (self.first_on.errors or self.last_on.errors)

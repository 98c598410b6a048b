"""The thresholds of one course, as its practitioner types them."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, ValidationError
from wtforms.validators import DataRequired
from wtforms.widgets import TextInput

from rehab.clinical.thresholds import DEFAULT, LIMITS, Limit, ThresholdError, Thresholds, Unit
from rehab.web.forms import BaseForm, ClientKeyField, note_field
from rehab.web.rule_words import LABELS, with_unit
from rehab.web.words import number

LONGEST_REASON = 500
_TYPED = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,3})?) ?%?")


class ThresholdField(Field):
    """One threshold: decimal comma or point, a share in percent; left empty it is the default."""

    widget = TextInput()

    def __init__(self, limit: Limit, label: Any, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.limit = limit

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        return number(self.data * 100 if self.limit.unit is Unit.SHARE else self.data, 2)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The number typed, in the threshold's own unit."""
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = self.limit.default
        if not typed:
            return
        if not (found := _TYPED.fullmatch(typed)):
            raise ValueError(str(_("Write a number, such as 2 or 1.5.")))
        value = float(found[1].replace(",", "."))
        if self.limit.unit is Unit.SHARE:
            value = round(value / 100, 4)
        self.data = int(value) if value.is_integer() else value

    def pre_validate(self, form: Any) -> None:
        """Within its range, and whole where a half makes no sense."""
        limit = self.limit
        if self.data is None:
            return
        if limit.unit.is_whole and not isinstance(self.data, int):
            raise ValidationError(str(_("Write a whole number.")))
        if not limit.low <= self.data <= limit.high:
            low, high = with_unit(limit.low, limit.unit), with_unit(limit.high, limit.unit)
            raise ValidationError(str(_("Write a number from %(low)s to %(high)s.", low=low, high=high)))


class ThresholdsForm(BaseForm):
    """Every threshold, why it is changed, and the number of the change the form was made from."""

    client_key = ClientKeyField()
    seen = HiddenField()
    reason = note_field(
        _l("Why are they changed?"), LONGEST_REASON, DataRequired(_l("Write why, so that it can be read later."))
    )

    @property
    def seen_number(self) -> int:
        """The change the form was made from; 0 when there was none, or what came is no number."""
        typed = str(self.seen.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0

    def values(self) -> Mapping[str, float]:
        """What differs from the defaults, by name."""
        typed = {name: self[name].data for name in LIMITS}
        return {name: value for name, value in typed.items() if value != LIMITS[name].default}

    def back_to_defaults(self) -> None:
        """Whatever was typed, the defaults stand in every threshold."""
        for name, limit in LIMITS.items():
            field = self[name]
            field.data, field.raw_data, field.process_errors = limit.default, None, []

    def validate(self, extra_validators: Any = None) -> bool:
        """Each within its range, and those that follow one another in order."""
        if not super().validate(extra_validators):
            return False
        try:
            DEFAULT.changed(self.values())
        except ThresholdError as refused:
            than = LABELS[refused.than] if refused.than else ""
            self[refused.name].errors = [_("Must be less than “%(other)s”.", other=than)]
            return False
        return True


for _name, _limit in LIMITS.items():
    setattr(ThresholdsForm, _name, ThresholdField(_limit, LABELS[_name]))


def form_for(thresholds: Thresholds, seen: int) -> ThresholdsForm:
    """The form as it opens: what is in force."""
    in_force = {name: getattr(thresholds, name) for name in LIMITS}
    return ThresholdsForm(formdata=None, seen=seen, **in_force)

"""The builder's own kinds of field: numbers inside their limits, kilograms, lists of parts."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, FieldList, ValidationError
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextInput

from rehab.web.forms import WholeNumberField
from rehab.web.words import number

ENTRY = re.compile(r"-([0-9]{1,3})(?:-|$)")
KILOGRAMS = re.compile(r"\d{1,4}([.,]\d)?", re.ASCII)


class NumberedList(FieldList):  # type: ignore[type-arg]
    """Entries numbered in their names; a name whose number no form has is not read (WTForms would fall over it)."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        for name in formdata:
            if name.startswith(prefix) and (found := ENTRY.match(name, len(prefix))):
                yield int(found[1])


class KilogramsField(DecimalField):
    """Kilograms with at most one decimal, comma or point."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            return
        if not KILOGRAMS.fullmatch(text):
            raise ValueError(str(_l("Write kilograms with at most one decimal.")))
        self.data = Decimal(text.replace(",", "."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return number(self.data) if self.data is not None else ""


def within(low: int, high: int) -> Callable[[Any, Any], None]:
    """A number from `low` to `high`; says nothing of what isn't a number."""

    def check(_form: Any, field: Any) -> None:
        if field.data is not None and not low <= field.data <= high:
            raise ValidationError(str(_l("Write a number from %(low)s to %(high)s.", low=low, high=high)))

    return check


def stepped(limits: tuple[int, int], step: int) -> dict[str, Any]:
    """How an input is drawn that keys raise and lower by `step` inside its limits, which stand beside it."""
    low, high = limits
    return {"inputmode": "numeric", "autocomplete": "off", "data-low": low, "data-high": high, "data-step": step}


def whole(label: Any, limits: tuple[int, int], *, required: bool = False, step: int = 1) -> WholeNumberField:
    """A whole number inside its limits, typed as text so that what was typed comes back."""
    presence = InputRequired(_l("Write a number from %(low)s to %(high)s.", low=limits[0], high=limits[1]))
    return WholeNumberField(
        label,
        validators=[presence if required else Optional(), within(*limits)],
        widget=TextInput(),
        render_kw=stepped(limits, step),
    )

"""When and how to be reminded; and the browser that may be pushed to."""

import re
from base64 import urlsafe_b64decode
from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    TimeField,
    ValidationError,
)
from wtforms.validators import Regexp

from rehab.models import Channel
from rehab.scheduling.reminders import may_ask_at
from rehab.web.forms import BaseForm, one_line, text_field

PHONE = re.compile(r"\+?[0-9]{8,15}")
DAYS = (
    SelectChoice(0, _l("Monday")),
    SelectChoice(1, _l("Tuesday")),
    SelectChoice(2, _l("Wednesday")),
    SelectChoice(3, _l("Thursday")),
    SelectChoice(4, _l("Friday")),
    SelectChoice(5, _l("Saturday")),
    SelectChoice(6, _l("Sunday")),
)
CHANNELS = {
    Channel.EMAIL: _l("E-mail"),
    Channel.PUSH: _l("Notification on this phone"),
    Channel.SMS: _l("Text message"),
}


class ClockField(TimeField):
    """A clock time with a message in words for "noon"."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_l("Write a time, for example 08:30."))) from None


def number_alone(value: str | None) -> str | None:
    """A telephone number without what people put between the digits."""
    return re.sub(r"[\s().-]", "", value) if isinstance(value := one_line(value), str) else value


class RemindersForm(BaseForm):
    """On or off, days, time, what it goes with, and the channel. Only what is on has to be whole."""

    is_on = BooleanField(_l("Remind me"))
    days = SelectMultipleField(_l("Days"), choices=list(DAYS), coerce=int)
    at = ClockField(_l("What time"), format=["%H:%M", "%H.%M"], default=time(8, 30))
    anchor = text_field(_l("What does it go with?"), 40)
    channel = RadioField(_l("How"), coerce=Channel, default=Channel.EMAIL)
    phone = text_field(_l("Mobile number"), 20)

    def validate_days(self, field: Any) -> None:
        """At least one, when reminders are on."""
        if self.is_on.data and not field.data:
            raise ValidationError(str(_l("Choose at least one day.")))

    def validate_at(self, field: Any) -> None:
        """Never at night."""
        if field.data is None:
            raise ValidationError(str(_l("Write a time, for example 08:30.")))
        if not may_ask_at(field.data):
            quiet = _l("From 21:00 to 8:00 it is quiet, and nothing is sent. Choose a time between 8:00 and 20:59.")
            raise ValidationError(str(quiet))

    def validate_phone(self, field: Any) -> None:
        """A number to send to, when that is the channel."""
        field.data = number_alone(field.data) or ""
        wanted = self.is_on.data and self.channel.data is Channel.SMS
        if (wanted or field.data) and not PHONE.fullmatch(field.data):
            raise ValidationError(str(_l("Write your mobile number, for example 12 34 56 78.")))


def _is_key(length: int) -> Any:
    def check(_form: Any, field: Any) -> None:
        try:
            key = urlsafe_b64decode(f"{field.data}{'=' * (-len(field.data or '') % 4)}")
        except ValueError:
            key = b""
        if len(key) != length:
            raise ValidationError("not a key")

    return check


class SubscriptionForm(BaseForm):
    """A browser's subscription as it gives it: address, public key and secret (base64url)."""

    endpoint = HiddenField(validators=[Regexp(r"https?://\S{1,990}\Z")])
    p256dh = HiddenField(validators=[Regexp(r"[\w-]{1,120}\Z"), _is_key(65)])
    auth = HiddenField(validators=[Regexp(r"[\w-]{1,40}\Z"), _is_key(16)])

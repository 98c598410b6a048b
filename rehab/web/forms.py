"""The base of every form: CSRF, Danish and English messages, and text the database can hold."""

import re
import uuid
from typing import Any

from flask import request
from flask_babel import Domain
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length

from rehab.db import SAFE_METHODS

LONGEST_NOTE = 2000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
TURNING = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,8}")
_wtforms_domain = Domain(domain="wtforms")


class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form whose built-in messages speak the reader's language."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def get_translations(self, form: Any) -> Any:
            return _wtforms_domain.get_translations()

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was typed: our fields read text, and would fall over a file or JSON sent in its place."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            return None if request.method in SAFE_METHODS else request.form


def clean(value: str | None) -> str | None:
    """Text without control characters (PostgreSQL refuses NUL) and with line ends as one character."""
    return CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")) if isinstance(value, str) else value


def stripped(value: str | None) -> str | None:
    """Cleaned text without blanks around it."""
    return value.strip() if isinstance(value := clean(value), str) else value


def one_line(value: str | None) -> str | None:
    """Text on one line, without the marks that turn what follows around: a name stands among other people's."""
    return " ".join(TURNING.sub("", value).split()) if isinstance(value := clean(value), str) else value


def searched(longest: int = 100) -> str:
    """What is searched for, ?q=: on one line, as the database can hold it."""
    return (one_line(request.args.get("q", "")) or "")[:longest]


def _is_uuid(_form: Any, field: Any) -> None:
    try:
        field.data = str(uuid.UUID(field.data or ""))
    except ValueError:
        field.data = str(uuid.uuid4())
        raise ValidationError(str(_l("The form was opened too long ago. Check it and send it again."))) from None


class ClientKeyField(HiddenField):
    """Made when the form opens; a repeated send carries the same one, and is stored once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default=lambda: str(uuid.uuid4()), validators=[_is_uuid], **kwargs)


class WholeNumberField(IntegerField):
    """A whole number with a message in words for "ni" and 7.5."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            return
        if not WHOLE_NUMBER.fullmatch(text):
            raise ValueError(str(_l("Write a whole number.")))
        self.data = int(text)


def text_field(label: str, longest: int = 120, *validators: Any, **kwargs: Any) -> StringField:
    """One line of text of at most `longest` characters."""
    rule = Length(max=longest, message=str_too_long(longest))
    return StringField(label, filters=[one_line], validators=[*validators, rule], **kwargs)


def note_field(label: str, longest: int = LONGEST_NOTE, *validators: Any, **kwargs: Any) -> TextAreaField:
    """Several lines of text of at most `longest` characters."""
    rule = Length(max=longest, message=str_too_long(longest))
    return TextAreaField(label, filters=[stripped], validators=[*validators, rule], **kwargs)


def str_too_long(longest: int) -> Any:
    """The message for text past its limit."""
    return _l("Write at most %(longest)s characters.", longest=longest)

"""What a practitioner writes about an own exercise, in both languages."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]
    BooleanField,
    Field,
    FileField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired

from rehab.clinical.dose import LoadKind
from rehab.content import ExerciseKind, conditions
from rehab.features.exercises.words import load_words, scope_words
from rehab.models import ExerciseScope
from rehab.web.exercise_kinds import kind_words
from rehab.web.forms import BaseForm, ClientKeyField, note_field, text_field
from rehab.web.language import chosen_language

MOST_STEPS = 12
LONGEST_STEP = 300
LONGEST_LINK = 500
LONGEST_TEXT = 1500
HOW = _l("Write how it is done, one step on each line.")
STEPS_NEEDED = DataRequired(HOW)
NAME_NEEDED = DataRequired(_l("Write the name."))
PURPOSE_NEEDED = DataRequired(_l("Write what it is good for."))


def lines(text: str | None) -> list[str]:
    """The lines that say something, without blanks and bullets around them.

    >>> lines("- Stand up\\n\\n  Sit down ")
    ['Stand up', 'Sit down']
    """
    stripped = (line.strip().lstrip("-*•").strip() for line in (text or "").splitlines())
    return [line for line in stripped if line]


class ExerciseForm(BaseForm):
    """`media` is the digest of what was uploaded already; `refused` is why an upload of just now was not taken."""

    client_key = ClientKeyField()
    media = HiddenField()
    name_da = text_field(_l("Name in Danish"), 120, NAME_NEEDED)
    name_en = text_field(_l("Name in English"), 120, NAME_NEEDED)
    kind = SelectField(_l("Kind"))
    conditions = SelectMultipleField(_l("Used for"))
    loads = SelectMultipleField(_l("Loaded with"))
    purpose_da = note_field(_l("Purpose in Danish"), 600, PURPOSE_NEEDED)
    purpose_en = note_field(_l("Purpose in English"), 600, PURPOSE_NEEDED)
    steps_da = note_field(_l("Steps in Danish"), 3000, STEPS_NEEDED)
    steps_en = note_field(_l("Steps in English"), 3000, STEPS_NEEDED)
    equipment_da = text_field(_l("Equipment in Danish"), 200, DataRequired(_l("Write what is needed, or “Intet”.")))
    equipment_en = text_field(_l("Equipment in English"), 200, DataRequired(_l("Write what is needed, or “None”.")))
    cautions_da = note_field(_l("Watch out for, in Danish"), 3000)
    cautions_en = note_field(_l("Watch out for, in English"), 3000)
    file = FileField(_l("Picture or video"))
    without_media = BooleanField(_l("Remove the picture or video"))
    media_text_da = note_field(_l("What it shows, in Danish"), LONGEST_TEXT)
    media_text_en = note_field(_l("What it shows, in English"), LONGEST_TEXT)
    link = text_field(_l("Link"), LONGEST_LINK)
    scope = RadioField(_l("Who may prescribe it"), validators=[InputRequired(_l("Choose who may prescribe it."))])
    branch = SelectField(_l("Branch"), coerce=int)

    refused = ""

    def __init__(self, *args: Any, branches: Sequence[tuple[int, str]], may_be_own: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = chosen_language()
        scopes = [each for each in ExerciseScope if each is not ExerciseScope.OWN or may_be_own]
        self.kind.choices = [SelectChoice(each.value, kind_words(each)) for each in ExerciseKind]
        self.conditions.choices = [SelectChoice(code, each.name.in_(language)) for code, each in conditions().items()]
        self.loads.choices = [SelectChoice(each.value, load_words(each)) for each in LoadKind]
        self.scope.choices = [
            SelectChoice(each.value, scope_words(each)) for each in scopes if branches or each != ExerciseScope.BRANCH
        ]
        self.branch.choices = [SelectChoice(str(id_), name) for id_, name in branches]

    def validate_conditions(self, field: Field) -> None:
        if not field.data and not field.errors:
            raise ValidationError(str(_("Choose at least one.")))

    def validate_loads(self, field: Field) -> None:
        if not field.data and not field.errors:
            raise ValidationError(str(_("Choose at least one.")))

    def validate_steps_da(self, field: Field) -> None:
        if not lines(field.data):
            raise ValidationError(str(HOW))
        _short_lines(field)

    def validate_steps_en(self, field: Field) -> None:
        _short_lines(field)
        _same_number(self.steps_da, field)

    def validate_cautions_da(self, field: Field) -> None:
        _short_lines(field)

    def validate_cautions_en(self, field: Field) -> None:
        _short_lines(field)
        _same_number(self.cautions_da, field)

    def validate_file(self, _field: Field) -> None:
        if self.refused:
            raise ValidationError(self.refused)

    def validate_media_text_da(self, field: Field) -> None:
        self._told(field)

    def validate_media_text_en(self, field: Field) -> None:
        self._told(field)

    def validate_link(self, field: Field) -> None:
        if field.data and not is_safe_link(field.data):
            raise ValidationError(str(_("Write a whole address that begins with https://")))

    def _told(self, field: Field) -> None:
        if self.media.data and not self.without_media.data and not field.data:
            raise ValidationError(
                str(_("Tell what the picture shows, or what is said and shown in the video: not everyone can see it."))
            )


def is_safe_link(address: str) -> bool:
    """An https address of a named host, without a name or password in it.

    >>> is_safe_link("https://example.org/film"), is_safe_link("javascript:alert(1)"), is_safe_link("https://a@b.dk")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = address.isprintable() and not any(each in address for each in ' "<>\\^`{|}')
    return plain and address.startswith("https://") and "." in host and "@" not in parts.netloc and port in (None, 443)


def _short_lines(field: Field) -> None:
    found = lines(field.data)
    if len(found) > MOST_STEPS:
        raise ValidationError(str(_("Write at most %(most)s lines.", most=MOST_STEPS)))
    if any(len(line) > LONGEST_STEP for line in found):
        raise ValidationError(str(_("Write at most %(longest)s characters on a line.", longest=LONGEST_STEP)))


def _same_number(danish: Field, english: Field) -> None:
    here, there = len(lines(english.data)), len(lines(danish.data))
    if not english.errors and not danish.errors and here != there:
        raise ValidationError(
            str(
                _(
                    "There are %(here)s lines here and %(there)s in Danish. Write the same number.",
                    here=here,
                    there=there,
                )
            )
        )

"""What the administrator types about a new colleague."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TimeField,
    ValidationError,
)
from wtforms.validators import DataRequired, Email, InputRequired

from rehab.models import Role
from rehab.web.forms import BaseForm, text_field

ROLES = (
    (Role.PRACTITIONER, _l("Practitioner")),
    (Role.RECEPTION, _l("Reception")),
    (Role.MANAGER, _l("Branch manager")),
    (Role.ADMIN, _l("Administrator")),
)
WEEKDAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)


class WallTimeField(TimeField):
    """A clock time that may be left empty."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if valuelist and str(valuelist[0]).strip():
            super().process_formdata(valuelist)


class ColleagueForm(BaseForm):
    """A member of staff. Branch and hours are asked of those whose role needs them."""

    name = text_field(_l("Name"), 120, DataRequired(_l("Write the name.")))
    email = text_field(
        _l("E-mail"),
        254,
        DataRequired(_l("Write the e-mail address.")),
        Email(_l("Write an e-mail address, such as name@example.com.")),
    )
    role = SelectField(
        _l("Role"),
        choices=[SelectChoice(role.value, label) for role, label in ROLES],
        validators=[InputRequired(_l("Choose a role."))],
    )
    title = text_field(_l("Title"), 40)
    branch = SelectField(_l("Branch"), coerce=int)
    weekdays = SelectMultipleField(
        _l("Weekdays"), choices=[SelectChoice(str(n), label) for n, label in enumerate(WEEKDAYS)], coerce=int
    )
    opens = WallTimeField(_l("From"))
    closes = WallTimeField(_l("Until"))

    def __init__(self, *args: Any, branches: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.branch.choices = [SelectChoice("0", _("No branch")), *(SelectChoice(str(n), name) for n, name in branches)]

    @property
    def is_practitioner(self) -> bool:
        return bool(self.role.data == Role.PRACTITIONER)

    def validate_branch(self, field: SelectField) -> None:
        if not field.data and not field.errors and self.role.data != Role.ADMIN:
            raise ValidationError(str(_("Choose a branch.")))

    def validate_weekdays(self, field: SelectMultipleField) -> None:
        if self.is_practitioner and not field.data:
            raise ValidationError(str(_("Choose at least one weekday.")))

    def validate_opens(self, field: TimeField) -> None:
        if self.is_practitioner and field.data is None and not field.errors:
            raise ValidationError(str(_("Write a time, such as 08:00.")))

    def validate_closes(self, field: TimeField) -> None:
        if not self.is_practitioner or field.errors:
            return
        if field.data is None:
            raise ValidationError(str(_("Write a time, such as 16:00.")))
        if self.opens.data and field.data <= self.opens.data:
            raise ValidationError(str(_("The day must end after it begins.")))

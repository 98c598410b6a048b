"""The field in which an exercise is chosen."""

from typing import Any

from flask_babel import gettext as _
from wtforms import SelectChoice, SelectField, ValidationError  # type: ignore[attr-defined]
from wtforms.fields.choices import Choice  # type: ignore[attr-defined]

from rehab.web.doses import exercise_name
from rehab.web.exercises import is_exercise, offered
from rehab.web.language import chosen_language


def exercise_choices() -> list[SelectChoice]:
    """What the practitioner may prescribe, in the reader's language: the library, then practitioners' own."""
    return [SelectChoice(code, name.in_(chosen_language())) for code, name in offered().items()]


class ExerciseField(SelectField):
    """One exercise. One that isn't offered (retired since the template was made, or a colleague's own) still stands
    there under its name, since the browser would choose another in silence; but it can't be prescribed anew.
    """

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(label, choices=exercise_choices, **kwargs)

    def iter_choices(self) -> Any:
        """What is offered, and what is chosen already."""
        found = list(super().iter_choices())
        if self._is_not_offered():
            words = _("%(name)s (not offered)", name=exercise_name(str(self.data)))
            found.append(Choice(value=self.data, label=str(words), selected=True, render_kw=None))
        return found

    def pre_validate(self, form: Any) -> None:
        """Raises ValidationError for what isn't offered."""
        if self._is_not_offered():
            raise ValidationError(str(_("This exercise is not offered any more. Choose another.")))
        super().pre_validate(form)

    def _is_not_offered(self) -> bool:
        return self.data not in offered() and is_exercise(self.data)

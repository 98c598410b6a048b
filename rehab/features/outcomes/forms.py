"""One answer, given by the button pressed; and the names of three to five activities."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field

from rehab.clinical.outcome_scores import ACTIVITIES_AT_LEAST, ACTIVITIES_AT_MOST
from rehab.models import Question
from rehab.web.forms import BaseForm, ClientKeyField, text_field

SKIP = "skip"
HIGHEST = {Question.GROC: 7, Question.PASS: 1}
LOWEST = {Question.GROC: 1}
NAMES = tuple(f"name_{position}" for position in range(1, ACTIVITIES_AT_MOST + 1))


class AnswerField(Field):
    """A whole number within the question's range; "skip" is None."""

    def __init__(self, label: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.allowed = range(LOWEST.get(question, 0), HIGHEST.get(question, 10) + 1)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The button pressed."""
        text, self.data = str(valuelist[0]).strip() if valuelist else "", None
        if text == SKIP:
            return
        if text not in {str(each) for each in self.allowed}:
            raise ValueError(str(_("Choose one of the answers.")))
        self.data = int(text)


def answer_form(question: Question, **kwargs: Any) -> Any:
    """The form of one question."""
    fields = {"value": AnswerField(_l("Answer"), question)}
    return type("AnswerForm", (BaseForm,), fields)(**kwargs)


class ActivitiesForm(BaseForm):
    """Three to five things that are hard, each in a few words."""

    def validate(self, extra_validators: Any = None) -> bool:
        """At least three, no two alike."""
        if not super().validate(extra_validators):
            return False
        named = self.named()
        empty = next((self[name] for name in NAMES if not self[name].data), None)
        if len(named) < ACTIVITIES_AT_LEAST and empty is not None:
            empty.errors = [_("Write at least three, or skip the question.")]
            return False
        seen: set[str] = set()
        for name in NAMES:
            text = (self[name].data or "").casefold()
            if text and text in seen:
                self[name].errors = [_("You have written this one already.")]
                return False
            seen.add(text)
        return True

    def named(self) -> tuple[str, ...]:
        """What was written, in order."""
        return tuple(str(self[name].data) for name in NAMES if self[name].data)


for _position, _name in enumerate(NAMES, start=1):
    setattr(ActivitiesForm, _name, text_field(_l("Activity %(number)s", number=_position), 80))


class TurnForm(BaseForm):
    """A button: I am well, or it came back."""

    client_key = ClientKeyField()

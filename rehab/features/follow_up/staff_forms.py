"""What a practitioner types: why a prompt is sent, held back or closed; when a patient is to come back."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField
from wtforms.validators import DataRequired, NumberRange, Optional

from rehab.clinical.follow_up import About, Rule
from rehab.models import Decision
from rehab.web.forms import BaseForm, ClientKeyField, WholeNumberField, note_field

LONGEST_HOLD = timedelta(weeks=26)
MOST_WEEKS = 26
FURTHEST = timedelta(weeks=MOST_WEEKS)
LONGEST_REASON, LONGEST_WHY = 500, 300


class DayField(DateField):
    """A calendar date, as the browser's own date field writes it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_("Choose a date."))) from None


class DecisionForm(BaseForm):
    """Why, and until when where it is held back; `decision` and `about` are those of the address."""

    client_key = ClientKeyField()
    decision = HiddenField()
    about = HiddenField()
    until = DayField(_l("Until"), validators=[Optional()])
    reason = note_field(_l("Why?"), LONGEST_REASON, DataRequired(_l("Write why, so that it can be read later.")))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest, self.latest = today + timedelta(days=1), today + LONGEST_HOLD

    def validate(self, extra_validators: Any = None) -> bool:
        """A hold ends after today, within half a year."""
        if not super().validate(extra_validators):
            return False
        if self.until.data and not self.earliest <= self.until.data <= self.latest:
            self.until.errors = [_("Choose a day after today, at most half a year ahead.")]
        return not self.until.errors

    @property
    def until_when_held(self) -> date | None:
        """The day a hold ends by itself; nothing else has one."""
        found: date | None = self.until.data
        return found if self.decision.data == Decision.HOLD else None


class PlanForm(BaseForm):
    """In how many weeks, or on which day, and why in words for the patient."""

    client_key = ClientKeyField()
    weeks = WholeNumberField(
        _l("In how many weeks"),
        validators=[Optional(), NumberRange(1, MOST_WEEKS, _l("Write a number from 1 to 26."))],
    )
    due_on = DayField(_l("Or on a day"), validators=[Optional()])
    why = note_field(_l("What the patient reads"), LONGEST_WHY)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.latest = today, today + FURTHEST

    @property
    def day(self) -> date:
        """The day chosen; only of a form that is valid."""
        chosen: date = self.due_on.data or self.today + timedelta(weeks=self.weeks.data or 0)
        return chosen

    def validate(self, extra_validators: Any = None) -> bool:
        """One of the two, from tomorrow to half a year ahead."""
        if not super().validate(extra_validators):
            return False
        if (self.weeks.data is None) == (self.due_on.data is None):
            self.weeks.errors = [_("Choose weeks or a day, one of them.")]
        elif self.due_on.data and not self.today < self.due_on.data <= self.latest:
            self.due_on.errors = [_("Choose a day after today, at most half a year ahead.")]
        return not (self.weeks.errors or self.due_on.errors)


def about_from(text: str | None) -> About | None:
    """What an address says a decision is about: "week_4", "planned-17". None for anything else."""
    name, _dash, number = (text or "").partition("-")
    if name not in {rule.value for rule in Rule}:
        return None
    if name == Rule.PLANNED:
        is_id = number.isascii() and number.isdigit() and 0 < len(number) < 10
        return About(Rule.PLANNED, int(number)) if is_id else None
    return None if number else About(Rule(name))


def about_text(about: About) -> str:
    """The same as an address carries it."""
    return f"{about.rule}-{about.planned_id}" if about.planned_id else str(about.rule)


def decision_from(text: str | None) -> Decision | None:
    """A decision by name; None for anything else."""
    return next((each for each in Decision if each == text), None)

"""Saving and changing an own template: its name, who finds it, when it is looked at again, its sentences."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectChoice, SelectField  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired

from rehab.clinical.plan_rules import PlanSentences
from rehab.content import PlanTexts, Text
from rehab.features.programmes.forms import LONGEST_SENTENCE
from rehab.features.programmes.own.carrying import names_in
from rehab.models import TemplateScope
from rehab.web.forms import BaseForm, ClientKeyField, note_field, text_field

COLOURS = ("green", "yellow", "amber", "red")
LONGEST_NAME = 80
LONGEST_AHEAD = timedelta(days=3 * 365)
YEAR = timedelta(days=365)


def _sentence(label: Any) -> Any:
    return note_field(label, LONGEST_SENTENCE, DataRequired(_l("Write what the patient should do.")))


class OwnTemplateForm(BaseForm):
    """The fields of a template. `edition` is that it was opened on; `phase` and `over` are asked when it is saved.

    Whoever's names are in `people` may not be named in it.
    """

    client_key = ClientKeyField()
    edition = HiddenField()
    phase = RadioField(_l("Phase"), validate_choice=True)
    over = SelectField(_l("Save as"))
    name = text_field(_l("Name of the template"), LONGEST_NAME, DataRequired(_l("Give the template a name.")))
    scope = RadioField(_l("Who can choose it?"))
    review_on = DateField(_l("Look at it again by"), validators=[InputRequired(_l("Choose a date."))])
    green_da = _sentence(_l("Green"))
    yellow_da = _sentence(_l("Yellow"))
    amber_da = _sentence(_l("Amber"))
    red_da = _sentence(_l("Red"))
    green_en = _sentence(_l("Green"))
    yellow_en = _sentence(_l("Yellow"))
    amber_en = _sentence(_l("Amber"))
    red_en = _sentence(_l("Red"))

    def __init__(
        self,
        *args: Any,
        today: date,
        branch_name: str | None,
        phases: Iterable[tuple[str, str]] = (),
        others: Iterable[tuple[str, str]] = (),
        people: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.people = today, tuple(people)
        self.phase.choices = [SelectChoice(value, label) for value, label in phases]
        self.over.choices = [SelectChoice("", _("A new template")), *(SelectChoice(*each) for each in others)]
        self.scope.choices = scope_choices(branch_name)
        if not self.phase.choices:
            del self.phase
        if len(self.over.choices) == 1:
            del self.over

    @property
    def seen(self) -> int:
        """The edition the form was opened on, 0 for nonsense."""
        text = str(self.edition.data or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0

    @property
    def plan(self) -> PlanTexts:
        """The sentences in both languages."""
        return PlanTexts(*(Text(self[f"{each}_da"].data, self[f"{each}_en"].data) for each in COLOURS))

    def sentences(self, language: str) -> tuple[Any, ...]:
        """The four fields of one language."""
        return tuple(self[f"{each}_{language}"] for each in COLOURS)

    def validate(self, extra_validators: Any = None) -> bool:
        """No patient's name, and a date that is ahead."""
        super().validate(extra_validators)
        on = self.review_on.data
        if on and not self.today < on <= self.today + LONGEST_AHEAD:
            self.review_on.errors = [_("Choose a day ahead, at most three years.")]
        for field in (self.name, *self.sentences("da"), *self.sentences("en")):
            if not field.errors and (found := names_in(str(field.data), self.people)):
                field.errors = [_("“%(name)s” is the patient's name. Others will read this: take it away.", name=found)]
        return not self.errors


def scope_choices(branch_name: str | None) -> list[SelectChoice]:
    """Myself, my branch, the chain: the last is a proposal."""
    own = SelectChoice(TemplateScope.OWN.value, _("Only me"))
    chain = SelectChoice(TemplateScope.CHAIN.value, _("The whole chain: an administrator says yes first"))
    if branch_name is None:
        return [own, chain]
    return [own, SelectChoice(TemplateScope.BRANCH.value, _("Everyone in %(branch)s", branch=branch_name)), chain]


def sentence_values(plan: PlanTexts) -> dict[str, str]:
    """The sentences as they fill the form."""
    both = ((each, getattr(plan, each)) for each in COLOURS)
    return {f"{each}_{language}": text.in_(language) for each, text in both for language in ("da", "en")}


def merged(plan: PlanSentences, language: str, otherwise: PlanTexts) -> PlanTexts:
    """The practitioner's own sentences in the language they were written in, those of the library in the other."""
    pairs = ((getattr(plan, each), getattr(otherwise, each)) for each in COLOURS)
    return PlanTexts(*(Text(own, text.en) if language == "da" else Text(text.da, own) for own, text in pairs))

"""Which template to start from, and on which rung: a suggestion with its reason, asked for by the practitioner.

What the practitioner answers is not stored: the suggestion helps to choose, and what is signed is the programme.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import NumberRange, Optional

from rehab.clinical.ladder import ONE_LEG_AT_LEAST, StartRung, start_rung
from rehab.clinical.phases import Phase, Suggestion, TimeClass, suggest_template, symptom_phase
from rehab.content import HEEL, template
from rehab.features.programmes.queries import Workbench
from rehab.web.doses import exercise_name
from rehab.web.forms import BaseForm, WholeNumberField
from rehab.web.language import chosen_language
from rehab.web.suggestion_words import reviews_words, why_rung, why_template
from rehab.web.time_class import time_class_name, time_class_of

MORE_THAN_ANYONE = 100


class SuggestForm(BaseForm):
    """Where it hurts, and the entry test if it was done. Sent by POST: such answers don't belong in an address."""

    symptoms = RadioField(
        _l("When does it hurt?"),
        choices=[
            SelectChoice("rest", _l("Only in the morning or after sitting")),
            SelectChoice("load", _l("Also when walking, on stairs or running")),
            SelectChoice("long", _l("It is long-lasting or keeps coming back")),
        ],
        validators=[Optional()],
    )
    one_leg = WholeNumberField(
        _l("Raises on one leg, on the step"),
        validators=[Optional(), NumberRange(0, MORE_THAN_ANYONE, _l("Write a number from 0 to 100."))],
    )
    two_legs = WholeNumberField(
        _l("Raises on both legs"),
        validators=[Optional(), NumberRange(0, MORE_THAN_ANYONE, _l("Write a number from 0 to 100."))],
    )
    test_pain = WholeNumberField(
        _l("Most pain in the test, 0-10"),
        validators=[Optional(), NumberRange(0, 10, _l("Choose a number from 0 to 10."))],
    )

    @property
    def is_tested(self) -> bool:
        """Whether anything of the entry test is filled in."""
        return any(field.data is not None for field in (self.one_leg, self.two_legs, self.test_pain))

    def validate(self, extra_validators: Any = None) -> bool:
        """An entry test needs the raises on one leg and the pain, and both legs when one leg does few."""
        if not super().validate(extra_validators):
            return False
        if not self.is_tested:
            return True
        for field in (self.one_leg, self.test_pain):
            if field.data is None:
                field.errors = [_("Write this too, or leave the whole test empty.")]
        few = self.one_leg.data is not None and self.one_leg.data < ONE_LEG_AT_LEAST
        if few and self.two_legs.data is None:
            self.two_legs.errors = [
                _("Under %(least)s on one leg: write the raises on both legs too.", least=ONE_LEG_AT_LEAST)
            ]
        return not self.errors


@dataclass(frozen=True, kw_only=True)
class SuggestionView:
    """What is suggested: its template by code and name, why, when to review, and the rung the test found."""

    code: str
    name: str
    why: str
    reviews: str
    see_specialist: bool


@dataclass(frozen=True, kw_only=True)
class SuggestPanel:
    """The question and, once answered, the suggestion. `lasted` says how long it has hurt, and its class."""

    form: SuggestForm
    lasted: str
    suggestion: SuggestionView | None
    rung: str


def suggest_panel(bench: Workbench, *, is_asked: bool = False) -> SuggestPanel | None:
    """The panel for a course about the heel, which the suggestions are for; None for other conditions.

    With `is_asked` the form that was sent is answered.
    """
    if bench.course.condition != HEEL:
        return None
    form = SuggestForm() if is_asked else SuggestForm(formdata=None)
    lasted = time_class_of(bench.course, bench.today)
    answered = is_asked and form.validate_on_submit()
    phase = _phase(form) if answered else None
    suggestion = _view(suggest_template(phase, lasted)) if phase else None
    rung = _rung(start_rung(*_test(form))) if answered and form.is_tested else ""
    return SuggestPanel(form=form, lasted=_lasted(bench, lasted), suggestion=suggestion, rung=rung)


def _phase(form: SuggestForm) -> Phase | None:
    answer = form.symptoms.data
    return symptom_phase(
        morning_or_after_sitting=answer == "rest",
        walking_stairs_or_running=answer == "load",
        long_lasting_or_recurrent=answer == "long",
    )


def _test(form: SuggestForm) -> tuple[int, int | None, int]:
    return form.one_leg.data or 0, form.two_legs.data, form.test_pain.data or 0


def _lasted(bench: Workbench, lasted: TimeClass | None) -> str:
    if lasted is None or bench.course.symptoms_since is None:
        return str(_("It is not written how long it has hurt."))
    weeks = (bench.today - bench.course.symptoms_since).days // 7
    return str(_("It has hurt for %(weeks)s weeks: %(name)s.", weeks=weeks, name=time_class_name(lasted)))


def _view(found: Suggestion) -> SuggestionView:
    return SuggestionView(
        code=found.template,
        name=template(found.template).name.in_(chosen_language()),
        why=why_template(found.because),
        reviews=reviews_words(found.review_weeks),
        see_specialist=found.see_specialist,
    )


def _rung(found: StartRung) -> str:
    name = exercise_name(found.exercise)
    start = f"{name}, {found.rm} RM" if found.rm else name
    return str(_("Begin with %(start)s. %(why)s", start=start, why=why_rung(found.because)))

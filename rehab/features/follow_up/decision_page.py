"""The page on which a practitioner writes why a prompt is sent, held back, let go on or closed."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel import gettext as _

from rehab.clinical.follow_up import About, Rule, about
from rehab.content.rule_texts import rule_texts
from rehab.db import AnySession
from rehab.features.follow_up.staff_forms import DecisionForm
from rehab.features.follow_up.staff_page import decision_words
from rehab.models import Decision
from rehab.records import prompts
from rehab.records.finding import CourseHead
from rehab.records.summaries import Standing
from rehab.web.pages import Page
from rehab.web.reasons import patient_numbers, patient_words, staff_words
from rehab.web.rule_words import filled


@dataclass(frozen=True, kw_only=True)
class DecisionPage(Page):
    """One decision: about which reason, what comes of it, and the words the patient reads where it is sent."""

    template: ClassVar[str] = "follow_up/decision.html"
    course_id: int
    patient: str
    reason: str
    comes_of_it: str
    said: tuple[str, ...]
    button: str
    with_until: bool
    first: str
    last: str
    form: DecisionForm


def decision_page(
    session: AnySession, head: CourseHead, judged: Standing, decision: Decision, what: About, form: DecisionForm
) -> DecisionPage:
    """The page for a form; the reason in words as it stands now, by its rule's name when it does not hold."""
    rule, numbers = _numbers(session, head, judged, what)
    who = head.practitioner_name.split()[0]
    said: tuple[str, ...] = ()
    if decision is Decision.SEND and numbers:
        said = tuple(filter(None, (patient_words(rule, numbers, who), patient_numbers(rule, numbers))))
    name = filled(rule_texts()[what.rule].name, judged.past.thresholds)
    return DecisionPage(
        title=decision_words(decision),
        course_id=head.id,
        patient=head.patient_name,
        reason=staff_words(rule, numbers) if numbers else name,
        comes_of_it=comes_of(decision, what.rule),
        said=said,
        button=decision_words(decision),
        with_until=decision is Decision.HOLD,
        first=form.earliest.isoformat(),
        last=form.latest.isoformat(),
        form=form,
    )


def _numbers(session: AnySession, head: CourseHead, judged: Standing, what: About) -> tuple[str, dict[str, object]]:
    """The rule with its numbers of today, else those of the open prompt; none when neither is there."""
    for reason in judged.found:
        if reason.about == what:
            return str(reason.rule), dict(reason.numbers)
    shown = prompts.open_among(prompts.latest(session, head.id))
    if shown and about(shown.rule, shown.numbers) == what:
        return str(shown.rule), shown.numbers
    return str(what.rule), {}


def comes_of(decision: Decision, rule: Rule) -> str:
    """What happens then."""
    match decision:
        case Decision.SEND:
            return str(_("The patient is asked to book on the first page of the app, with the next free times."))
        case Decision.HOLD:
            return str(_("The patient does not see it. You still do, in your list and here."))
        case Decision.RELEASE:
            return str(_("If it still holds, the patient is asked to book, as the rules say."))
        case Decision.CLOSE if rule is Rule.PLANNED:
            return str(_("The patient is no longer asked, and what was planned is taken back."))
        case Decision.CLOSE:
            return str(_("The patient is no longer asked. If it still holds in a week, they are asked again."))

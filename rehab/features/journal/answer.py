"""How the foot took a training: the colour, what it rests on in words, and the practitioner's own sentence for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from rehab.clinical.pain import Because, Response, baseline_before, response
from rehab.clinical.plan_rules import sentence_for
from rehab.features.journal.day import Day
from rehab.features.journal.pages import Answer
from rehab.features.journal.queries import Trained
from rehab.web.words import number

DAY = timedelta(days=1)
KINDS = {Response.GREEN: "ok", Response.YELLOW: "warn", Response.AMBER: "stop", Response.RED: "stop"}


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What a training is judged by: pain 0-10, the morning after, and the patient's own usual morning."""

    during: int | None
    after: int | None
    morning: int | None
    usual: float | None


def answer_of(day: Day, trained: Trained) -> Answer | None:
    """The answer to a training; None while too little is known of it."""
    known = _numbers(day, trained)
    version = day.programme.in_force(trained.done_on)
    if version is None:
        return None
    applies = sentence_for(response(known.during, known.after, known.morning, known.usual), version.plan)
    if applies is None:
        return None
    return Answer(
        kind=KINDS[applies.response],
        title=title_of(applies.response),
        facts=_why(applies.reasons, known),
        sentence=applies.sentence,
        by=_("From %(name)s", name=version.signed_by.split()[0]),
    )


def worst_by_day(day: Day) -> dict[date, int]:
    """The worst side's score of each date."""
    worst: dict[date, int] = {}
    for (on, _side), score in day.scores.items():
        if score is not None:
            worst[on] = max(score, worst.get(on, score))
    return worst


def _numbers(day: Day, trained: Trained) -> _Numbers:
    by_day = worst_by_day(day)
    usual = baseline_before(by_day, trained.done_on)
    return _Numbers(
        during=trained.pain_during,
        after=trained.pain_after,
        morning=by_day.get(trained.done_on + DAY),
        usual=day.course.intake_pain if usual is None else usual,
    )


def title_of(found: Response) -> str:
    """The colour in a word or two."""
    titles = {
        Response.GREEN: _("Good response"),
        Response.YELLOW: _("Hold"),
        Response.AMBER: _("Ease off"),
        Response.RED: _("Ease off"),
    }
    return str(titles[found])


def _why(reasons: Sequence[Because], known: _Numbers) -> str:
    """Why it is that colour: a short sentence for each reason, with its number."""
    return " ".join(filter(None, (_because(each, known) for each in reasons)))


def _because(reason: Because, known: _Numbers) -> str:
    match reason:
        case Because.DURING_LOW:
            return str(_("Pain %(pain)s while training: 0-2 is safe.", pain=known.during))
        case Because.DURING_ACCEPTABLE:
            return str(_("Pain %(pain)s while training: 3-5 is acceptable.", pain=known.during))
        case Because.DURING_HIGH:
            return str(_("Pain %(pain)s while training: 6-10 is too much.", pain=known.during))
        case Because.AFTER_HIGH:
            return str(_("Pain %(pain)s after training: 6-10 is too much.", pain=known.after))
        case Because.RISING:
            return str(_("The pain rose set by set."))
    return _morning(reason, known)


def _morning(reason: Because, known: _Numbers) -> str:
    if known.morning is None:
        return str(_("The morning after counts too."))
    if known.usual is None:
        return str(_("The morning after: %(score)s.", score=known.morning))
    figures = {"score": known.morning, "usual": number(known.usual)}
    if reason is Because.MORNING_UP:
        return str(_("The morning after: %(score)s, more than 1 above your usual morning (%(usual)s).", **figures))
    if reason is Because.MORNING_SLIGHTLY_UP:
        return str(_("The morning after: %(score)s, at most 1 above your usual morning (%(usual)s).", **figures))
    return str(_("The morning after: %(score)s, no more than your usual morning (%(usual)s).", **figures))

"""The screens put into words: each question, what was answered last time, and the end."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from rehab.clinical.outcome_scores import Groc, nrs_change, psfs_change, psfs_score
from rehab.clinical.outcomes import Answers
from rehab.clinical.progress import Trend, TrendKind
from rehab.features.outcomes.forms import SKIP, ActivitiesForm
from rehab.features.outcomes.pages import ActivitiesPage, QuestionPage
from rehab.features.outcomes.steps import ACTIVITIES, Steps
from rehab.models import Question
from rehab.records.outcomes import Measures
from rehab.web.measure_words import GROC
from rehab.web.words import number

Words = tuple[str, str, str, tuple[tuple[str, str], ...], tuple[str, str]]
SCORES = tuple((str(score), str(score)) for score in range(11))


def activities_page(steps: Steps, form: ActivitiesForm) -> ActivitiesPage:
    """The screen on which the activities are named."""
    return ActivitiesPage(title=_("What is hard now?"), form=form, **_ways(steps, ACTIVITIES))


def question_page(steps: Steps, question: Question, form: Any) -> QuestionPage:
    """One question."""
    text, hint, look, options, ends = WORDS.get(question, _activity)(steps.measures, question)
    given = steps.measures.answers.get(steps.week, {})
    value = given.get(question)
    current = SKIP if question in given and value is None else "" if value is None else str(value)
    return QuestionPage(
        title=_("Week %(week)s: how is it going?", week=steps.week),
        question=text,
        hint=hint,
        look=look,
        options=options,
        ends=ends,
        current=current,
        last_time=_last_time(steps, question),
        form=form,
        **_ways(steps, question.value),
    )


def _ways(steps: Steps, name: str) -> dict[str, str]:
    before, after = steps.before(name), steps.after(name)
    done = url_for("outcomes.done", week=steps.week)
    on = url_for("outcomes.step", week=steps.week, name=after) if after else done
    return {
        "place": str(_("%(number)s of %(total)s", number=steps.names.index(name) + 1, total=len(steps.names))),
        "action": url_for("outcomes.step", week=steps.week, name=name),
        "back_href": url_for("outcomes.step", week=steps.week, name=before) if before else url_for("journal.today"),
        "on_href": on if steps.is_answered(name) else "",
    }


def _activity(measures: Measures, question: Question) -> Words:
    ends = (str(_("0 = cannot do it")), str(_("10 = as before")))
    hint = _("How well can you do it now?")
    return measures.activities[question], str(hint), "score", SCORES, ends


def _pain(_measures: Measures, _question: Question) -> Words:
    text = _("How much has it hurt in general, over the last week?")
    return str(text), "", "pain", SCORES, (str(_("0 = no pain")), str(_("10 = worst imaginable")))


def _compared(_measures: Measures, _question: Question) -> Words:
    options = tuple((str(place), str(GROC[each])) for place, each in enumerate(Groc, start=1))
    return str(_("How is it now, compared with when you began?")), "", "words", options, ("", "")


def _good_enough(_measures: Measures, _question: Question) -> Words:
    hint = _("Think of all you do in a day, your pain and what you can do. Yes means: I need no more treatment.")
    options = (("1", str(_("Yes, it is good enough"))), ("0", str(_("No, not yet"))))
    return str(_("Is it good enough as it is now?")), str(hint), "words", options, ("", "")


WORDS: dict[Question, Callable[[Measures, Question], Words]] = {
    Question.NRS: _pain,
    Question.GROC: _compared,
    Question.PASS: _good_enough,
}


def _last_time(steps: Steps, question: Question) -> str:
    """The answer of the week before, so that the scale is used alike. Not of GROC, which is about the change itself."""
    if question in (Question.GROC, Question.PASS):
        return ""
    earlier = ((week, steps.measures.answers[week].get(question)) for week in reversed(steps.measures.weeks()))
    found = next(((week, value) for week, value in earlier if week < steps.week and value is not None), None)
    return str(_("In week %(week)s you said %(score)s.", week=found[0], score=found[1])) if found else ""


def in_short(measures: Measures, week: int) -> tuple[str, ...]:
    """What the answers of a week say beside those before, in plain sentences; nothing is made of a missing answer."""
    now = measures.of(week)
    earlier = [measures.of(each) for each in measures.weeks() if each < week]
    said = (_can_do(earlier, now), _hurts(earlier, now), _rates(now), _accepts(now))
    return tuple(sentence for sentence in said if sentence)


def _can_do(earlier: list[Answers], now: Answers) -> str:
    score = psfs_score(now.psfs)
    before = next((each for each in reversed(earlier) if psfs_score(each.psfs) is not None), None)
    if score is None:
        return ""
    if before is None:
        return str(_("What you can do: %(now)s of 10 on average.", now=number(score)))
    change = psfs_change(before.psfs, now.psfs)
    if change.start is None or change.now is None:
        return ""
    figures = {"week": before.week, "before": number(change.start), "now": number(change.now)}
    if change.kind is TrendKind.BETTER_NOTICEABLY:
        return str(
            _("You can do more: %(before)s of 10 in week %(week)s, %(now)s now. That is enough to matter.", **figures)
        )
    if change.kind is TrendKind.WORSE_NOTICEABLY:
        return str(
            _("You can do less: %(before)s of 10 in week %(week)s, %(now)s now. That is enough to matter.", **figures)
        )
    return str(
        _(
            "What you can do: %(before)s of 10 in week %(week)s, %(now)s now. Less than 2 points, so it may be chance.",
            **figures,
        )
    )


def _hurts(earlier: list[Answers], now: Answers) -> str:
    before = next((each for each in reversed(earlier) if each.nrs is not None), None)
    if now.nrs is None:
        return ""
    if before is None:
        return str(_("Pain in general: %(now)s of 10.", now=now.nrs))
    figures = {"week": before.week, "before": before.nrs, "now": now.nrs}
    change: Trend = nrs_change(before.nrs, now.nrs)
    return str(HURTS[change.kind](figures))


HURTS: dict[TrendKind, Callable[[dict[str, Any]], str]] = {
    TrendKind.BETTER_NOTICEABLY: lambda n: _(
        "It hurts less: %(before)s in week %(week)s, %(now)s now. Most people can feel that.", **n
    ),
    TrendKind.BETTER_SLIGHTLY: lambda n: _("It hurts slightly less: %(before)s in week %(week)s, %(now)s now.", **n),
    TrendKind.UNCHANGED: lambda n: _("It hurts about the same: %(before)s in week %(week)s, %(now)s now.", **n),
    TrendKind.WORSE_SLIGHTLY: lambda n: _("It hurts slightly more: %(before)s in week %(week)s, %(now)s now.", **n),
    TrendKind.WORSE_NOTICEABLY: lambda n: _(
        "It hurts more: %(before)s in week %(week)s, %(now)s now. Most people can feel that.", **n
    ),
    TrendKind.UNKNOWN: lambda n: "",
}


def _rates(now: Answers) -> str:
    if now.groc is None:
        return ""
    if now.groc is Groc.UNCHANGED:
        return str(_("You call it unchanged since you began."))
    said = str(GROC[now.groc]).lower()
    return str(_("You call it %(word)s than when you began.", word=said))


def _accepts(now: Answers) -> str:
    if now.accepts is None:
        return ""
    return str(_("For you it is good enough as it is.") if now.accepts else _("For you it is not good enough yet."))

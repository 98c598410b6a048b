"""The templates, whole, by condition."""

from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.pain import Response
from rehab.content import Template, TemplateRow, conditions, templates
from rehab.features.rules.answers import colour
from rehab.features.rules.citing import cited
from rehab.features.rules.pages import ConditionView, Prescription, TemplateView
from rehab.features.rules.starting import weeks_words
from rehab.web.doses import dose_text, exercise_name, phase_name
from rehab.web.language import chosen_language


def condition_views() -> tuple[ConditionView, ...]:
    """Every condition with its templates, in the library's order."""
    return tuple(
        ConditionView(
            name=condition.name.in_(chosen_language()),
            templates=tuple(_view(each) for each in templates().values() if each.condition == code),
        )
        for code, condition in conditions().items()
    )


def _view(each: Template) -> TemplateView:
    language = chosen_language()
    plan = each.plan.in_(language)
    return TemplateView(
        code=each.code,
        name=each.name.in_(language),
        facts=_facts(each),
        ask_first=each.ask_first.in_(language) if each.ask_first else "",
        rows=tuple(map(_row, each.rows)),
        plan=tuple((*colour(answer), plan.of(answer)) for answer in Response),
        evidence=each.evidence.in_(language),
        unverified=tuple(text.in_(language) for text in each.unverified),
        sources=cited(each.sources),
    )


def _facts(each: Template) -> tuple[tuple[str, str], ...]:
    follows = templates()[each.follows].name.in_(chosen_language()) if each.follows else ""
    return (
        (_("Phase"), phase_name(each.phase)),
        (_("Length"), ngettext("%(num)d week", "%(num)d weeks", each.weeks)),
        (_("Review after week"), weeks_words(each.review_weeks)),
        (_("Youngest"), _("%(years)s years", years=each.min_age)),
        *(((_("Comes after"), follows),) if follows else ()),
    )


def _row(row: TemplateRow) -> Prescription:
    language = chosen_language()
    return Prescription(
        code=row.exercise_code,
        exercise=exercise_name(row.exercise_code),
        weeks=_weeks(row.week_from, row.week_to),
        dose=dose_text(row.dose),
        rest=str(_("%(seconds)s s rest", seconds=row.dose.rest_s)) if row.dose.rest_s else "",
        optional=row.optional,
        progression=row.progression.in_(language),
        regression=row.regression.in_(language),
        sources=cited(row.sources),
    )


def _weeks(first: int, last: int) -> str:
    if first == last:
        return str(_("Week %(week)s", week=first))
    return str(_("Weeks %(first)s–%(last)s", first=first, last=last))

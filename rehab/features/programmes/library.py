"""The chain's templates as cards to choose from."""

from collections.abc import Iterable
from itertools import combinations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.dose_words import dose_short
from rehab.clinical.phases import Phase
from rehab.content import ExerciseKind, Template, TemplateRow
from rehab.features.programmes.choose_pages import ChoosePage, TemplateCard
from rehab.features.programmes.notes import notes_of
from rehab.features.programmes.own.listing import (
    about_scope,
    for_condition,
    is_of_scope,
    is_overdue,
    matches,
    own_of,
    scope_filters,
)
from rehab.features.programmes.queries import Workbench
from rehab.features.programmes.services import may_have
from rehab.features.programmes.suggesting import SuggestPanel
from rehab.records.own_templates import OwnTemplate
from rehab.records.programmes import Version
from rehab.web.condition_words import condition_and_side
from rehab.web.doses import dose_lines, exercise_name, phase_name
from rehab.web.exercises import exercise
from rehab.web.language import chosen_language
from rehab.web.words import age, date_words, short_name

# What usually comes next: an order of the cards, never a choice made for anyone.
USUALLY_NEXT: dict[Phase | None, tuple[Phase, ...]] = {
    None: (Phase.OPSTART, Phase.UDVIKLING),
    Phase.OPSTART: (Phase.UDVIKLING,),
    Phase.UDVIKLING: (Phase.KRONISK, Phase.VEDLIGEHOLD),
    Phase.KRONISK: (Phase.VEDLIGEHOLD,),
    Phase.VEDLIGEHOLD: (Phase.UDVIKLING,),
    Phase.OPBLUSSEN: (Phase.OPSTART, Phase.UDVIKLING),
}


def offered(condition: str) -> tuple[Template, ...]:
    """The templates for a condition: the library's in their order, then the clinic's own that the viewer may choose."""
    return for_condition(condition)


def first_exercise(condition: str) -> str:
    """The code of the exercise the condition's templates begin with, for a row that is still to be filled in."""
    return offered(condition)[0].rows[0].exercise_code


def choose_page(bench: Workbench, panel: SuggestPanel | None = None, *, q: str = "", scope: str = "") -> ChoosePage:
    """The templates for the course's condition: the suggested one first, else those that usually come next.

    `q` and `scope` cut the list down.
    """
    course = bench.course
    version = bench.programme.in_force(bench.today) or bench.programme.latest
    phase = version.phase_on(bench.today).phase if version else None
    found = panel.suggestion if panel else None
    next_up = {found.code} if found else {each.code for each in _usually_next(course.condition, phase, version)}
    cards = [
        _card(bench, template, template.code in next_up)
        for template in offered(course.condition)
        if is_of_scope(template.code, scope) and matches(q, template.name.in_(chosen_language()))
    ]
    about = [
        _("%(years)s years", years=age(course.patient_born_on, bench.today)) if course.patient_born_on else "",
        condition_and_side(course.condition, course.side),
        _("Now: %(now)s", now=phase_name(phase)) if phase else _("First programme"),
    ]
    return ChoosePage(
        title=_("Choose a programme for %(name)s", name=short_name(course.patient_name)),
        under=" · ".join(part for part in about if part),
        course_id=course.id,
        back_href=url_for("caseload.course", course_id=course.id),
        revise_href=url_for("programmes.revise", course_id=course.id) if version else None,
        cards=tuple(sorted(cards, key=lambda card: not card.suggested)),
        panel=panel,
        q=q,
        scope=scope,
        scopes=scope_filters(),
    )


def going_on(bench: Workbench) -> tuple[Template, ...]:
    """The templates that lead on from the phase of today, later phases only and for the patient's age."""
    version = bench.programme.in_force(bench.today) or bench.programme.latest
    phase = version.phase_on(bench.today).phase if version else None
    order = list(Phase)
    found = _usually_next(bench.course.condition, phase, version)
    return tuple(
        each
        for each in found
        if (phase in (None, Phase.OPBLUSSEN) or order.index(each.phase) > order.index(phase) or each.follows)
        and may_have(each, bench.course.patient_born_on, bench.today)
    )


def _usually_next(condition: str, phase: Phase | None, version: Version | None) -> Iterable[Template]:
    """What goes on from the template in force, where something does; else what the phase leads to."""
    going_on = [
        each for each in offered(condition) if version and each.follows and each.follows == version.template_code
    ]
    whole = (each for each in offered(condition) if each.follows is None)
    return going_on or (each for each in whole if each.phase in USUALLY_NEXT[phase])


def _card(bench: Workbench, template: Template, suggested: bool) -> TemplateCard:
    allowed = may_have(template, bench.course.patient_born_on, bench.today)
    language, own = chosen_language(), own_of(template.code)
    rows = [
        (_("Phase"), phase_name(template.phase)),
        (_("Length"), ngettext("%(num)d week", "%(num)d weeks", template.weeks)),
        *_holds(template),
        (_("About it") if own else _("Evidence"), template.evidence.in_(language)),
    ]
    return TemplateCard(
        code=template.code,
        name=template.name.in_(language),
        holds=tuple(rows),
        notes=notes_of(template),
        suggested=suggested and allowed,
        href=url_for("programmes.assign", course_id=bench.course.id, template=template.code),
        scope=about_scope(own) if own else "",
        overdue=_overdue(own, bench) if own else "",
        refused=None if allowed else _("Only for patients of %(years)s and over.", years=template.min_age),
    )


def _overdue(own: OwnTemplate, bench: Workbench) -> str:
    """That nobody has looked at a template when it was time to; empty while it is not."""
    if not is_overdue(own, bench.today):
        return ""
    return str(_("It was to be reviewed by %(date)s.", date=date_words(own.review_on, "full")))


def _holds(template: Template) -> list[tuple[str, str]]:
    groups: dict[str, list[TemplateRow]] = {"strength": [], "stretch": [], "other": []}
    for row in template.rows:
        kind = exercise(row.exercise_code).kind
        key = "strength" if kind.is_strength else "stretch" if kind is ExerciseKind.STRETCH else "other"
        groups[key].append(row)
    labels = {"strength": _("Strength"), "stretch": _("Stretching"), "other": _("Also")}
    words = {key: _notation(rows, named=key != "strength") for key, rows in groups.items() if rows}
    if _side_by_side(groups["strength"]):
        words["strength"] = _by_exercise(groups["strength"])
    return [(labels[key], each) for key, each in words.items()]


def _side_by_side(rows: list[TemplateRow]) -> bool:
    """Whether two exercises share a week; else the one follows the other and their names are not needed."""
    return any(
        a.exercise_code != b.exercise_code and a.week_from <= b.week_to and b.week_from <= a.week_to
        for a, b in combinations(rows, 2)
    )


def _by_exercise(rows: list[TemplateRow]) -> str:
    """Each exercise with its doses; those with the same doses together."""
    names: dict[str, list[str]] = {}
    for code in dict.fromkeys(row.exercise_code for row in rows):
        doses = _notation((row for row in rows if row.exercise_code == code), named=False)
        names.setdefault(doses, []).append(exercise_name(code))
    return "; ".join(f"{' + '.join(exercises)}: {doses}" for doses, exercises in names.items())


def _notation(rows: Iterable[TemplateRow], *, named: bool) -> str:
    """Rows as staff write them: 3 × 12 RM (uge 1–2) hver anden dag, 4 × 10 RM (uge 3–4)."""
    parts, last = [], ""
    for row in rows:
        weeks = str(row.week_from) if row.week_from == row.week_to else f"{row.week_from}–{row.week_to}"
        words = [exercise_name(row.exercise_code)] if named else []
        words += [dose_short(row.dose), _("(wk %(weeks)s)", weeks=weeks)]
        often = dose_lines(row.dose)[-1]
        words += [often] if often != last else []
        parts.append(" ".join(words))
        last = often
    return ", ".join(parts)

"""The library put into words: the list that fits a search, and one exercise with everything known of it."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab import content
from rehab.clinical.ladder import LADDER
from rehab.content import Exercise
from rehab.db import AnySession
from rehab.features.exercises.pages import DoseLine, ExercisePage, ExerciseRow, LibraryPage, Tab
from rehab.features.exercises.queries import doses_in_own_courses, own_branches
from rehab.features.exercises.words import load_words, scope_words
from rehab.models import ExerciseScope
from rehab.records.exercises import Own, Standing, own_exercise, standings
from rehab.web.access import Viewer
from rehab.web.doses import dose_text, weeks_words
from rehab.web.exercise_kinds import kind_look, kind_words
from rehab.web.illustrations import drawing_of
from rehab.web.language import LANGUAGES, chosen_language
from rehab.web.words import date_words, short_name

NO_EQUIPMENT = "None"  # what the library writes where nothing is needed
ALL, LIBRARY, OWN, RETIRED = "all", "library", "own", "retired"


def library_page(session: AnySession, by: Viewer, q: str, show: str) -> LibraryPage:
    """Four statements, whatever the number of exercises: own ones, retired ones, branches, and once what they say."""
    branches = dict(own_branches(session, by.id))
    own = [_own_row(session, each, branches) for each in standings(session, by.id, retired=False)]
    retired = [_own_row(session, each, branches) for each in standings(session, by.id, retired=True)]
    library = [_row(each, conditions_of(each.code), "") for each in content.exercises().values()]
    found = {ALL: own + library, LIBRARY: library, OWN: own, RETIRED: retired}
    fitting = {name: [row for row, words in rows if _fits(words, q)] for name, rows in found.items()}
    chosen = show if show in fitting else ALL
    return LibraryPage(
        title=_("Exercises"),
        under=_("What can be prescribed: the library, and what you and your colleagues have added."),
        q=q,
        show=chosen,
        tabs=_tabs(chosen, q, {name: len(rows) for name, rows in fitting.items()}),
        rows=tuple(fitting[chosen]),
    )


def exercise_page(session: AnySession, by: Viewer, about: Exercise, standing: Standing | None) -> ExercisePage:
    """Two statements more than finding it. `standing` is None for one of the library."""
    language, own = chosen_language(), own_exercise(session, about.code) if standing else None
    return ExercisePage(
        title=about.name.in_(language),
        code=about.code,
        under=f"{about.code} · {kind_words(about.kind)}",
        drawing=drawing_of(about.code),
        purpose=own.purpose.in_(language) if own else "",
        steps=tuple(step.in_(language) for step in about.steps),
        cautions=tuple(line.in_(language) for line in about.cautions),
        facts=_facts(session, by, about, own, standing),
        doses=(*_template_doses(about.code), *_used_doses(session, by, about.code)),
        may_change=standing is not None and standing.is_mine and standing.retired_at is None,
        note=_note(standing),
        newer=standing.replaced_by or "" if standing else "",
    )


def conditions_of(code: str) -> tuple[str, ...]:
    """Conditions whose templates use an exercise of the library, by code; the load ladder's is that of the heel."""
    used = {each.condition for each in content.templates().values() if code in {row.exercise_code for row in each.rows}}
    used |= {content.HEEL} if code in LADDER else set()
    return tuple(condition for condition in content.conditions() if condition in used)


def condition_names(codes: tuple[str, ...], language: str) -> str:
    """The names of conditions; of one no longer known, its code."""
    known = content.conditions()
    return ", ".join(known[code].name.in_(language) if code in known else code for code in codes)


def _tabs(chosen: str, q: str, counts: dict[str, int]) -> tuple[Tab, ...]:
    labels = {ALL: _("All"), LIBRARY: _("Library"), OWN: _("Our own"), RETIRED: _("Retired")}
    return tuple(
        Tab(
            label=label,
            href=url_for("exercises.index", q=q or None, show=None if name == ALL else name),
            count=counts[name],
            current=name == chosen,
        )
        for name, label in labels.items()
    )


def _own_row(session: AnySession, standing: Standing, branches: dict[int, str]) -> tuple[ExerciseRow, str]:
    own = own_exercise(session, standing.code)
    return _row(own.about, own.conditions, _whose(standing, branches))


def _row(about: Exercise, conditions: tuple[str, ...], whose: str) -> tuple[ExerciseRow, str]:
    """The row, and the words it is found by, in both languages."""
    language = chosen_language()
    row = ExerciseRow(
        code=about.code,
        name=about.name.in_(language),
        kind=kind_look(about.kind),
        kind_words=kind_words(about.kind),
        equipment=_equipment(about),
        conditions=condition_names(conditions, language),
        whose=whose,
    )
    both = [(about.name.in_(each), about.equipment.in_(each), condition_names(conditions, each)) for each in LANGUAGES]
    return row, " ".join([about.code, row.kind_words, *(word for words in both for word in words)]).casefold()


def _equipment(about: Exercise) -> str:
    """What is needed; "" for nothing."""
    return "" if about.equipment.en == NO_EQUIPMENT else about.equipment.in_(chosen_language())


def _fits(words: str, q: str) -> bool:
    return all(word in words for word in q.casefold().split())


def _whose(standing: Standing, branches: dict[int, str]) -> str:
    if standing.scope is ExerciseScope.OWN and not standing.is_mine:
        return short_name(standing.made_by)
    words = scope_words(standing.scope)
    return branches.get(standing.branch_id or 0, words) if standing.scope is ExerciseScope.BRANCH else words


def _facts(
    session: AnySession, by: Viewer, about: Exercise, own: Own | None, standing: Standing | None
) -> tuple[tuple[str, str], ...]:
    language = chosen_language()
    conditions = own.conditions if own else conditions_of(about.code)
    facts = [
        (_("You need"), _equipment(about)),
        (_("Used for"), condition_names(conditions, language)),
        (_("Loaded with"), ", ".join(load_words(each) for each in own.loads) if own else ""),
    ]
    if standing:
        made_on = date_words(standing.made_at.astimezone(by.zone).date(), "full")
        branches = dict(own_branches(session, by.id))
        facts.append((_("May be prescribed by"), _whose(standing, branches)))
        facts.append((_("Written by"), _("%(name)s, %(date)s", name=standing.made_by, date=made_on)))
    return tuple((name, value) for name, value in facts if value)


def _template_doses(code: str) -> tuple[DoseLine, ...]:
    language = chosen_language()
    return tuple(
        DoseLine(
            where=each.name.in_(language),
            weeks=weeks_words(row.week_from, row.week_to, language),
            dose=dose_text(row.dose),
        )
        for each in content.templates().values()
        for row in each.rows
        if row.exercise_code == code
    )


def _used_doses(session: AnySession, by: Viewer, code: str) -> tuple[DoseLine, ...]:
    return tuple(
        DoseLine(
            where=ngettext("One of your open courses", "%(num)d of your open courses", used.courses),
            weeks="",
            dose=dose_text(used.dose),
        )
        for used in doses_in_own_courses(session, by.id, code)
    )


def _note(standing: Standing | None) -> str:
    if standing is None or standing.retired_at is None:
        return ""
    if standing.replaced_by:
        return str(_("It has been changed since. Programmes that have it go on with it as it stands here."))
    return str(_("It is no longer offered. Programmes that have it go on with it as it stands here."))

"""The pages of own templates: the list, the form to save or change one, the chain's list for the administrator."""

from collections.abc import Iterable
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.dose_words import dose_short
from rehab.content import Template, TemplateRow, conditions, templates
from rehab.features.programmes.own.forms import OwnTemplateForm
from rehab.features.programmes.own.listing import LIBRARY, about_scope, is_overdue, matches, scope_filters
from rehab.features.programmes.own.pages import OwnTemplatePage, TemplateLine, TemplatesPage
from rehab.features.programmes.own.services import TemplateValues
from rehab.models import TemplateScope
from rehab.records.own_templates import OwnTemplate, content_of
from rehab.web.access import Viewer, viewer
from rehab.web.doses import exercise_name, phase_name
from rehab.web.language import chosen_language
from rehab.web.words import date_words, short_name


def templates_page(
    me: Viewer, own: Iterable[OwnTemplate], *, q: str, scope: str, condition: str, today: date
) -> TemplatesPage:
    """The clinic's own and the library's in one list, cut down by what is asked for."""
    language = chosen_language()
    lines = [_line(each, me, today) for each in own if scope in ("", each.scope.value)]
    lines += [_library_line(each, language) for each in templates().values() if scope in ("", LIBRARY)]
    wanted = conditions().get(condition)
    if wanted:
        lines = [each for each in lines if each.condition == wanted.name.in_(language)]
    return TemplatesPage(
        title=_("Templates"),
        q=q,
        scope=scope,
        scopes=scope_filters(),
        condition=condition if wanted else "",
        conditions=tuple((code, each.name.in_(language)) for code, each in conditions().items()),
        lines=tuple(each for each in lines if matches(q, each.name, each.condition, each.phase)),
    )


def chain_page(me: Viewer, own: Iterable[OwnTemplate], today: date) -> TemplatesPage:
    """What the chain has and what is proposed to it, for the administrator."""
    ordered = sorted(own, key=lambda each: each.proposed_at is None)
    return TemplatesPage(title=_("Templates of the chain"), lines=tuple(_line(each, me, today) for each in ordered))


def form_page(
    form: OwnTemplateForm,
    parts: Iterable[tuple[str, Iterable[TemplateRow]]],
    *,
    title: str,
    under: str,
    action: str,
    back_href: str,
    newer: str = "",
) -> OwnTemplatePage:
    """The form. `parts` are what it is about: the rows of each phase, under its name where there are several."""
    return OwnTemplatePage(
        title=title,
        under=under,
        action=action,
        back_href=back_href,
        form=form,
        newer=newer,
        parts=tuple((name, holds(rows)) for name, rows in parts),
    )


def template_values(form: OwnTemplateForm, about: Template, base: str) -> TemplateValues:
    """What a valid form says, with what is in the template."""
    scope = TemplateScope(form.scope.data)
    review_on = form.review_on.data
    assert review_on is not None  # the form is valid
    return TemplateValues(
        name=str(form.name.data),
        condition=about.condition,
        phase=about.phase,
        scope=scope,
        branch_id=viewer().home_branch_id if scope is not TemplateScope.OWN else None,
        review_on=review_on,
        content=content_of(about, base),
    )


def holds(rows: Iterable[TemplateRow]) -> tuple[tuple[str, str], ...]:
    """Each exercise with its dose and weeks."""
    found = []
    for row in rows:
        weeks = str(row.week_from) if row.week_from == row.week_to else f"{row.week_from}–{row.week_to}"
        when = _("week %(weeks)s", weeks=weeks)
        found.append((exercise_name(row.exercise_code), f"{dose_short(row.dose)} · {when}"))
    return tuple(found)


def _library_line(about: Template, language: str) -> TemplateLine:
    return TemplateLine(
        name=about.name.in_(language),
        condition=conditions()[about.condition].name.in_(language),
        phase=_phase(about),
        holds=holds(about.rows),
        scope=str(_("The library")),
        owner="",
        review="",
    )


def _line(each: OwnTemplate, me: Viewer, today: date) -> TemplateLine:
    return TemplateLine(
        id=each.id,
        name=each.name,
        condition=conditions()[each.about.condition].name.in_(chosen_language()),
        phase=_phase(each.about),
        holds=holds(each.about.rows),
        scope=about_scope(each),
        owner=short_name(each.owner_name),
        review=date_words(each.review_on, "full"),
        is_overdue=is_overdue(each, today),
        is_proposed=each.proposed_at is not None,
        is_chain=each.scope is TemplateScope.CHAIN,
        change_href=url_for("programmes.own_template", template_id=each.id) if each.owner_id == me.id else "",
    )


def _phase(about: Template) -> str:
    weeks = ngettext("%(num)s week", "%(num)s weeks", about.weeks)
    return f"{phase_name(about.phase)}, {weeks}"

"""The clinic's own templates beside the library's: which the viewer may choose, whose they are, what they came from."""

from datetime import date

from flask import g
from flask_babel import gettext as _

from rehab.content import Template, templates
from rehab.db import db
from rehab.features.programmes.queries import Workbench
from rehab.models import TemplateScope
from rehab.records.own_templates import OwnTemplate, id_of, own_template, sees, visible
from rehab.web.access import viewer

LIBRARY = "library"


def own_offered() -> list[OwnTemplate]:
    """Those the viewer may choose, by name. Read once in a request."""
    if "own_templates" not in g:
        g.own_templates = visible(db.session, viewer().id)
    found: list[OwnTemplate] = g.own_templates
    return found


def for_condition(condition: str) -> tuple[Template, ...]:
    """All the viewer may choose for a condition: the library's in their order, then the clinic's own."""
    library = (each for each in templates().values() if each.condition == condition)
    own = (each.about for each in own_offered() if each.about.condition == condition)
    return (*library, *own)


def own_of(code: str) -> OwnTemplate | None:
    """The own template of a code among those the viewer may choose."""
    return next((each for each in own_offered() if each.about.code == code), None)


def resolved(bench: Workbench, code: str) -> Template | None:
    """The template of a code for the course's condition: one the viewer may choose, or might until it was retired, or
    one the course's programme was built on.
    """
    found = next((each for each in for_condition(bench.course.condition) if each.code == code), None)
    id_ = id_of(code)
    if found or id_ is None:
        return found
    is_known = code in {each.template_code for each in bench.programme.versions} or sees(db.session, viewer().id, id_)
    own = own_template(db.session, id_) if is_known else None
    return own.about if own and own.about.condition == bench.course.condition else None


def base_of(bench: Workbench, code: str | None) -> Template:
    """The library's template behind a code, else the condition's first of its phase, else its first."""
    id_ = id_of(code or "")
    own = own_template(db.session, id_) if id_ else None
    known = [each for each in templates().values() if each.condition == bench.course.condition]
    found = templates().get((own.base if own else code) or "")
    same_phase = (each for each in known if own and each.phase is own.about.phase)
    return found or next(same_phase, known[0])


def about_scope(own: OwnTemplate) -> str:
    """Who finds it, in words."""
    words = {
        TemplateScope.CHAIN: _("The whole chain"),
        TemplateScope.BRANCH: own.branch_name or "",
        TemplateScope.OWN: _("Only me"),
    }
    return str(words[own.scope])


def is_overdue(own: OwnTemplate, today: date) -> bool:
    """Whether the day it was to be looked at again is over."""
    return own.review_on < today


def matches(q: str, *texts: str) -> bool:
    """Whether every word of a search stands in one of the texts."""
    return all(any(word in text.casefold() for text in texts) for word in q.casefold().split())


def is_of_scope(code: str, scope: str) -> bool:
    """Whether a template is among those a filter asks for; an unknown filter asks for all."""
    if scope not in {value for value, _words in scope_filters()} or not scope:
        return True
    own = own_of(code)
    return own.scope.value == scope if own else scope == LIBRARY


def scope_filters() -> tuple[tuple[str, str], ...]:
    """What the list can be cut down to."""
    return (
        ("", str(_("All"))),
        (LIBRARY, str(_("The library"))),
        (TemplateScope.CHAIN.value, str(_("The chain's"))),
        (TemplateScope.BRANCH.value, str(_("The branch's"))),
        (TemplateScope.OWN.value, str(_("My own"))),
    )

"""The manager's own branch; the administrator's chain and each of its branches."""

from flask import Blueprint, Response, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.overview import queries
from rehab.features.overview.csv_file import csv_of
from rehab.features.overview.definitions import definitions
from rehab.features.overview.page import Scope, overview_page
from rehab.features.overview.pages import DefinitionsPage
from rehab.models import Role
from rehab.web.access import for_admin, for_manager, for_roles, viewer
from rehab.web.pages import show

bp = Blueprint("overview", __name__)


@bp.get("/overview")
@for_manager
def branch() -> ResponseReturnValue:
    """How the branch is doing; a manager without one has nothing to see."""
    return _page(_own_branch())


@bp.get("/overview.csv")
@for_manager
def branch_csv() -> ResponseReturnValue:
    """The same figures for a spreadsheet."""
    return _csv(_own_branch())


@bp.get("/chain")
@for_admin
def chain() -> ResponseReturnValue:
    """How the whole chain is doing, branch by branch."""
    return _page(_chain())


@bp.get("/chain.csv")
@for_admin
def chain_csv() -> ResponseReturnValue:
    """The same figures for a spreadsheet."""
    return _csv(_chain())


@bp.get("/chain/<slug>")
@for_admin
def one(slug: str) -> ResponseReturnValue:
    """One branch of the chain."""
    return _page(_branch(slug))


@bp.get("/chain/<slug>.csv")
@for_admin
def one_csv(slug: str) -> ResponseReturnValue:
    """The same figures for a spreadsheet."""
    return _csv(_branch(slug))


@bp.get("/overview/definitions")
@for_roles(Role.MANAGER, Role.ADMIN)
def what_is_counted() -> ResponseReturnValue:
    """What each figure means and what it rests on."""
    back = url_for("overview.branch" if viewer().role is Role.MANAGER else "overview.chain")
    return show(DefinitionsPage(title=_("What is counted"), back_href=back, definitions=definitions()))


def _own_branch() -> Scope:
    branch_id = viewer().home_branch_id
    found = next((each for each in queries.branches(db.session) if each.id == branch_id), None) or abort(404)
    return Scope(found, viewer().zone, url_for("overview.branch_csv"))


def _chain() -> Scope:
    places = tuple((each.name, url_for("overview.one", slug=each.slug), False) for each in queries.branches(db.session))
    whole = (_("The whole chain"), url_for("overview.chain"), True)
    return Scope(None, viewer().zone, url_for("overview.chain_csv"), (whole, *places))


def _branch(slug: str) -> Scope:
    every = queries.branches(db.session)
    found = next((each for each in every if each.slug == slug), None) or abort(404)
    places = tuple((each.name, url_for("overview.one", slug=each.slug), each is found) for each in every)
    whole = (_("The whole chain"), url_for("overview.chain"), False)
    return Scope(found, viewer().zone, url_for("overview.one_csv", slug=slug), (whole, *places))


def _page(scope: Scope) -> ResponseReturnValue:
    return show(overview_page(db.session, scope, now=clock.now(), today=viewer().today()))


def _csv(scope: Scope) -> ResponseReturnValue:
    today = viewer().today()
    answer = Response(csv_of(db.session, scope, now=clock.now(), today=today), mimetype="text/csv")
    name = f"{scope.branch.slug if scope.branch else 'chain'}-{today}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

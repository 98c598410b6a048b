"""The page of rules."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from rehab.clinical.thresholds import DEFAULT
from rehab.features.rules.book import rules_page
from rehab.models import Role
from rehab.web.access import for_roles
from rehab.web.pages import show

bp = Blueprint("rules", __name__)


@bp.get("/rules")
@for_roles(Role.PRACTITIONER, Role.MANAGER)
def index() -> ResponseReturnValue:
    """All rules with the thresholds every course begins with."""
    return show(rules_page(DEFAULT))

"""The list of a branch's courses, and the choice that opens it (law 4 of the product)."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.caseload import choosing
from rehab.features.caseload.asked import Asked
from rehab.features.caseload.choice_form import ChoiceForm
from rehab.features.caseload.list_pages import ChoicePage
from rehab.features.caseload.listing import caseload_page, whose
from rehab.features.caseload.routes import bp
from rehab.models import ChoiceReason
from rehab.records.reach import OwnBranch, own_branches
from rehab.web.access import for_practitioner, opens_record, viewer
from rehab.web.pages import show


@bp.get("/caseload/branches/<id:branch_id>")
@for_practitioner
@opens_record
def branch(branch_id: int) -> ResponseReturnValue:
    """Every open course of a branch where I work, once I have said why; until then the question."""
    me, now = viewer(), clock.now()
    branches, found = _own(branch_id)
    if not found.is_open:
        return show(_choice_page(branches, found, ChoiceForm(formdata=None)))
    choosing.note_list(db.session, branch_id=found.id, by=me, now=now)
    return show(caseload_page(db.session, me, Asked.read(request.args, found.id), branches, now=now))


@bp.post("/caseload/branches/<id:branch_id>/choice")
@for_practitioner
def open_branch(branch_id: int) -> ResponseReturnValue:
    """The branch's courses are open to me until the end of the day."""
    branches, found = _own(branch_id)
    form = ChoiceForm()
    if not form.validate_on_submit():
        return show(_choice_page(branches, found, form), 422)
    choosing.choose_branch(
        db.session,
        branch_id=found.id,
        why=ChoiceReason(form.why.data),
        own_words=str(form.own_words.data or ""),
        client_key=str(form.client_key.data),
        by=viewer(),
        now=clock.now(),
    )
    return redirect(url_for("caseload.branch", branch_id=found.id), 303)


def _own(branch_id: int) -> tuple[list[OwnBranch], OwnBranch]:
    """Where the viewer works, and that branch among them; any other is not there."""
    branches = own_branches(db.session, viewer().id, clock.now())
    return branches, next((each for each in branches if each.id == branch_id), None) or abort(404)


def _choice_page(branches: list[OwnBranch], found: OwnBranch, form: ChoiceForm) -> ChoicePage:
    return ChoicePage(
        title=_("Open the courses at %(branch)s?", branch=found.name),
        branch_id=found.id,
        form=form,
        whose=whose(branches, found.id),
    )

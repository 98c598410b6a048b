"""Templates of the clinic's own: the list, changing, retiring, and the chain's yes."""

from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.programmes.own import services
from rehab.features.programmes.own.forms import OwnTemplateForm, sentence_values
from rehab.features.programmes.own.listing import own_offered
from rehab.features.programmes.own.pages import OwnTemplatePage
from rehab.features.programmes.own.reading import chain_page, form_page, template_values, templates_page
from rehab.features.programmes.routes import bp
from rehab.models import Role, TemplateScope
from rehab.records.own_templates import OwnTemplate, for_the_chain
from rehab.records.own_templates import own_template as find_own
from rehab.web.access import for_admin, for_practitioner, viewer
from rehab.web.pages import show


@bp.get("/templates")
@for_practitioner
def templates() -> ResponseReturnValue:
    """All templates I may choose: ?q= searches, ?scope= and ?condition= cut the list down."""
    asked = {name: request.args.get(name, "")[:80].strip() for name in ("q", "scope", "condition")}
    return show(templates_page(viewer(), own_offered(), today=viewer().today(), **asked))


@bp.get("/templates/<id:template_id>")
@for_practitioner
def own_template(template_id: int) -> ResponseReturnValue:
    """The form that changes one of mine."""
    own = _mine(template_id)
    scope = TemplateScope.CHAIN if own.proposed_at else own.scope
    values = {"name": own.name, "scope": scope.value, "review_on": own.review_on, "edition": own.edition}
    form = _form(formdata=None, data={**values, **sentence_values(own.about.plan)})
    return show(_change_page(own, form))


@bp.post("/templates/<id:template_id>")
@for_practitioner
def change_template(template_id: int) -> ResponseReturnValue:
    """Change it for those who choose it from now on."""
    own, form = _mine(template_id), _form()
    if not form.validate_on_submit():
        return show(_change_page(own, form), 422)
    try:
        services.change_template(
            db.session,
            template_id=own.id,
            seen=form.seen,
            values=template_values(form, replace(own.about, plan=form.plan), own.base),
            by=viewer().id,
            now=clock.now(),
        )
    except services.ChangedMeanwhile:
        newer = _("The template was changed after you opened this page. What you typed stands below, and is not saved.")
        return show(_change_page(own, form, newer), 409)
    flash(_("The template “%(name)s” is saved.", name=form.name.data))
    return redirect(url_for("programmes.templates"), 303)


@bp.post("/templates/<id:template_id>/retirement")
@for_practitioner
def retire_template(template_id: int) -> ResponseReturnValue:
    """Nobody chooses it from now on; what was signed from it goes on."""
    own = find_own(db.session, template_id)
    if own is None or own.owner_id != viewer().id:
        abort(404)
    services.retire_template(
        db.session, template_id=template_id, by=viewer().id, role=Role.PRACTITIONER, now=clock.now()
    )
    flash(_("The template “%(name)s” is retired. Programmes signed from it go on as they are.", name=own.name))
    return redirect(url_for("programmes.templates"), 303)


@bp.get("/templates/chain")
@for_admin
def chain_templates() -> ResponseReturnValue:
    """What the chain has, and what is proposed to it."""
    return show(chain_page(viewer(), for_the_chain(db.session), viewer().today()))


@bp.post("/templates/<id:template_id>/chain")
@for_admin
def answer_proposal(template_id: int) -> ResponseReturnValue:
    """Yes, the chain has it; or no, not any more."""
    agreed = request.form.get("answer") == "yes"
    if not services.give_to_chain(db.session, template_id=template_id, agreed=agreed, by=viewer().id, now=clock.now()):
        abort(404)
    flash(_("The whole chain can choose it now.") if agreed else _("The chain does not have it."))
    return redirect(url_for("programmes.chain_templates"), 303)


def _mine(template_id: int) -> OwnTemplate:
    own = find_own(db.session, template_id)
    if own is None or own.owner_id != viewer().id or own.retired_at:
        abort(404)
    return own


def _form(**kwargs: Any) -> OwnTemplateForm:
    me = viewer()
    return OwnTemplateForm(today=me.today(), branch_name=me.branch_name, **kwargs)


def _change_page(own: OwnTemplate, form: OwnTemplateForm, newer: str = "") -> OwnTemplatePage:
    return form_page(
        form,
        (("", own.about.rows),),
        title=_("Change the template"),
        under=own.name,
        action=url_for("programmes.change_template", template_id=own.id),
        back_href=url_for("programmes.templates"),
        newer=newer,
    )

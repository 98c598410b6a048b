"""Saving the programme of a course as a template: what it holds, read over without its patient."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.content import Template
from rehab.db import db
from rehab.features.programmes.drafts import DraftPhase, draft_from_version
from rehab.features.programmes.own import services
from rehab.features.programmes.own.carrying import as_template
from rehab.features.programmes.own.forms import YEAR, OwnTemplateForm, merged, sentence_values
from rehab.features.programmes.own.listing import base_of, own_offered
from rehab.features.programmes.own.pages import OwnTemplatePage
from rehab.features.programmes.own.reading import form_page, template_values
from rehab.features.programmes.queries import Workbench, workbench
from rehab.features.programmes.routes import bp
from rehab.records.programmes import Version
from rehab.web.access import for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading
from rehab.web.doses import phase_name
from rehab.web.pages import show
from rehab.web.words import short_name


@bp.get("/courses/<id:course_id>/programme/template")
@for_practitioner
@opens_record
def new_template(course_id: int) -> ResponseReturnValue:
    """The form, with the programme's own sentences to be read over."""
    bench = _bench(course_id)
    note_reading(bench.course, "programme")
    version, base = _version(bench), _base(bench)
    plan = merged(version.plan, bench.course.patient_language, base.plan)
    values = {"phase": "0", "scope": "own", "review_on": bench.today + YEAR, **sentence_values(plan)}
    return show(_page(bench, _form(bench, formdata=None, data=values)))


@bp.post("/courses/<id:course_id>/programme/template")
@for_practitioner
def save_template(course_id: int) -> ResponseReturnValue:
    """Save it, as a new template or over one of mine."""
    bench = _bench(course_id)
    form, base = _form(bench), _base(bench)
    if not form.validate_on_submit():
        return show(_page(bench, form), 422)
    chosen = _phases(bench)[int(form.phase.data) if form.phase else 0]
    values = template_values(form, as_template(chosen, base, form.plan), base.code)
    over = next((each for each in own_offered() if form.over and str(each.id) == form.over.data), None)
    key, me, now = str(form.client_key.data), viewer().id, clock.now()
    if over is None:
        services.save_template(db.session, values=values, client_key=key, by=me, now=now)
    else:
        services.change_template(db.session, template_id=over.id, seen=over.edition, values=values, by=me, now=now)
    flash(_("The template “%(name)s” is saved.", name=values.name))
    return redirect(url_for("programmes.templates"), 303)


def _bench(course_id: int) -> Workbench:
    return workbench(db.session, viewer().id, course_id, clock.now()) or abort(404)


def _version(bench: Workbench) -> Version:
    return bench.programme.in_force(bench.today) or bench.programme.latest or abort(404)


def _base(bench: Workbench) -> Template:
    return base_of(bench, _version(bench).template_code)


def _phases(bench: Workbench) -> tuple[DraftPhase, ...]:
    return draft_from_version(_version(bench)).phases


def _form(bench: Workbench, **kwargs: Any) -> OwnTemplateForm:
    me, phases = viewer(), _phases(bench)
    mine = (each for each in own_offered() if each.owner_id == me.id and each.about.condition == bench.course.condition)
    return OwnTemplateForm(
        today=bench.today,
        branch_name=me.branch_name,
        phases=[(str(n), phase_name(each.phase)) for n, each in enumerate(phases)] if len(phases) > 1 else (),
        others=[(str(each.id), _("Instead of “%(name)s”", name=each.name)) for each in mine],
        people=(bench.course.patient_name,),
        **kwargs,
    )


def _page(bench: Workbench, form: OwnTemplateForm) -> OwnTemplatePage:
    base, phases = _base(bench), _phases(bench)
    several = len(phases) > 1
    return form_page(
        form,
        ((phase_name(each.phase) if several else "", as_template(each, base, base.plan).rows) for each in phases),
        title=_("Save as template"),
        under=_("From the programme of %(name)s", name=short_name(bench.course.patient_name)),
        action=url_for("programmes.save_template", course_id=bench.course.id),
        back_href=url_for("programmes.moves", course_id=bench.course.id),
    )

"""Choosing, building and signing a programme; the patient's own page of it."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.content import Template
from rehab.db import db
from rehab.features.programmes import builder, library, queries, reading, services
from rehab.features.programmes.drafts import (
    Draft,
    DraftPhase,
    draft_from_templates,
    draft_from_version,
    phase_from_template,
)
from rehab.features.programmes.forms import BuilderForm
from rehab.features.programmes.handout import handout_page
from rehab.features.programmes.pages import BuilderPage, Newer
from rehab.features.programmes.queries import Workbench
from rehab.features.programmes.suggesting import suggest_panel
from rehab.records.finding import CourseHead, own_course, responsible_course
from rehab.records.programmes import Programme, programme
from rehab.refusals import AlreadyRevised
from rehab.web.access import for_patient, for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading
from rehab.web.language import chosen_language, in_language
from rehab.web.pages import show as show_page

bp = Blueprint("programmes", __name__)


@bp.get("/programme")
@for_patient
def show() -> ResponseReturnValue:
    """My programme, in the words of my practitioner."""
    me = viewer()
    course = own_course(db.session, me.id)
    assigned = programme(db.session, course.id) if course else Programme(())
    today = clock.today_in(course.zone) if course else me.today()
    return show_page(reading.programme_page(course, assigned, today))


@bp.get("/programme/handout")
@for_patient
def handout() -> ResponseReturnValue:
    """My programme on paper."""
    course = own_course(db.session, viewer().id) or abort(404)
    return _handout(course, url_for("programmes.show"))


@bp.get("/courses/<id:course_id>/programme/handout")
@for_practitioner
@opens_record
def handout_for(course_id: int) -> ResponseReturnValue:
    """A patient's programme on paper, in the patient's language."""
    course = responsible_course(db.session, viewer().id, course_id, now=clock.now()) or abort(404)
    note_reading(course, "programme")
    with in_language(course.patient_language):
        return _handout(course, url_for("caseload.course", course_id=course_id))


def _handout(course: CourseHead, back_href: str) -> ResponseReturnValue:
    assigned = programme(db.session, course.id)
    if assigned.latest is None:
        abort(404)
    today = clock.today_in(course.zone)
    return show_page(handout_page(course, assigned, today, back_href=back_href))


@bp.get("/courses/<id:course_id>/programme/templates")
@for_practitioner
@opens_record
def choose_template(course_id: int) -> ResponseReturnValue:
    """The templates as cards, one click from the builder."""
    bench = _bench(course_id)
    note_reading(bench.course, "programme")
    return show_page(library.choose_page(bench, suggest_panel(bench)))


@bp.post("/courses/<id:course_id>/programme/templates")
@for_practitioner
def suggest_template(course_id: int) -> ResponseReturnValue:
    """The cards again, with the one that the answers suggest on top. Nothing is stored but that it was read."""
    bench = _bench(course_id)
    note_reading(bench.course, "programme")
    panel = suggest_panel(bench, is_asked=True) or abort(404)
    return show_page(library.choose_page(bench, panel), 422 if panel.form.errors else 200)


@bp.get("/courses/<id:course_id>/programme/new")
@for_practitioner
@opens_record
def assign(course_id: int) -> ResponseReturnValue:
    """The builder, filled in from a template."""
    bench = _bench(course_id)
    templates = _asked_for(bench)
    note_reading(bench.course, "programme")
    if not _old_enough(bench, templates):
        return show_page(library.choose_page(bench, suggest_panel(bench)), 422)
    earliest, _latest = services.effective_window(bench.course, bench.today, first=not bench.programme.versions)
    draft = draft_from_templates(
        templates,
        side=bench.course.side,
        language=bench.course.patient_language,
        effective_on=max(bench.today, earliest),
        reason=builder.start_reason(bench, templates[0]),
    )
    return show_page(_assign_page(bench, builder.filled_form(bench, draft), templates))


@bp.post("/courses/<id:course_id>/programme/new")
@for_practitioner
def sign_assignment(course_id: int) -> ResponseReturnValue:
    """Sign the programme, or show it again with what is wrong or what the patient will read."""
    bench = _bench(course_id)
    templates = _asked_for(bench)
    form = builder.sent_form(bench)
    if (status := _not_yet(bench, form)) is not None:
        return show_page(_assign_page(bench, form, templates), status)
    try:
        services.assign_programme(
            db.session,
            course=bench.course,
            draft=builder.draft_of(form),
            templates=templates,
            client_key=str(form.client_key.data),
            seen=form.opened_on,
            by=viewer().id,
            today=bench.today,
            now=clock.now(),
        )
    except services.TooYoung:
        return show_page(library.choose_page(bench, suggest_panel(bench)), 422)
    except AlreadyRevised:
        newer = builder.newer_note(_bench(course_id), url_for("programmes.revise", course_id=course_id))
        return show_page(_assign_page(bench, form, templates, newer), 409)
    return _signed(bench)


@bp.get("/courses/<id:course_id>/programme/revision")
@for_practitioner
@opens_record
def revise(course_id: int) -> ResponseReturnValue:
    """The builder, filled in from the version last signed; without one, the templates."""
    bench = _bench(course_id)
    latest = bench.programme.latest
    if latest is None:
        return redirect(url_for("programmes.choose_template", course_id=course_id))
    note_reading(bench.course, "programme")
    signed = draft_from_version(latest)
    draft = Draft(max(bench.today, latest.effective_on), (*signed.phases, *_following(bench)), signed.plan, "")
    return show_page(_revise_page(bench, builder.filled_form(bench, draft)))


@bp.post("/courses/<id:course_id>/programme/revision")
@for_practitioner
def sign_revision(course_id: int) -> ResponseReturnValue:
    """Sign the change, or show it again."""
    bench = _bench(course_id)
    if bench.programme.latest is None:
        return redirect(url_for("programmes.choose_template", course_id=course_id), 303)
    form = builder.sent_form(bench)
    if (status := _not_yet(bench, form)) is not None:
        return show_page(_revise_page(bench, form), status)
    try:
        services.revise_programme(
            db.session,
            course=bench.course,
            draft=builder.draft_of(form),
            client_key=str(form.client_key.data),
            seen=form.opened_on,
            by=viewer().id,
            today=bench.today,
            now=clock.now(),
        )
    except AlreadyRevised:
        newer = builder.newer_note(_bench(course_id), url_for("programmes.revise", course_id=course_id))
        return show_page(_revise_page(bench, form, newer), 409)
    return _signed(bench)


def _bench(course_id: int) -> Workbench:
    return queries.workbench(db.session, viewer().id, course_id, clock.now()) or abort(404)


def _asked_for(bench: Workbench) -> tuple[Template, ...]:
    """The templates in the address, the second if one is to follow. An unknown one is not there."""
    known = {template.code: template for template in library.offered(bench.course.condition)}
    wanted = [request.args.get("template", "")]
    if then := request.args.get("then"):
        wanted.append(then)
    if any(code not in known for code in wanted):
        abort(404)
    return tuple(known[code] for code in wanted)


def _following(bench: Workbench) -> tuple[DraftPhase, ...]:
    """The phase a revision adds at the end, if the address names a template for it."""
    code = request.args.get("then", "")
    found = [template for template in library.offered(bench.course.condition) if template.code == code]
    if code and not found:
        abort(404)
    return tuple(phase_from_template(template, bench.course.side) for template in found)


def _old_enough(bench: Workbench, templates: tuple[Template, ...]) -> bool:
    return all(services.may_have(template, bench.course.patient_born_on, bench.today) for template in templates)


def _not_yet(bench: Workbench, form: BuilderForm) -> int | None:
    """The status to show the form again with, None when it is to be signed."""
    do = request.form.get("do", "sign")
    if do.startswith("add-"):
        builder.add_row(form, do.removeprefix("add-"), library.first_exercise(bench.course.condition))
        return 200
    if not form.validate_on_submit():
        return 422
    return 200 if do == "preview" else None


def _assign_page(
    bench: Workbench, form: BuilderForm, templates: tuple[Template, ...], newer: Newer | None = None
) -> BuilderPage:
    then = templates[1].code if len(templates) > 1 else None
    following = builder.followers(bench, library.offered(bench.course.condition), then or "", chosen_language())
    action = url_for("programmes.assign", course_id=bench.course.id, template=templates[0].code, then=then)
    return builder.builder_page(bench, form, action=action, templates=templates, following=following, newer=newer)


def _revise_page(bench: Workbench, form: BuilderForm, newer: Newer | None = None) -> BuilderPage:
    following = builder.followers(
        bench, library.offered(bench.course.condition), request.args.get("then", ""), chosen_language()
    )
    action = url_for("programmes.revise", course_id=bench.course.id)
    return builder.builder_page(bench, form, action=action, following=following, newer=newer)


def _signed(bench: Workbench) -> ResponseReturnValue:
    flash(_("Signed. %(name)s can see the programme now.", name=bench.course.patient_name.split()[0]))
    return redirect(url_for("caseload.course", course_id=bench.course.id), 303)

"""Choosing, building and signing a programme; the patient's own page of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.content import Template
from rehab.db import db
from rehab.features.programmes import builder, conflict, editing, library, queries, reading, services
from rehab.features.programmes.builder_pages import BuilderPage, Newer
from rehab.features.programmes.drafts import (
    Draft,
    DraftPhase,
    draft_from_templates,
    draft_from_version,
    phase_from_template,
)
from rehab.features.programmes.editing import Pressed
from rehab.features.programmes.forms import BuilderForm
from rehab.features.programmes.handout import handout_page
from rehab.features.programmes.own.listing import resolved
from rehab.features.programmes.queries import Workbench
from rehab.features.programmes.suggesting import suggest_panel
from rehab.records.finding import CourseHead, own_course, responsible_course
from rehab.records.programmes import Programme, Version, programme
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
    q, scope = (request.args.get(name, "")[:80].strip() for name in ("q", "scope"))
    return show_page(library.choose_page(bench, suggest_panel(bench), q=q, scope=scope))


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
    earliest, _latest = services.effective_window(bench.course, bench.today, first=bench.programme.latest is None)
    draft = draft_from_templates(
        templates,
        side=bench.course.side,
        language=bench.course.patient_language,
        effective_on=max(bench.today, earliest),
        reason=builder.start_reason(bench, templates[0]),
    )
    return show_page(_page(bench, builder.filled_form(bench, draft), templates))


@bp.post("/courses/<id:course_id>/programme/new")
@for_practitioner
def sign_assignment(course_id: int) -> ResponseReturnValue:
    """Sign the programme, or do what another button of the builder says."""
    bench = _bench(course_id)
    templates = _asked_for(bench)
    try:
        return _sent(bench, templates, partial(services.assign_programme, templates=templates))
    except services.TooYoung:
        return show_page(library.choose_page(bench, suggest_panel(bench)), 422)


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
    draft = _draft_of_latest(bench, latest)
    draft = replace(draft, phases=(*draft.phases, *_following(bench)))
    return show_page(_page(bench, builder.filled_form(bench, draft)))


@bp.post("/courses/<id:course_id>/programme/revision")
@for_practitioner
def sign_revision(course_id: int) -> ResponseReturnValue:
    """Sign the change, or show it again."""
    bench = _bench(course_id)
    if bench.programme.latest is None:
        return redirect(url_for("programmes.choose_template", course_id=course_id), 303)
    return _sent(bench, (), services.revise_programme)


def _sent(bench: Workbench, templates: tuple[Template, ...], sign: Callable[..., int]) -> ResponseReturnValue:
    """What the button that was pressed asks for: show theirs, show mine again, change the form, preview or sign."""
    button = request.form.get("do", "sign")
    kept = conflict.brought_back() if button == "mine" else None
    form = builder.sent_form(bench, kept, conflict.on_top_of(button))
    if button == "theirs":
        return show_page(_theirs_page(bench, form, templates))
    if button == "mine":
        return show_page(_page(bench, form, templates, newer=_newer(bench, form, templates)))
    may = [template for template in library.offered(bench.course.condition) if _old_enough(bench, (template,))]
    if (pressed := editing.press(form, button, bench.course.side, may)) is not None:
        return show_page(_page(bench, form, templates, pressed=pressed))
    if not form.validate_on_submit():
        return show_page(_page(bench, form, templates), 422)
    if button == "preview":
        return show_page(_page(bench, form, templates))
    try:
        sign(
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
        fresh = _bench(bench.course.id)
        return show_page(_page(bench, form, templates, newer=_newer(fresh, form, templates)), 409)
    return _signed(bench)


def _newer(bench: Workbench, form: BuilderForm, templates: tuple[Template, ...]) -> Newer:
    mine = builder.draft_version(bench, form, goes_on=not templates)
    return conflict.newer(bench, form.opened_on, mine, _action(bench, templates))


def _theirs_page(bench: Workbench, form: BuilderForm, templates: tuple[Template, ...]) -> BuilderPage:
    """The builder filled in from the version that stands now; what was typed is set aside, to be brought back."""
    latest = bench.programme.latest or abort(404)
    newer = replace(_newer(bench, form, templates), set_aside=conflict.set_aside())
    draft = replace(_draft_of_latest(bench, latest), reason=form.reason.data or "")
    return _page(bench, builder.filled_form(bench, draft), (), newer=newer)


def _bench(course_id: int) -> Workbench:
    return queries.workbench(db.session, viewer().id, course_id, clock.now()) or abort(404)


def _asked_for(bench: Workbench) -> tuple[Template, ...]:
    """The templates in the address, the second if one is to follow. An unknown one is not there."""
    wanted = [request.args.get("template", "")]
    if then := request.args.get("then"):
        wanted.append(then)
    return tuple(resolved(bench, code) or abort(404) for code in wanted)


def _draft_of_latest(bench: Workbench, latest: Version) -> Draft:
    """The version last signed as a change of it begins: from today, or from when it takes effect; why is to be said."""
    return replace(draft_from_version(latest), effective_on=max(bench.today, latest.effective_on), reason="")


def _following(bench: Workbench) -> tuple[DraftPhase, ...]:
    """The phase a revision adds at the end, if the address names a template for it."""
    code = request.args.get("then", "")
    found = [template for template in library.offered(bench.course.condition) if template.code == code]
    if code and not found:
        abort(404)
    return tuple(phase_from_template(template, bench.course.side) for template in found)


def _old_enough(bench: Workbench, templates: tuple[Template, ...]) -> bool:
    return all(services.may_have(template, bench.course.patient_born_on, bench.today) for template in templates)


def _page(
    bench: Workbench,
    form: BuilderForm,
    templates: tuple[Template, ...] = (),
    newer: Newer | None = None,
    pressed: Pressed = builder.NOTHING,
) -> BuilderPage:
    """The builder: opened from templates, or without them on the version that is to be changed."""
    chosen = str(form.following.data or "")
    return builder.builder_page(
        bench,
        form,
        action=_action(bench, templates),
        templates=templates,
        following=builder.followers(bench, library.offered(bench.course.condition), chosen, chosen_language()),
        newer=newer,
        pressed=pressed,
    )


def _action(bench: Workbench, templates: tuple[Template, ...]) -> str:
    if not templates:
        return url_for("programmes.revise", course_id=bench.course.id)
    then = templates[1].code if len(templates) > 1 else None
    return url_for("programmes.assign", course_id=bench.course.id, template=templates[0].code, then=then)


def _signed(bench: Workbench) -> ResponseReturnValue:
    flash(_("Signed. %(name)s can see the programme now.", name=bench.course.patient_name.split()[0]))
    return redirect(url_for("caseload.course", course_id=bench.course.id), 303)

"""Copying a programme from another course: choose which, then the builder."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from rehab import clock
from rehab.db import db
from rehab.features.programmes import builder, library, services
from rehab.features.programmes.own.copying import copied, copy_page
from rehab.features.programmes.own.listing import base_of, for_condition, resolved
from rehab.features.programmes.queries import Workbench, workbench
from rehab.features.programmes.routes import bp
from rehab.features.programmes.suggesting import suggest_panel
from rehab.records.finding import responsible_course
from rehab.records.programmes import programme
from rehab.web.access import for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading
from rehab.web.forms import searched
from rehab.web.language import chosen_language
from rehab.web.pages import show


@bp.get("/courses/<id:course_id>/programme/copy")
@for_practitioner
@opens_record
def copy(course_id: int) -> ResponseReturnValue:
    """The courses I may open with a programme for the same; ?q= searches by name."""
    bench = _bench(course_id)
    note_reading(bench.course, "programme")
    return show(copy_page(db.session, bench, viewer().id, searched(80), clock.now()))


@bp.get("/courses/<id:course_id>/programme/copy/<id:source_id>")
@for_practitioner
@opens_record
def copy_from(course_id: int, source_id: int) -> ResponseReturnValue:
    """The builder with the other's exercises and doses, and nothing else of the other's."""
    bench = _bench(course_id)
    source = responsible_course(db.session, viewer().id, source_id, now=clock.now())
    if source is None or source.id == course_id or source.condition != bench.course.condition:
        abort(404)
    assigned = programme(db.session, source_id)
    version = assigned.in_force(clock.today_in(source.zone)) or assigned.latest or abort(404)
    note_reading(bench.course, "programme")
    note_reading(source, "programme")
    template = resolved(bench, version.template_code or "") or base_of(bench, version.template_code)
    if not services.may_have(template, bench.course.patient_born_on, bench.today):
        return show(library.choose_page(bench, suggest_panel(bench)), 422)
    page = builder.builder_page(
        bench,
        builder.filled_form(bench, copied(bench, version, template, builder.start_reason(bench, template))),
        action=url_for("programmes.assign", course_id=course_id, template=template.code),
        templates=(template,),
        following=builder.followers(bench, for_condition(bench.course.condition), "", chosen_language()),
    )
    return show(page)


def _bench(course_id: int) -> Workbench:
    return workbench(db.session, viewer().id, course_id, clock.now()) or abort(404)

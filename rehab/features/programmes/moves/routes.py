"""Moves and undo, from one page of the course."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.programmes import builder, library
from rehab.features.programmes.moves import undoing
from rehab.features.programmes.moves.moving import Move, moved
from rehab.features.programmes.moves.page import moves_page
from rehab.features.programmes.own.listing import base_of, resolved
from rehab.features.programmes.queries import Workbench, workbench
from rehab.features.programmes.routes import bp
from rehab.refusals import AlreadyRevised
from rehab.web.access import for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading
from rehab.web.language import chosen_language
from rehab.web.pages import show


@bp.get("/courses/<id:course_id>/programme/moves")
@for_practitioner
@opens_record
def moves(course_id: int) -> ResponseReturnValue:
    """All moves with what each would give; without a programme, the templates."""
    bench = _bench(course_id)
    note_reading(bench.course, "programme")
    return _moves(bench)


@bp.get("/courses/<id:course_id>/programme/moves/<move>")
@for_practitioner
@opens_record
def move(course_id: int, move: str) -> ResponseReturnValue:
    """The builder with the move made and its reason begun, to be read and signed."""
    bench = _bench(course_id)
    known = library.offered(bench.course.condition)
    found = moved(bench, Move(move), known) if move in list(Move) else None
    if found is None:
        abort(404)
    note_reading(bench.course, "programme")
    template = resolved(bench, found.template_code) or base_of(bench, found.template_code)
    page = builder.builder_page(
        bench,
        builder.filled_form(bench, found.draft),
        action=url_for("programmes.assign", course_id=course_id, template=template.code),
        templates=(template,),
        following=builder.followers(bench, known, "", chosen_language()),
    )
    return show(page)


@bp.post("/courses/<id:course_id>/programme/versions/<id:number>/withdrawal")
@for_practitioner
def undo_version(course_id: int, number: int) -> ResponseReturnValue:
    """Undo the last version signed, unless something is logged under it or another was signed since."""
    bench = _bench(course_id)
    try:
        undoing.withdraw_version(
            db.session, course=bench.course, number=number, by=viewer().id, today=bench.today, now=clock.now()
        )
    except undoing.NoSuchVersion:
        abort(404)
    except undoing.LoggedUnder:
        return _moves(bench, 409)
    except AlreadyRevised:
        return _moves(bench, 409, _("Another version was signed after you opened this page. Nothing was undone."))
    flash(_("Version %(number)s is undone.", number=number))
    return redirect(url_for("caseload.course", course_id=course_id), 303)


def _bench(course_id: int) -> Workbench:
    return workbench(db.session, viewer().id, course_id, clock.now()) or abort(404)


def _moves(bench: Workbench, status: int = 200, newer: str = "") -> ResponseReturnValue:
    latest = bench.programme.latest
    if latest is None:
        return redirect(url_for("programmes.choose_template", course_id=bench.course.id))
    return show(moves_page(db.session, bench, latest, newer=newer), status)

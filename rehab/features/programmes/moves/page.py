"""One place for what changes a running programme: another phase, a rung down, a pause, an undo, a template."""

from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from rehab.clinical.dose_words import dose_short
from rehab.content import Template
from rehab.db import AnySession
from rehab.features.programmes import library
from rehab.features.programmes.drafts import DraftPhase
from rehab.features.programmes.moves.moving import Move, Moved, moved, rungs_at_start
from rehab.features.programmes.moves.pages import MoveCard, MovesPage, UndoCard
from rehab.features.programmes.moves.undoing import first_logged_on
from rehab.features.programmes.queries import Workbench
from rehab.records.programmes import Version
from rehab.web.doses import exercise_name, phase_name
from rehab.web.language import chosen_language
from rehab.web.pause_words import pause_days, pause_reason
from rehab.web.words import date_words, short_name


def moves_page(session: AnySession, bench: Workbench, latest: Version, *, newer: str = "") -> MovesPage:
    """The page. `newer` says what happened since it was opened, where something did."""
    course, known = bench.course, library.offered(bench.course.condition)
    span = (bench.programme.in_force(bench.today) or latest).phase_on(bench.today)
    week = max(1, min(span.week_on(bench.today), span.weeks))
    now = _("%(phase)s, week %(week)s of %(weeks)s", phase=phase_name(span.phase), week=week, weeks=span.weeks)
    coming = (each for each in course.pauses if each.span.last_on >= max(bench.today, each.first_on))
    stands = _("Now: %(now)s", now=now)
    return MovesPage(
        title=_("Change phase, pause or undo"),
        under=f"{short_name(course.patient_name)} · {stands}",
        course_id=course.id,
        back_href=url_for("caseload.course", course_id=course.id),
        newer=newer,
        moves=(_on(bench, known), _back(bench, known), _flare(bench, known), _rung(bench, known)),
        pauses=tuple((pause_reason(each.why), pause_days(each)) for each in coming),
        undo=_undo(session, bench, latest),
    )


def _on(bench: Workbench, known: Sequence[Template]) -> MoveCard:
    title = _("On to the next phase")
    if found := moved(bench, Move.ON, tuple(known)):
        text = _("The programme plans it already: %(phase)s begins today.", phase=_first(found))
        return MoveCard(title=title, icon="fwd", text=text, ways=(_way(bench, Move.ON, _first(found)),))
    going_on = library.going_on(bench)
    ways = tuple(
        (each.name.in_(chosen_language()), url_for("programmes.assign", course_id=bench.course.id, template=each.code))
        for each in going_on
    )
    text = _("From today, for as long as the template says.") if ways else _("No phase comes after this one.")
    return MoveCard(title=title, icon="fwd", text=text, ways=ways)


def _back(bench: Workbench, known: Sequence[Template]) -> MoveCard:
    title, found = _("Back to the phase before"), moved(bench, Move.BACK, tuple(known))
    if found is None:
        return MoveCard(title=title, icon="back", text=_("No phase comes before this one."))
    text = _("From today: %(what)s.", what=_in_short(found.draft.phases[0]))
    return MoveCard(title=title, icon="back", text=text, ways=(_way(bench, Move.BACK, _first(found)),))


def _flare(bench: Workbench, known: Sequence[Template]) -> MoveCard:
    title, found = _("Flare: seven calm days"), moved(bench, Move.FLARE, tuple(known))
    if found is None:
        return MoveCard(title=title, icon="warn", text=_("There is no flare plan for this condition."))
    calm, *later = found.draft.phases
    parts = [_("Seven days: %(what)s.", what=_in_short(calm))]
    if later:
        parts.append(_("Then by itself, one rung down: %(what)s.", what=_in_short(later[0])))
    way = _way(bench, Move.FLARE, _("Flare plan"))
    return MoveCard(title=title, icon="warn", text=" ".join(str(part) for part in parts), ways=(way,))


def _rung(bench: Workbench, known: Sequence[Template]) -> MoveCard:
    title, found = _("One rung down"), moved(bench, Move.RUNG, tuple(known))
    if found is None:
        return MoveCard(title=title, icon="down", text=_("There is no rung below this one."))
    text = _("For the weeks left of the phase: %(what)s.", what=_in_short(found.draft.phases[0]))
    return MoveCard(title=title, icon="down", text=text, ways=(_way(bench, Move.RUNG, title),))


def _way(bench: Workbench, move: Move, label: str) -> tuple[str, str]:
    return label, url_for("programmes.move", course_id=bench.course.id, move=move.value)


def _first(found: Moved) -> str:
    return phase_name(found.draft.phases[0].phase)


def _in_short(phase: DraftPhase) -> str:
    """What a phase begins with: its rung on the ladder, else its first exercises."""
    rows = rungs_at_start(phase) or phase.rows[:2]
    names = dict.fromkeys(f"{exercise_name(row.exercise_code)}, {dose_short(row.dose)}" for row in rows)
    return " + ".join(names)


def _undo(session: AnySession, bench: Workbench, latest: Version) -> UndoCard:
    title = _("Undo version %(number)s", number=latest.number)
    signed_on = latest.signed_at.astimezone(bench.course.zone).date()
    signed = _("Signed by %(name)s on %(date)s.", name=short_name(latest.signed_by), date=date_words(signed_on, "long"))
    if logged_on := first_logged_on(session, latest.id):
        return UndoCard(number=latest.number, title=title, signed=signed, why_not=why_not_words(bench, logged_on))
    before = bench.programme.before(latest)
    then = (
        _("Version %(number)s is in force again from today.", number=before.number)
        if before
        else _("Then there is no programme until you sign one.")
    )
    return UndoCard(number=latest.number, title=title, signed=signed, then=then)


def why_not_words(bench: Workbench, logged_on: date) -> str:
    """Why a version can no longer be undone."""
    return str(
        _(
            "%(name)s has logged under it, first for %(date)s. It can no longer be undone: change it instead.",
            name=bench.course.patient_name.split()[0],
            date=date_words(logged_on, "long"),
        )
    )

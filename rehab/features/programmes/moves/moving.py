"""Moves between phases as drafts: on, back, seven days of flare plan, one rung down (dossier 12.2).

in force  ├──── udvikling, week 6 of 12 ────┤
flare     ├ opblussen ┤├ udvikling, the weeks left, one rung down ┤
rung                   ├ udvikling, the weeks left, one rung down ┤

Every move is read and signed in the builder: what is worked out here is where the practitioner begins.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from rehab.clinical.dose import Dose
from rehab.clinical.ladder import LADDER, rung_below
from rehab.clinical.phases import Phase
from rehab.content import Template, templates
from rehab.features.programmes.drafts import (
    Draft,
    DraftPhase,
    DraftRow,
    draft_from_version,
    phase_from_template,
    reviews_of,
)
from rehab.features.programmes.forms import MOST_PHASES
from rehab.features.programmes.queries import Workbench
from rehab.records.programmes import DAY, WEEK, PhaseSpan, ReviewPoint, Version
from rehab.web.doses import phase_name

BEFORE = {Phase.UDVIKLING: Phase.OPSTART, Phase.KRONISK: Phase.UDVIKLING, Phase.VEDLIGEHOLD: Phase.UDVIKLING}
WEEKS_SKIPPED = {(Phase.VEDLIGEHOLD, Phase.UDVIKLING): 2}  # out of maintenance one begins in week 3 (dossier 12.2, T4)
AFTER_FLARE = {"da": "Er opblussen faldet til ro?", "en": "Has the flare settled?"}


class Move(StrEnum):
    """What the practitioner may do with one click from the course."""

    ON = "on"
    BACK = "back"
    FLARE = "flare"
    RUNG = "rung"


@dataclass(frozen=True, slots=True)
class Moved:
    """A move as a draft, and the code of the template the programme is known by."""

    draft: Draft
    template_code: str


def moved(bench: Workbench, move: Move, known: tuple[Template, ...]) -> Moved | None:
    """The draft of a move from today on; None where there is no such move. `known` are the condition's templates."""
    version = bench.programme.in_force(bench.today) or bench.programme.latest
    if version is None:
        return None
    steps = {Move.ON: _on, Move.BACK: _back, Move.FLARE: _flare, Move.RUNG: _rung}
    found = steps[move](bench, version, known)
    if found is None:
        return None
    draft, template = found
    draft = replace(
        draft,
        effective_on=bench.today,
        phases=draft.phases[:MOST_PHASES],
        reason=_reason(move, draft.phases[0].phase, bench.course.patient_language),
    )
    code = template.code if template else version.template_code
    return Moved(draft, code) if code else None


def rest_of(span: PhaseSpan, day: date) -> DraftPhase:
    """What is left of a phase from the week a day lies in, counted from 1 again; past its end, its last week."""
    past = min(max(span.week_on(day), 1), span.weeks) - 1
    if not any(item.week_to > past for item in span.prescriptions):
        past = 0
    rows = (
        DraftRow(item.exercise_code, item.side, max(item.week_from - past, 1), item.week_to - past, item.dose)
        for item in span.prescriptions
        if item.week_to > past
    )
    return DraftPhase(span.phase, span.weeks - past, tuple(rows))


def one_rung_down(phase: DraftPhase) -> DraftPhase:
    """A phase with the rung it begins on one lower, for all its weeks: how it goes up again is the practitioner's.

    The lower rung has the dose the library gives it, in the rhythm of the one above. Other exercises stay.
    """
    lowered: dict[tuple[str, str], DraftRow] = {}
    for row in rungs_at_start(phase):
        below = _lowered(row, phase.weeks)
        lowered.setdefault((below.exercise_code, below.side), below)
    others = tuple(row for row in phase.rows if row.exercise_code not in LADDER)
    return replace(phase, rows=(*others, *lowered.values()))


def rungs_at_start(phase: DraftPhase) -> tuple[DraftRow, ...]:
    """The rows on the load ladder that a phase begins with; none for exercises off the ladder."""
    on_ladder = [row for row in phase.rows if row.exercise_code in LADDER]
    begins = min((row.week_from for row in on_ladder), default=0)
    return tuple(row for row in on_ladder if row.week_from == begins)


def may_go_down(phase: DraftPhase) -> bool:
    """Whether there is a rung below one that a phase begins on."""
    return any(row.exercise_code != LADDER[0] for row in rungs_at_start(phase))


def _lowered(row: DraftRow, weeks: int) -> DraftRow:
    code = rung_below(row.exercise_code)
    dose = row.dose
    if code != row.exercise_code:
        dose = replace(usual_dose(code), interval_days=dose.interval_days, times_a_day=dose.times_a_day)
    return DraftRow(code, row.side, 1, weeks, dose)


@cache
def usual_dose(code: str) -> Dose:
    """The dose a rung has in the library's templates; one that is in none has that of the rung below it."""
    for each in templates().values():
        for row in each.rows:
            if row.exercise_code == code and not row.optional:
                return row.dose
    return usual_dose(rung_below(code))


Found = tuple[Draft, Template | None] | None


def _on(bench: Workbench, version: Version, known: tuple[Template, ...]) -> Found:
    """The next phase the version plans, now rather than later."""
    following = _following(version, bench.today)
    return (_kept(bench, version, following), None) if following else None


def _back(bench: Workbench, version: Version, known: tuple[Template, ...]) -> Found:
    """The phase before this one as it was prescribed, else the template that usually comes before."""
    span = version.phase_on(bench.today)
    if earlier := _earlier(bench, span):
        before, ended_on = earlier
        if span.phase is Phase.OPBLUSSEN:
            return _kept(bench, version, (one_rung_down(rest_of(before, ended_on)),)), None
        begin = before.starts_on + WEEK * WEEKS_SKIPPED.get((span.phase, before.phase), 0)
        return _kept(bench, version, (rest_of(before, begin),)), None
    template = next((each for each in known if each.phase is BEFORE.get(span.phase) and not each.follows), None)
    if template is None:
        return None
    language = bench.course.patient_language
    draft = _kept(bench, version, (phase_from_template(template, bench.course.side),))
    return replace(draft, plan=template.plan.in_(language), reviews=reviews_of(template, language)), template


def _flare(bench: Workbench, version: Version, known: tuple[Template, ...]) -> Found:
    """The seven days, then by itself what was going on, one rung down. In a flare: seven days more."""
    template = next((each for each in known if each.phase is Phase.OPBLUSSEN), None)
    if template is None:
        return None
    span = version.phase_on(bench.today)
    rest = () if span.phase is Phase.OPBLUSSEN else (one_rung_down(rest_of(span, bench.today)),)
    calm = phase_from_template(template, bench.course.side)
    draft = _kept(bench, version, (calm, *rest, *_following(version, bench.today)))
    settled = ReviewPoint(calm.weeks, AFTER_FLARE[bench.course.patient_language])
    later = tuple(point for point in draft.reviews if point.week > calm.weeks)
    return replace(draft, reviews=(settled, *later), activity=None), None


def _rung(bench: Workbench, version: Version, known: tuple[Template, ...]) -> Found:
    """The weeks left of the phase, one rung down."""
    rest = rest_of(version.phase_on(bench.today), bench.today)
    if not may_go_down(rest):
        return None
    return _kept(bench, version, (one_rung_down(rest), *_following(version, bench.today))), None


def _kept(bench: Workbench, version: Version, phases: tuple[DraftPhase, ...]) -> Draft:
    """The version with other phases from today on; the review points that are ahead keep their dates."""
    dates = ((version.review_on(point), point.why) for point in version.reviews)
    reviews = tuple(ReviewPoint((on - bench.today).days // 7 + 1, why) for on, why in dates if on >= bench.today)
    return replace(draft_from_version(version), phases=phases, reviews=reviews)


def _following(version: Version, today: date) -> tuple[DraftPhase, ...]:
    current = version.phase_on(today)
    later = version.phases[version.phases.index(current) + 1 :]
    return tuple(rest_of(span, span.starts_on) for span in later)


def _earlier(bench: Workbench, current: PhaseSpan) -> tuple[PhaseSpan, date] | None:
    """The last phase in force before today that was neither this one nor a flare, and the day after it ended."""
    ended = [
        (span, ends + DAY)
        for span, _begins, ends in bench.programme.spans()
        if ends < bench.today and span.phase not in (current.phase, Phase.OPBLUSSEN)
    ]
    return ended[-1] if ended else None


def _reason(move: Move, phase: Phase, language: str) -> str:
    """The first words of why, in the patient's language."""
    name = phase_name(phase, language)
    words = {
        Move.ON: {"da": f"Vi går videre til næste fase: {name}.", "en": f"We go on to the next phase: {name}."},
        Move.BACK: {"da": f"Vi går et skridt tilbage: {name}.", "en": f"We go a step back: {name}."},
        Move.FLARE: {
            "da": "Det er blusset op. Tag det roligt i syv dage. Bagefter går du i gang igen, et trin lettere.",
            "en": "It has flared up. Take it calmly for seven days. Then you begin again, one step lighter.",
        },
        Move.RUNG: {
            "da": "Vi går et trin ned i belastning, så det kan falde til ro.",
            "en": "We go one step down in load, so that it can settle.",
        },
    }
    return words[move][language]

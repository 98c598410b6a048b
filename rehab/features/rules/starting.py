"""Where a course begins: symptom phase, the template suggested for it, and the entry test."""

from collections.abc import Iterable

from flask_babel import gettext as _

from rehab.clinical.ladder import (
    LADDER,
    ONE_LEG_AT_LEAST,
    PAIN_AT_MOST,
    START_OF_HEAVY,
    TWO_LEGS_AT_LEAST,
    StartRung,
    WhyRung,
    start_rung,
)
from rehab.clinical.phases import Phase, Suggestion, TimeClass, suggest_template
from rehab.clinical.thresholds import Thresholds
from rehab.content import conditions, phase_text, template
from rehab.content.definitions import Area, definitions
from rehab.features.rules.citing import cited, meanings
from rehab.features.rules.pages import EntryRow, PhaseLine, SuggestionRow
from rehab.features.rules.signs import worded
from rehab.web.doses import exercise_name, phase_name, phase_short
from rehab.web.language import chosen_language
from rehab.web.suggestion_words import why_template

FOUND = {
    WhyRung.TOO_PAINFUL: (0, TWO_LEGS_AT_LEAST, PAIN_AT_MOST + 1),
    WhyRung.FEW_ON_TWO_LEGS: (0, TWO_LEGS_AT_LEAST - 1, 0),
    WhyRung.FEW_ON_ONE_LEG: (ONE_LEG_AT_LEAST - 1, TWO_LEGS_AT_LEAST, 0),
    WhyRung.ONE_LEG: (ONE_LEG_AT_LEAST, None, 0),
    WhyRung.STRONG_ENOUGH: (START_OF_HEAVY, None, 0),
}
"""An entry test of each kind: raises on one leg and on two, and pain."""


def phase_lines() -> tuple[PhaseLine, ...]:
    """How each symptom phase shows."""
    return tuple(_phase(phase) for phase in Phase)


def suggestion_rows() -> tuple[SuggestionRow, ...]:
    """What the code suggests for each phase, and instead when it has lasted long without improvement."""
    rows = [_row(phase_name(phase), suggest_template(phase, None)) for phase in Phase]
    instead: dict[Suggestion, list[Phase]] = {}
    for phase in Phase:
        instead.setdefault(suggest_template(phase, TimeClass.REFRACTORY), []).append(phase)
    refractory = definitions(Area.TIME)[TimeClass.REFRACTORY].name.in_(chosen_language())
    for found, phases in instead.items():
        rows.append(_row(f"{refractory}: {', '.join(map(phase_short, phases))}", found))
    return tuple(rows)


def entry_rows(thresholds: Thresholds) -> tuple[EntryRow, ...]:
    """What the entry test may find and where the code begins then."""
    said = {each.code: each for each in meanings(Area.ENTRY_TEST, thresholds)}
    return tuple(EntryRow(said[why], _start(start_rung(*test))) for why, test in FOUND.items())


def ladder() -> tuple[str, ...]:
    """The rungs, the lightest first."""
    return tuple(map(_exercise, LADDER))


def weeks_words(weeks: Iterable[int]) -> str:
    """Weeks from the start: "now, 4, 8"."""
    return ", ".join(str(week) if week else str(_("now")) for week in weeks)


def _phase(phase: Phase) -> PhaseLine:
    texts = [(code, phase_text(phase, code)) for code in conditions()]
    behind = dict.fromkeys(source for _code, text in texts for source in text.sources)
    signs = worded((code, text.sign.in_(chosen_language())) for code, text in texts)
    return PhaseLine(phase_name(phase), signs, cited(behind))


def _exercise(code: str) -> str:
    return f"{exercise_name(code)} ({code})"


def _row(when: str, found: Suggestion) -> SuggestionRow:
    because = why_template(found.because)
    if found.see_specialist:
        advice = _("Talk about a doctor or specialist.")
        because = f"{because} {advice}"
    return SuggestionRow(
        when=when,
        template=f"{found.template} {template(found.template).name.in_(chosen_language())}",
        exercise=_exercise(found.start_exercise) if found.start_exercise else str(_("By the entry test")),
        reviews=weeks_words(found.review_weeks),
        because=because,
    )


def _start(found: StartRung) -> str:
    name = _exercise(found.exercise)
    if found.because is WhyRung.ONE_LEG:
        return str(_("%(exercise)s, with that number as RM", exercise=name))
    return f"{name}, {found.rm} RM" if found.rm else name

"""Exercises, doses, sides and phases in the reader's language; the words are the clinical floor's and content's."""

from flask_babel import gettext as _

from rehab.clinical.dose import Dose, Side
from rehab.clinical.dose_words import dose_parts
from rehab.clinical.phases import Phase
from rehab.content import exercise, phase_text
from rehab.web.language import chosen_language


def dose_lines(dose: Dose, language: str | None = None) -> tuple[str, ...]:
    """A dose as the patient reads it, part by part."""
    return dose_parts(dose, language or chosen_language())


def dose_text(dose: Dose, language: str | None = None) -> str:
    """A dose in one line: 3 sæt × 12 gentagelser, så tungt at du lige kan 12 · 3 sek. op, … · hver anden dag."""
    return " · ".join(dose_lines(dose, language))


def exercise_name(code: str, language: str | None = None) -> str:
    """The exercise's name. Raises KeyError for a code that isn't in the library."""
    return exercise(code).name.in_(language or chosen_language())


def phase_name(phase: Phase, language: str | None = None) -> str:
    """Udviklingsfasen, Developing phase."""
    return phase_text(phase).name.in_(language or chosen_language())


def phase_short(phase: Phase) -> str:
    """The phase in a word, for tables: Udvikling, Developing."""
    words = {
        Phase.OPSTART: _("Early"),
        Phase.UDVIKLING: _("Developing"),
        Phase.KRONISK: _("Chronic"),
        Phase.VEDLIGEHOLD: _("Maintenance"),
        Phase.OPBLUSSEN: _("Flare"),
    }
    return str(words[phase])


def side_words(side: Side, condition: str) -> str:
    """Where it hurts: right heel, both heels."""
    if condition == "golfers_elbow":
        elbow = {Side.LEFT: _("left elbow"), Side.RIGHT: _("right elbow"), Side.BOTH: _("both elbows")}
        return str(elbow[side])
    if condition == "plantar_fasciopathy":
        heel = {Side.LEFT: _("left heel"), Side.RIGHT: _("right heel"), Side.BOTH: _("both heels")}
        return str(heel[side])
    foot = {Side.LEFT: _("left foot"), Side.RIGHT: _("right foot"), Side.BOTH: _("both feet")}
    return str(foot[side])


def side_word(side: Side) -> str:
    """Left, right or both."""
    return str({Side.LEFT: _("Left"), Side.RIGHT: _("Right"), Side.BOTH: _("Both")}[side])

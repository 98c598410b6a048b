"""Exercises, doses, sides and phases in the reader's language; the words are the clinical floor's and content's."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rehab import content
from rehab.clinical.dose import Dose, Side
from rehab.clinical.dose_words import dose_parts
from rehab.clinical.phases import Phase
from rehab.content import conditions
from rehab.web.exercises import exercise
from rehab.web.language import chosen_language

WEEKS = {"da": ("Uge {first}", "Uge {first}–{last}"), "en": ("Week {first}", "Weeks {first}–{last}")}


def dose_lines(dose: Dose, language: str | None = None) -> tuple[str, ...]:
    """A dose as the patient reads it, part by part."""
    return dose_parts(dose, language or chosen_language())


def dose_text(dose: Dose, language: str | None = None) -> str:
    """A dose in one line: 3 sæt × 12 gentagelser, så tungt, at du lige kan 12 · 3 sek. op, … · hver anden dag."""
    return " · ".join(dose_lines(dose, language))


def exercise_name(code: str, language: str | None = None) -> str:
    """The exercise's name, the library's or an own one's. Raises KeyError for a code that was never given."""
    return exercise(code).name.in_(language or chosen_language())


def phase_name(phase: Phase, language: str | None = None) -> str:
    """Udviklingsfasen, Developing phase."""
    return content.phase_name(phase).in_(language or chosen_language())


def phase_short(phase: Phase) -> str:
    """The phase in a word, for tables: Udvikling, Developing."""
    return str(_SHORT[phase])


_SHORT = {
    Phase.OPSTART: _l("Early"),
    Phase.UDVIKLING: _l("Developing"),
    Phase.KRONISK: _l("Chronic"),
    Phase.VEDLIGEHOLD: _l("Maintenance"),
    Phase.OPBLUSSEN: _l("Flare"),
}


def side_words(side: Side, condition: str) -> str:
    """Where it hurts: right heel, both elbows. Raises KeyError for an unknown condition."""
    return conditions()[condition].sides[side].in_(chosen_language())


def side_word(side: Side) -> str:
    """Left, right or both."""
    return str({Side.LEFT: _("Left"), Side.RIGHT: _("Right"), Side.BOTH: _("Both")}[side])


def uneven_words(left: int | None, right: int | None) -> str:
    """How many repetitions each side did, where the two differ; empty where they do not, or are not told apart."""
    if left == right:
        return ""
    return str(_("Left %(left)s, right %(right)s repetitions.", left=left, right=right))


def weeks_words(first: int, last: int, language: str) -> str:
    """Weeks of a phase: Uge 3–4, Week 1."""
    one, several = WEEKS[language]
    return one.format(first=first) if first == last else several.format(first=first, last=last)

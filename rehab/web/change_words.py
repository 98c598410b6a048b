"""What changed from one signed version to the next, in the reader's words."""

from flask_babel import gettext as _

from rehab.clinical.dose import Dose
from rehab.records.programmes import Prescribed, Version
from rehab.web.doses import dose_text, exercise_name, phase_name, weeks_words
from rehab.web.language import chosen_language

Key = tuple[str, str, int, int]


def change_lines(before: Version, after: Version) -> tuple[str, ...]:
    """One line per exercise that is new, gone or has another dose; only the new phases when those changed."""
    if [span.phase for span in before.phases] != [span.phase for span in after.phases]:
        names = " → ".join(phase_name(span.phase) for span in after.phases)
        return (_("New phase: %(phases)s.", phases=names),)
    return tuple(
        line
        for old_span, new_span in zip(before.phases, after.phases, strict=True)
        for line in _lines(_doses(old_span.prescriptions), _doses(new_span.prescriptions))
    )


def _doses(prescriptions: tuple[Prescribed, ...]) -> dict[Key, Dose]:
    return {(p.exercise_code, p.side.value, p.week_from, p.week_to): p.dose for p in prescriptions}


def _lines(old: dict[Key, Dose], new: dict[Key, Dose]) -> list[str]:
    lines = []
    for key, dose in new.items():
        if key not in old:
            lines.append(_("New: %(what)s: %(dose)s", what=_what(key), dose=dose_text(dose)))
        elif old[key] != dose:
            was = dose_text(old[key])
            lines.append(_("%(what)s: %(dose)s (before: %(was)s)", what=_what(key), dose=dose_text(dose), was=was))
    return lines + [_("No longer: %(what)s", what=_what(key)) for key in old if key not in new]


def _what(key: Key) -> str:
    code, _side, first, last = key
    weeks = weeks_words(first, last, chosen_language())
    return f"{exercise_name(code)}, {weeks[0].lower()}{weeks[1:]}"

"""What changed from one signed version to the next, in the reader's words."""

from datetime import date

from flask_babel import gettext as _

from rehab.clinical.dose import Dose
from rehab.records.programmes import PhaseSpan, Prescribed, Version
from rehab.web.activity_words import activity_short
from rehab.web.doses import dose_lines, dose_text, exercise_name, phase_name, weeks_words
from rehab.web.language import chosen_language

Key = tuple[str, str, int, int]


def change_lines(before: Version, after: Version, since: date = date.min) -> tuple[str, ...]:
    """One line per exercise that is new, gone or has another dose; only the new phases when those changed.

    Then what else was signed: the rule for sport, the review points, the plan sentences. What was over before `since`
    is left out.
    """
    return (*_of_phases(before, after, since), *_beside(before, after))


def _of_phases(before: Version, after: Version, since: date) -> tuple[str, ...]:
    if [span.phase for span in before.phases] != [span.phase for span in after.phases]:
        names = " → ".join(phase_name(span.phase) for span in after.phases)
        return (_("New phase: %(phases)s.", phases=names),)
    return tuple(
        line
        for old_span, new_span in zip(before.phases, after.phases, strict=True)
        for line in (
            *_length(old_span, new_span),
            *_lines(_doses(old_span.prescriptions, since), _doses(new_span.prescriptions, since)),
        )
    )


def _length(old: PhaseSpan, new: PhaseSpan) -> list[str]:
    if old.weeks == new.weeks:
        return []
    return [
        _("%(phase)s: %(weeks)s weeks (before: %(was)s)", phase=phase_name(new.phase), weeks=new.weeks, was=old.weeks)
    ]


def _beside(before: Version, after: Version) -> list[str]:
    lines = []
    if after.activity and after.activity is not before.activity:
        lines.append(_("Sport and activity: %(rule)s.", rule=activity_short(after.activity)))
    if after.reviews != before.reviews:
        weeks = ", ".join(str(point.week) for point in after.reviews)
        lines.append(_("We look at it in week %(weeks)s.", weeks=weeks) if weeks else _("No review is planned."))
    if after.plan != before.plan:
        lines.append(_("The plan for good and bad days has new words."))
    return lines


def _doses(prescriptions: tuple[Prescribed, ...], since: date) -> dict[Key, Dose]:
    standing = (p for p in prescriptions if p.last_on >= since)
    return {(p.exercise_code, p.side.value, p.week_from, p.week_to): p.dose for p in standing}


def _lines(old: dict[Key, Dose], new: dict[Key, Dose]) -> list[str]:
    lines = []
    for key, dose in new.items():
        if key not in old:
            lines.append(_("New: %(what)s: %(dose)s", what=_what(key), dose=dose_text(dose)))
        elif old[key] != dose:
            now, was = _apart(dose, old[key])
            lines.append(_("%(what)s: %(dose)s (before: %(was)s)", what=_what(key), dose=now, was=was))
    return lines + [_("No longer: %(what)s", what=_what(key)) for key in old if key not in new]


def _apart(new: Dose, old: Dose) -> tuple[str, str]:
    """Two doses where they differ: only those parts, or the whole where one has nothing in the other's place."""
    now, was = dose_lines(new), dose_lines(old)
    only_now = [part for part in now if part not in was]
    only_was = [part for part in was if part not in now]
    if not only_now or not only_was:
        return dose_text(new), dose_text(old)
    return " · ".join(only_now), " · ".join(only_was)


def _what(key: Key) -> str:
    code, _side, first, last = key
    weeks = weeks_words(first, last, chosen_language())
    return f"{exercise_name(code)}, {weeks[0].lower()}{weeks[1:]}"

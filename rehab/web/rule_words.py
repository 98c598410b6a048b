"""The follow-up rules as people read them: sentences with their numbers filled in, and each threshold's label."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from rehab.clinical.thresholds import LIMITS, Thresholds, Unit
from rehab.content import Text
from rehab.content.fixed_numbers import FIXED
from rehab.content.rule_texts import PLACE
from rehab.records.thresholds import ThresholdChange
from rehab.web.language import chosen_language
from rehab.web.words import date_words, number, percent

LABELS: Mapping[str, Any] = {
    "flare_rise": _l("Flare: rise from the week before"),
    "flare_red_sessions": _l("Flare: red sessions running"),
    "flare_recent_days": _l("Flare: the last red session is at most this old"),
    "flare_book_after_days": _l("Flare: ask the patient to book when still up after"),
    "flare_followed_days": _l("Flare: followed for"),
    "creep_rise": _l("Creep: rise in each of two weeks"),
    "check_week": _l("First check at week"),
    "non_response_week": _l("No response at week"),
    "outcome_week": _l("Review at week"),
    "outcome_open_weeks": _l("The review is asked for during"),
    "refractory_days": _l("Refractory: pain for more than"),
    "refractory_from_week": _l("Refractory: not before week"),
    "plateau_weeks": _l("Plateau: still for"),
    "plateau_within": _l("Plateau: has moved less than"),
    "plateau_from_week": _l("Plateau: not before week"),
    "plateau_from_pain": _l("Plateau: only from a pain of"),
    "ready_sessions": _l("Ready: sessions running"),
    "ready_pain_at_most": _l("Ready: pain in training at most"),
    "ready_morning_rise": _l("Ready: next morning above the usual by at most"),
    "ready_recent_days": _l("Ready: the last session is at most this old"),
    "end_of_phase_lead_days": _l("End of phase: notice"),
    "adherent_from": _l("Counts as trained from"),
    "low_adherence_under": _l("Too little training: under"),
    "adherence_days": _l("Too little training: each window"),
    "silence_patient_days": _l("Silence: nudge to the patient after"),
    "silence_staff_days": _l("Silence: task for staff after"),
    "improved_at_most": _l("Doing well: median at most"),
    "improved_weeks": _l("Doing well: for"),
    "improved_psfs_from": _l("Doing well: PSFS at least"),
    "planned_lead_days": _l("Planned follow-up: the patient is asked before it by"),
}
"""What a threshold is called where it is read or changed."""


def filled(text: Text, thresholds: Thresholds) -> str:
    """A rule's sentence in the reader's language with the thresholds in force."""

    def number_at(place: re.Match[str]) -> str:
        value, unit = _value(place[1], thresholds)
        return with_unit(value, unit) if place[2] else _bare(value, unit)

    return PLACE.sub(number_at, text.in_(chosen_language()))


def last_changed(change: ThresholdChange) -> str:
    """When, by whom and why a course's thresholds were last changed."""
    day = date_words(change.set_at.date(), "full")
    return str(_("Last changed %(date)s by %(name)s: %(reason)s", date=day, name=change.set_by, reason=change.reason))


def with_unit(value: float, unit: Unit) -> str:
    """A threshold by itself: "2 points", "80 %", "1 day"."""
    match unit:
        case Unit.COUNT:
            return number(value)
        case Unit.SHARE:
            return percent(value)
        case Unit.DAYS:
            return str(ngettext("%(num)s day", "%(num)s days", int(value)))
        case Unit.WEEKS:
            return str(ngettext("%(num)s week", "%(num)s weeks", int(value)))
        case Unit.SESSIONS:
            return str(ngettext("%(num)s session", "%(num)s sessions", int(value)))
    return str(_("1 point")) if value == 1 else str(_("%(count)s points", count=number(value)))


def _value(name: str, thresholds: Thresholds) -> tuple[float, Unit]:
    return FIXED[name] if name in FIXED else (getattr(thresholds, name), LIMITS[name].unit)


def _bare(value: float, unit: Unit) -> str:
    return percent(value) if unit is Unit.SHARE else number(value)

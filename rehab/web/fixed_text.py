"""The fixed text a ticked warning sign calls for, with whom to ring. The same words for everyone; nothing is judged."""

from dataclasses import dataclass

from flask_babel import gettext as _

from rehab.clinical.safety import Level
from rehab.content import level_text
from rehab.web.language import chosen_language


@dataclass(frozen=True, slots=True)
class FixedText:
    """Title, text, and the numbers to ring as (words, address)."""

    title: str
    body: str
    calls: tuple[tuple[str, str], ...]


def fixed_text(level: Level, clinic_phone: str | None) -> FixedText:
    """The text of a level. `clinic_phone` is the branch's, for what the practitioner is to look at."""
    text, language = level_text(level), chosen_language()
    return FixedText(text.title.in_(language), text.body.in_(language), _calls(level, clinic_phone))


def _calls(level: Level, clinic_phone: str | None) -> tuple[tuple[str, str], ...]:
    if level is Level.EMERGENCY:
        return (("112", "tel:112"),)
    if level is Level.SAME_DAY:
        return ((str(_("1813 in the Capital Region")), "tel:1813"),)
    if not clinic_phone:
        return ()
    return ((str(_("the clinic on %(number)s", number=clinic_phone)), f"tel:{clinic_phone.replace(' ', '')}"),)

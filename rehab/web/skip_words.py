"""Why something was left out, in words; the same for the patient and the practitioner."""

from flask_babel import gettext as _

from rehab.models import SkipReason
from rehab.records.skipped import Skipped
from rehab.web.doses import exercise_name


def why_skipped(why: SkipReason) -> str:
    """The reason as the patient chose it."""
    match why:
        case SkipReason.PAIN:
            words = _("Pain")
        case SkipReason.NO_EQUIPMENT:
            words = _("Nothing to do it with")
        case SkipReason.NO_TIME:
            words = _("No time")
        case SkipReason.ILL:
            words = _("Ill")
    return str(words)


def skipped_words(skipped: Skipped) -> str:
    """What became of the exercise: left out, or swapped, with the reason."""
    why = why_skipped(skipped.why).lower()
    if skipped.swapped_for is None:
        return str(_("Left out: %(why)s", why=why))
    return str(_("Swapped for %(name)s: %(why)s", name=exercise_name(skipped.swapped_for), why=why))

"""Who may prescribe an own exercise, and what it is loaded with, in words."""

from flask_babel import gettext as _

from rehab.clinical.dose import LoadKind
from rehab.models import ExerciseScope


def scope_words(scope: ExerciseScope) -> str:
    """As the form asks it."""
    words = {
        ExerciseScope.OWN: _("Only me"),
        ExerciseScope.BRANCH: _("The branch"),
        ExerciseScope.CHAIN: _("The whole chain"),
    }
    return str(words[scope])


def load_words(load: LoadKind) -> str:
    """Body weight, backpack, weights, elastic band."""
    words = {
        LoadKind.BODY: _("Body weight"),
        LoadKind.BACKPACK: _("Backpack"),
        LoadKind.KG: _("Weights"),
        LoadKind.BAND: _("Elastic band"),
    }
    return str(words[load])

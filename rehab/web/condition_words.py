"""What is said differently from condition to condition: its name, the morning's question, what rests between trainings.

The condition's data say what its morning asks about, the first steps of a foot or the first grip of a hand; all the
wording that hangs on that is here. Where it hurts (right heel, both elbows) is doses.side_words.
"""

from flask_babel import gettext as _

from rehab.clinical.dose import Side
from rehab.content import Morning, conditions
from rehab.web.doses import side_word
from rehab.web.language import chosen_language


def condition_name(condition: str) -> str:
    """Golfalbue, Golfer's elbow. Raises KeyError for an unknown condition, as all of these do."""
    return conditions()[condition].name.in_(chosen_language())


def condition_and_side(condition: str, side: Side) -> str:
    """Golfalbue, højre."""
    return f"{condition_name(condition)}, {side_word(side).lower()}"


def morning_question(condition: str) -> str:
    """What the patient is asked each morning."""
    if _asks_the_hand(condition):
        return str(_("How much did it hurt when you first used your hand?"))
    return str(_("How much did your first steps hurt?"))


def hurts_less(condition: str, since: str, start: str, now: str) -> str:
    """Dine første skridt gør mindre ondt: 6 i uge 1, 4 nu. `since` says when it was `start`, as in "in week 1"."""
    figures = {"since": since, "start": start, "now": now}
    if _asks_the_hand(condition):
        return str(_("Your first grip hurts less: %(start)s %(since)s, %(now)s now.", **figures))
    return str(_("Your first steps hurt less: %(start)s %(since)s, %(now)s now.", **figures))


def hurts_more(condition: str, since: str, start: str, now: str) -> str:
    """The same of more pain."""
    figures = {"since": since, "start": start, "now": now}
    if _asks_the_hand(condition):
        return str(_("Your first grip hurts more: %(start)s %(since)s, %(now)s now.", **figures))
    return str(_("Your first steps hurt more: %(start)s %(since)s, %(now)s now.", **figures))


def hurts_alike(condition: str, since: str, start: str, now: str) -> str:
    """The same of pain that has hardly moved, or not at all."""
    figures = {"since": since, "start": start, "now": now}
    if _asks_the_hand(condition):
        if start == now:
            return str(_("Your first grip hurts as it did %(since)s: %(now)s.", **figures))
        return str(_("Your first grip hurts about the same: %(start)s %(since)s, %(now)s now.", **figures))
    if start == now:
        return str(_("Your first steps hurt as they did %(since)s: %(now)s.", **figures))
    return str(_("Your first steps hurt about the same: %(start)s %(since)s, %(now)s now.", **figures))


def rest_title(condition: str) -> str:
    """The heading of a day without training."""
    return str(_("Today your arm rests") if _asks_the_hand(condition) else _("Today your foot rests"))


def rest_reason(condition: str) -> str:
    """Why a day without training is part of it."""
    if _asks_the_hand(condition):
        return str(_("Your arm needs the days between to recover. Resting today is part of the programme."))
    return str(_("Your foot needs the days between to recover. Resting today is part of the programme."))


def strength_icon(condition: str) -> str:
    """The picture beside a strength exercise: a foot that rises, or a weight."""
    return "load" if _asks_the_hand(condition) else "raise"


def _asks_the_hand(condition: str) -> bool:
    return conditions()[condition].morning is Morning.FIRST_GRIP

"""Reasons for a follow-up in words, with the numbers behind them: one wording for staff, one for the patient.

Not training and not responding are said differently; nobody is blamed, and nothing is promised.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.follow_up import Rule, words_key
from rehab.web.words import date_words, number

Numbers = Mapping[str, Any]


def staff_words(rule: str, numbers: Numbers) -> str:
    """The reason as a practitioner reads it in the caseload."""
    key = words_key(rule, numbers)
    return str((STAFF.get(key) or TURNS[key])(numbers))


def patient_words(rule: str, numbers: Numbers, practitioner: str) -> str:
    """The heading of the patient's card: why it is time to be seen, and by whom."""
    key = words_key(rule, numbers)
    return str((PATIENT.get(key) or SENT[key])(numbers, practitioner))


def patient_numbers(rule: str, numbers: Numbers) -> str:
    """The numbers behind the reason in one plain sentence, or what was planned in the practitioner's own words.

    Empty when the reason has none.
    """
    if rule == Rule.PLANNED:
        return str(numbers.get("text", ""))
    if "start" in numbers and "now" in numbers:
        return str(
            _(
                "Your morning pain was %(start)s when you began and is %(now)s now.",
                start=number(numbers["start"]),
                now=number(numbers["now"]),
            )
        )
    if "before" in numbers and "now" in numbers:
        return str(
            _(
                "Your morning pain went from %(before)s to %(now)s.",
                before=number(numbers["before"]),
                now=number(numbers["now"]),
            )
        )
    if "done" in numbers and "due" in numbers:
        return _trained(numbers)
    return ""


def _trained(numbers: Numbers) -> str:
    return str(
        _(
            "Trained %(done)s of %(due)s times in the last %(days)s days",
            done=number(numbers["done"]),
            due=numbers["due"],
            days=numbers["days"],
        )
    )


def _worse_mornings(n: Numbers) -> str:
    if n["up_days"] < n["days"]:
        return str(_("Morning pain up %(rise)s points in 7 days", rise=number(n["rise"])))
    return str(
        _(
            "Morning pain up %(rise)s points, and still up after %(days)s days",
            rise=number(n["rise"]),
            days=n["up_days"],
        )
    )


def _end_of_phase(n: Numbers) -> str:
    if n["days"] <= 0:
        return str(_("Last week of the phase: agree on the next step"))
    return str(ngettext("The phase ended %(num)s day ago", "The phase ended %(num)s days ago", n["days"]))


def _silence(n: Numbers) -> str:
    return str(ngettext("No entries for %(num)s day", "No entries for %(num)s days", n["days"]))


def _take_stock(n: Numbers, who: str) -> str:
    return str(_("Week %(week)s: take stock together with %(who)s.", week=n["week"], who=who))


def _hard_to_fit(n: Numbers, who: str) -> str:
    return str(_("It can be hard to fit the training in. %(who)s would like to find a way that works.", who=who))


def _planned_on(n: Numbers) -> str:
    return date_words(date.fromisoformat(n["on"]), "day_month")


def _see_again(n: Numbers, who: str) -> str:
    return str(_("Around %(date)s %(who)s would like to see you again.", who=who, date=_planned_on(n)))


def _longer_mornings(n: Numbers, who: str) -> str:
    if n["up_days"] < n["days"]:
        return str(_("It hurts more than it did. %(who)s would like to see you.", who=who))
    return str(_("It has hurt more for %(days)s days. %(who)s would like to see you.", days=n["up_days"], who=who))


STAFF: Mapping[str, Callable[[Numbers], str]] = {
    "red_flag": lambda n: ngettext("Has reported a warning sign", "Has reported %(num)s warning signs", n["count"]),
    "flare.mornings": _worse_mornings,
    "flare.sessions": lambda n: _(
        "Pain %(pain)s of 10 in training, %(count)s times running", pain=n["pain"], count=n["count"]
    ),
    "creep": lambda n: _(
        "Morning pain has crept up for two weeks, from %(before)s to %(now)s",
        before=number(n["before"]),
        now=number(n["now"]),
    ),
    "week_4": lambda n: _("Week %(week)s without noticeable improvement despite training", week=n["week"]),
    "non_response": lambda n: _("Week %(week)s without noticeable improvement despite training", week=n["week"]),
    "week_12": lambda n: _("Week %(week)s: time to take stock", week=n["week"]),
    "week_12.no_better": lambda n: _(
        "Week %(week)s without noticeable improvement: take stock, talk about a doctor",
        week=n["week"],
    ),
    "refractory": lambda n: _("Pain for %(months)s months without improvement", months=n["months"]),
    "plateau": lambda n: _("Pain has stood still for %(weeks)s weeks", weeks=n["weeks"]),
    "ready": lambda n: _(
        "Ready for the next step: done %(count)s times running, pain at most %(pain)s",
        count=n["count"],
        pain=n["pain"],
    ),
    "end_of_phase": _end_of_phase,
    "low_adherence.two_windows": _trained,
    "low_adherence.stalling": lambda n: _("%(trained)s, and no noticeable improvement", trained=_trained(n)),
    "silence.patient": _silence,
    "silence.staff": _silence,
    "improved": lambda n: _(
        "At most %(most)s in the morning for %(weeks)s weeks: good enough for maintenance?",
        most=number(n["at_most"]),
        weeks=n["weeks"],
    ),
    "improved.confirmed": lambda n: _(
        "At most %(most)s in the morning for %(weeks)s weeks: ready for maintenance",
        most=number(n["at_most"]),
        weeks=n["weeks"],
    ),
    "planned.by_hand": lambda n: _("Planned to come around %(date)s; no appointment yet", date=_planned_on(n)),
    "planned.review_point": lambda n: _(
        "Review point of the programme, %(date)s; no appointment yet", date=_planned_on(n)
    ),
    "planned.overdue": lambda n: _("Was to come around %(date)s; no appointment", date=_planned_on(n)),
}
"""What staff read, by `Reason.words`."""


def _check_on(n: Numbers) -> str:
    return date_words(date.fromisoformat(n["check_on"]), "day_month")


TURNS: Mapping[str, Callable[[Numbers], str]] = {
    "turn.well": lambda n: _("Says it is well; is asked again on %(date)s", date=_check_on(n)),
    "turn.well_unanswered": lambda n: _(
        "Said it was well; has not answered whether it still is (%(date)s)", date=_check_on(n)
    ),
    "turn.still_well": lambda n: _("Says it is still well, three months on"),
    "turn.came_back": lambda n: _("Says it has come back; no appointment yet"),
    "turn.came_back_booked": lambda n: _("Says it has come back; an appointment is booked"),
}
"""What staff read of how the course turned: no rule's finding, the patient's own word."""

PATIENT: Mapping[str, Callable[[Numbers, str], str]] = {
    "flare.mornings": _longer_mornings,
    "flare.sessions": lambda n, who: _("It hurts a lot when you train. %(who)s would like to see you.", who=who),
    "week_4": lambda n, who: _(
        "You have trained for %(week)s weeks. %(who)s would like to see whether the plan fits you.",
        week=n["week"],
        who=who,
    ),
    "non_response": lambda n, who: _(
        "You have trained for %(week)s weeks without much change. %(who)s would like to adjust the plan with you.",
        week=n["week"],
        who=who,
    ),
    "week_12": _take_stock,
    "week_12.no_better": _take_stock,
    "refractory": lambda n, who: _("It has lasted long. %(who)s would like to talk about what else can help.", who=who),
    "plateau": lambda n, who: _(
        "Your pain has stood still for %(weeks)s weeks. %(who)s would like to see you.", weeks=n["weeks"], who=who
    ),
    "end_of_phase": lambda n, who: _("This part of your programme is ending. Agree on the next with %(who)s.", who=who),
    "low_adherence.two_windows": _hard_to_fit,
    "low_adherence.stalling": _hard_to_fit,
    "planned.by_hand": _see_again,
    "planned.review_point": lambda n, who: _("Time to look at the programme together with %(who)s.", who=who),
    "planned.overdue": lambda n, who: _("%(who)s would like to see you again.", who=who),
}
"""The heading of the patient's card, for the reasons that lead to booking."""

SENT: Mapping[str, Callable[[Numbers, str], str]] = {
    "creep": lambda n, who: _(
        "Your mornings have been a little worse for two weeks. %(who)s would like to see you.", who=who
    ),
    "silence.patient": lambda n, who: _("%(who)s would like to hear how it is going.", who=who),
    "silence.staff": lambda n, who: _("%(who)s would like to hear how it is going.", who=who),
    "improved": lambda n, who: _("It is going well. Agree with %(who)s on how you keep it up.", who=who),
    "improved.confirmed": lambda n, who: _("It is going well. Agree with %(who)s on how you keep it up.", who=who),
    "ready": lambda n, who: _("It may be time for the next step. Agree on it with %(who)s.", who=who),
}
"""The heading for the reasons that are staff's own, where a practitioner sent one to the patient."""

"""Reasons for a follow-up in words, with the numbers behind them: one wording for staff, one for the patient.

Not training and not responding are said differently; nobody is blamed, and nothing is promised.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.follow_up import Rule
from rehab.web.words import number

Numbers = Mapping[str, Any]


def staff_words(rule: str, numbers: Numbers) -> str:
    """The reason as a practitioner reads it in the caseload."""
    return str(_STAFF[Rule(rule)](numbers))


def patient_words(rule: str, numbers: Numbers, practitioner: str) -> str:
    """The heading of the patient's card: why it is time to be seen, and by whom."""
    return str(_PATIENT[Rule(rule)](numbers, practitioner))


def patient_numbers(rule: str, numbers: Numbers) -> str:
    """The numbers behind the reason in one plain sentence; empty when the reason has none."""
    if "start" in numbers and "now" in numbers:
        return str(
            _(
                "Your first steps hurt %(start)s when you began and %(now)s now.",
                start=number(numbers["start"]),
                now=number(numbers["now"]),
            )
        )
    if "before" in numbers and "now" in numbers:
        return str(
            _(
                "Your first steps went from %(before)s to %(now)s.",
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


def _flare(n: Numbers) -> str:
    if n.get("via") == "sessions":
        return str(_("Pain %(pain)s of 10 in training, %(count)s times running", pain=n["pain"], count=n["count"]))
    return str(_("Morning pain up %(rise)s points in 7 days", rise=number(n["rise"])))


def _end_of_phase(n: Numbers) -> str:
    if n["days"] <= 0:
        return str(_("Last week of the phase: agree on the next step"))
    return str(ngettext("The phase ended %(num)s day ago", "The phase ended %(num)s days ago", n["days"]))


def _low_adherence(n: Numbers) -> str:
    trained = _trained(n)
    return (
        str(_("%(trained)s, and no noticeable improvement", trained=trained)) if n.get("why") == "stalling" else trained
    )


_STAFF: dict[Rule, Callable[[Numbers], str]] = {
    Rule.RED_FLAG: lambda n: _("Has reported a warning sign"),
    Rule.FLARE: _flare,
    Rule.CREEP: lambda n: _(
        "Morning pain has crept up for two weeks, from %(before)s to %(now)s",
        before=number(n["before"]),
        now=number(n["now"]),
    ),
    Rule.WEEK_4: lambda n: _("Week %(week)s without noticeable improvement despite training", week=n["week"]),
    Rule.NON_RESPONSE: lambda n: _("Week %(week)s without noticeable improvement despite training", week=n["week"]),
    Rule.WEEK_12: lambda n: _("Week %(week)s: time to take stock", week=n["week"]),
    Rule.REFRACTORY: lambda n: _("Pain for %(months)s months without improvement", months=n["months"]),
    Rule.PLATEAU: lambda n: _("Pain has stood still for %(weeks)s weeks", weeks=n["weeks"]),
    Rule.READY: lambda n: _("Ready for the next step"),
    Rule.END_OF_PHASE: _end_of_phase,
    Rule.LOW_ADHERENCE: _low_adherence,
    Rule.SILENCE: lambda n: ngettext("No entries for %(num)s day", "No entries for %(num)s days", n["days"]),
    Rule.IMPROVED: lambda n: _("At most 2 in the morning for %(weeks)s weeks: ready for maintenance", weeks=n["weeks"]),
}
_PATIENT: dict[Rule, Callable[[Numbers, str], str]] = {
    Rule.RED_FLAG: lambda n, who: _("%(who)s wants to see you", who=who),
    Rule.FLARE: lambda n, who: _("It hurts more than last week. %(who)s would like to see your foot.", who=who),
    Rule.CREEP: lambda n, who: _(
        "It has hurt a little more two weeks running. %(who)s would like to see your foot.", who=who
    ),
    Rule.WEEK_4: lambda n, who: _(
        "You have trained for %(week)s weeks. %(who)s would like to see whether the plan fits you.",
        week=n["week"],
        who=who,
    ),
    Rule.NON_RESPONSE: lambda n, who: _(
        "You have trained for %(week)s weeks without much change. %(who)s would like to adjust the plan with you.",
        week=n["week"],
        who=who,
    ),
    Rule.WEEK_12: lambda n, who: _("Week %(week)s: take stock together with %(who)s.", week=n["week"], who=who),
    Rule.REFRACTORY: lambda n, who: _(
        "It has lasted long. %(who)s would like to talk about what else can help.", who=who
    ),
    Rule.PLATEAU: lambda n, who: _(
        "Your pain has stood still for %(weeks)s weeks. %(who)s would like to see your foot.", weeks=n["weeks"], who=who
    ),
    Rule.READY: lambda n, who: _("You are ready for the next step. %(who)s wants to see your foot first.", who=who),
    Rule.END_OF_PHASE: lambda n, who: _(
        "This part of your programme is ending. Agree on the next with %(who)s.", who=who
    ),
    Rule.LOW_ADHERENCE: lambda n, who: _(
        "It can be hard to fit the training in. %(who)s would like to find a way that works.", who=who
    ),
    Rule.SILENCE: lambda n, who: _("We have not heard from you for a while. %(who)s would like to see you.", who=who),
    Rule.IMPROVED: lambda n, who: _("You are doing well. Agree with %(who)s how to keep it that way.", who=who),
}

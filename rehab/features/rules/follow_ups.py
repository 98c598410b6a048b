"""The follow-up rules as they are run, and what beats what."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rehab.clinical.follow_up import SPACING, Need, Rule
from rehab.clinical.rule_book import RULE_BOOK, LeadsTo, RuleCard
from rehab.clinical.thresholds import LIMITS, Thresholds, Unit
from rehab.content.rule_texts import RuleText, rule_texts
from rehab.features.rules.citing import cited
from rehab.features.rules.pages import Pressed, RuleCardView, ThresholdLine
from rehab.web.rule_words import LABELS, filled, with_unit
from rehab.web.words import number, percent

SPEAKS_TO = {
    LeadsTo.FIXED_TEXT: _l("The patient, who is shown a fixed text, and the practitioner"),
    LeadsTo.BOOKING: _l("The patient, who is asked to book, and the practitioner"),
    LeadsTo.STAFF: _l("The practitioner alone"),
    LeadsTo.NUDGE: _l("The patient, who is given a nudge, then the practitioner"),
}
NEEDS = {Need.NEEDS_YOU: _l("Needs you"), Need.KEEP_AN_EYE: _l("Keep an eye on"), Need.ON_PLAN: _l("On plan")}
TONES = {Need.NEEDS_YOU: "stop", Need.KEEP_AN_EYE: "warn", Need.ON_PLAN: "ok"}
VARIANTS = {
    "low_adherence.two_windows": _l("too little twice running"),
    "low_adherence.stalling": _l("no improvement at a check"),
    "silence.patient": _l("the nudge"),
    "silence.staff": _l("the task for staff"),
    "planned.by_hand": _l("planned by hand"),
    "planned.review_point": _l("a review point"),
    "planned.overdue": _l("overdue"),
}
"""What a rule is called where it is more pressing in one way than in another."""


def rule_views(thresholds: Thresholds) -> tuple[RuleCardView, ...]:
    """Every rule in the dossier's order."""
    return tuple(_view(RULE_BOOK[rule], text, thresholds) for rule, text in rule_texts().items())


def order_of_pressing(thresholds: Thresholds) -> tuple[Pressed, ...]:
    """The rules in the order they are given, as `clinical.follow_up.reasons` sorts them."""
    places = sorted(
        (need, list(RULE_BOOK).index(rule)) for rule, card in RULE_BOOK.items() for need in set(card.needs.values())
    )
    cards = [(need, tuple(RULE_BOOK.values())[at]) for need, at in places]
    return tuple(_pressed(place, need, card, thresholds) for place, (need, card) in enumerate(cards, 1))


def exempt_from_spacing(thresholds: Thresholds) -> str:
    """The rules that need not wait out the days between two prompts."""
    return named((rule for rule, card in RULE_BOOK.items() if not card.waits), thresholds)


def named(rules: Iterable[Rule], thresholds: Thresholds) -> str:
    """Rules by number and name, in the dossier's order."""
    among = frozenset(rules)
    return ", ".join(_title(rule, thresholds) for rule in Rule if rule in among)


def _title(rule: Rule, thresholds: Thresholds) -> str:
    return f"{RULE_BOOK[rule].code} {filled(rule_texts()[rule].name, thresholds)}"


def _view(card: RuleCard, text: RuleText, thresholds: Thresholds) -> RuleCardView:
    return RuleCardView(
        code=card.code,
        name=filled(text.name, thresholds),
        says=filled(text.says, thresholds),
        does=filled(text.does, thresholds),
        speaks_to=str(SPEAKS_TO[card.leads_to]),
        pressing=_pressing(card),
        gives_way_to=named(card.gives_way_to, thresholds),
        spacing=_spacing(card),
        thresholds=tuple(_line(name, thresholds) for name in card.thresholds),
        sources=cited(card.sources),
    )


def _spacing(card: RuleCard) -> str:
    if not card.waits:
        return str(_("Need not wait"))
    if card.leads_to is not LeadsTo.BOOKING:
        return str(_("Asks nobody to book"))
    return str(_("At least %(days)s after the last prompt", days=with_unit(SPACING.days, Unit.DAYS)))


def _line(name: str, thresholds: Thresholds) -> ThresholdLine:
    limit = LIMITS[name]
    value = with_unit(getattr(thresholds, name), limit.unit)
    low = percent(limit.low) if limit.unit is Unit.SHARE else number(limit.low)
    allowed = str(_("%(low)s to %(high)s", low=low, high=with_unit(limit.high, limit.unit)))
    return ThresholdLine(name, str(LABELS[name]), value, allowed, cited((limit.source,)))


def _pressing(card: RuleCard) -> str:
    needs = dict.fromkeys(card.needs.values())
    return " · ".join(_need(card, need) for need in needs)


def _need(card: RuleCard, need: Need) -> str:
    """The need in words, and in which case where the rule has several."""
    if len(set(card.needs.values())) == 1:
        return str(NEEDS[need])
    return f"{NEEDS[need]} ({', '.join(str(VARIANTS[key]) for key, each in card.needs.items() if each is need)})"


def _pressed(place: int, need: Need, card: RuleCard, thresholds: Thresholds) -> Pressed:
    return Pressed(
        place=place,
        rule=_title(card.rule, thresholds),
        href=f"#{card.code}",
        need=_need(card, need),
        tone=TONES[need],
        gives_way_to=named(card.gives_way_to, thresholds),
    )

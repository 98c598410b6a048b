"""How many courses each filter leaves, counted from one tally, so that what a filter promises is what it shows."""

from collections import Counter
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from rehab.clinical.follow_up import DEFAULT, Need, Rule
from rehab.clinical.phases import Phase
from rehab.content.rule_texts import rule_texts
from rehab.features.caseload.asked import NO_PHASE, Asked
from rehab.features.caseload.list_pages import Filter, Option
from rehab.features.caseload.queries import RANKS, Tally
from rehab.web.doses import phase_short
from rehab.web.rule_words import filled


@dataclass(frozen=True, slots=True)
class Counted:
    """The tallies of a list, and what it is asked for."""

    tallies: list[Tally]
    asked: Asked

    @property
    def everyone(self) -> int:
        """All open courses, whatever is asked for."""
        return sum(each.courses for each in self.tallies)

    def of_need(self, need: str) -> int:
        """How many there are under a tab, with the filters as they are."""
        asked = replace(self.asked, need=need)
        return sum(each.named for each in self.tallies if _fits(each, asked))

    def of_rank(self, need: int) -> int:
        """How many of what is asked for stand under a heading."""
        ranks = RANKS["now"] if need == Need.NEEDS_YOU else (need,)
        return sum(each.named for each in self.tallies if each.rank in ranks and _fits(each, self.asked))

    def by(self, name: str) -> Counter[str]:
        """How many there are of each value of a filter, with the other filters as they are."""
        others, found = self.asked.with_(**{name: ""}), Counter[str]()
        for each in self.tallies:
            if _fits(each, others):
                found[_value(each, name)] += each.named
        return found


def _value(tally: Tally, name: str) -> str:
    if name == "phase":
        return tally.phase or NO_PHASE
    return tally.branch if name == "branch" else tally.reason or ""


def _fits(tally: Tally, asked: Asked) -> bool:
    return (
        _has_need(tally, asked.need)
        and asked.branch in ("", tally.branch)
        and asked.phase in ("", tally.phase or NO_PHASE)
        and asked.reason in ("", tally.reason)
    )


def _has_need(tally: Tally, need: str) -> bool:
    if need == "unbooked":
        return bool(tally.unbooked)
    return not need or tally.rank in RANKS[need]


def filters(counted: Counted, asked: Asked) -> tuple[Filter, ...]:
    """Branch where there are several, phase, reason; only what would leave somebody, and what is chosen."""
    branches = {each.branch: each.branch_name for each in counted.tallies}
    phases = {_value(each, "phase") for each in counted.tallies}
    in_order = {each.value: phase_short(each) for each in Phase if each in phases} | {NO_PHASE: str(_("No programme"))}
    reasons = {rule: reason_name(rule) for rule in sorted({each.reason or "" for each in counted.tallies}) if rule}
    found = [
        _filter("phase", _("Phase"), _("All phases"), in_order, counted, asked.phase),
        _filter("reason", _("Why"), _("All reasons"), reasons, counted, asked.reason),
    ]
    if not asked.of and (len(branches) > 1 or asked.branch):
        found.insert(0, _filter("branch", _("Branch"), _("All branches"), branches, counted, asked.branch))
    return tuple(found)


def _filter(name: str, label: str, no: str, words: dict[str, str], counted: Counted, chosen: str) -> Filter:
    counts = counted.by(name)
    options = (Option(value=each, label=words[each], count=counts[each], current=each == chosen) for each in words)
    return Filter(name=name, label=label, all=no, options=tuple(each for each in options if each.count or each.current))


def reason_name(rule: str) -> str:
    """A reason's short name."""
    if rule in set(Rule):
        return filled(rule_texts()[Rule(rule)].name, DEFAULT)
    return str(_("The patient's own word")) if rule == "turn" else rule

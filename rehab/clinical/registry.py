"""The form in which a rule is laid before a clinician: what it says, where it comes from, what it is set by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule in plain words, in both languages.

    `rule` is its stable id, such as the value of a follow-up rule; `thresholds` names the fields of `Thresholds`
    it reads, in the order they are shown, empty for a rule that has none.

    >>> card = RuleCard("silence", "Stilhed", "Silence", "Ingen har skrevet.", "No entry.", "[D]", ())
    >>> card.rule, card.title_en
    ('silence', 'Silence')
    """

    rule: str
    title_da: str
    title_en: str
    says_da: str
    says_en: str
    source: str
    thresholds: tuple[str, ...]

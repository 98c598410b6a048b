"""The rules in words: every number has its place, so that what is signed is what runs."""

import pytest

from rehab.clinical.follow_up import Rule
from rehab.clinical.rule_book import RULE_BOOK
from rehab.clinical.thresholds import LIMITS
from rehab.content import ContentError, source
from rehab.content.entry import Entry
from rehab.content.rule_texts import _rule_text, places, rule_texts


def test_every_rule_has_words_in_the_dossiers_order() -> None:
    assert list(rule_texts()) == list(Rule)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_threshold_of_a_rule_is_told(language: str) -> None:
    for rule, text in rule_texts().items():
        told = places(text.name.in_(language) + text.says.in_(language) + text.does.in_(language))
        assert set(RULE_BOOK[rule].thresholds) <= told, rule


def test_every_source_of_a_rule_and_a_threshold_is_known() -> None:
    for card in RULE_BOOK.values():
        assert [source(code).code for code in card.sources] == list(card.sources)
    for limit in LIMITS.values():
        assert source(limit.source).code == limit.source


def entry(says: str) -> Entry:
    both = {"da": says, "en": says}
    return Entry("rules.json", "", {"rule": "creep", "name": both, "says": both, "does": {"da": "x", "en": "x"}})


@pytest.mark.parametrize(
    ("says", "complaint"),
    [
        ("Steget {creep}.", "rules.json, creep, says: there is no threshold creep"),
        ("Steget lidt.", "rules.json, creep, says: creep_rise is not told in 'da'"),
        ("Steget {creep_rise} point i 2 uger.", "rules.json, creep, says: a figure is written out"),
    ],
)
def test_a_sentence_that_could_say_something_else_than_the_rule_is_refused(says: str, complaint: str) -> None:
    assert _rule_text(entry("Steget {creep_rise} point.")).rule is Rule.CREEP
    with pytest.raises(ContentError, match=complaint):
        _rule_text(entry(says))

"""The book of rules: whole, in order, and true to what the rules read."""

import inspect
import re

import pytest

from rehab.clinical import rule_book
from rehab.clinical.follow_up import Need, Rule
from rehab.clinical.rule_book import RULE_BOOK, LeadsTo
from rehab.clinical.rules import alarm, planned, response, training
from rehab.clinical.thresholds import LIMITS

SOURCE = "".join(inspect.getsource(module) for module in (alarm, planned, response, training))


def test_every_rule_has_its_card_and_its_number_once() -> None:
    assert set(RULE_BOOK) == set(Rule)
    assert sorted(card.code for card in RULE_BOOK.values()) == sorted(f"F{n}" for n in range(1, 15))


def test_the_numbers_follow_the_dossiers_order() -> None:
    in_order = sorted(RULE_BOOK.values(), key=lambda card: int(card.code[1:]))

    assert [card.rule for card in in_order] == list(Rule)


def test_every_threshold_is_on_a_card_and_read_by_a_rule() -> None:
    on_cards = {name for card in RULE_BOOK.values() for name in card.thresholds}
    read = set(re.findall(r"limits\.(\w+)", SOURCE)) | {"flare_book_after_days"}

    assert on_cards == set(LIMITS) == read


def test_a_warning_sign_and_a_flare_do_not_wait_out_the_seven_days() -> None:
    assert {rule for rule, card in RULE_BOOK.items() if not card.waits} == {Rule.RED_FLAG, Rule.FLARE}


@pytest.mark.parametrize(
    ("rule", "leads_to"),
    [
        (Rule.RED_FLAG, LeadsTo.FIXED_TEXT),
        (Rule.FLARE, LeadsTo.BOOKING),
        (Rule.CREEP, LeadsTo.STAFF),
        (Rule.WEEK_4, LeadsTo.BOOKING),
        (Rule.NON_RESPONSE, LeadsTo.BOOKING),
        (Rule.WEEK_12, LeadsTo.BOOKING),
        (Rule.REFRACTORY, LeadsTo.BOOKING),
        (Rule.PLATEAU, LeadsTo.BOOKING),
        (Rule.READY, LeadsTo.STAFF),
        (Rule.END_OF_PHASE, LeadsTo.BOOKING),
        (Rule.LOW_ADHERENCE, LeadsTo.BOOKING),
        (Rule.SILENCE, LeadsTo.NUDGE),
        (Rule.IMPROVED, LeadsTo.STAFF),
        (Rule.PLANNED, LeadsTo.BOOKING),
    ],
)
def test_whom_each_rule_speaks_to(rule: Rule, leads_to: LeadsTo) -> None:
    assert RULE_BOOK[rule].leads_to is leads_to


def test_no_rule_gives_way_to_one_that_gives_way_to_it() -> None:
    for card in RULE_BOOK.values():
        assert card.rule not in card.gives_way_to
        for other in card.gives_way_to:
            assert card.rule not in RULE_BOOK[other].gives_way_to


def test_the_table_of_what_beats_what_names_every_rule_that_others_give_way_to() -> None:
    told = rule_book.__doc__ or ""
    for card in RULE_BOOK.values():
        for other in card.gives_way_to:
            assert RULE_BOOK[other].code in told


def test_how_pressing_a_reason_is_stands_in_the_book_alone() -> None:
    assert "Need." not in SOURCE
    assert {need for card in RULE_BOOK.values() for need in card.needs.values()} == set(Need)

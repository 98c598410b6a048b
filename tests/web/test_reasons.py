"""Every reason has its sentences: for staff always, for the patient where it leads to booking."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from rehab.clinical.follow_up import Rule, words_key
from rehab.clinical.rule_book import RULE_BOOK, LeadsTo
from rehab.web.reasons import PATIENT, SENT, STAFF, patient_numbers, patient_words, staff_words

MORNINGS = {"via": "mornings", "days": 7, "before": 4, "now": 6, "rise": 2}


def test_staff_have_words_for_every_reason_and_for_nothing_else() -> None:
    assert set(STAFF) == {words for card in RULE_BOOK.values() for words in card.words}


def test_the_patient_has_words_for_every_reason_that_leads_to_booking_and_for_no_other() -> None:
    booking = (card for card in RULE_BOOK.values() if card.leads_to is LeadsTo.BOOKING)
    assert set(PATIENT) == {words for card in booking for words in card.words}


def test_what_a_practitioner_may_send_has_words_for_the_patient_too_but_a_warning_sign_has_its_fixed_text() -> None:
    others = (card for card in RULE_BOOK.values() if card.leads_to is not LeadsTo.BOOKING)
    assert set(SENT) == {words for card in others if card.rule is not Rule.RED_FLAG for words in card.words}


@pytest.mark.parametrize(
    ("rule", "numbers", "danish"),
    [
        ("flare", {**MORNINGS, "up_days": 3}, "Morgensmerten er steget 2 point på 7 dage"),
        ("flare", {**MORNINGS, "up_days": 9}, "Morgensmerten er steget 2 point og er stadig oppe efter 9 dage"),
        (
            "ready",
            {"count": 2, "pain": 4, "rise": 0},
            "Klar til næste trin: klaret 2 gange i træk, smerte højst 4",
        ),
        ("improved", {"weeks": 3, "at_most": 2}, "Højst 2 om morgenen i 3 uger: godt nok til vedligehold?"),
        (
            "improved",
            {"weeks": 3, "at_most": 2, "why": "confirmed"},
            "Højst 2 om morgenen i 3 uger: klar til vedligehold",
        ),
        ("red_flag", {"count": 1}, "Har meldt et advarselstegn"),
        ("red_flag", {"count": 2}, "Har meldt 2 advarselstegn"),
    ],
)
def test_staff_read_the_numbers(app: Flask, rule: str, numbers: Mapping[str, Any], danish: str) -> None:
    with app.test_request_context(), force_locale("da"):
        assert staff_words(rule, numbers).startswith(danish)


def test_the_patient_reads_how_long_a_flare_has_lasted(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        words = patient_words("flare", {**MORNINGS, "up_days": 9}, "Karen")

    assert words == "It has hurt more for 9 days. Karen would like to see you."
    assert words_key("flare", MORNINGS) == "flare.mornings"


def test_a_flare_sent_on_its_first_day_does_not_speak_of_no_days(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert patient_words("flare", {**MORNINGS, "up_days": 0}, "Karen").startswith("It hurts more than it did.")


def test_what_was_planned_is_told_with_its_day_and_the_practitioners_words(app: Flask) -> None:
    numbers = {"via": "by_hand", "plan": 1, "on": "2026-12-14", "days": -7, "text": "Så ser vi på løb."}
    with app.test_request_context(), force_locale("en"):
        assert patient_words("planned", numbers, "Ida").endswith("Ida would like to see you again.")
        assert patient_numbers("planned", numbers) == "Så ser vi på løb."

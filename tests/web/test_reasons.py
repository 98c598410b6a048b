"""Every reason has its sentences: for staff always, for the patient where it leads to booking."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from rehab.clinical.follow_up import words_key
from rehab.clinical.rule_book import RULE_BOOK, LeadsTo
from rehab.web.reasons import PATIENT, STAFF, patient_words, staff_words

MORNINGS = {"via": "mornings", "days": 7, "before": 4, "now": 6, "rise": 2}


def test_staff_have_words_for_every_reason_and_for_nothing_else() -> None:
    assert set(STAFF) == {words for card in RULE_BOOK.values() for words in card.words}


def test_the_patient_has_words_for_every_reason_that_leads_to_booking_and_for_no_other() -> None:
    booking = (card for card in RULE_BOOK.values() if card.leads_to is LeadsTo.BOOKING)
    assert set(PATIENT) == {words for card in booking for words in card.words}


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

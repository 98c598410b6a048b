"""The rules in words: every threshold has a label, and the sentences say what is in force."""

import pytest
from flask import Flask
from flask_babel import force_locale

from rehab.clinical.follow_up import Rule
from rehab.clinical.thresholds import DEFAULT, LIMITS, Unit
from rehab.content.rule_texts import rule_texts
from rehab.web.rule_words import LABELS, filled, with_unit


def test_every_threshold_has_a_label_of_its_own(app: Flask) -> None:
    assert set(LABELS) == set(LIMITS)
    with app.test_request_context(), force_locale("da"):
        assert len({str(label) for label in LABELS.values()}) == len(LABELS)


def test_a_sentence_says_the_thresholds_in_force(app: Flask) -> None:
    creep = rule_texts()[Rule.CREEP].says
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert "at least 1 point in" in filled(creep, DEFAULT)
        assert "at least 1.5 points in" in filled(creep, DEFAULT.changed({"creep_rise": 1.5}))


def test_no_sentence_is_left_with_a_hole(app: Flask) -> None:
    with app.test_request_context():
        for text in rule_texts().values():
            for sentence in (text.name, text.says, text.does):
                assert "{" not in filled(sentence, DEFAULT)


@pytest.mark.parametrize(
    ("value", "unit", "danish"),
    [
        (1, Unit.POINTS, "1 point"),
        (1.5, Unit.POINTS, "1,5 point"),
        (0.8, Unit.SHARE, "80\N{NO-BREAK SPACE}%"),
        (1, Unit.DAYS, "1 dag"),
        (7, Unit.DAYS, "7 dage"),
        (1, Unit.WEEKS, "1 uge"),
        (4, Unit.WEEKS, "4 uger"),
        (1, Unit.SESSIONS, "1 træning"),
        (2, Unit.SESSIONS, "2 træninger"),
    ],
)
def test_a_threshold_by_itself_has_its_unit(app: Flask, value: float, unit: Unit, danish: str) -> None:
    with app.test_request_context(), force_locale("da"):
        assert with_unit(value, unit) == danish

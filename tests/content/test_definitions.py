"""What the rules mean by their words: whole, without figures, and about the numbers the code judges by."""

import pytest

from rehab.clinical.ladder import WhyRung
from rehab.clinical.outcomes import Measure
from rehab.clinical.pain import Response
from rehab.clinical.phases import TimeClass
from rehab.content import ContentError
from rehab.content.definitions import Area, _definition, definitions
from rehab.content.entry import Entry
from rehab.content.fixed_numbers import FIXED
from rehab.content.rule_texts import places, rule_texts


@pytest.mark.parametrize(
    ("area", "codes"),
    [(Area.ANSWER, Response), (Area.OUTCOMES, Measure), (Area.TIME, TimeClass), (Area.ENTRY_TEST, WhyRung)],
)
def test_what_the_code_tells_apart_is_defined(area: Area, codes: type[Response]) -> None:
    assert {code.value for code in codes} <= definitions(area).keys()


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_number_that_is_the_same_for_all_is_told(language: str) -> None:
    told = {name for area in Area for each in definitions(area).values() for name in places(each.says.in_(language))}
    told |= {name for each in rule_texts().values() for name in places(each.says.in_(language))}
    assert told >= FIXED.keys()


@pytest.mark.parametrize(
    ("says", "complaint"),
    [
        ("At least 2 points.", "definitions.json, x, says: a figure is written out"),
        ("At least {enough}.", "definitions.json, x, says: there is no threshold enough"),
    ],
)
def test_a_definition_that_could_say_something_else_than_the_code_is_refused(says: str, complaint: str) -> None:
    texts = {"name": {"da": "x", "en": "x"}, "says": {"da": says, "en": says}}
    with pytest.raises(ContentError, match=complaint):
        _definition(Entry("definitions.json", "", {"code": "x", **texts, "sources": ["clinical-choice"]}))

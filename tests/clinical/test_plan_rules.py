"""Which of the practitioner's sentences applies, and why."""

import pytest

from rehab.clinical.pain import Because, Response, ResponseResult, response
from rehab.clinical.plan_rules import AppliedSentence, PlanSentences, sentence_for

PLAN = PlanSentences("g", "y", "a", "r")


def test_each_response_has_its_own_sentence_and_none_has_none() -> None:
    found = [sentence_for(ResponseResult(each, ()), PLAN) for each in (*Response, None)]

    assert [each and each.sentence for each in found] == ["g", "y", "a", "r", None]


@pytest.mark.parametrize(
    ("during", "after", "morning", "usual", "expected"),
    [
        (2, 2, 4, 4, AppliedSentence("g", Response.GREEN, (Because.DURING_LOW, Because.MORNING_USUAL))),
        (5, 5, 5, 4, AppliedSentence("y", Response.YELLOW, (Because.DURING_ACCEPTABLE, Because.MORNING_SLIGHTLY_UP))),
        (2, 2, 6, 4, AppliedSentence("a", Response.AMBER, (Because.DURING_LOW, Because.MORNING_UP))),
        (7, 2, 4, 4, AppliedSentence("r", Response.RED, (Because.DURING_HIGH,))),
        (None, 6, None, None, AppliedSentence("r", Response.RED, (Because.AFTER_HIGH,))),
        (1, 1, None, 4, AppliedSentence("g", Response.GREEN, (Because.DURING_LOW, Because.MORNING_UNKNOWN))),
        (None, 2, 9, 4, None),
    ],
)
def test_the_sentence_comes_with_what_it_rests_on(
    during: int | None, after: int | None, morning: int | None, usual: float | None, expected: AppliedSentence | None
) -> None:
    assert sentence_for(response(during, after, morning, usual), PLAN) == expected

"""Symptom phase and time class, what they suggest, and where on the load ladder to begin."""

import itertools
from datetime import date, timedelta

import pytest

from rehab import content
from rehab.clinical.follow_up import DEFAULT
from rehab.clinical.ladder import LADDER, StartRung, WhyRung, rung_below, start_rung
from rehab.clinical.phases import (
    REFRACTORY_AFTER,
    Phase,
    TimeClass,
    WhyTemplate,
    suggest_template,
    symptom_phase,
    time_class,
)

MONDAY = date(2026, 3, 2)


def on(number: int) -> date:
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("days", "improved", "expected"),
    [
        (0, False, TimeClass.ACUTE),
        (41, False, TimeClass.ACUTE),
        (42, False, TimeClass.SUBACUTE),
        (84, False, TimeClass.SUBACUTE),
        (85, False, TimeClass.CHRONIC),
        (183, False, TimeClass.CHRONIC),
        (184, False, TimeClass.REFRACTORY),
        (400, True, TimeClass.CHRONIC),
    ],
)
def test_time_classes(days: int, improved: bool, expected: TimeClass) -> None:
    assert time_class(MONDAY, on(days), improved) is expected


def test_refractory_is_the_same_six_months_in_the_rules() -> None:
    assert timedelta(days=DEFAULT.refractory_days) == REFRACTORY_AFTER


@pytest.mark.parametrize(
    ("after_rest", "under_load", "long_lasting", "expected"),
    [
        (False, False, False, None),
        (True, False, False, Phase.OPSTART),
        (True, True, False, Phase.UDVIKLING),
        (False, True, False, Phase.UDVIKLING),
        (True, False, True, Phase.KRONISK),
        (True, True, True, Phase.KRONISK),
        (False, False, True, Phase.KRONISK),
    ],
)
def test_the_symptom_phase_is_where_and_when_it_hurts(
    after_rest: bool, under_load: bool, long_lasting: bool, expected: Phase | None
) -> None:
    found = symptom_phase(
        morning_or_after_sitting=after_rest,
        walking_stairs_or_running=under_load,
        long_lasting_or_recurrent=long_lasting,
    )

    assert found is expected


@pytest.mark.parametrize(
    ("phase", "lasted", "template", "start", "weeks", "because", "specialist"),
    [
        (Phase.OPSTART, TimeClass.ACUTE, "T1", "EX05", (4,), WhyTemplate.ONLY_AFTER_REST, False),
        (Phase.OPSTART, TimeClass.CHRONIC, "T1", "EX05", (4,), WhyTemplate.ONLY_AFTER_REST, False),
        (Phase.UDVIKLING, TimeClass.SUBACUTE, "T2", None, (4, 8, 12), WhyTemplate.ALSO_UNDER_LOAD, False),
        (Phase.UDVIKLING, None, "T2", None, (4, 8, 12), WhyTemplate.ALSO_UNDER_LOAD, False),
        (Phase.KRONISK, TimeClass.ACUTE, "T3", None, (4, 12, 24), WhyTemplate.LONG_LASTING, False),
        (Phase.KRONISK, TimeClass.CHRONIC, "T3", None, (4, 12, 24), WhyTemplate.LONG_LASTING, False),
        (
            *(Phase.KRONISK, TimeClass.REFRACTORY, "T3", None),
            *((0, 4, 12, 24), WhyTemplate.NO_BETTER_IN_SIX_MONTHS, True),
        ),
        (
            *(Phase.OPSTART, TimeClass.REFRACTORY, "T3", None),
            *((0, 4, 12, 24), WhyTemplate.NO_BETTER_IN_SIX_MONTHS, True),
        ),
        (Phase.VEDLIGEHOLD, TimeClass.CHRONIC, "T4", "EX09", (12,), WhyTemplate.KEEPING_IT_WELL, False),
        (Phase.OPBLUSSEN, TimeClass.SUBACUTE, "T5", "EX04", (1,), WhyTemplate.FLARE, False),
        (Phase.OPBLUSSEN, TimeClass.REFRACTORY, "T5", "EX04", (1,), WhyTemplate.FLARE, True),
    ],
)
def test_the_mapping_of_phase_to_template(
    phase: Phase,
    lasted: TimeClass | None,
    template: str,
    start: str | None,
    weeks: tuple[int, ...],
    because: WhyTemplate,
    specialist: bool,
) -> None:
    found = suggest_template(phase, lasted)

    assert (found.template, found.start_exercise, found.review_weeks) == (template, start, weeks)
    assert (found.because, found.see_specialist) == (because, specialist)


@pytest.mark.parametrize(("phase", "lasted"), list(itertools.product(Phase, [*TimeClass, None])))
def test_what_is_suggested_is_in_the_content(phase: Phase, lasted: TimeClass | None) -> None:
    found = suggest_template(phase, lasted)
    template = content.template(found.template)

    assert set(found.review_weeks) - {0} == set(template.review_weeks)
    assert found.start_exercise is None or found.start_exercise in {row.exercise_code for row in template.rows}
    assert found.see_specialist is (lasted is TimeClass.REFRACTORY)


def test_every_rung_of_the_ladder_is_strength_work_of_the_content() -> None:
    assert LADDER == ("EX04", "EX05", "EX06", "EX07", "EX08", "EX09")
    assert all(content.exercise(code).kind.is_strength for code in LADDER)


@pytest.mark.parametrize(
    ("one_leg", "two_legs", "pain", "expected"),
    [
        (20, None, 0, StartRung("EX08", 12, WhyRung.STRONG_ENOUGH)),
        (12, 30, 5, StartRung("EX08", 12, WhyRung.STRONG_ENOUGH)),
        (11, None, 5, StartRung("EX08", 11, WhyRung.ONE_LEG)),
        (8, 12, 3, StartRung("EX08", 8, WhyRung.ONE_LEG)),
        (7, 12, 3, StartRung("EX07", None, WhyRung.FEW_ON_ONE_LEG)),
        (0, 12, 3, StartRung("EX07", None, WhyRung.FEW_ON_ONE_LEG)),
        (7, 11, 3, StartRung("EX05", None, WhyRung.FEW_ON_TWO_LEGS)),
        (0, 0, 0, StartRung("EX05", None, WhyRung.FEW_ON_TWO_LEGS)),
        (12, 30, 6, StartRung("EX04", None, WhyRung.TOO_PAINFUL)),
        (2, None, 6, StartRung("EX04", None, WhyRung.TOO_PAINFUL)),
        (0, 3, 10, StartRung("EX04", None, WhyRung.TOO_PAINFUL)),
    ],
)
def test_the_entry_test(one_leg: int, two_legs: int | None, pain: int, expected: StartRung) -> None:
    assert start_rung(one_leg, two_legs, pain) == expected


@pytest.mark.parametrize(
    ("one_leg", "two_legs", "pain"), [(-1, 12, 2), (8, -1, 2), (8, 12, -1), (8, 12, 11), (7, None, 5)]
)
def test_an_entry_test_that_cannot_be_is_refused(one_leg: int, two_legs: int | None, pain: int) -> None:
    with pytest.raises(ValueError, match="leg"):
        start_rung(one_leg, two_legs, pain)


def test_one_rung_down_and_no_further_than_the_lowest() -> None:
    assert [rung_below(each) for each in LADDER] == ["EX04", "EX04", "EX05", "EX06", "EX07", "EX08"]
    with pytest.raises(ValueError, match="EX01"):
        rung_below("EX01")

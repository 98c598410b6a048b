"""Symptom phase and time class: two facts."""

from datetime import date, timedelta

import pytest

from rehab.clinical.phases import TimeClass, time_class

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

"""The thresholds: the dossier's defaults, what may be changed, and what is refused with its name."""

from dataclasses import fields

import pytest

from rehab.clinical.thresholds import DEFAULT, LIMITS, ThresholdError, Thresholds


@pytest.mark.parametrize(
    ("name", "default"),
    [
        ("flare_rise", 2),
        ("flare_red_sessions", 2),
        ("flare_book_after_days", 7),
        ("creep_rise", 1),
        ("check_week", 4),
        ("non_response_week", 8),
        ("outcome_week", 12),
        ("refractory_days", 183),
        ("plateau_weeks", 3),
        ("plateau_within", 1),
        ("plateau_from_week", 6),
        ("plateau_from_pain", 3),
        ("ready_sessions", 2),
        ("ready_pain_at_most", 5),
        ("ready_morning_rise", 1),
        ("end_of_phase_lead_days", 0),
        ("adherent_from", 0.8),
        ("low_adherence_under", 0.5),
        ("adherence_days", 14),
        ("silence_patient_days", 7),
        ("silence_staff_days", 14),
        ("improved_at_most", 2),
        ("improved_weeks", 3),
        ("improved_psfs_from", 8),
    ],
)
def test_the_defaults_are_the_dossiers(name: str, default: float) -> None:
    assert getattr(DEFAULT, name) == default == LIMITS[name].default


def test_every_threshold_has_a_unit_a_range_around_its_default_and_a_source() -> None:
    assert list(LIMITS) == [each.name for each in fields(Thresholds)]
    for name, limit in LIMITS.items():
        assert limit.low <= limit.default <= limit.high, name
        assert limit.low < limit.high, name
        assert limit.source, name
        assert not limit.unit.is_whole or isinstance(limit.default, int), name


def test_a_change_leaves_the_others() -> None:
    changed = DEFAULT.changed({"flare_rise": 3, "check_week": 5})

    assert (changed.flare_rise, changed.check_week) == (3, 5)
    assert changed.changed({"flare_rise": 2, "check_week": 4}) == DEFAULT


@pytest.mark.parametrize("name", list(LIMITS))
def test_both_ends_of_a_range_are_allowed_and_nothing_beyond(name: str) -> None:
    limit = LIMITS[name]
    for beyond in (limit.low - 1, limit.high + 1, float("nan"), float("inf")):
        with pytest.raises(ThresholdError, match=name) as refused:
            DEFAULT.changed({name: beyond})
        assert refused.value.name == name


@pytest.mark.parametrize(
    ("values", "at_fault"),
    [
        ({"no_such": 1}, "no_such"),
        ({"check_week": 4.5}, "check_week"),
        ({"flare_rise": True}, "flare_rise"),
        ({"check_week": 9}, "check_week"),
        ({"silence_patient_days": 14}, "silence_patient_days"),
        ({"low_adherence_under": 0.8}, "low_adherence_under"),
    ],
)
def test_what_cannot_be_is_refused_by_name(values: dict[str, float], at_fault: str) -> None:
    with pytest.raises(ThresholdError) as refused:
        DEFAULT.changed(values)

    assert refused.value.name == at_fault

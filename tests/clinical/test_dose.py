"""The dose: its arithmetic, its limits, its words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rehab.clinical.dose import DOSE_LIMITS, Dose, DoseError, LoadKind, Tempo
from rehab.clinical.dose_words import dose_parts, dose_short

SLOW = Tempo(3, 2, 3)


def strength(sets: int | None, reps: int, rm: int | None = None) -> Dose:
    return Dose(sets, reps, rm, None, SLOW, LoadKind.BODY, None, 120, 2, 1)


def holds(sets: int | None, reps: int, seconds: int, times: int = 1, interval: int = 1) -> Dose:
    return Dose(sets, reps, None, seconds, None, LoadKind.BODY, None, 3, interval, times)


@pytest.mark.parametrize(
    ("weeks", "dose", "seconds"),
    [
        ("1-2", strength(3, 12, 12), 288),
        ("3-4", strength(4, 10, 10), 320),
        ("5-12", strength(5, 8, 8), 320),
    ],
)
def test_time_under_tension_is_the_week_table_of_rathleff(weeks: str, dose: Dose, seconds: int) -> None:
    assert dose.time_under_tension_s == seconds


def test_a_session_takes_nine_to_fourteen_minutes_a_leg() -> None:
    minutes = [dose.duration_s / 60 for dose in (strength(3, 12), strength(5, 8)) if dose.duration_s]

    assert [round(each) for each in minutes] == [9, 13]


def test_what_cannot_be_known_is_none() -> None:
    as_many_as_possible = strength(None, 8, 8)
    without_tempo = replace(strength(3, 15), tempo=None)

    assert as_many_as_possible.time_under_tension_s is None
    assert as_many_as_possible.duration_s is None
    assert as_many_as_possible.seconds_per_rep == 8
    assert without_tempo.seconds_per_rep is None
    assert without_tempo.time_under_tension_s is None


def test_rest_lies_between_sets_or_between_the_holds_of_one_set() -> None:
    assert holds(1, 10, 10).duration_s == 10 * 10 + 9 * 3
    assert holds(3, 1, 30).duration_s == 3 * 30 + 2 * 3
    assert holds(1, 1, 90).duration_s == 90


@pytest.mark.parametrize("field", [field for field in DOSE_LIMITS if field != "tempo"])
def test_limits_are_allowed_and_one_beyond_is_not(field: str) -> None:
    low, high = DOSE_LIMITS[field]

    for allowed in (low, high):
        replace(strength(3, 12), **{field: allowed})  # type: ignore[arg-type]
    for outside in (low - 1, high + 1):
        with pytest.raises(DoseError) as refused:
            replace(strength(3, 12), **{field: outside})  # type: ignore[arg-type]
        assert refused.value.field == field


@pytest.mark.parametrize("tempo", [(-1, 2, 3), (3, 16, 3), (3, 2, 99)])
def test_each_part_of_the_tempo_has_limits(tempo: tuple[int, int, int]) -> None:
    with pytest.raises(DoseError, match="tempo"):
        Tempo(*tempo)


def test_a_strength_dose_in_danish() -> None:
    assert dose_parts(strength(3, 12, 12), "da") == (
        "3 sæt × 12 gentagelser, så tungt, at du lige kan 12",
        "3 sek. op, 2 sek. hold, 3 sek. ned",
        "hver anden dag",
    )


def test_a_strength_dose_in_english() -> None:
    assert dose_parts(strength(3, 12, 12), "en") == (
        "3 sets × 12 repetitions, so heavy that you can just do 12",
        "3 s up, 2 s hold, 3 s down",
        "every other day",
    )


@pytest.mark.parametrize(
    ("dose", "danish", "english"),
    [
        (strength(3, 12), "3 sæt × 12 gentagelser", "3 sets × 12 repetitions"),
        (strength(1, 1), "1 sæt × 1 gentagelse", "1 set × 1 repetition"),
        (
            strength(None, 8, 8),
            "så mange sæt du kan, 8 gentagelser i hvert, så tungt, at du lige kan 8",
            "as many sets as you can, 8 repetitions in each, so heavy that you can just do 8",
        ),
        (
            replace(strength(4, 10, 10), load=LoadKind.BACKPACK, load_kg=Decimal("8.0")),
            "4 sæt × 10 gentagelser med 8 kg, så tungt, at du lige kan 10",
            "4 sets × 10 repetitions with 8 kg, so heavy that you can just do 10",
        ),
        (
            replace(strength(4, 10), load=LoadKind.KG, load_kg=Decimal("7.50")),
            "4 sæt × 10 gentagelser med 7,5 kg",
            "4 sets × 10 repetitions with 7.5 kg",
        ),
        (replace(strength(4, 10), load=LoadKind.BACKPACK), "4 sæt × 10 gentagelser", "4 sets × 10 repetitions"),
        (
            replace(strength(3, 15), load=LoadKind.BAND),
            "3 sæt × 15 gentagelser med elastik",
            "3 sets × 15 repetitions with an elastic band",
        ),
        (strength(1, 2), "1 sæt × 2 gentagelser", "1 set × 2 repetitions"),
        (strength(2, 1), "2 sæt × 1 gentagelse", "2 sets × 1 repetition"),
        (
            strength(None, 1, 1),
            "så mange sæt du kan, 1 gentagelse i hvert, så tungt, at du lige kan 1",
            "as many sets as you can, 1 repetition in each, so heavy that you can just do 1",
        ),
        (
            replace(strength(1, 1), load=LoadKind.BACKPACK, load_kg=Decimal("0.5")),
            "1 sæt × 1 gentagelse med 0,5 kg",
            "1 set × 1 repetition with 0.5 kg",
        ),
        (
            replace(strength(2, 10), load=LoadKind.KG, load_kg=Decimal("20")),
            "2 sæt × 10 gentagelser med 20 kg",
            "2 sets × 10 repetitions with 20 kg",
        ),
        (holds(1, 1, 1), "1 sek.", "1 s"),
        (holds(1, 10, 10), "10 × 10 sek.", "10 × 10 s"),
        (holds(3, 1, 30), "3 × 30 sek.", "3 × 30 s"),
        (holds(3, 10, 5), "3 sæt × 10 × 5 sek.", "3 sets × 10 × 5 s"),
        (holds(1, 1, 90), "90 sek.", "90 s"),
        (
            holds(None, 10, 5),
            "så mange sæt du kan, 10 × 5 sek. i hvert",
            "as many sets as you can, 10 × 5 s in each",
        ),
    ],
)
def test_how_much(dose: Dose, danish: str, english: str) -> None:
    assert dose_parts(dose, "da")[0] == danish
    assert dose_parts(dose, "en")[0] == english


@pytest.mark.parametrize(
    ("interval", "times", "danish", "english"),
    [
        (1, 1, ("hver dag",), ("every day",)),
        (2, 1, ("hver anden dag",), ("every other day",)),
        (3, 1, ("hver 3. dag",), ("every 3 days",)),
        (7, 1, ("hver 7. dag",), ("every 7 days",)),
        (14, 1, ("hver 14. dag",), ("every 14 days",)),
        (1, 2, ("2 gange om dagen",), ("2 times a day",)),
        (1, 3, ("3 gange om dagen",), ("3 times a day",)),
        (2, 2, ("2 gange om dagen", "hver anden dag"), ("2 times a day", "every other day")),
    ],
)
def test_how_often(interval: int, times: int, danish: tuple[str, ...], english: tuple[str, ...]) -> None:
    dose = holds(1, 10, 10, times, interval)

    assert dose_parts(dose, "da")[1:] == danish
    assert dose_parts(dose, "en")[1:] == english


@pytest.mark.parametrize(
    ("dose", "notation"),
    [
        (strength(3, 12, 12), "3 × 12 RM"),
        (strength(3, 12), "3 × 12"),
        (strength(3, 6, 8), "3 × 6 (8 RM)"),
        (strength(None, 8, 8), "max × 8 RM"),
        (holds(1, 10, 10), "10 × 10 s"),
        (holds(4, 1, 30), "4 × 30 s"),
        (holds(3, 10, 5), "3 × 10 × 5 s"),
    ],
)
def test_the_notation_of_staff(dose: Dose, notation: str) -> None:
    assert dose_short(dose) == notation


@pytest.mark.parametrize("load", list(LoadKind))
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_of_load_has_its_words(load: LoadKind, language: str) -> None:
    said = {
        LoadKind.BODY: {"da": "", "en": ""},
        LoadKind.BACKPACK: {"da": " med 6 kg", "en": " with 6 kg"},
        LoadKind.KG: {"da": " med 6 kg", "en": " with 6 kg"},
        LoadKind.BAND: {"da": " med elastik", "en": " with an elastic band"},
    }
    amount = {"da": "3 sæt × 12 gentagelser", "en": "3 sets × 12 repetitions"}

    dose = replace(strength(3, 12), load=load, load_kg=Decimal(6))

    assert dose_parts(dose, language)[0] == amount[language] + said[load][language]


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(KeyError):
        dose_parts(strength(3, 12), "sv")


def test_what_takes_no_time_in_a_tempo_is_not_said() -> None:
    no_hold = replace(strength(3, 15), tempo=Tempo(3, 0, 3))

    assert dose_parts(no_hold, "da")[1] == "3 sek. op, 3 sek. ned"
    assert dose_parts(no_hold, "en")[1] == "3 s up, 3 s down"
    assert len(dose_parts(replace(no_hold, tempo=Tempo(0, 0, 0)), "en")) == 2

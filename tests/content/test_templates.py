"""The templates say the doses of their sources, and tell the practitioner what no source stands behind."""

from collections.abc import Iterable

import pytest

from rehab import content
from rehab.clinical.dose import LoadKind, Tempo
from rehab.content import TemplateRow
from tests.content.test_library import ACHILLES, TEMPLATES

Told = tuple[str, int, int, int | None, int, int, int]


def told(rows: Iterable[TemplateRow]) -> list[Told]:
    """Exercise, first and last week, sets, repetitions, interval in days, times a day."""
    return [
        (
            each.exercise_code,
            each.week_from,
            each.week_to,
            each.dose.sets,
            each.dose.reps,
            each.dose.interval_days,
            each.dose.times_a_day,
        )
        for each in rows
    ]


def test_riel_is_self_dosed_at_eight_rm_every_other_day_for_twelve_weeks() -> None:
    template = content.template("RIEL")

    assert template.weeks == 12
    assert told(template.rows) == [("EX09", 1, 12, None, 8, 2, 1)]
    assert [each.dose.rm for each in template.rows] == [8]


def test_alfredson_is_180_repetitions_a_day_for_twelve_weeks() -> None:
    rows = content.template("ALF").rows

    assert told(rows) == [("EX14", 1, 12, 3, 15, 1, 2), ("EX15", 1, 12, 3, 15, 1, 2)]
    assert sum((each.dose.sets or 0) * each.dose.reps * each.dose.times_a_day for each in rows) == 180


def test_beyer_grows_heavier_by_the_week_table() -> None:
    rows = content.template("BEY").rows
    table = [(1, 1, 3, 15), (2, 3, 3, 12), (4, 5, 4, 10), (6, 8, 4, 8), (9, 12, 4, 6)]

    for exercise in ("EX16", "EX17", "EX18"):
        mine = [each for each in rows if each.exercise_code == exercise]
        assert told(mine) == [(exercise, a, b, sets, reps, 2, 1) for a, b, sets, reps in table]
        assert [each.dose.rm for each in mine] == [15, 12, 10, 8, 6]
    assert {each.dose.tempo for each in rows} == {Tempo(3, 0, 3)}
    assert {each.dose.load for each in rows} == {LoadKind.KG}


@pytest.mark.parametrize(
    ("code", "weeks", "rows"),
    [
        (
            "SIL1",
            2,
            [
                ("EX19", 1, 2, 3, 10, 1, 1),
                ("EX20", 1, 2, 3, 10, 1, 1),
                ("EX21", 1, 2, 3, 10, 1, 1),
                ("EX16", 1, 2, 3, 10, 1, 1),
                ("EX22", 1, 2, 1, 20, 1, 1),
            ],
        ),
        (
            "SIL2",
            4,
            [
                ("EX23", 1, 4, 3, 15, 1, 1),
                ("EX24", 1, 4, 3, 15, 1, 1),
                ("EX14", 1, 4, 3, 15, 1, 1),
                ("EX16", 1, 4, 3, 15, 1, 1),
                ("EX25", 1, 4, 3, 20, 1, 1),
            ],
        ),
        (
            "SIL3",
            10,
            [
                ("EX24", 1, 10, 3, 15, 1, 1),
                ("EX14", 1, 10, 3, 15, 1, 1),
                ("EX25", 1, 10, 3, 20, 1, 1),
                ("EX16", 1, 10, 3, 15, 1, 1),
            ],
        ),
        (
            "SIL4",
            12,
            [("EX24", 1, 12, 3, 15, 3, 1), ("EX14", 1, 12, 3, 15, 3, 1), ("EX25", 1, 12, 3, 20, 3, 1)],
        ),
    ],
)
def test_silbernagel_in_its_phases(code: str, weeks: int, rows: list[Told]) -> None:
    template = content.template(code)

    assert template.weeks == weeks
    assert told(template.rows) == rows


@pytest.mark.parametrize("code", ["SIL1", "SIL2", "SIL3", "SIL4"])
def test_each_of_silbernagels_phases_says_what_comes_next(code: str) -> None:
    evidence = content.template(code).evidence

    assert "Næste: " in evidence.da
    assert "Next: " in evidence.en


@pytest.mark.parametrize("code", ["SIL3", "SIL4"])
def test_later_phases_are_loaded(code: str) -> None:
    heavy = [each for each in content.template(code).rows if each.exercise_code in ("EX14", "EX24")]

    assert {each.dose.load for each in heavy} == {LoadKind.BACKPACK}


def test_tyler_and_kulig() -> None:
    tyler, kulig = content.template("TYL"), content.template("KUL")

    assert told(tyler.rows) == [("EX26", 1, 6, 3, 15, 1, 1)]
    assert tyler.rows[0].dose.rest_s == 60
    assert told(kulig.rows) == [("EX27", 1, 12, 3, 15, 1, 2)]
    assert kulig.rows[0].dose.load is LoadKind.BAND


@pytest.mark.parametrize("code", ACHILLES)
def test_an_achilles_template_asks_where_it_hurts_and_tells_of_heel_lifts(code: str) -> None:
    template = content.template(code)

    assert template.condition == "achilles_tendinopathy"
    assert template.ask_first is not None
    assert "midt på senen" in template.ask_first.da
    assert "mid-portion" in template.ask_first.en
    assert "12 mm" in template.evidence.da
    assert "healthy-2021" in template.sources


@pytest.mark.parametrize("code", TEMPLATES)
def test_the_practitioner_is_told_what_no_source_stands_behind(code: str) -> None:
    template = content.template(code)

    assert template.min_age == 18
    assert template.unverified
    assert template.sources


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("T2", "Udspænding og tung træning sammen er klinisk praksis"),
        ("T2", "Pausen på 2 minutter er fra FIX-Heel"),
        ("R15", "Alle i forsøget fik indlæg. Hvilken slags er ikke kontrolleret"),
        ("BEY", "Forsøget trænede 3 dage om ugen"),
        ("BEY", "men ikke de 4 sæt"),
        ("SIL2", "15 eller 10 gentagelser"),
        ("TYL", "4 sekunder"),
        ("KUL", "Dosis er fra hukommelsen"),
    ],
)
def test_what_is_unverified_is_named(code: str, words: str) -> None:
    assert any(words in each.da for each in content.template(code).unverified)


@pytest.mark.parametrize("code", TEMPLATES)
def test_a_dose_without_tempo_says_so(code: str) -> None:
    template = content.template(code)
    moved = [row for row in template.rows if row.dose.seconds_per_rep is None]

    assert not moved or any("empo" in each.da or "sekunder" in each.da for each in template.unverified)

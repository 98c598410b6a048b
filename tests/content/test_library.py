"""What is written: complete in both languages, true to the dossier, and without promises."""

import json
import re
from collections.abc import Iterator

import pytest

from rehab import content
from rehab.clinical.dose import LoadKind, Tempo
from rehab.clinical.dose_words import dose_parts
from rehab.clinical.phases import Phase
from rehab.clinical.safety import LEVELS, Level, Sign
from rehab.content.loader import DATA


def texts() -> Iterator[tuple[str, dict[str, object]]]:
    """Every {da, en} of every data file."""

    def within(node: object, path: str) -> Iterator[tuple[str, dict[str, object]]]:
        if isinstance(node, dict):
            if node.keys() == {"da", "en"}:
                yield path, node
            else:
                for key, value in node.items():
                    yield from within(value, f"{path}.{key}")
        elif isinstance(node, list):
            for number, value in enumerate(node):
                yield from within(value, f"{path}.{number}")

    for file in sorted(DATA.glob("*.json")):
        yield from within(json.loads(file.read_text(encoding="utf-8")), file.stem)


ALL = dict(texts())


def words(path: str, language: str) -> str:
    value = ALL[path][language]
    return " ".join(value) if isinstance(value, list) else str(value)


def test_thirteen_exercises_and_a_ladder_from_light_to_heavy() -> None:
    assert list(content.exercises()) == [f"EX{number:02}" for number in range(1, 14)]
    assert content.load_ladder() == ("EX04", "EX05", "EX06", "EX07", "EX08", "EX09")
    assert all(content.exercise(code).kind.is_strength for code in content.load_ladder())
    assert len({each.slug for each in content.exercises().values()}) == 13


def test_the_templates_of_the_dossier_and_two_as_published() -> None:
    assert list(content.templates()) == ["T1", "T2", "T3", "T4", "T5", "R15", "ST"]
    assert {each.phase for each in content.templates().values()} == set(Phase)
    assert all(each.min_age == 18 for each in content.templates().values())


def test_rathleff_as_published_is_high_load_without_stretching() -> None:
    rows = content.template("R15").rows

    assert [(each.exercise_code, each.week_from, each.week_to) for each in rows] == [
        ("EX08", 1, 2),
        ("EX09", 3, 4),
        ("EX09", 5, 12),
    ]
    assert [(each.dose.sets, each.dose.rm, each.dose.time_under_tension_s) for each in rows] == [
        (3, 12, 288),
        (4, 10, 320),
        (5, 8, 320),
    ]
    assert {each.dose.tempo for each in rows} == {Tempo(3, 2, 3)}
    assert {each.dose.interval_days for each in rows} == {2}
    assert [each.dose.load for each in rows] == [LoadKind.BODY, LoadKind.BACKPACK, LoadKind.BACKPACK]


def test_stretching_only_is_ten_times_ten_seconds_three_times_a_day_for_eight_weeks() -> None:
    template = content.template("ST")

    assert template.weeks == 8
    assert [dose_parts(each.dose, "da") for each in template.rows] == [("10 × 10 sek.", "3 gange om dagen")]


def test_the_first_weeks_of_udvikling_read_as_agreed() -> None:
    strength = content.template("T2").rows[1]

    assert dose_parts(strength.dose, "da") == (
        "3 sæt × 12 gentagelser, så tungt at du lige kan 12",
        "3 sek. op, 2 sek. hold, 3 sek. ned",
        "hver anden dag",
    )


def test_the_persistent_phase_is_self_dosed() -> None:
    doses = [each.dose for each in content.template("T3").rows if each.exercise_code == "EX09"]

    assert [(each.sets, each.rm) for each in doses] == [(None, 8), (3, 8)]


@pytest.mark.parametrize("code", ["T1", "T2", "T3", "T4", "T5", "R15", "ST"])
def test_no_week_of_a_template_has_more_than_three_exercises(code: str) -> None:
    template = content.template(code)

    for week in range(1, template.weeks + 1):
        active = [each for each in template.rows if each.week_from <= week <= each.week_to]
        assert 1 <= len(active) <= 3


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("code", ["T1", "T2", "T3", "T4", "T5", "R15", "ST"])
def test_plan_sentences_are_four_short_and_different(code: str, language: str) -> None:
    plan = content.template(code).plan.in_(language)

    sentences = {plan.green, plan.yellow, plan.amber, plan.red}
    assert len(sentences) == 4
    assert max(map(len, sentences)) <= 160


def test_the_checklist_has_the_fifteen_signs_with_the_levels_of_the_rules() -> None:
    signs = content.warning_signs()

    assert [each.sign for each in signs] == list(Sign)
    assert {each.sign: each.level for each in signs} == LEVELS
    assert content.warning_version() >= 1
    assert "112" in content.level_text(Level.EMERGENCY).title.da
    assert "1813" in content.level_text(Level.SAME_DAY).body.da


def test_each_phase_is_told() -> None:
    assert [content.phase_text(phase).phase for phase in Phase] == list(Phase)
    assert content.phase_text(Phase.KRONISK).name.da == "Kronisk fase"


def test_the_heel_has_advice_and_an_unknown_condition_is_an_error() -> None:
    codes = [card.code for card in content.advice("plantar_fasciopathy")]

    assert codes == ["load", "shoes", "pain_light", "tape", "night_splint", "doctor", "how_long", "prevent"]
    assert content.advice("golfers_elbow") == ()
    with pytest.raises(KeyError):
        content.advice("back_pain")


def test_conditions_have_their_names() -> None:
    assert content.conditions()["plantar_fasciopathy"].name.da == "Hælsmerter (svangsenen)"
    assert content.conditions()["plantar_fasciopathy"].name.in_("en") == "Heel pain (plantar fasciopathy)"
    assert list(content.conditions()) == [
        "plantar_fasciopathy",
        "achilles_tendinopathy",
        "golfers_elbow",
        "flat_foot",
    ]


def test_a_text_has_no_third_language() -> None:
    with pytest.raises(ValueError, match="sv"):
        content.exercise("EX01").name.in_("sv")


@pytest.mark.parametrize("path", ALL)
def test_texts_promise_nothing_and_do_not_shout(path: str) -> None:
    danish, english = words(path, "da"), words(path, "en")

    assert not re.search(r"!|betændelse|inflammation|kurer|helbred(er|t)\b|garanter", danish, re.IGNORECASE)
    assert not re.search(r"!|inflamm|\bcures?\b|guarantee|proven", english, re.IGNORECASE)
    for text in (danish, english):
        assert text == text.strip()
        assert "  " not in text


@pytest.mark.parametrize("path", [path for path in ALL if not path.startswith("templates")])
def test_danish_and_english_are_not_the_same_text(path: str) -> None:
    same = {"Tape", "Opblussen"}

    assert words(path, "da") != words(path, "en") or words(path, "da") in same


def test_every_template_has_its_own_condition_source_and_reviews() -> None:
    for template in content.templates().values():
        assert template.condition in content.conditions()
        assert template.sources
        assert template.evidence.da
        assert template.review_weeks
        assert max(template.review_weeks) <= template.weeks

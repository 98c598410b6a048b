"""What is written: complete in both languages, true to the dossier, and without promises."""

import json
import re
from collections.abc import Iterator

import pytest

from rehab import content
from rehab.clinical.dose import LoadKind, Side, Tempo
from rehab.clinical.dose_words import dose_parts
from rehab.clinical.phases import Phase
from rehab.clinical.safety import CHECKLIST, Level, Line
from rehab.content import Morning, Topic
from rehab.content.loader import DATA
from rehab.content.shapes import EXTRA_TOPICS


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
HEEL = ["T1", "T2", "T3", "T4", "T5", "R15", "ST", "RIEL"]
ACHILLES = ["ALF", "BEY", "SIL1", "SIL2", "SIL3", "SIL4"]
TEMPLATES = [*HEEL, *ACHILLES, "TYL", "KUL"]


def words(path: str, language: str) -> str:
    value = ALL[path][language]
    return " ".join(value) if isinstance(value, list) else str(value)


def test_the_exercises() -> None:
    assert list(content.exercises()) == [f"EX{number:02}" for number in range(1, 28)]
    assert len({each.slug for each in content.exercises().values()}) == 27


@pytest.mark.parametrize("code", [f"EX{number:02}" for number in range(1, 28)])
def test_an_exercise_has_two_to_five_steps_and_something_to_watch_for(code: str) -> None:
    about = content.exercise(code)

    assert 2 <= len(about.steps) <= 5
    assert 1 <= len(about.cautions) <= 5
    assert about.sources


def test_the_templates_are_those_of_the_dossier() -> None:
    assert list(content.templates()) == TEMPLATES
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
        "3 sæt × 12 gentagelser, så tungt, at du lige kan 12",
        "3 sek. op, 2 sek. hold, 3 sek. ned",
        "hver anden dag",
    )


def test_the_persistent_phase_is_self_dosed() -> None:
    doses = [each.dose for each in content.template("T3").rows if each.exercise_code == "EX09"]

    assert [(each.sets, each.rm) for each in doses] == [(None, 8), (3, 8)]


@pytest.mark.parametrize("code", TEMPLATES)
def test_no_week_of_a_template_asks_for_more_than_three_exercises(code: str) -> None:
    template = content.template(code)

    for week in range(1, template.weeks + 1):
        asked = [each for each in template.rows if not each.optional and each.week_from <= week <= each.week_to]
        assert 1 <= len(asked) <= 3


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("code", TEMPLATES)
def test_plan_sentences_are_four_short_and_different(code: str, language: str) -> None:
    plan = content.template(code).plan.in_(language)

    sentences = {plan.green, plan.yellow, plan.amber, plan.red}
    assert len(sentences) == 4
    assert max(map(len, sentences)) <= 160


CONDITIONS = ("plantar_fasciopathy", "achilles_tendinopathy", "golfers_elbow", "flat_foot")
NEEDED = [Topic.LOAD, Topic.AIDS, Topic.PAIN_LIGHT, Topic.HOW_LONG, Topic.EXPECT, Topic.PREVENT, Topic.DOCTOR]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_checklist_has_the_fifteen_signs_with_the_levels_of_the_rules(condition: str) -> None:
    signs = content.warning_signs(condition)

    assert [each.line for each in signs] == list(Line)
    assert {each.line: (each.number, each.level) for each in signs} == {
        line: (asked.sign, asked.level) for line, asked in CHECKLIST.items()
    }
    assert all(each.sources for each in signs)


def test_the_checklist_has_a_version_and_a_fixed_text_for_each_level() -> None:
    assert content.warning_version() == 2
    assert "112" in content.level_text(Level.EMERGENCY).title.da
    assert "1813" in content.level_text(Level.SAME_DAY).body.da


def test_the_signs_of_the_heel_are_the_dossiers_and_the_ones_shown_without_a_course() -> None:
    said = {each.line: each.text.da for each in content.warning_signs()}

    assert content.warning_signs() == content.warning_signs(content.HEEL)
    assert said[Line.SUDDEN_STRONG_PAIN] == "Pludselig og meget kraftig smerte i hælen"
    assert said[Line.WOUND] == "Et sår på foden"
    assert said[Line.DIABETES_OR_POOR_CIRCULATION] == "Diabetes eller dårligt blodomløb"


def test_a_sign_of_the_whole_body_is_told_alike_everywhere() -> None:
    for line in (Line.FEVER, Line.CALF_OR_CHEST, Line.WEIGHT_LOSS_OR_CANCER, Line.DIABETES_OR_POOR_CIRCULATION):
        told = {each.text for code in CONDITIONS for each in content.warning_signs(code) if each.line is line}
        assert len(told) == 1


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_phase_is_told_for_each_condition(phase: Phase, condition: str) -> None:
    told = content.phase_text(phase, condition)

    assert (told.phase, told.name) == (phase, content.phase_name(phase))
    assert told.sign.da
    assert told.advice
    assert told.sources


def test_the_persistent_phase_has_its_name() -> None:
    assert content.phase_name(Phase.KRONISK).da == "Kronisk fase"


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_has_the_advice_every_condition_needs_in_reading_order(condition: str) -> None:
    cards = content.advice(condition)
    topics = [card.topic for card in cards]

    assert [topic for topic in topics if topic in NEEDED] == NEEDED
    assert topics == sorted(topics, key=list(Topic).index)
    assert all(len(card.body) <= 4 and card.sources for card in cards)


def test_the_heel_has_tape_and_night_splint_too_and_an_unknown_condition_is_an_error() -> None:
    assert {card.topic for card in content.advice("plantar_fasciopathy")} - set(NEEDED) == EXTRA_TOPICS
    for read in (content.advice, content.warning_signs, lambda code: content.phase_text(Phase.OPSTART, code)):
        with pytest.raises(KeyError):
            read("back_pain")


def card(condition: str, topic: Topic) -> str:
    return " ".join(
        line.en for each in content.advice(condition) if each.topic is topic for line in (each.title, *each.body)
    )


def test_what_the_trials_showed_is_told_with_their_size() -> None:
    assert "In two large trials exercise gave no more than good advice and an insole alone" in card(
        "plantar_fasciopathy", Topic.AIDS
    )
    assert "At 6 and 12 months there was no difference" in card("plantar_fasciopathy", Topic.EXPECT)
    assert "do not agree on how long it lasts" in card("plantar_fasciopathy", Topic.EXPECT)
    assert "one trial of 100 people 12 mm heel lifts" in card("achilles_tendinopathy", Topic.AIDS)
    assert "nobody to compare them with" in card("golfers_elbow", Topic.EXPECT)
    assert "one trial of 36 people" in card("flat_foot", Topic.EXPECT)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_months_rather_than_weeks_and_no_promise(condition: str) -> None:
    how_long = card(condition, Topic.HOW_LONG)

    assert "months rather than weeks" in how_long
    assert "Nobody can promise when" in how_long


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_elbow_is_never_told_about_the_heel_or_the_shoe(language: str) -> None:
    told = [line.in_(language) for each in content.advice("golfers_elbow") for line in (each.title, *each.body)]
    told += [each.text.in_(language) for each in content.warning_signs("golfers_elbow")]
    for phase in Phase:
        words = content.phase_text(phase, "golfers_elbow")
        told += [line.in_(language) for line in (words.sign, *words.advice)]

    assert not [
        line
        for line in told
        if re.search(r"\b(hæl|fod|sko|svang|skridt|heel|foot|shoe|arch|step)", line, re.IGNORECASE)
    ]


def test_conditions_have_their_names() -> None:
    assert content.conditions()["plantar_fasciopathy"].name.da == "Hælsmerter (svangsenen)"
    assert content.conditions()["plantar_fasciopathy"].name.in_("en") == "Heel pain (plantar fasciopathy)"
    assert tuple(content.conditions()) == CONDITIONS


def test_where_it_hurts_and_what_the_morning_asks_about() -> None:
    elbow, heel = content.conditions()["golfers_elbow"], content.conditions()["plantar_fasciopathy"]

    assert [elbow.sides[side].da for side in Side] == ["venstre albue", "højre albue", "begge albuer"]
    assert heel.sides[Side.BOTH].en == "both heels"
    assert {code: each.morning for code, each in content.conditions().items()} == {
        code: Morning.FIRST_GRIP if code == "golfers_elbow" else Morning.FIRST_STEPS for code in CONDITIONS
    }


def test_a_text_has_no_third_language() -> None:
    with pytest.raises(ValueError, match="sv"):
        content.exercise("EX01").name.in_("sv")


@pytest.mark.parametrize("path", ALL)
def test_texts_are_tidy_and_do_not_shout(path: str) -> None:
    for text in (words(path, "da"), words(path, "en")):
        assert "!" not in text
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

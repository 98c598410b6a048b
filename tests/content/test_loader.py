"""A data file that cannot be right stops the start, naming file, entry and field."""

from collections.abc import Callable
from typing import Any

import pytest

from rehab.clinical.phases import Phase
from rehab.clinical.safety import Level
from rehab.content import ContentError, loader
from tests.content.conftest import Change, Spoil


def dose(data: Any, **changed: object) -> None:
    data["templates"][1]["rows"][1]["dose"].update(changed)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda d: dose(d, sets=11), "templates.json, T2.rows 2.dose, sets: sets is 11, must be 1 to 10"),
        (lambda d: dose(d, reps="12"), "templates.json, T2.rows 2.dose, reps: must be a whole number"),
        (lambda d: dose(d, tempo=[3, 2]), "templates.json, T2.rows 2.dose, tempo: must be three numbers"),
        (lambda d: dose(d, tempo=[3, 2, 30]), "templates.json, T2.rows 2.dose, tempo"),
        (lambda d: dose(d, load="bricks"), "templates.json, T2.rows 2.dose, load: 'bricks' is not one of body"),
        (lambda d: dose(d, load_kg="much"), "templates.json, T2.rows 2.dose, load_kg: must be kilograms"),
        (lambda d: dose(d, speed=3), "templates.json, T2.rows 2.dose, speed: is not a field"),
        (lambda d: d["templates"][1].pop("plan"), "templates.json, T2, plan: is missing"),
        (lambda d: d["templates"][1]["plan"].pop("red"), "templates.json, T2.plan, red: is missing"),
        (lambda d: d["templates"][1]["plan"]["red"].update(da=" "), "templates.json, T2.plan.red, da: must be a text"),
        (lambda d: d["templates"][1].update(code="T1"), "templates.json, templates 2, code: T1 is used twice"),
        (lambda d: d["templates"][1].update(phase="later"), "templates.json, T2, phase: 'later' is not one of"),
        (lambda d: d["templates"][1].update(condition="knee"), "templates.json, T2, condition: there is no"),
        (lambda d: d["templates"][1].update(review_weeks=[13]), "templates.json, T2, review_weeks: must lie"),
        (lambda d: d["templates"][1].update(weeks=8), "templates.json, T2.rows 1, week_to: weeks must run"),
        (lambda d: d["templates"][1]["rows"][3].update(week_from=4), "T2, rows: EX09 is prescribed twice in week 4"),
        (lambda d: d["templates"][1]["rows"][0].update(exercise="EX99"), "T2.rows 1, exercise: there is no"),
        (lambda d: d["templates"][1]["rows"][0].update(optional="no"), "T2.rows 1, optional: must be true or false"),
        (lambda d: d["templates"][1].update(rows=[]), "templates.json, T2, rows: must be a list"),
        (lambda d: d["templates"].insert(0, "T0"), "templates.json, templates 1: must be an object"),
    ],
)
def test_a_wrong_template_is_refused(spoil: Spoil, change: Change, complaint: str) -> None:
    spoil("templates.json", change)

    with pytest.raises(ContentError) as refused:
        loader.templates()
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("name", "change", "read", "complaint"),
    [
        (
            "exercises.json",
            lambda d: d["exercises"][0]["steps"]["en"].pop(),
            loader.exercises,
            "exercises.json, EX01, steps: has 5 texts in Danish and 4 in English",
        ),
        (
            "warning_signs.json",
            lambda d: d["lines"].pop(),
            loader.warning_signs,
            "warning_signs.json, lines: injection_or_surgery is missing",
        ),
        (
            "warning_signs.json",
            lambda d: d["lines"][0]["texts"].pop(),
            loader.warning_signs,
            "warning_signs.json, lines 1, texts: flat_foot is missing",
        ),
        (
            "warning_signs.json",
            lambda d: d["lines"][2]["texts"].append({"conditions": ["flat_foot"], "text": {"da": "x", "en": "y"}}),
            loader.warning_signs,
            "warning_signs.json, lines 3, texts: flat_foot is there twice",
        ),
        (
            "warning_signs.json",
            lambda d: d["lines"][0].update(sources=["hearsay"]),
            loader.warning_signs,
            "warning_signs.json, lines 1, sources: there is no source hearsay",
        ),
        (
            "warning_signs.json",
            lambda d: d["levels"].append(d["levels"][0]),
            lambda: loader.level_text(Level.ROUTINE),
            "warning_signs.json, levels: emergency is there twice",
        ),
        (
            "phases.json",
            lambda d: d["phases"][0].update(sgin="x"),
            lambda: loader.phase_name(Phase.OPSTART),
            "phases.json, phases 1, sgin: is not a field",
        ),
        (
            "phases.json",
            lambda d: d["phases"][0]["texts"][1].pop("sign"),
            lambda: loader.phase_name(Phase.OPSTART),
            "phases.json, phases 1.texts 2, sign: is missing",
        ),
        (
            "advice.json",
            lambda d: d["advice"][0].update(conditions=["knee"]),
            lambda: loader.advice("flat_foot"),
            "advice.json, advice 1, conditions: there is no condition knee",
        ),
        (
            "advice.json",
            lambda d: d["advice"][0].update(topic="luck"),
            lambda: loader.advice("flat_foot"),
            "advice.json, advice 1, topic: 'luck' is not one of load",
        ),
        (
            "advice.json",
            lambda d: d["advice"].append(d["advice"][0]),
            lambda: loader.advice("flat_foot"),
            "advice.json, advice: plantar_fasciopathy has load twice",
        ),
        (
            "advice.json",
            lambda d: d["advice"].pop(),
            lambda: loader.advice("flat_foot"),
            "advice.json, advice: flat_foot has no doctor",
        ),
        (
            "conditions.json",
            lambda d: d["conditions"][0]["sides"].pop("both"),
            loader.conditions,
            "conditions.json, plantar_fasciopathy.sides, both: is missing",
        ),
        (
            "conditions.json",
            lambda d: d["conditions"][0].update(morning="noon"),
            loader.conditions,
            "conditions.json, plantar_fasciopathy, morning: 'noon' is not one of first_steps",
        ),
    ],
)
def test_a_wrong_file_is_refused(
    spoil: Spoil, name: str, change: Change, read: Callable[[], object], complaint: str
) -> None:
    spoil(name, change)

    with pytest.raises(ContentError) as refused:
        read()
    assert complaint in str(refused.value)


def test_broken_json_names_its_file(spoil: Spoil) -> None:
    (loader.DATA / "advice.json").write_text("{", encoding="utf-8")

    with pytest.raises(ContentError, match=r"advice\.json"):
        loader.advice("plantar_fasciopathy")


def test_files_are_read_once() -> None:
    assert loader.templates() is loader.templates()

"""Left then right is one set with two results: in the coach, after the phone died, in the form, and on what waits."""

import json
import re
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from rehab.models import ExerciseSession, Prescription
from tests.browser_tests.axe import violations_at_a_standstill as violations
from tests.browser_tests.conftest import NOW, NewPhone, Visit
from tests.browser_tests.phones import Clinic
from tests.browser_tests.player import (
    LEAD,
    READY,
    answer_and_save,
    go_on,
    kept,
    opened,
    plan,
    press,
    rep_seconds,
    train_a_set,
)


def uneven_set(page: Page, exercise: dict[str, Any]) -> None:
    """All of it with the left, three with the right."""
    press(page, "start")
    go_on(page, LEAD / 1000 + exercise["reps"] * rep_seconds(exercise))
    go_on(page, LEAD / 1000 + 3 * rep_seconds(exercise) + 1)
    press(page, "end_set")


def reps_kept(page: Page, exercise: dict[str, Any]) -> list[list[int]]:
    return [[side["reps"] for side in both] for both in kept(page)["done"][str(exercise["id"])]]


@pytest.mark.browser
def test_both_results_are_counted_changed_kept_and_saved(visit: Visit, fresh_clinic: str) -> None:
    page = opened(visit, "other-patient", clinic=fresh_clinic)
    (exercise,) = plan(page)["exercises"]
    assert [each["side"] for each in exercise["sides"]] == ["left", "right"]
    press(page, "start")
    expect(page.locator("[data-p=where]")).to_contain_text("Venstre")
    go_on(page, LEAD / 1000 + exercise["reps"] * rep_seconds(exercise))
    expect(page.locator("[data-p=word]")).to_have_text(re.compile("^Skift til højre"))
    go_on(page, LEAD / 1000 + 3 * rep_seconds(exercise) + 1)
    press(page, "end_set")
    assert reps_kept(page, exercise) == [[exercise["reps"], 3]]
    left, right = (page.locator(f"[data-step=result][data-side='{n}']") for n in (0, 1))
    expect(left).to_contain_text("Venstre hæl")
    left.locator("[data-do=less]").tap()
    right.locator("[data-do=more]").tap()
    assert reps_kept(page, exercise) == [[exercise["reps"] - 1, 4]]

    context = page.context
    page.close()
    again = context.new_page()
    again.clock.install(time=NOW)
    again.goto("/player")
    expect(again.locator(READY)).to_have_text("Start sæt 2 nu")
    assert reps_kept(again, exercise) == [[exercise["reps"] - 1, 4]]
    press(again, "close")
    press(again, "finish")
    expect(again.locator(".top p")).to_contain_text(f"Venstre {exercise['reps'] - 1}, højre 4.")
    again.locator("#player-sets > summary").click()
    name = f"sets-{exercise['id']}"
    expect(again.locator(f"input[name='{name}-1-left-reps']")).to_have_value(str(exercise["reps"] - 1))
    expect(again.locator(f"input[name='{name}-1-right-reps']")).to_have_value("4")
    expect(again.locator(f"input[name='{name}-2-left-reps']")).to_have_value("")
    expect(again.locator("textarea[name=note]")).to_have_value("")
    assert violations(again) == []
    answer_and_save(again)
    expect(again.locator("[aria-labelledby=h-training]")).to_contain_text(
        f"Venstre {exercise['reps'] - 1}, højre 4 gentagelser."
    )
    again.locator("a[href*='correct=']").first.click()
    expect(again.locator(f"input[name='{name}-1-right-reps']")).to_have_value("4")


@pytest.mark.browser
def test_by_keyboard_and_in_english_each_side_has_its_name(visit: Visit) -> None:
    page = opened(visit, "other-patient", language="en")
    (exercise,) = plan(page)["exercises"]
    train_a_set(page, exercise)
    left = page.get_by_role("group", name="repetitions in set 1, left heel")
    right = page.get_by_role("group", name="repetitions in set 1, right heel")
    for side in (left, right):
        side.get_by_role("button", name="One fewer").focus()
        page.keyboard.press("Enter")
    assert reps_kept(page, exercise) == [[exercise["reps"] - 1] * 2]


def stored(clinic: Clinic) -> list[tuple[Any, ...]]:
    of = sa.select(ExerciseSession.reps_left, ExerciseSession.reps_right, ExerciseSession.reps_done)
    return [tuple(row) for row in clinic.read(of.order_by(ExerciseSession.id))]


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore:Exception ignored in.*FileIO")  # of a file whose reader was killed
def test_both_results_wait_on_the_phone_and_arrive(phone: NewPhone, small_clinic: Clinic) -> None:
    small_clinic.write(lambda session: session.execute(sa.update(Prescription).values(side="both")))
    karen = phone().first_visit("karen.sommer").off()
    page = karen.open("/player")
    (exercise,) = json.loads(page.locator("script[data-plan]").inner_text())["exercises"]
    uneven_set(page, exercise)
    press(page, "close")
    press(page, "finish")
    for answer in ("pain_during", "pain_after"):
        page.locator(f"label:has(input[name='{answer}'][value='2'])").click()
    page.clock.resume()
    with page.expect_navigation():
        page.locator("form[action='/sessions'] button.btn--pri").click()
    told = f"venstre {exercise['reps']}, højre 3"
    expect(page.locator("#not-sent")).to_contain_text(f"Træning, i dag: {told}")
    assert stored(small_clinic) == []
    karen.on()
    karen.until(lambda: stored(small_clinic) == [(exercise["reps"], 3, 3)])

"""A training with the coach as it is done: by touch, by keyboard, on a phone that dies."""

import pytest
from playwright.sync_api import expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import NOW, Visit
from tests.browser_tests.player import (
    LEAD,
    READY,
    REST,
    WORK,
    answer_and_save,
    go_on,
    hide,
    kept,
    opened,
    plan,
    press,
    rep_seconds,
    train_a_set,
)


@pytest.mark.browser
def test_from_start_to_saved(visit: Visit, fresh_clinic: str) -> None:
    page = opened(visit, clinic=fresh_clinic)
    (exercise,) = plan(page)["exercises"]
    before = exercise["last"][0][0]
    page.locator("[data-step=load] [data-do=more]").click()
    for n in range(1, exercise["sets"] + 1):
        train_a_set(page, exercise)
        if n < exercise["sets"]:
            expect(page.locator("[data-p=said]")).to_contain_text(f"Sæt {n} klaret")
    expect(page.get_by_role("heading", level=1)).to_have_text("Godt klaret")
    answer_and_save(page)

    page.locator("a[href*='correct=']").first.click()
    loads = page.locator("input[name$='-load']")
    assert loads.count() == exercise["sets"]
    step = 0.5 if before < 5 else 1
    assert {float(loads.nth(n).input_value().replace(",", ".")) for n in range(loads.count())} == {before + step}
    assert page.locator("input[name$='-reps']").first.input_value() == str(exercise["reps"])
    expect(page.locator("input[name='pain_during'][value='4']")).to_be_checked()
    page.goto("/player")
    expect(page.locator(READY)).to_be_visible()  # what is saved is not gone on with


@pytest.mark.browser
def test_a_phone_that_dies_goes_on_in_the_same_set(visit: Visit) -> None:
    page = opened(visit)
    (exercise,) = plan(page)["exercises"]
    train_a_set(page, exercise)
    press(page, "start")
    go_on(page, LEAD / 1000 + 2 * rep_seconds(exercise) + 3)
    page.clock.run_for(1100)
    context = page.context
    page.close()

    again = context.new_page()
    again.clock.install(time=NOW)
    again.goto("/player")
    expect(again.locator("[data-p=set]")).to_have_text("2")
    expect(again.locator("[data-p=rep]")).to_have_text("3")
    expect(again.locator(WORK)).to_have_accessible_name("Fortsæt")
    press(again, "toggle")
    go_on(again, 3 + (exercise["reps"] - 2) * rep_seconds(exercise))
    expect(again.locator(REST)).to_be_visible()
    done = kept(again)["done"][str(exercise["id"])]
    assert [each[0]["reps"] for each in done] == [exercise["reps"]] * 2


@pytest.mark.browser
def test_a_rest_is_shortened_skipped_and_ends_by_itself(visit: Visit) -> None:
    page = opened(visit)
    (exercise,) = plan(page)["exercises"]
    train_a_set(page, exercise)
    expect(page.locator("[data-p=count]")).to_have_text("2.00")
    page.locator("[data-step=result] [data-do=less]:visible").click()
    press(page, "shorter")
    go_on(page, 84)
    expect(page.locator("[data-p=word]")).to_have_text("Pause")
    go_on(page, 2)
    expect(page.locator("[data-p=word]")).to_have_text("Gør dig klar")
    go_on(page, 5 + exercise["reps"] * rep_seconds(exercise))
    press(page, "start")
    expect(page.locator("[data-p=set]")).to_have_text("3")
    done = kept(page)["done"][str(exercise["id"])]
    assert [each[0]["reps"] for each in done] == [exercise["reps"] - 1, exercise["reps"]]


@pytest.mark.browser
def test_nobody_is_started_while_they_look_away(visit: Visit) -> None:
    page = opened(visit)
    (exercise,) = plan(page)["exercises"]
    train_a_set(page, exercise)
    hide(page, True)
    go_on(page, 600)
    hide(page, False)
    page.clock.run_for(50)
    expect(page.locator("[data-p=word]")).to_have_text("Pausen er slut")
    assert len(kept(page)["done"][str(exercise["id"])]) == 1


@pytest.mark.browser
def test_what_was_never_saved_is_told_of_and_other_peoples_is_gone(visit: Visit) -> None:
    page = opened(visit)
    (exercise,) = plan(page)["exercises"]
    train_a_set(page, exercise)
    page.goto("/settings")
    page.evaluate(
        """() => {
            const key = Object.keys(localStorage).find(key => key.startsWith('rehab.player.'));
            localStorage.setItem(key.replace('-25', '-24'), localStorage.getItem(key));
            localStorage.setItem('rehab.player.999.1.1.2026-11-25', localStorage.getItem(key));
            localStorage.removeItem(key);
        }"""
    )
    page.wait_for_load_state("networkidle")
    page.goto("/player")
    told = page.locator("[data-p=unsaved]")
    expect(told).to_contain_text("tirsdag")
    told.locator("a").click()
    expect(page.locator(READY)).to_have_text("Start sæt 2 nu")
    keys = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('rehab.player.'))")
    assert [key.split(".")[-1] for key in keys] == ["2026-11-24"]


@pytest.mark.browser
def test_by_keyboard_alone(visit: Visit) -> None:
    page = opened(visit)
    (exercise,) = plan(page)["exercises"]

    def tab_to(what: str) -> None:
        for _press in range(25):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.dataset.do") == what:
                return
        pytest.fail(f"{what} can't be reached")

    tab_to("start")
    page.keyboard.press("Enter")
    page.clock.run_for(50)
    expect(page.locator(WORK)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(WORK)).to_have_accessible_name("Fortsæt")
    page.keyboard.press("Space")
    go_on(page, LEAD / 1000 + exercise["reps"] * rep_seconds(exercise))
    expect(page.locator(READY)).to_be_focused()
    tab_to("hurt")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.browser
def test_a_stretch_is_held_by_the_clock_and_saved(visit: Visit, fresh_clinic: str) -> None:
    page = visit("patient", "/today", clinic=fresh_clinic)
    page.wait_for_load_state("networkidle")
    page.clock.install(time=NOW)
    page.locator("a[href^='/player/stretches/']").first.click()
    expect(page.locator(READY)).to_be_visible()
    (exercise,) = plan(page)["exercises"]
    press(page, "start")
    go_on(page, LEAD / 1000 + 1)
    expect(page.locator("[data-p=word]")).to_have_text("Hold")
    left = int(page.locator("[data-p=count]").inner_text())
    assert 0 < left < exercise["hold_s"]
    go_on(page, exercise["hold_s"])
    expect(page.locator("[data-p=word]")).to_have_text("Slip")
    go_on(page, exercise["reps"] * (exercise["hold_s"] + exercise["rest_s"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Godt klaret")
    assert violations(page) == []
    page.clock.resume()
    page.locator("form[action='/stretches'] button").click()
    page.wait_for_url("**/today")
    expect(page.locator(".dots3").first).to_contain_text("1 af")


@pytest.mark.browser
def test_without_scripts_it_is_the_plain_form(visit: Visit) -> None:
    page = visit("patient", "/player", scripts=False)
    expect(page.locator("input[name$='-reps']").first).to_be_visible()
    expect(page.locator(".player")).to_be_hidden()

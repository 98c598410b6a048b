"""The session player as it is used: by touch, by keyboard, on a phone that dies, and against the real clock."""

import json
import re
import statistics
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser_tests.axe import violations
from tests.browser_tests.conftest import NOW, Visit

LEAD = 5000
READY, WORK, REST = "[data-do=start]", "[data-do=toggle]", "[data-do=shorter]"


def opened(visit: Visit, role: str = "patient", **options: Any) -> Page:
    """The player with the browser's clock in our hands: it moves when told to."""
    page = visit(role, "/settings", **options)
    page.wait_for_load_state("networkidle")
    page.clock.install(time=NOW)
    page.goto("/player")
    page.wait_for_load_state("networkidle")
    expect(page.locator(READY)).to_be_visible()
    return page


def plan(page: Page) -> dict[str, Any]:
    """What the coach goes by."""
    found: dict[str, Any] = json.loads(page.locator("script[data-plan]").inner_text())
    return found


def kept(page: Page) -> dict[str, Any]:
    """The state the phone has stored."""
    text = page.evaluate("localStorage.getItem(Object.keys(localStorage).find(key => key.startsWith('rehab.player.')))")
    state: dict[str, Any] = json.loads(text)
    return state


def press(page: Page, what: str) -> None:
    page.locator(f"[data-do={what}]:visible").first.click()


def go_on(page: Page, seconds: float) -> None:
    """The clock jumps, and then runs long enough for a frame."""
    page.clock.fast_forward(int(seconds * 1000))
    page.clock.run_for(50)


def rep_seconds(exercise: dict[str, Any]) -> int:
    return int(exercise["hold_s"] or sum(exercise["tempo"]))


def train_a_set(page: Page, exercise: dict[str, Any]) -> None:
    """From the press of the key to the end of the set, both sides of it."""
    press(page, "start")
    for _side in exercise["sides"]:
        go_on(page, LEAD / 1000 + exercise["reps"] * rep_seconds(exercise))


def answer_and_save(page: Page) -> None:
    page.locator("input[name='pain_during'][value='4']").check(force=True)
    page.locator("input[name='pain_after'][value='3']").check(force=True)
    expect(page.locator("[data-light]:visible")).to_contain_text(re.compile("^Hold"))
    page.locator("input[name='effort'][value='4']").check(force=True)
    page.locator("form[action='/sessions'] button.btn--pri").click()
    page.clock.resume()
    page.wait_for_url("**/today")


@pytest.mark.browser
def test_from_start_to_saved(visit: Visit, fresh_clinic: str) -> None:
    page = opened(visit, clinic=fresh_clinic)
    (exercise,) = plan(page)["exercises"]
    before = exercise["last"][0]["load"]
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


def hide(page: Page, is_hidden: bool) -> None:
    """The tab is put away, as far as a page can tell."""
    page.evaluate(
        """hidden => {
            const get = () => hidden ? 'hidden' : 'visible';
            Object.defineProperty(document, 'visibilityState', {configurable: true, get});
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        is_hidden,
    )


@pytest.mark.browser
def test_left_then_right_is_one_set_with_two_results(visit: Visit) -> None:
    page = opened(visit, "other-patient")
    (exercise,) = plan(page)["exercises"]
    assert [each["side"] for each in exercise["sides"]] == ["left", "right"]
    press(page, "start")
    expect(page.locator("[data-p=where]")).to_contain_text("Venstre")
    go_on(page, LEAD / 1000 + exercise["reps"] * rep_seconds(exercise))
    expect(page.locator("[data-p=word]")).to_have_text(re.compile("^Skift til højre"))
    go_on(page, LEAD / 1000 + 3 * rep_seconds(exercise) + 1)
    press(page, "end_set")
    done = kept(page)["done"][str(exercise["id"])]
    assert [side["reps"] for side in done[0]] == [exercise["reps"], 3]
    press(page, "close")
    press(page, "finish")
    expect(page.locator(f"input[name='sets-{exercise['id']}-1-reps']")).to_have_value("3")
    expect(page.locator(f"input[name='sets-{exercise['id']}-2-reps']")).to_have_value("")
    note = page.locator("textarea[name=note]")
    expect(note).to_have_value(re.compile(rf"sæt 1: venstre hæl {exercise['reps']}.*højre hæl 3"))


@pytest.mark.browser
def test_stopped_because_it_hurts(visit: Visit, fresh_clinic: str) -> None:
    page = opened(visit, clinic=fresh_clinic)
    (exercise,) = plan(page)["exercises"]
    press(page, "start")
    go_on(page, LEAD / 1000 + 4 * rep_seconds(exercise) + 1)
    press(page, "hurt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du stoppede, fordi det gjorde ondt")
    expect(page.locator(f"input[name='sets-{exercise['id']}-1-reps']")).to_have_value("4")
    expect(page.locator("textarea[name=note]")).to_have_value(re.compile("^Stoppede, fordi det gjorde ondt"))
    expect(page.locator("a[href*='warning']").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du stoppede, fordi det gjorde ondt")
    answer_and_save(page)


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
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(visit: Visit, theme: str) -> None:
    page = opened(visit, "other-patient", theme=theme)
    (exercise,) = plan(page)["exercises"]
    assert violations(page) == []
    for dialog in ("likes", "close"):
        press(page, dialog)
        assert violations(page) == []
        press(page, "shut")
    press(page, "start")
    assert violations(page) == []
    go_on(page, LEAD / 1000 + 1)
    assert violations(page) == []
    press(page, "how")
    assert violations(page) == []
    press(page, "shut")
    press(page, "end_set")
    go_on(page, LEAD / 1000 + exercise["reps"] * rep_seconds(exercise))
    expect(page.locator(REST)).to_be_visible()
    assert violations(page) == []
    assert_targets_are_large(page)
    press(page, "hurt")
    assert violations(page) == []


def assert_targets_are_large(page: Page) -> None:
    small = page.evaluate(
        """() => [...document.querySelectorAll('.player button, .player a')]
            .map(each => [each, each.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 44 || box.height < 44)).map(([each]) => each.outerHTML)"""
    )
    assert small == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [(390, 844), (375, 667), (320, 640)], ids=str)
def test_nothing_runs_off_the_side(visit: Visit, size: tuple[int, int]) -> None:
    page = opened(visit, "other-patient", size=size)
    for what in ("start", "end_set", "start", "hurt"):
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, what
        if page.locator(f"[data-do={what}]:visible").count():
            press(page, what)
            go_on(page, LEAD / 1000 + 9)


@pytest.mark.browser
def test_twelve_repetitions_at_3_2_3_take_96_seconds_whoever_looks(visit: Visit) -> None:
    page = opened(visit)
    found = page.evaluate(
        """async () => {
            const addresses = JSON.parse(document.getElementById('modules').textContent);
            const { phasesOf, total, at, changes } = await import(addresses['player-timeline']);
            const phases = phasesOf({ tempo: [3, 2, 3], hold_s: null, sets: 3, reps: 12, rest_s: 120 });
            const places = [0, 2999, 3000, 5000, 7999, 8000, 95999, 96000].map(ms => at(phases, 12, ms));
            const hold = phasesOf({ tempo: null, hold_s: 10, sets: 1, reps: 10, rest_s: 3 });
            return { total: total(phases, 12), hold: total(hold, 10), changes: changes(phases, 12).map(({ at }) => at),
                places: places.map(({ rep, name, behind }) => `${rep} ${name} ${behind}`) };
        }"""
    )
    assert found["total"] == 96_000
    assert found["hold"] == 127_000
    assert found["changes"] == [rep * 8000 + step for rep in range(12) for step in (0, 3000, 5000)] + [96_000]
    assert found["places"] == [
        *("1 up 0", "1 up 0", "1 hold 0", "1 down 0", "1 down 0", "2 up 1", "12 down 11", "12 down 12"),
    ]


# The plan of a quick dose, put in its place before any script of the page runs.
QUICK = """document.addEventListener('readystatechange', () => {
    const script = document.querySelector('script[data-plan]');
    if (document.readyState !== 'interactive' || !script) return;
    const plan = JSON.parse(script.textContent);
    Object.assign(plan.exercises[0], { reps: 12, tempo: [0.15, 0.1, 0.15] });
    script.textContent = JSON.stringify(plan);
});"""


@pytest.mark.browser
@pytest.mark.parametrize("is_hidden", [False, True], ids=["seen", "hidden for a part"])
def test_a_set_does_not_drift_from_the_real_clock(visit: Visit, is_hidden: bool) -> None:
    """Twelve repetitions, each of three phases, by the clock on the wall: no phase is 100 ms late."""
    page = visit("patient", "/settings")
    page.wait_for_load_state("networkidle")
    page.add_init_script(QUICK)
    page.goto("/player")
    page.wait_for_load_state("networkidle")
    expect(page.locator(READY)).to_be_visible()
    page.evaluate(
        """() => { window.heard = []; document.querySelector('.player').addEventListener('coach', event =>
            window.heard.push({...event.detail, at: Date.now()})); }"""
    )
    press(page, "start")
    page.wait_for_timeout(LEAD + 1500)
    if is_hidden:
        hide(page, True)
        page.wait_for_timeout(1500)
        hide(page, False)
    expect(page.locator(REST)).to_be_visible(timeout=8000)
    heard = page.evaluate("window.heard")
    began = next(each["since"] for each in heard if each["stage"] == "work")
    rest = next(each for each in heard if each["stage"] == "rest")
    assert abs(rest["since"] - began - 4800) < 1  # the set is as long as it is, to the millisecond
    ups = {int(each["name"][3:]): each["at"] for each in heard if re.fullmatch(r"up\.\d+", each["name"])}
    late = [at - began - (rep - 1) * 400 for rep, at in ups.items()] + [rest["at"] - began - 4800]
    assert len(late) > 6
    assert statistics.median(late) < 100, late  # how soon it is noticed is the machine's; it must not grow
    assert min(late[-4:]) < 100, late


SPIES = """() => {
    window.tones = []; window.buzzes = []; window.locks = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (at) {
        window.tones.push(at - this.context.currentTime);
        start.call(this, at);
    };
    navigator.vibrate = length => window.buzzes.push(length);
    const lock = { addEventListener() {}, release: () => { window.locks -= 1; } };
    const request = async () => { window.locks += 1; return lock; };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
}"""


@pytest.mark.browser
def test_tones_vibration_and_a_lit_screen(visit: Visit) -> None:
    """A whole set is handed to the audio clock at once; each help can be turned off, and stays so."""
    page = opened(visit)
    (exercise,) = plan(page)["exercises"]
    page.evaluate(SPIES)
    press(page, "start")
    page.clock.run_for(100)
    expect(page.locator("[data-p=word]")).to_have_text("Gør dig klar")
    for _look in range(50):
        if tones := page.evaluate("window.tones"):
            break
        page.wait_for_timeout(20)
    ticks, changes = tones[:3], tones[3:]
    assert len(changes) == exercise["reps"] * 3 + 1
    assert 3 < changes[0] <= LEAD / 1000
    assert [round(changes[0] - each) for each in ticks] == [3, 2, 1]
    steps = [0, exercise["tempo"][0], exercise["tempo"][0] + exercise["tempo"][1]]
    wanted = [rep * rep_seconds(exercise) + step for rep in range(exercise["reps"]) for step in steps]
    assert all(abs(at - changes[0] - due) < 0.05 for at, due in zip(changes, wanted, strict=False)), changes
    assert page.evaluate("window.locks") == 1
    go_on(page, 9)
    assert page.evaluate("window.buzzes.length") > 0

    press(page, "likes")
    for name in ("sound", "vibration", "ring", "word"):
        page.locator(f"[data-like={name}]").uncheck()
    press(page, "shut")
    page.evaluate("window.tones = [], window.buzzes = []")
    press(page, "toggle")
    go_on(page, 12)
    assert page.evaluate("[window.tones.length, window.buzzes.length]") == [0, 0]
    expect(page.locator("[data-p=word]")).to_be_hidden()
    expect(page.locator(".ring svg")).to_be_hidden()
    expect(page.locator("[data-p=count]")).to_be_visible()
    press(page, "hurt")
    assert page.evaluate("window.locks") == 0
    page.reload()
    expect(page.locator("[data-like=sound]")).not_to_be_checked()


@pytest.mark.browser
def test_with_reduced_motion_the_ring_steps_by_the_second(visit: Visit) -> None:
    page = opened(visit)
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    press(page, "start")
    seen = []
    for seconds in (LEAD / 1000 + 0.2, 0.4, 0.8):
        go_on(page, seconds)
        seen.append(page.locator(".ring-knob").get_attribute("cx"))
    assert seen[0] == seen[1] != seen[2]


MACHINE = """async ([dose, steps]) => {
    const addresses = JSON.parse(document.getElementById('modules').textContent);
    const timeline = await import(addresses['player-timeline']);
    const { createMachine } = await import(addresses['player-machine']);
    const usual = { id: 1, name: 'A', sides: [{}], sets: 2, reps: 3, tempo: [1, 0, 1], hold_s: null, rest_s: 60,
        takes_load: true, last: [{ load: 4.5 }] };
    const machine = createMachine({ exercises: [{ ...usual, ...dose }, { ...usual, id: 2, sets: 1 }] }, timeline);
    let state = machine.begin('key');
    const seen = [];
    for (const [name, ...rest] of steps) {
        state = machine[name](state, ...rest);
        seen.push([state.stage, state.ex, state.set, state.side, state.reps, state.load].join(' '));
    }
    return { seen, done: state.done, hurt: state.hurt };
}"""


CASES: list[tuple[dict[str, Any], list[Any], list[str], dict[str, Any]]] = [
    (
        {},
        [["start", 0], ["advance", 11_000, True], ["advance", 66_000, True], ["advance", 77_000, True]],
        ["work 0 0 0 3 4.5", "rest 0 1 0 3 4.5", "work 0 1 0 3 4.5", "ready 1 0 0 3 4.5"],
        {"1": [[{"reps": 3, "load": 4.5}], [{"reps": 3, "load": 4.5}]]},
    ),
    (  # a heavier set, one repetition fewer than it was counted, and enough of an open number of sets
        {"sets": None},
        [
            ["start", 0],
            ["moreLoad", 1],
            ["moreLoad", 1],
            ["endSet", 9000],
            ["correct", 0, -1],
            ["nextExercise", 9000],
        ],
        [
            *("work 0 0 0 3 4.5", "work 0 0 0 3 5", "work 0 0 0 3 6", "rest 0 1 0 3 6", "rest 0 1 0 3 6"),
            "ready 1 0 0 3 4.5",
        ],
        {"1": [[{"reps": 1, "load": 6}]]},
    ),
    (  # at one's own pace: done when it is said to be
        {"tempo": None},
        [["start", 0], ["advance", 600_000, True], ["endSet", 600_000, 3]],
        ["work 0 0 0 3 4.5", "work 0 0 0 3 4.5", "rest 0 1 0 3 4.5"],
        {"1": [[{"reps": 3, "load": 4.5}]]},
    ),
    (  # no rest is prescribed: the next set follows, and a set without a repetition was not done
        {"rest_s": 0},
        [["start", 0], ["endSet", 5500], ["advance", 17_000, False]],
        ["work 0 0 0 3 4.5", "work 0 1 0 3 4.5", "ready 1 0 0 3 4.5"],
        {"1": [None, [{"reps": 3, "load": 4.5}]]},
    ),
    (  # more repetitions on the fly, and never fewer than are under way
        {},
        [["start", 0], ["moreReps", 1, 5000], ["moreReps", -9, 8000], ["hurt", 8000]],
        ["work 0 0 0 3 4.5", "work 0 0 0 4 4.5", "work 0 0 0 2 4.5", "finish 0 0 0 2 4.5"],
        {"1": [[{"reps": 1, "load": 4.5}]]},
    ),
]


@pytest.mark.browser
def test_what_follows_what(visit: Visit) -> None:
    page = visit("patient", "/player")
    page.wait_for_load_state("networkidle")
    for dose, steps, seen, done in CASES:
        found = page.evaluate(MACHINE, [dose, steps])
        assert found["seen"] == seen
        assert found["done"] == done


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

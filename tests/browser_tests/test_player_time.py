"""The coach keeps time against the clock on the wall, and does the right thing at each moment."""

import re
import statistics
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser_tests.conftest import Visit
from tests.browser_tests.player import LEAD, READY, REST, go_on, hide, opened, plan, press, rep_seconds


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
        takes_load: true, last: [[4.5]] };
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
    (  # each side starts from its own load of the last time
        {"sides": [{}, {}], "last": [[6, 5]], "rest_s": 0},
        [["start", 0], ["endSet", 9000], ["endSet", 18_000], ["endSet", 27_000]],
        ["work 0 0 0 3 6", "work 0 0 1 3 5", "work 0 1 0 3 6", "work 0 1 1 3 5"],
        {"1": [[{"reps": 2, "load": 6}, {"reps": 2, "load": 5}], [{"reps": 2, "load": 6}]]},
    ),
    (  # where both lift the same, the second follows what the first was changed to, and so do the sets after it
        {"sides": [{}, {}], "last": [[6, 6]], "rest_s": 0},
        [["start", 0], ["moreLoad", 1], ["endSet", 9000], ["moreLoad", -1], ["endSet", 18_000], ["endSet", 27_000]],
        [
            *("work 0 0 0 3 6", "work 0 0 0 3 7", "work 0 0 1 3 7", "work 0 0 1 3 6", "work 0 1 0 3 7"),
            "work 0 1 1 3 6",
        ],
        {"1": [[{"reps": 2, "load": 7}, {"reps": 2, "load": 6}], [{"reps": 2, "load": 7}]]},
    ),
    (  # stopped before the first lift: nothing was done
        {},
        [["start", 0], ["hurt", 5500]],
        ["work 0 0 0 3 4.5", "finish 0 0 0 3 4.5"],
        {},
    ),
]


def without_gaps(done: dict[str, Any]) -> dict[str, Any]:
    """The results without the sides that are still to come."""
    return {id_: [each and [side for side in each if side] for each in sets] for id_, sets in done.items()}


@pytest.mark.browser
def test_what_follows_what(visit: Visit) -> None:
    page = visit("patient", "/player")
    page.wait_for_load_state("networkidle")
    for dose, steps, seen, done in CASES:
        found = page.evaluate(MACHINE, [dose, steps])
        assert found["seen"] == seen
        assert without_gaps(found["done"]) == done

"""The templates as the patient meets them: each day of twelve weeks, and what happens when life comes between."""

from datetime import date, timedelta

import pytest

from rehab import content
from rehab.clinical.adherence import Adherence, DoneSession, adherence, settled
from rehab.clinical.ladder import rung_below
from rehab.clinical.recurrence import DateSpan, planned_bouts, planned_days
from tests.clinical.day_by_day import Line, due_on, lines, until, walked, windows

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)

STRETCH = "EX01 10 × 10 s"
TWELVE, TEN, EIGHT = "EX08 3 × 12 RM", "EX09 4 × 10 RM", "EX09 5 × 8 RM"

T2_BY_WEEK = """
 1  S . S . S . S  EX08 3 × 12 RM
 2  . S . S . S .  EX08 3 × 12 RM
 3  S . S . S . S  EX09 4 × 10 RM
 4  . S . S . S .  EX09 4 × 10 RM
 5  S . S . S . S  EX09 5 × 8 RM
 6  . S . S . S .  EX09 5 × 8 RM
 7  S . S . S . S  EX09 5 × 8 RM
 8  . S . S . S .  EX09 5 × 8 RM
 9  S . S . S . S  EX09 5 × 8 RM
10  . S . S . S .  EX09 5 × 8 RM
11  S . S . S . S  EX09 5 × 8 RM
12  . S . S . S .  EX09 5 × 8 RM
"""
"""The week table of Rathleff as T2 gives it, every other day: S a strength day, . a day of rest. Day 1 is the first."""

STARTS = [
    pytest.param(date(2026, 3, 2), id="clocks forward on a Sunday in week 4"),
    pytest.param(date(2026, 8, 5), id="from a Wednesday"),
    pytest.param(date(2026, 9, 26), id="from a Saturday, clocks back in week 5"),
    pytest.param(date(2026, 11, 20), id="over New Year"),
    pytest.param(date(2028, 1, 31), id="over a leap day"),
]


def expected_days() -> list[list[str]]:
    days = []
    for row in T2_BY_WEEK.strip().splitlines():
        _week, *marks = row.split(maxsplit=8)
        strength = marks.pop()
        days += [[STRETCH, strength] if mark == "S" else [STRETCH] for mark in marks]
    return days


@pytest.mark.parametrize("started_on", STARTS)
def test_every_day_of_twelve_weeks_of_t2(started_on: date) -> None:
    told, log = walked(lines("T2", started_on), started_on, 84)

    assert told == expected_days()
    assert sum(day != [STRETCH] for day in told) == 42
    assert adherence(windows(lines("T2", started_on)), log, started_on, started_on + 83 * DAY) == Adherence(42, 42)
    stretches = adherence(windows(lines("T2", started_on)), log, started_on, started_on + 83 * DAY, strength_only=False)
    assert stretches == Adherence(42 + 252, 42 + 252)


@pytest.mark.parametrize(
    ("row", "weeks", "sets", "rm", "reps", "seconds", "load", "sessions"),
    [
        (0, (1, 2), 3, 12, 36, 288, "body", 7),
        (1, (3, 4), 4, 10, 40, 320, "backpack", 7),
        (2, (5, 12), 5, 8, 40, 320, "backpack", 28),
    ],
)
@pytest.mark.parametrize("code", ["T2", "R15"])
def test_the_week_table_of_the_trial(
    code: str, row: int, weeks: tuple[int, int], sets: int, rm: int, reps: int, seconds: int, load: str, sessions: int
) -> None:
    strength = [each for each in content.template(code).rows if content.exercise(each.exercise_code).kind.is_strength]
    found, dose = strength[row], strength[row].dose

    assert (found.week_from, found.week_to) == weeks
    assert (dose.sets, dose.reps, dose.rm) == (sets, rm, rm)
    assert (sets * dose.reps, dose.time_under_tension_s) == (reps, seconds)
    assert dose.tempo is not None
    assert dose.tempo.total_s == 8
    assert (dose.load, dose.interval_days, dose.times_a_day, dose.rest_s) == (load, 2, 1, 120)
    window = [each.window for each in lines(code, MONDAY) if each.window.strength][row]
    assert len(planned_days(window)) == sessions


def planned(code: str, weeks: int, exercises: set[str]) -> int:
    """Planned bouts of some exercises in the first weeks of a template."""
    last_on = MONDAY + 7 * weeks * DAY - DAY
    return sum(planned_bouts(each.window) for each in until(lines(code, MONDAY), last_on) if each.exercise in exercises)


@pytest.mark.parametrize(
    ("code", "weeks", "exercises", "bouts"),
    [
        ("T1", 4, {"EX05"}, 14),
        ("T1", 4, {"EX01"}, 84),
        ("T2", 4, {"EX08", "EX09"}, 14),
        ("T2", 8, {"EX08", "EX09"}, 28),
        ("T2", 12, {"EX08", "EX09"}, 42),
        ("T2", 12, {"EX01"}, 252),
        ("T3", 12, {"EX07", "EX09"}, 42),
        ("R15", 12, {"EX08", "EX09"}, 42),
    ],
)
def test_planned_counts_of_the_templates(code: str, weeks: int, exercises: set[str], bouts: int) -> None:
    assert planned(code, weeks, exercises) == bouts


def test_a_stretch_three_times_a_day_is_due_until_the_day_is_over() -> None:
    t1 = lines("T1", MONDAY, without={"EX05", "EX02"})
    window = t1[0].window
    bouts = [
        DoneSession(MONDAY + n * DAY, frozenset({window.key}), 1.0)
        for n, times in enumerate((3, 2, 5))
        for _ in range(times)
    ]

    assert [
        (each.on, each.done, each.due) for each in settled([window], bouts, MONDAY + 3 * DAY, strength_only=False)
    ] == [
        (MONDAY, 3, 3),
        (MONDAY + DAY, 2, 3),
        (MONDAY + 2 * DAY, 3, 3),
    ]
    assert [line.exercise for line in due_on(t1, bouts, MONDAY + 3 * DAY)] == ["EX01"]


def strength_days(told: list[list[str]], first: int = 0) -> dict[int, str]:
    """The strength told on each day number, stretches and the ball left out."""
    return {
        number: each
        for number, day in enumerate(told, start=first)
        for each in day
        if not each.startswith(("EX01", "EX12"))
    }


def test_a_late_session_moves_the_rest_and_the_next_dose_waits_for_recovery() -> None:
    """Day 10 is done on day 11, day 13 is the last of weeks 1-2, and the heavier dose begins on day 15."""
    told, _ = walked(lines("T2", MONDAY), MONDAY, 20, skipped={MONDAY + 10 * DAY})

    assert strength_days(told) == {
        **dict.fromkeys([0, 2, 4, 6, 8, 10, 11, 13], TWELVE),
        **dict.fromkeys([15, 17, 19], TEN),
    }


def revised(day: int) -> list[Line]:
    """T2 until `day`, from then on a new version: the same twelve weeks, begun anew."""
    changed_on = MONDAY + day * DAY
    return [*until(lines("T2", MONDAY), changed_on - DAY), *lines("T2", changed_on, first_key=100)]


@pytest.mark.parametrize(
    ("day", "old", "new"),
    [(8, [0, 2, 4, 6], [8, 10, 12]), (9, [0, 2, 4, 6, 8], [10, 12]), (1, [0], [2, 4, 6, 8, 10, 12])],
)
def test_a_version_change_in_the_middle_of_the_week_keeps_the_48_hours(
    day: int, old: list[int], new: list[int]
) -> None:
    programme = revised(day)

    told, log = walked(programme, MONDAY, 14)

    assert sorted(strength_days(told)) == [*old, *new]
    under_the_old = {(each.on - MONDAY).days for each in log if each.keys & {2}}
    assert under_the_old == set(old)
    assert adherence(windows(programme), log, MONDAY, MONDAY + 13 * DAY) == Adherence(7, 7)


def test_what_was_still_open_when_the_version_changed_is_not_missed() -> None:
    """Due on day 8, not done, revised from day 9, done that day: one session, a day late."""
    programme = revised(9)

    told, log = walked(programme, MONDAY, 14, skipped={MONDAY + 8 * DAY})

    assert sorted(strength_days(told)) == [0, 2, 4, 6, 8, 9, 11, 13]
    assert adherence(windows(programme), log, MONDAY, MONDAY + 13 * DAY) == Adherence(7, 7)


def test_a_session_logged_before_the_version_changed_that_day_counts_and_is_recovered_from() -> None:
    """Trained on the morning of day 8 under the old version; the new one holds from that same day."""
    programme = revised(8)
    old = next(each.window for each in programme if each.exercise == "EX08")
    log = [DoneSession(MONDAY + n * DAY, frozenset({old.key}), 1.0) for n in (0, 2, 4, 6, 8)]

    due = {n: [each.exercise for each in due_on(programme, log, MONDAY + n * DAY)] for n in (9, 10)}

    assert due == {9: ["EX01"], 10: ["EX01", "EX08"]}
    assert adherence(windows(programme), log, MONDAY, MONDAY + 9 * DAY) == Adherence(5, 5)


def flared(day: int) -> list[Line]:
    """T2, a flare on `day`: the flare plan for seven days, then the rung below on the load ladder."""
    flare_on = MONDAY + day * DAY
    back_on = flare_on + 7 * DAY
    lower = [each for each in lines("T2", back_on, first_key=200) if each.exercise in ("EX01", rung_below("EX09"))]
    return [*until(lines("T2", MONDAY), flare_on - DAY), *lines("T5", flare_on, first_key=100), *lower]


def test_a_flare_is_seven_days_of_the_flare_plan_and_then_one_rung_down() -> None:
    """In week 6, on day 37, the day after a session: the hold begins on day 38, the lower rung on day 44."""
    programme = flared(37)

    told, log = walked(programme, MONDAY, 50)

    hold, lower = "EX04 4 × 30 s", TWELVE
    assert {n: each for n, each in strength_days(told).items() if n >= 30} == {
        **dict.fromkeys([30, 32, 34, 36], EIGHT),
        **dict.fromkeys([38, 40, 42], hold),
        **dict.fromkeys([44, 46, 48], lower),
    }
    assert [sum(each.startswith("EX12") for each in day) for day in told[36:46]] == [0, *[1] * 7, 0, 0]
    assert adherence(windows(programme), log, MONDAY, MONDAY + 49 * DAY) == Adherence(25, 25)


def test_a_flare_plan_on_a_day_the_foot_is_ready_begins_that_day() -> None:
    told, _ = walked(flared(36), MONDAY, 46)

    assert [n for n, each in strength_days(told).items() if each.startswith("EX04")] == [36, 38, 40, 42]
    assert strength_days(told)[44] == TWELVE


def test_a_pause_is_not_due_and_the_programme_resumes_the_day_after() -> None:
    holiday = [DateSpan(MONDAY + 15 * DAY, MONDAY + 25 * DAY)]
    programme = lines("T2", MONDAY)

    told, log = walked(programme, MONDAY, 35, pauses=holiday)

    assert told[15:26] == [[]] * 11
    assert sorted(strength_days(told)) == [*range(0, 15, 2), 26, *range(28, 35, 2)]
    assert strength_days(told)[26] == TEN
    assert strength_days(told)[28] == EIGHT
    found = adherence(windows(programme), log, MONDAY, MONDAY + 34 * DAY, holiday)
    assert found == Adherence(13, 13)


def test_both_heels_are_one_prescription_and_one_session() -> None:
    """Each side by itself under one key: what is due and done is counted once, as for one heel."""
    both = lines("T2", MONDAY, without={"EX01"})

    told, log = walked(both, MONDAY, 28)

    assert sum(map(len, told)) == 14
    assert adherence(windows(both), log, MONDAY, MONDAY + 27 * DAY) == Adherence(14, 14)


def test_one_heel_on_a_rung_of_its_own_is_the_same_session() -> None:
    """Left on one leg, right on two, prescribed side by side: trained on the same days."""
    left, right = lines("R15", MONDAY), lines("R15", MONDAY, first_key=50)

    told, log = walked([*left, *right], MONDAY, 28)

    assert [len(day) for day in told] == [2, 0] * 14
    assert adherence(windows([*left, *right]), log, MONDAY, MONDAY + 27 * DAY) == Adherence(14, 14)

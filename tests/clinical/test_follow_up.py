"""The follow-up rules: each on its day, with its numbers; what beats what; when the patient may be asked."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.clinical.follow_up import (
    CourseFacts,
    LoggedSession,
    Need,
    Reason,
    Rule,
    Thresholds,
    may_prompt,
    need_of,
    prompts_patient,
    reasons,
)
from rehab.clinical.progress import start_median
from rehab.clinical.recurrence import DateSpan, PrescribedWindow

MONDAY = date(2026, 3, 2)


def on(number: int) -> date:
    return MONDAY + timedelta(days=number)


def course(
    today: int,
    pain: Callable[[int], int | None],
    trains: Iterable[int] = range(0, 400, 2),
    session_pain: Callable[[int], int] = lambda _: 3,
    intake: int | None = None,
) -> CourseFacts:
    """A course of 12 weeks' strength every other day, logged up to and including day `today`."""
    by_day = {on(n): score for n in range(today + 1) if (score := pain(n)) is not None}
    key = frozenset({1})
    sessions = tuple(LoggedSession(on(n), key, 1.0, session_pain(n), session_pain(n)) for n in trains if n <= today)
    return CourseFacts(
        started_on=MONDAY,
        intake_pain=intake,
        start_median=start_median(by_day, MONDAY, None),
        by_day=by_day,
        sessions=sessions,
        windows=(PrescribedWindow(1, MONDAY, on(399), 2, 1, True),),
        phase_started_on=MONDAY,
        phase_last_on=on(399),
        symptoms_since=MONDAY - timedelta(days=60),
        pauses=(),
        last_log_on=max([*by_day, *(each.on for each in sessions)], default=None),
    )


def found(facts: CourseFacts, today: int, **limits: float) -> dict[Rule, Reason]:
    return {each.rule: each for each in reasons(facts, on(today), Thresholds(**limits))}  # type: ignore[arg-type]


def steady(score: int) -> Callable[[int], int]:
    return lambda _: score


def falling(n: int) -> int:
    """A point less every ten days, from 8: noticeably better at week 4."""
    return max(8 - n // 10, 1)


def test_an_ordinary_responder_gives_no_reason_until_well() -> None:
    daily = [reasons(course(day, falling), on(day)) for day in range(84)]

    assert daily[:77] == [()] * 77
    assert {each.rule for each in daily[77]} == {Rule.IMPROVED}
    assert need_of(()) is Need.ON_PLAN


def test_flare_when_the_week_is_two_points_worse_than_the_one_before() -> None:
    rises = {day: found(course(day, lambda n: 4 if n < 14 else 6), day) for day in range(13, 26)}

    assert [day for day, each in rises.items() if Rule.FLARE in each] == [17, 18, 19, 20, 21, 22, 23]
    flare = rises[20][Rule.FLARE]
    assert flare.need is Need.NEEDS_YOU
    assert flare.since == on(17)
    assert flare.numbers == {"via": "mornings", "days": 7, "before": 4, "now": 6, "rise": 2}


def test_flare_when_two_sessions_running_were_red() -> None:
    facts = course(12, falling, session_pain=lambda n: 7 if n >= 10 else 3)

    flare = found(facts, 12)[Rule.FLARE]

    assert (flare.since, flare.numbers) == (on(12), {"via": "sessions", "count": 2, "pain": 7})
    assert Rule.FLARE not in found(facts, 19)


def test_one_red_session_or_two_apart_is_no_flare() -> None:
    assert not found(course(12, falling, session_pain=lambda n: 7 if n == 12 else 3), 12)
    assert not found(course(12, falling, session_pain=lambda n: 7 if n in (8, 12) else 3), 12)


def test_creep_is_a_point_more_in_each_of_two_weeks_and_a_flare_says_it_better() -> None:
    crept = found(course(20, lambda n: 4 + n // 7), 20)
    flared = found(course(20, lambda n: 4 + 2 * (n // 7)), 20)

    assert crept[Rule.CREEP].numbers == {"weeks": 2, "before": 4, "now": 6, "rise": 2}
    assert crept[Rule.CREEP].need is Need.KEEP_AN_EYE
    assert Rule.FLARE in flared
    assert Rule.CREEP not in flared


def test_week_4_asks_when_a_course_that_trains_stalls() -> None:
    assert not found(course(27, steady(6)), 27)

    asked = found(course(28, steady(6)), 28)[Rule.WEEK_4]

    assert (asked.since, asked.need) == (on(28), Need.NEEDS_YOU)
    assert asked.numbers == {
        **{"week": 4, "start": 6, "now": 6, "change": 0},
        **{"done": 14.0, "due": 14, "days": 28, "share": 100},
    }


def test_a_course_that_stalls_without_training_is_asked_why_instead() -> None:
    asked = found(course(28, steady(6), trains=range(0, 28, 4)), 28)

    assert Rule.WEEK_4 not in asked
    low = asked[Rule.LOW_ADHERENCE]
    assert (low.need, low.since) == (Need.NEEDS_YOU, on(28))
    assert low.numbers["why"] == "stalling"
    assert low.numbers["share"] == 46
    assert low.numbers["week"] == 4


def test_without_anything_prescribed_a_stall_is_still_told() -> None:
    facts = replace(course(28, steady(6)), windows=())

    assert "share" not in found(facts, 28)[Rule.WEEK_4].numbers


def test_non_response_takes_over_at_week_8() -> None:
    assert set(found(course(55, steady(6)), 55)) == {Rule.WEEK_4}
    assert set(found(course(56, steady(6)), 56)) == {Rule.NON_RESPONSE}


def test_a_late_responder_is_asked_at_week_4_and_not_at_week_8() -> None:
    def late(n: int) -> int:
        return 7 if n < 35 else 4

    assert Rule.WEEK_4 in found(course(30, late), 30)
    assert not found(course(56, late), 56)


@pytest.mark.parametrize(("now", "stalls"), [(3, True), (2, True), (1, False)])
def test_a_low_start_is_judged_by_half(now: int, stalls: bool) -> None:
    facts = course(28, lambda n: 3 if n < 10 else now)

    assert (Rule.WEEK_4 in found(facts, 28)) is stalls


def test_an_unknown_now_stalls_nobody() -> None:
    assert not found(course(28, lambda n: 6 if n < 20 or n == 28 else None), 28)


def test_week_12_is_asked_of_all_with_what_is_known() -> None:
    responder = found(course(84, falling), 84)[Rule.WEEK_12]
    unknown = found(course(84, lambda _: None), 84)[Rule.WEEK_12]

    assert responder.since == on(84)
    assert {"start", "now", "change"} <= responder.numbers.keys()
    assert "now" not in unknown.numbers
    assert Rule.WEEK_12 not in found(course(112, falling), 112)


def test_refractory_is_half_a_year_of_pain_and_a_course_that_had_its_time() -> None:
    long_ago = replace(course(56, steady(6)), symptoms_since=MONDAY - timedelta(days=200))

    asked = found(long_ago, 56)

    assert asked[Rule.REFRACTORY].numbers["months"] == 8
    assert reasons(long_ago, on(56))[0].rule is Rule.REFRACTORY
    assert Rule.REFRACTORY not in found(replace(long_ago, started_on=on(1)), 56)
    assert Rule.REFRACTORY not in found(course(56, steady(6)), 56)


def test_a_long_course_becomes_refractory_without_a_known_beginning() -> None:
    facts = replace(course(184, steady(6)), symptoms_since=None)

    assert found(facts, 184)[Rule.REFRACTORY].since == on(184)


def test_plateau_after_a_good_beginning() -> None:
    def flattens(n: int) -> int:
        return 8 if n < 14 else 5

    plateau = found(course(50, flattens), 50)[Rule.PLATEAU]

    assert plateau.need is Need.KEEP_AN_EYE
    assert plateau.numbers == {"weeks": 3, "week": 7, "before": 5, "now": 5, "change": 0}
    assert plateau.since == on(43)
    assert Rule.PLATEAU not in found(course(40, flattens), 40)
    assert Rule.PLATEAU not in found(course(50, lambda n: 8 if n < 14 else 2), 50)


def test_a_stall_says_more_than_a_plateau() -> None:
    assert Rule.PLATEAU not in found(course(60, steady(6)), 60)


def test_end_of_phase_on_its_last_day() -> None:
    facts = replace(course(28, falling), phase_last_on=on(27))

    assert Rule.END_OF_PHASE not in found(facts, 26)
    assert found(facts, 28)[Rule.END_OF_PHASE].numbers == {"last_on": "2026-03-29", "days": 1}
    assert Rule.END_OF_PHASE in found(facts, 25, end_of_phase_lead_days=3)


def test_low_adherence_takes_two_windows() -> None:
    stopped = range(0, 14, 2)

    one_window = found(course(27, falling, trains=stopped), 27)
    two_windows = found(course(42, falling, trains=stopped), 42)

    assert not one_window
    low = two_windows[Rule.LOW_ADHERENCE]
    assert low.need is Need.KEEP_AN_EYE
    assert low.numbers == {"why": "two_windows", "done": 0.0, "due": 6, "days": 14, "share": 0}


@pytest.mark.parametrize(
    ("quiet", "audience", "need"),
    [
        (6, None, None),
        (7, "patient", Need.KEEP_AN_EYE),
        (13, "patient", Need.KEEP_AN_EYE),
        (14, "staff", Need.NEEDS_YOU),
    ],
)
def test_silence_nudges_the_patient_then_staff(quiet: int, audience: str | None, need: Need | None) -> None:
    facts = course(10, falling)
    silence = found(facts, 10 + quiet).get(Rule.SILENCE)

    assert (silence and silence.numbers["audience"]) == audience
    assert (silence and silence.need) == need
    if silence:
        assert silence.numbers["days"] == quiet
        assert silence.since == on(10 + (7 if quiet < 14 else 14))


def test_days_of_a_pause_are_not_silent() -> None:
    away = replace(course(10, falling), pauses=(DateSpan(on(11), on(20)),))

    assert not found(away, 20)
    assert not found(away, 26)
    assert found(away, 27)[Rule.SILENCE].since == on(27)


def test_a_course_never_logged_is_silent_from_its_start() -> None:
    facts = course(-1, falling)

    assert found(facts, 15)[Rule.SILENCE].numbers == {"days": 15, "audience": "staff"}


def test_silence_puts_low_adherence_aside() -> None:
    assert set(found(course(13, falling), 45)) == {Rule.SILENCE}


def test_improved_is_three_weeks_at_two_or_less() -> None:
    def well(n: int) -> int:
        return 6 if n < 14 else 1

    improved = found(course(34, well), 34)[Rule.IMPROVED]

    assert improved.numbers == {"weeks": 3, "start": 6, "now": 1, "change": -5}
    assert Rule.IMPROVED not in found(course(27, well), 27)
    assert Rule.IMPROVED not in found(course(34, steady(2)), 34)


def test_the_intake_score_stands_in_for_a_missing_first_week() -> None:
    facts = course(28, lambda n: 6 if n > 14 else None, intake=6)

    assert found(facts, 28)[Rule.WEEK_4].numbers["start"] == 6


def test_stretching_only_is_judged_by_its_stretches() -> None:
    stretch = PrescribedWindow(1, MONDAY, on(55), 1, 3, False)
    bouts = tuple(LoggedSession(on(day), frozenset({1}), 1.0, None, None) for day in range(29) for _ in range(3))
    facts = replace(course(28, steady(6)), windows=(stretch,), sessions=bouts)

    assert found(facts, 28)[Rule.WEEK_4].numbers["due"] == 84
    assert Rule.LOW_ADHERENCE in found(replace(facts, sessions=bouts[::2]), 28)


def test_the_most_pressing_comes_first_and_no_rule_twice() -> None:
    stalled = replace(
        course(60, lambda n: 6 if n < 54 else 8, trains=[]),
        phase_last_on=on(55),
        symptoms_since=MONDAY - timedelta(days=300),
    )

    order = [each.rule for each in reasons(stalled, on(60))]

    assert order == [Rule.FLARE, Rule.REFRACTORY, Rule.LOW_ADHERENCE, Rule.END_OF_PHASE]
    assert need_of(reasons(stalled, on(60))) is Need.NEEDS_YOU


pains = st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=1, max_size=120)
trainings = st.sets(st.integers(0, 119), max_size=60)


@given(pains, trainings, st.integers(1, 60))
def test_moving_every_date_by_weeks_moves_every_reason(pain: list[int | None], trains: set[int], weeks: int) -> None:
    today, moved = len(pain) - 1, timedelta(days=7 * weeks)
    here = course(today, lambda n: pain[n], sorted(trains))
    there = replace(
        here,
        started_on=here.started_on + moved,
        by_day={day + moved: score for day, score in here.by_day.items()},
        sessions=tuple(replace(each, on=each.on + moved) for each in here.sessions),
        windows=tuple(replace(w, first_on=w.first_on + moved, last_on=w.last_on + moved) for w in here.windows),
        symptoms_since=here.symptoms_since and here.symptoms_since + moved,
        phase_last_on=here.phase_last_on and here.phase_last_on + moved,
        last_log_on=here.last_log_on and here.last_log_on + moved,
    )

    expected = [replace(each, since=each.since + moved) for each in reasons(here, on(today))]
    assert list(reasons(there, on(today) + moved)) == expected


@given(pains, trainings)
def test_any_history_gives_reasons_with_numbers_and_a_past_date(pain: list[int | None], trains: set[int]) -> None:
    today = len(pain) - 1
    for each in reasons(course(today, lambda n: pain[n], sorted(trains)), on(today)):
        assert each.since <= on(today)
        assert each.numbers


@given(pains, trainings)
def test_the_order_of_the_log_does_not_matter(pain: list[int | None], trains: set[int]) -> None:
    today = len(pain) - 1
    facts = course(today, lambda n: pain[n], sorted(trains), session_pain=lambda n: n % 11)
    turned = replace(facts, sessions=facts.sessions[::-1], by_day=dict(sorted(facts.by_day.items(), reverse=True)))

    assert reasons(facts, on(today)) == reasons(turned, on(today))


ASKED = {
    "today": on(20),
    "has_future_appointment": False,
    "last_prompt_on": None,
    "snoozed_until": None,
    "ended_as_well_on": None,
}


@pytest.mark.parametrize(
    ("rule", "changed", "allowed"),
    [
        (Rule.WEEK_4, {}, True),
        (Rule.WEEK_4, {"has_future_appointment": True}, False),
        (Rule.FLARE, {"has_future_appointment": True}, False),
        (Rule.WEEK_4, {"last_prompt_on": on(14)}, False),
        (Rule.WEEK_4, {"last_prompt_on": on(13)}, True),
        (Rule.FLARE, {"last_prompt_on": on(20)}, True),
        (Rule.RED_FLAG, {"last_prompt_on": on(20)}, True),
        (Rule.WEEK_4, {"snoozed_until": on(21)}, False),
        (Rule.WEEK_4, {"snoozed_until": on(20)}, True),
        (Rule.WEEK_4, {"ended_as_well_on": on(1)}, False),
        (Rule.FLARE, {"ended_as_well_on": on(1)}, False),
    ],
)
def test_prompts_know_when_to_stop(rule: Rule, changed: dict[str, object], allowed: bool) -> None:
    assert may_prompt(rule, **{**ASKED, **changed}) is allowed  # type: ignore[arg-type]


def test_a_nudge_and_a_warning_sign_do_not_lead_to_booking() -> None:
    assert not any(prompts_patient(rule) for rule in (Rule.SILENCE, Rule.RED_FLAG, Rule.CREEP, Rule.IMPROVED))
    assert all(prompts_patient(rule) for rule in (Rule.WEEK_4, Rule.NON_RESPONSE, Rule.WEEK_12, Rule.END_OF_PHASE))

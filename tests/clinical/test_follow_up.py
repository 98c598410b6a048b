"""The follow-up rules: each on its day, with its numbers; what beats what; when the patient may be asked."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rehab.clinical.follow_up import (
    DEFAULT,
    About,
    CourseFacts,
    LoggedSession,
    Need,
    Obstacle,
    OutcomeAnswers,
    PlannedVisit,
    Reason,
    Rule,
    WarningTick,
    about,
    may_prompt,
    need_of,
    obstacle,
    reasons,
)
from rehab.clinical.progress import rolling_median, start_median
from rehab.clinical.recurrence import DateSpan, PrescribedWindow
from rehab.clinical.safety import Level

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
    """The reasons of a day by rule; the ready ones left out, which a course that trains well has all the time."""
    given = reasons(facts, on(today), DEFAULT.changed(limits))
    return {each.rule: each for each in given if each.rule is not Rule.READY}


def ready_on(facts: CourseFacts, today: int) -> Reason | None:
    return next((each for each in reasons(facts, on(today)) if each.rule is Rule.READY), None)


def steady(score: int) -> Callable[[int], int]:
    return lambda _: score


def falling(n: int) -> int:
    """A point less every ten days, from 8: noticeably better at week 4."""
    return max(8 - n // 10, 1)


def test_an_ordinary_responder_gives_no_reason_until_well() -> None:
    daily = [found(course(day, falling), day) for day in range(84)]

    assert daily[:77] == [{}] * 77
    assert set(daily[77]) == {Rule.IMPROVED}
    assert need_of(()) is Need.ON_PLAN


def test_flare_lasts_while_the_mornings_stay_two_points_up_three_weeks_at_most() -> None:
    stays_up = {day: found(course(day, lambda n: 4 if n < 14 else 6), day) for day in range(13, 42)}
    settles = {day: found(course(day, lambda n: 6 if 14 <= n < 24 else 4), day) for day in range(13, 42)}

    assert [day for day, each in stays_up.items() if Rule.FLARE in each] == list(range(17, 39))
    assert [day for day, each in settles.items() if Rule.FLARE in each] == list(range(17, 27))
    flare = stays_up[20][Rule.FLARE]
    assert (flare.need, flare.since, flare.window) == (Need.NEEDS_YOU, on(17), DateSpan(on(7), on(20)))
    assert flare.numbers == {"via": "mornings", "days": 7, "before": 4, "now": 6, "rise": 2, "up_days": 3}


def test_the_patient_is_asked_to_book_when_a_flare_is_still_up_after_seven_days() -> None:
    mornings = [found(course(day, lambda n: 4 if n < 14 else 6), day)[Rule.FLARE] for day in range(17, 26)]
    red = course(19, falling, session_pain=lambda n: 7 if n >= 10 else 3)

    assert [each.asks_patient for each in mornings] == [False] * 7 + [True] * 2
    assert not found(course(18, falling, session_pain=lambda n: 7 if n >= 10 else 3), 18)[Rule.FLARE].asks_patient
    assert found(red, 19)[Rule.FLARE].asks_patient
    assert found(red, 19)[Rule.FLARE].numbers["up_days"] == 7


def test_flare_when_two_sessions_running_were_red() -> None:
    facts = course(12, falling, session_pain=lambda n: 7 if n >= 10 else 3)

    flare = found(facts, 12)[Rule.FLARE]

    assert flare.since == on(12)
    assert flare.numbers == {"via": "sessions", "count": 2, "pain": 7, "up_days": 0}
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


def test_a_phase_that_another_follows_does_not_end_the_programme() -> None:
    following = PrescribedWindow(2, on(28), on(55), 2, 1, strength=True)
    facts = replace(course(27, falling), phase_last_on=on(27))

    assert Rule.END_OF_PHASE in found(facts, 27)
    assert Rule.END_OF_PHASE not in found(replace(facts, windows=(*facts.windows, following)), 27)


def test_low_adherence_takes_two_whole_windows_of_the_course() -> None:
    never = [found(course(day, falling, trains=[]), day) for day in range(28)]

    assert never[:27] == [{}] * 27
    assert set(never[27]) == {Rule.LOW_ADHERENCE}


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

    assert improved.numbers == {"weeks": 3, "at_most": 2, "start": 6, "now": 1, "change": -5}
    assert Rule.IMPROVED not in found(course(27, well), 27)
    assert Rule.IMPROVED not in found(course(34, steady(2)), 34)


def test_a_course_that_stalls_is_not_told_that_it_is_well() -> None:
    """From 3 to 2 is less than half: at most 2 for three weeks, and no response."""
    facts = course(34, lambda n: 3 if n < 7 else 2)

    assert set(found(facts, 34)) == {Rule.WEEK_4}
    halved = course(48, lambda n: 3 if n < 7 else 2 if n < 35 else 1)
    assert found(halved, 48)[Rule.IMPROVED].since == on(38)


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


def later(reason: Reason, moved: timedelta) -> Reason:
    window = DateSpan(reason.window.first_on + moved, reason.window.last_on + moved)
    return replace(reason, since=reason.since + moved, window=window)


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

    expected = [later(each, moved) for each in reasons(here, on(today))]
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
        (Rule.WEEK_4, {"last_visit_on": on(14)}, False),
        (Rule.WEEK_4, {"last_visit_on": on(13)}, True),
        (Rule.FLARE, {"last_visit_on": on(20)}, True),
        (Rule.RED_FLAG, {"last_prompt_on": on(20)}, True),
        (Rule.WEEK_4, {"snoozed_until": on(21)}, False),
        (Rule.WEEK_4, {"snoozed_until": on(20)}, True),
        (Rule.WEEK_4, {"ended_as_well_on": on(1)}, False),
        (Rule.FLARE, {"ended_as_well_on": on(1)}, False),
    ],
)
def test_prompts_know_when_to_stop(rule: Rule, changed: dict[str, object], allowed: bool) -> None:
    assert may_prompt(rule, **{**ASKED, **changed}) is allowed  # type: ignore[arg-type]


def test_only_rules_of_booking_ask_the_patient() -> None:
    well = found(course(34, lambda n: 6 if n < 14 else 1), 34)
    silent = found(course(13, falling), 45)
    stalls = found(course(28, steady(6)), 28)

    assert not well[Rule.IMPROVED].asks_patient
    assert not silent[Rule.SILENCE].asks_patient
    assert stalls[Rule.WEEK_4].asks_patient


def test_while_a_warning_sign_stands_nobody_is_asked_to_book_or_to_progress() -> None:
    ticked = WarningTick(on(20), Level.SAME_DAY)
    facts = replace(course(28, steady(6)), ticks=(ticked, WarningTick(on(24), Level.ROUTINE)))
    given = {each.rule: each for each in reasons(facts, on(28))}

    assert given[Rule.RED_FLAG].numbers == {"count": 2, "level": "same_day", "days": 8}
    assert given[Rule.RED_FLAG].since == on(20)
    assert reasons(facts, on(28))[0].rule is Rule.RED_FLAG
    assert Rule.WEEK_4 in given
    assert not any(each.asks_patient for each in given.values())
    assert Rule.READY not in given


def test_a_warning_sign_stands_until_a_practitioner_clears_it() -> None:
    facts = replace(course(28, falling), ticks=(WarningTick(on(20), Level.EMERGENCY, cleared_on=on(22)),))

    days = [day for day in range(18, 25) if Rule.RED_FLAG in found(facts, day)]

    assert days == [20, 21]


def test_ready_is_the_rungs_criterion_met_twice_running() -> None:
    facts = course(3, steady(4), session_pain=lambda n: 3 + n, intake=4)

    assert ready_on(course(2, steady(4), intake=4), 2) is None, "the morning after the second is not known yet"
    met = ready_on(facts, 3)
    assert met
    assert (met.need, met.since, met.window) == (Need.ON_PLAN, on(3), DateSpan(on(0), on(3)))
    assert met.numbers == {"count": 2, "pain": 5, "rise": 0}
    assert ready_on(course(9, steady(4), trains=(0, 2), intake=4), 9)
    assert ready_on(course(10, steady(4), trains=(0, 2), intake=4), 10) is None, "a week without training"


@pytest.mark.parametrize(
    "spoiled",
    [
        {"completion": 0.9},
        {"pain_during": 6},
        {"pain_after": 6},
        {"pain_during": None},
    ],
)
def test_not_ready_when_one_of_the_two_fell_short(spoiled: dict[str, object]) -> None:
    facts = course(3, steady(4), intake=4)
    last = replace(facts.sessions[-1], **spoiled)  # type: ignore[arg-type]

    assert ready_on(replace(facts, sessions=(*facts.sessions[:-1], last)), 3) is None


def test_not_ready_after_a_bad_morning_an_unknown_one_or_on_another_rung() -> None:
    other_rung = PrescribedWindow(2, on(3), on(30), 2, 1, strength=True)
    facts = course(3, steady(4), intake=4)

    assert ready_on(course(3, lambda n: 6 if n == 3 else 4, intake=4), 3) is None
    assert ready_on(course(4, lambda n: None if n == 3 else 4, trains=(0, 2), intake=4), 4) is None
    assert ready_on(replace(facts, windows=(*facts.windows[:0], other_rung)), 3) is None


def test_week_12_without_improvement_is_said_with_more_weight_unless_the_patient_calls_it_much_better() -> None:
    facts = course(84, steady(6))

    assert found(facts, 84)[Rule.WEEK_12].words == "week_12.no_better"
    assert found(course(84, falling), 84)[Rule.WEEK_12].words == "week_12"
    better = replace(facts, outcomes=OutcomeAnswers(much_better=True))
    assert found(better, 84)[Rule.WEEK_12].words == "week_12"


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        (OutcomeAnswers(), True),
        (OutcomeAnswers(psfs=8, accepts=True), True),
        (OutcomeAnswers(psfs=7.9, accepts=True), False),
        (OutcomeAnswers(psfs=9, accepts=False), False),
    ],
)
def test_improved_gives_way_to_what_the_patient_answers(answers: OutcomeAnswers, holds: bool) -> None:
    facts = replace(course(34, lambda n: 6 if n < 14 else 1), outcomes=answers)

    assert (Rule.IMPROVED in found(facts, 34)) is holds


def test_improved_is_confirmed_when_psfs_and_pass_say_so_too() -> None:
    facts = course(34, lambda n: 6 if n < 14 else 1)
    half = replace(facts, outcomes=OutcomeAnswers(psfs=9))
    whole = replace(facts, outcomes=OutcomeAnswers(psfs=9, accepts=True))

    assert found(half, 34)[Rule.IMPROVED].words == "improved"
    assert found(whole, 34)[Rule.IMPROVED].words == "improved.confirmed"


STALL = {"week_4", "non_response", "refractory", "week_12.no_better", "low_adherence.stalling"}


@given(pains, trainings)
def test_a_better_morning_never_makes_a_course_stall(pain: list[int | None], trains: set[int]) -> None:
    """A last morning better than it was never adds week 4, non-response, refractory or week 12 without gain."""
    today = len(pain) - 1
    facts = course(today, lambda n: pain[n], sorted(trains))
    score = facts.by_day.get(on(today))
    if score is None or today < 7:
        return
    for better in range(score):
        improved = replace(facts, by_day={**facts.by_day, on(today): better})
        before = {each.words for each in reasons(facts, on(today))} & STALL
        after = {each.words for each in reasons(improved, on(today))} & STALL
        assert after <= before


daily_pains = st.lists(st.integers(0, 10), min_size=29, max_size=120)


@given(daily_pains, trainings, st.integers(0, 6), st.integers(0, 10))
def test_one_more_morning_no_worse_than_usual_never_turns_an_improving_course_into_non_response(
    pain: list[int], trains: set[int], back: int, score: int
) -> None:
    """Improving: no rule says that it stalls, one morning of the last seven missing."""
    today = len(pain) - 1
    facts = course(today, lambda n: None if n == today - back else pain[n], sorted(trains))
    usual = rolling_median(facts.by_day, on(today))
    assert usual is not None
    assume(not {each.words for each in reasons(facts, on(today))} & STALL)

    one_more = replace(facts, by_day={**facts.by_day, on(today - back): min(score, int(usual))})

    assert not {each.words for each in reasons(one_more, on(today))} & STALL


@given(pains, trainings)
def test_no_rule_looks_further_back_than_the_history_it_is_given(pain: list[int | None], trains: set[int]) -> None:
    """The first week and the last 35 days give the reasons that the whole course gives."""
    today = len(pain) - 1
    whole = course(today, lambda n: pain[n], sorted(trains), session_pain=lambda n: n % 11)
    oldest = on(today) - timedelta(days=35)
    short = replace(
        whole,
        by_day={day: score for day, score in whole.by_day.items() if day >= oldest},
        sessions=tuple(each for each in whole.sessions if each.on >= oldest),
    )

    assert reasons(short, on(today)) == reasons(whole, on(today))


def planned_for(day: int, *, by_hand: bool = True, visit: int | None = None) -> CourseFacts:
    """A course on plan, with a follow-up planned for a day and a visit on another."""
    plan = PlannedVisit(7, on(day), by_hand, "Vi ser på trapperne.")
    return replace(course(60, falling), planned=(plan,), visit_on=None if visit is None else on(visit))


@pytest.mark.parametrize(("by_hand", "first"), [(True, 13), (False, 20)])
def test_a_planned_follow_up_is_told_a_week_before_and_a_review_point_on_its_day(by_hand: bool, first: int) -> None:
    facts = planned_for(20, by_hand=by_hand)
    assert Rule.PLANNED not in found(facts, first - 1)
    reason = found(facts, first)[Rule.PLANNED]
    assert (reason.since, reason.asks_patient, reason.need) == (on(first), True, Need.KEEP_AN_EYE)
    assert reason.words == ("planned.by_hand" if by_hand else "planned.review_point")
    assert reason.numbers["on"] == on(20).isoformat()
    assert (reason.numbers["days"], reason.numbers["text"]) == (first - 20, "Vi ser på trapperne.")


def test_more_than_a_week_after_its_day_it_needs_the_practitioner() -> None:
    assert found(planned_for(20), 27)[Rule.PLANNED].need is Need.KEEP_AN_EYE
    late = found(planned_for(20), 28)[Rule.PLANNED]
    assert (late.words, late.need, late.asks_patient) == ("planned.overdue", Need.NEEDS_YOU, True)


@pytest.mark.parametrize(("visit", "holds"), [(12, True), (13, False), (30, False)])
def test_it_is_met_by_a_visit_from_a_week_before(visit: int, holds: bool) -> None:
    assert (Rule.PLANNED in found(planned_for(20, visit=visit), 20)) is holds


def test_how_long_before_is_the_courses_own() -> None:
    assert Rule.PLANNED in found(planned_for(20), 6, planned_lead_days=14)
    assert Rule.PLANNED not in found(planned_for(20), 19, planned_lead_days=0)
    asked_early = planned_for(20, visit=6)
    assert Rule.PLANNED not in found(asked_early, 20, planned_lead_days=14)


def test_of_several_the_earliest_speaks_and_each_is_a_matter_of_its_own() -> None:
    facts = replace(planned_for(20), planned=(PlannedVisit(8, on(22)), PlannedVisit(7, on(20))))
    reason = found(facts, 20)[Rule.PLANNED]
    assert reason.about == About(Rule.PLANNED, 7)
    assert about("planned", reason.numbers) == reason.about
    assert about("plateau", {"plan": 7}) == About(Rule.PLATEAU)


def test_a_warning_sign_asks_nobody_to_come_as_planned() -> None:
    facts = replace(planned_for(20), ticks=(WarningTick(on(20), next(iter(Level))),))
    assert not found(facts, 20)[Rule.PLANNED].asks_patient


@pytest.mark.parametrize(
    ("given", "against"),
    [
        ({}, None),
        ({"ended_as_well_on": on(1)}, Obstacle.WELL),
        ({"has_future_appointment": True}, Obstacle.BOOKED),
        ({"snoozed_until": on(11)}, Obstacle.NOT_NOW),
        ({"snoozed_until": on(10)}, None),
        ({"last_prompt_on": on(4)}, Obstacle.TOO_SOON),
        ({"last_prompt_on": on(3)}, None),
    ],
)
def test_what_law_7_has_against_a_prompt_is_told(given: dict[str, Any], against: Obstacle | None) -> None:
    nothing: dict[str, Any] = {"has_future_appointment": False, "last_prompt_on": None, "snoozed_until": None}
    values = {**nothing, "ended_as_well_on": None, **given}
    assert obstacle(Rule.READY, today=on(10), **values) is against
    assert may_prompt(Rule.READY, today=on(10), **values) is (against is None)

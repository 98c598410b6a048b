"""Is it getting better? F3 creep, F4 to F8 and F13 (dossier 10)."""

from datetime import date

from rehab.clinical.course_facts import CourseFacts, Numbers, Reason, Rule
from rehab.clinical.outcomes import is_well
from rehab.clinical.progress import is_plateau, rolling_median
from rehab.clinical.recurrence import DateSpan
from rehab.clinical.rules.measures import (
    DAY,
    WEEK,
    change,
    has_risen,
    is_stalling,
    last_days,
    rise,
    since,
    trained,
    training_numbers,
    week_of,
)
from rehab.clinical.thresholds import Thresholds

TRAINED_DAYS = 28
"""[D] A stall is judged beside the training of the last four weeks."""

_DAYS_PER_MONTH = 30.44


def creep(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F3: M up by at least 1 in each of the last two weeks (the week-to-week rule of the pain model)."""

    def crept(day: date) -> bool:
        weeks = (day, day - WEEK)
        return all(has_risen(facts, each - WEEK, each, limits.creep_rise) for each in weeks)

    if not crept(today):
        return None
    numbers: Numbers = {"weeks": 2, **rise(facts, today - 2 * WEEK, today)}
    return Reason(Rule.CREEP, since(crept, today, looks_back=21), last_days(today, 21), numbers)


def stalled(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F4 and F5: from week 4, and again from week 8, less than 2 points and less than 30 % better.

    Only a course that trains (80 % of what was due in the last 28 days, or nothing due) is told that the
    programme does not answer. One that stalls without training gets low adherence (F11) in its place.
    """
    week = week_of(facts, today)
    reached = next((each for each in (limits.non_response_week, limits.check_week) if each <= week), None)
    if reached is None or week >= limits.outcome_week or not is_stalling(facts, today):
        return None
    training = trained(facts, today, TRAINED_DAYS)
    numbers: Numbers = {"week": week, **change(facts, today), **training_numbers(training, TRAINED_DAYS)}
    began, window = facts.started_on + reached * WEEK, DateSpan(facts.started_on, today)
    if training.share is not None and training.share < limits.adherent_from:
        return Reason(Rule.LOW_ADHERENCE, began, window, {"why": "stalling", **numbers})
    rule = Rule.NON_RESPONSE if reached == limits.non_response_week else Rule.WEEK_4
    return Reason(rule, began, window, numbers)


def week_12(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F6: the review at 12 weeks, always; few are finished by then (4 of 70, S8).

    Said with more weight where it is no better and the patient does not call it much better either.
    """
    week = week_of(facts, today)
    if not limits.outcome_week <= week < limits.outcome_week + limits.outcome_open_weeks:
        return None
    training = training_numbers(trained(facts, today, TRAINED_DAYS), TRAINED_DAYS)
    numbers: Numbers = {"week": week, **change(facts, today), **training}
    if is_stalling(facts, today) and facts.outcomes.much_better is not True:
        numbers["why"] = "no_better"
    began = facts.started_on + limits.outcome_week * WEEK
    return Reason(Rule.WEEK_12, began, DateSpan(facts.started_on, today), numbers)


def refractory(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F7: pain for more than 6 months, and no better after the first 8 weeks here (S69)."""
    hurts_since = min(facts.symptoms_since or facts.started_on, facts.started_on)
    due_on = max(
        hurts_since + (limits.refractory_days + 1) * DAY, facts.started_on + limits.refractory_from_week * WEEK
    )
    if today < due_on or not is_stalling(facts, today):
        return None
    months = int((today - hurts_since).days / _DAYS_PER_MONTH)
    numbers: Numbers = {"months": months, "week": week_of(facts, today), **change(facts, today)}
    return Reason(Rule.REFRACTORY, due_on, DateSpan(hurts_since, today), numbers)


def plateau(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F8: from week 6, M at 3 or more and changed by less than 1 point over three weeks."""
    weeks = limits.plateau_weeks

    def flat(day: date) -> bool:
        now = rolling_median(facts.by_day, day)
        if now is None or now < limits.plateau_from_pain or week_of(facts, day) < limits.plateau_from_week:
            return False
        return is_plateau(facts.by_day, day, weeks, limits.plateau_within)

    if not flat(today):
        return None
    risen = rise(facts, today - weeks * WEEK, today)
    numbers: Numbers = {"weeks": weeks, "week": week_of(facts, today)}
    numbers |= {"before": risen["before"], "now": risen["now"], "change": risen["rise"]}
    days = 7 * (weeks + 1)
    return Reason(Rule.PLATEAU, since(flat, today, looks_back=days), last_days(today, days), numbers)


def improved(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F13: M at most 2 for three weeks, better than at the start, and neither PSFS nor PASS speaks against it.

    From a low start 2 can be too little better to count: a course that stalls (F4, F5) is not told that it is well.

    PSFS (8 or more) and PASS (yes) count where they were asked; where they were not, the words say to ask.
    """
    weeks, answers = limits.improved_weeks, facts.outcomes

    def medians(day: date) -> list[float | None]:
        return [rolling_median(facts.by_day, day - back * WEEK) for back in reversed(range(weeks))]

    def well(day: date) -> bool:
        low = all(each is not None and each <= limits.improved_at_most for each in medians(day))
        return low and float(change(facts, day).get("change", 0)) < 0 and not is_stalling(facts, day)

    if not well(today):
        return None
    if answers.accepts is False or (answers.psfs is not None and answers.psfs < limits.improved_psfs_from):
        return None
    numbers: Numbers = {"weeks": weeks, "at_most": limits.improved_at_most, **change(facts, today)}
    if is_well(medians(today), answers.psfs, answers.accepts, limits):
        numbers["why"] = "confirmed"
    began = since(well, today, looks_back=7 * weeks)
    return Reason(Rule.IMPROVED, began, last_days(today, 7 * weeks), numbers)

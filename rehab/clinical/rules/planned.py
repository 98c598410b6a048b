"""What the practitioner planned: F14, the house's own rule [D]."""

from datetime import date

from rehab.clinical.course_facts import CourseFacts, Numbers, PlannedVisit, Reason, Rule
from rehab.clinical.recurrence import DateSpan
from rehab.clinical.rules.measures import DAY, WEEK
from rehab.clinical.thresholds import Thresholds

MET_BEFORE = WEEK
"""[D] A visit this long before the day planned is the one that was planned."""

OVERDUE_AFTER = WEEK
"""[D] This long after the day planned without a visit it needs the practitioner."""


def planned(facts: CourseFacts, today: date, limits: Thresholds) -> Reason | None:
    """F14: the day of a planned follow-up is near, or has come for a review point, and no visit is held or booked.

    Of several the earliest speaks.
    """
    due = (each for each in facts.planned if asked_from(each, limits) <= today and not is_met(each, facts, limits))
    plan = min(due, key=lambda each: (each.on, each.id), default=None)
    if plan is None:
        return None
    via = "by_hand" if plan.by_hand else "review_point"
    late = today - plan.on > OVERDUE_AFTER
    numbers: Numbers = {"via": "overdue" if late else via, "plan": plan.id, "on": plan.on.isoformat()}
    numbers |= {"days": (today - plan.on).days, "text": plan.text}
    began = asked_from(plan, limits)
    return Reason(Rule.PLANNED, began, DateSpan(began, max(plan.on, today)), numbers)


def asked_from(plan: PlannedVisit, limits: Thresholds) -> date:
    """Some days before, so that there are free times; a review point on its day: it is of the training until then."""
    return plan.on - limits.planned_lead_days * DAY if plan.by_hand else plan.on


def is_met(plan: PlannedVisit, facts: CourseFacts, limits: Thresholds) -> bool:
    """Whether a visit is held or booked that counts as the one planned."""
    first_on = plan.on - max(MET_BEFORE, limits.planned_lead_days * DAY)
    return facts.visit_on is not None and facts.visit_on >= first_on

"""The practitioner's page of a course's follow-ups: what holds now, what is planned, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from flask import url_for
from flask_babel import gettext as _

from rehab.clinical.follow_up import About, Obstacle, PlannedVisit, Reason, Rule, Thresholds, about
from rehab.clinical.rule_book import RULE_BOOK, LeadsTo
from rehab.clinical.rules.planned import asked_from, is_met
from rehab.clinical.thresholds import Unit
from rehab.content.rule_texts import rule_texts
from rehab.db import AnySession
from rehab.features.follow_up.staff_forms import PlanForm, about_text
from rehab.features.follow_up.staff_queries import Decided, Plan, decisions, plans
from rehab.models import Decision, FollowUpPrompt, PlanEnding
from rehab.records import prompts
from rehab.records.decided import Hold
from rehab.records.finding import CourseHead
from rehab.records.prompts import Against
from rehab.records.summaries import Standing, standing
from rehab.web.pages import Page
from rehab.web.reasons import patient_words, staff_words
from rehab.web.rule_words import filled, with_unit
from rehab.web.words import date_words, short_name

Rows = Sequence[FollowUpPrompt]


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be decided: its words, and where it is done."""

    words: str
    href: str
    icon: str


@dataclass(frozen=True, slots=True)
class ReasonCard:
    """A reason: what it says, how it stands with the patient (`tone` ok, warn or empty), and what can be done."""

    title: str
    state: str
    tone: str
    said: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A planned follow-up; `can_end` while nobody has taken it back."""

    id: int
    when: str
    source: str
    text: str
    state: str
    can_end: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What was decided about what, by whom, when and why."""

    what: str
    about: str
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FollowUpsPage(Page):
    """Where a practitioner sees and decides about the follow-ups of one course."""

    template: ClassVar[str] = "follow_up/staff.html"
    course_id: int
    patient: str
    reasons: tuple[ReasonCard, ...]
    plans: tuple[PlanLine, ...]
    decisions: tuple[DecisionLine, ...]
    asked_before: str
    form: PlanForm
    first: str
    last: str


def follow_ups_page(
    session: AnySession, head: CourseHead, form: PlanForm, *, today: date, now: datetime
) -> FollowUpsPage:
    """The page as it stands now; stores nothing."""
    judged = standing(session, head.id, today=today, now=now)
    rows = prompts.latest(session, head.id)
    return FollowUpsPage(
        title=_("Follow-up"),
        course_id=head.id,
        patient=head.patient_name,
        reasons=_reasons(head, judged, rows, today),
        plans=tuple(_plan(each, judged, head, today) for each in plans(session, head.id)),
        decisions=tuple(_decided(each, head) for each in decisions(session, head.id)),
        asked_before=_asked_before(judged),
        form=form,
        first=(today + timedelta(days=1)).isoformat(),
        last=form.latest.isoformat(),
    )


def _asked_before(judged: Standing) -> str:
    days = with_unit(judged.past.thresholds.planned_lead_days, Unit.DAYS)
    return str(_("The patient is asked to book %(days)s before, and sees the free times around the day.", days=days))


def _reasons(head: CourseHead, judged: Standing, rows: Rows, today: date) -> tuple[ReasonCard, ...]:
    """What holds; after it an open prompt and the holds whose reasons do not hold any more."""
    shown = prompts.open_among(rows)
    known = {each.about for each in judged.found}
    cards = [_card(each, head, judged, rows, shown, today) for each in judged.found]
    if shown and about(shown.rule, shown.numbers) not in known:
        known.add(about(shown.rule, shown.numbers))
        cards.append(_shown_card(staff_words(shown.rule, shown.numbers), shown, head, judged))
    for each in judged.past.decided.holds:
        hold = judged.past.decided.hold(each, today)
        if hold and each not in known:
            title = filled(rule_texts()[each.rule].name, judged.past.thresholds)
            cards.append(ReasonCard(title, _held_words(hold), "warn", "", _ways(head, each, Decision.RELEASE)))
    return tuple(cards)


def _card(
    reason: Reason, head: CourseHead, judged: Standing, rows: Rows, shown: FollowUpPrompt | None, today: date
) -> ReasonCard:
    title = staff_words(reason.rule, reason.numbers)
    if reason.rule is Rule.RED_FLAG:
        way = Way(_("See and clear"), url_for("safety.reports", course_id=head.id), "warn")
        return ReasonCard(title, _("While it stands, nobody is asked to book."), "warn", "", (way,))
    if shown and about(shown.rule, shown.numbers) == reason.about:
        return _shown_card(title, shown, head, judged)
    if hold := judged.past.decided.hold(reason.about, today):
        return ReasonCard(title, _held_words(hold), "warn", "", _ways(head, reason.about, Decision.RELEASE))
    against = prompts.against(rows, reason.rule, visits=judged.visits, turned=judged.past.turned, today=today)
    waits = _waits(judged, against, shown)
    parts = [] if reason.asks_patient else [_alone(reason)]
    state = " ".join([*parts, waits or ("" if parts else _("Waits: there was a visit within the last week."))]).strip()
    can_hold = RULE_BOOK[reason.rule].leads_to is LeadsTo.BOOKING
    possible = (*(() if waits else (Decision.SEND,)), *((Decision.HOLD,) if can_hold else ()))
    return ReasonCard(title, state, "", "", _ways(head, reason.about, *possible))


def _shown_card(title: str, shown: FollowUpPrompt, head: CourseHead, judged: Standing) -> ReasonCard:
    stands = any(each.rule is Rule.RED_FLAG for each in judged.found)
    asked = _("Since %(date)s the patient is asked to book.", date=date_words(shown.raised_on, "day_month"))
    state = _("Waits while the warning sign stands.") if stands else asked
    said = patient_words(shown.rule, shown.numbers, head.practitioner_name.split()[0])
    ways = _ways(head, about(shown.rule, shown.numbers), Decision.HOLD, Decision.CLOSE)
    return ReasonCard(title, state, "warn" if stands else "ok", said, ways)


def _alone(reason: Reason) -> str:
    if RULE_BOOK[reason.rule].leads_to is LeadsTo.BOOKING:
        return str(_("The patient is not asked yet."))
    return str(_("For you alone: the patient is not asked."))


def _waits(judged: Standing, against: Against | None, shown: FollowUpPrompt | None) -> str:
    """Why it cannot be sent now; empty when it can."""
    if any(each.rule is Rule.RED_FLAG for each in judged.found):
        return str(_("Waits while the warning sign stands."))
    if shown:
        return str(_("Waits: the patient is asked for another reason."))
    return against_words(against) if against else ""


def against_words(against: Against) -> str:
    """What the laws have against asking the patient now."""
    on = date_words(against.until, "long") if against.until else ""
    match against.obstacle:
        case Obstacle.WELL:
            return str(_("The patient has said to be well, and is not asked to book."))
        case Obstacle.BOOKED:
            return str(_("Waits: a time is booked."))
        case Obstacle.NOT_NOW:
            return str(_("Waits: the patient said “not now”, until %(date)s.", date=on))
        case Obstacle.TOO_SOON:
            return str(_("Waits: never two prompts in seven days. Earliest on %(date)s.", date=on))


def _held_words(hold: Hold) -> str:
    if hold.until:
        return str(_("Held back until %(date)s.", date=date_words(hold.until, "long")))
    return str(_("Held back until somebody lets it go on."))


def _ways(head: CourseHead, what: About, *possible: Decision) -> tuple[Way, ...]:
    return tuple(
        Way(
            words=decision_words(each),
            href=url_for("follow_up.new_decision", course_id=head.id, decision=each.value, about=about_text(what)),
            icon=ICONS[each],
        )
        for each in possible
    )


ICONS = {Decision.SEND: "bell", Decision.HOLD: "pause", Decision.RELEASE: "play", Decision.CLOSE: "close"}


def decision_words(decision: Decision) -> str:
    """What is done, as a button says it."""
    match decision:
        case Decision.SEND:
            return str(_("Send now"))
        case Decision.HOLD:
            return str(_("Hold back"))
        case Decision.RELEASE:
            return str(_("Let it go on"))
        case Decision.CLOSE:
            return str(_("Close it"))


def _plan(plan: Plan, judged: Standing, head: CourseHead, today: date) -> PlanLine:
    when = date_words(plan.made_at.astimezone(head.zone).date(), "day_month")
    source = _("Planned %(date)s by %(name)s", date=when, name=short_name(plan.made_by))
    if plan.version:
        source = _("Review point of version %(number)s", number=plan.version)
    return PlanLine(
        id=plan.id,
        when=date_words(plan.due_on, "long"),
        source=source,
        text=plan.why,
        state=_plan_state(plan, judged, head, today),
        can_end=plan.ended_at is None,
    )


def _plan_state(plan: Plan, judged: Standing, head: CourseHead, today: date) -> str:
    if plan.ended_at:
        return _plan_ending(plan, date_words(plan.ended_at.astimezone(head.zone).date(), "day_month"))
    planned = PlannedVisit(plan.id, plan.due_on, plan.version is None)
    limits, visit_on = judged.past.thresholds, judged.past.facts.visit_on
    if is_met(planned, judged.past.facts, limits) and visit_on:
        return str(_("Appointment %(date)s", date=date_words(visit_on, "day_month")))
    opens_on = asked_from(planned, limits)
    if opens_on > today:
        return str(_("The patient is asked from %(date)s", date=date_words(opens_on, "day_month")))
    return str(_("No appointment yet"))


def _plan_ending(plan: Plan, on: str) -> str:
    match plan.ending:
        case PlanEnding.REPLACED:
            return str(_("Replaced with the programme %(date)s", date=on))
        case PlanEnding.WELL:
            return str(_("“I'm well” %(date)s", date=on))
    return str(_("Taken back %(date)s by %(name)s", date=on, name=short_name(plan.ended_by or "")))


def _decided(decided: Decided, head: CourseHead) -> DecisionLine:
    at = date_words(decided.decided_at.astimezone(head.zone).date(), "day_month")
    until = date_words(decided.until, "day_month") if decided.until else ""
    name = filled(rule_texts()[Rule(decided.rule)].name, Thresholds())
    due = f", {date_words(decided.due_on, 'day_month')}" if decided.due_on else ""
    return DecisionLine(
        what=_decided_words(decided.decision, until),
        about=f"{name}{due}",
        by=_("%(date)s by %(name)s", date=at, name=short_name(decided.decided_by)),
        reason=decided.reason,
    )


def _decided_words(decision: Decision, until: str) -> str:
    match decision:
        case Decision.SEND:
            return str(_("Sent to the patient"))
        case Decision.HOLD:
            return str(_("Held back until %(date)s", date=until) if until else _("Held back"))
        case Decision.RELEASE:
            return str(_("Let go on"))
        case Decision.CLOSE:
            return str(_("Closed"))

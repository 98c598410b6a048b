"""A written course lived day by day: what is known on each, and the prompts that come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from rehab.clinical.follow_up import RULE_BOOK, CourseFacts, LoggedSession, OutcomeAnswers, Reason, Rule, WarningTick
from rehab.clinical.follow_up import may_prompt as law_7
from rehab.clinical.progress import Morning, start_median, worst_by_day
from rehab.clinical.recurrence import PrescribedWindow
from tests.clinical.written_course import DAY, Event, Programme, Trained, WrittenCourse

READ_BACK = timedelta(days=35)
FIRST_WEEK = timedelta(days=7)


def facts_on(course: WrittenCourse, today: date) -> CourseFacts:
    """The course as it is known on the evening of a day; of two mornings of a side the later entry stands."""
    entries = [each for each in course.mornings if each.on <= today]
    latest = {(each.on, each.side): each.score for each in entries}
    by_day = worst_by_day(Morning(on, side, score) for (on, side), score in latest.items() if score is not None)
    trained = [each for each in course.sessions if each.on <= today]
    signed = [each for each in course.programmes if each.signed_on <= today]
    phases = [each for each in signed[-1].phases if each.first_on <= today] or signed[-1].phases[:1]
    return CourseFacts(
        started_on=course.started_on,
        intake_pain=course.intake_pain,
        start_median=start_median(by_day, course.started_on, course.intake_pain),
        by_day=by_day,
        sessions=tuple(logged for each in trained for logged in _logged(course, each)),
        windows=tuple(_windows(signed)),
        phase_started_on=phases[-1].first_on if phases else course.started_on,
        phase_last_on=phases[-1].last_on if phases else None,
        symptoms_since=course.symptoms_since,
        pauses=tuple(course.pauses),
        last_log_on=max((each.on for each in (*entries, *trained)), default=None),
        ticks=_ticks(course, today),
        outcomes=next((said for on, said in reversed(course.answers) if on <= today), OutcomeAnswers()),
    )


def as_read(facts: CourseFacts, today: date) -> CourseFacts:
    """What the records read of it: the first week, the last 35 days, and stretches only where nothing else is."""
    since = today - READ_BACK
    windows = tuple(each for each in facts.windows if each.last_on >= since)
    keys = {each.key for each in windows if each.strength} or {each.key for each in windows}
    first_week = facts.started_on + FIRST_WEEK
    return replace(
        facts,
        by_day={day: score for day, score in facts.by_day.items() if day >= since or day < first_week},
        sessions=tuple(each for each in facts.sessions if each.on >= since and each.keys & keys),
        windows=windows,
    )


@dataclass
class Prompting:
    """Law 7 as the records apply it: one prompt open at a time, and what may be asked when it has ended."""

    open_rule: Rule | None = None
    asked_until: date | None = None
    snoozed_until: date | None = None
    well_on: date | None = None
    appointment_on: date | None = None
    told: list[tuple[date, str]] = field(default_factory=list)

    def settle(self, found: Sequence[Reason], today: date) -> None:
        """Keep, end or raise the prompt so that it agrees with the reasons."""
        booked = self.appointment_on is not None and self.appointment_on > today
        if self.open_rule:
            if not booked and self.open_rule in {each.rule for each in found}:
                return
            self.end("booked" if booked else "resolved", today)
        asked = next((each for each in found if each.asks_patient and self._may(each.rule, today, booked)), None)
        if asked:
            self.open_rule, self.asked_until = asked.rule, today
            self.told.append((today, f"{RULE_BOOK[asked.rule].code} asked"))

    def end(self, how: str, today: date) -> None:
        """End the open prompt."""
        if self.open_rule:
            self.told.append((today, f"{RULE_BOOK[self.open_rule].code} {how}"))
            self.open_rule = None
            if how in ("booked", "closed"):
                self.asked_until = today

    def happen(self, event: Event) -> None:
        """What a person does."""
        if event.kind == "booked":
            self.appointment_on = event.day
            return
        if event.kind == "not now":
            self.snoozed_until = event.day
        if event.kind == "well":
            self.well_on = event.on
        self.end(event.kind, event.on)

    def _may(self, rule: Rule, today: date, booked: bool) -> bool:
        return law_7(
            rule,
            today=today,
            has_future_appointment=booked,
            last_prompt_on=self.asked_until,
            last_visit_on=self.appointment_on if self.appointment_on and self.appointment_on <= today else None,
            snoozed_until=self.snoozed_until,
            ended_as_well_on=self.well_on,
        )


def prompts_of(course: WrittenCourse, daily: Mapping[date, Sequence[Reason]]) -> list[tuple[date, str]]:
    """Every prompt asked and ended: settled each day, and again after what a person does."""
    prompting = Prompting()
    for day in course.days:
        prompting.settle(daily[day], day)
        for event in course.events:
            if event.on == day:
                prompting.happen(event)
                prompting.settle(daily[day], day)
    return prompting.told


def _logged(course: WrittenCourse, session: Trained) -> list[LoggedSession]:
    signed = [each for each in course.programmes if each.signed_on <= session.on][-1]
    strength = not session.bouts
    due = [each for each in signed.lines if session.on in each.span and each.strength is strength]
    keys = frozenset(each.key for each in due)
    logged = LoggedSession(session.on, keys, session.completion, session.during, session.after)
    return [logged] * (session.bouts or 1)


def _windows(signed: list[Programme]) -> list[PrescribedWindow]:
    ends = [*(each.signed_on - DAY for each in signed[1:]), date.max]
    return [
        PrescribedWindow(
            line.key,
            first,
            last,
            interval_days=line.interval_days,
            times_a_day=line.times_a_day,
            strength=line.strength,
        )
        for programme, end in zip(signed, ends, strict=True)
        for line in programme.lines
        if (first := max(line.span.first_on, programme.signed_on)) <= (last := min(line.span.last_on, end))
    ]


def _ticks(course: WrittenCourse, today: date) -> tuple[WarningTick, ...]:
    return tuple(
        WarningTick(on, level, next((each for each in course.cleared_on if on <= each <= today), None))
        for on, level in course.ticks
        if on <= today
    )

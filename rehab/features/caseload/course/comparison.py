"""Two periods of a course beside each other: what was noted and trained in each, and what may be said of it.

first ├────────┤                        14 days each unless asked otherwise; both ends are included
                         then ├────────┤
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from rehab.clinical.adherence import Adherence, DoneSession, adherence
from rehab.clinical.pain import Response, baseline_before, response
from rehab.clinical.progress import Trend, trend
from rehab.clinical.training_load import Work, work
from rehab.db import AnySession
from rehab.models import SessionKind
from rehab.records.course_work import logged_sets
from rehab.records.finding import CourseHead
from rehab.records.history import SessionEntry, by_day, mornings, sessions
from rehab.records.pauses import paused_spans
from rehab.records.programmes import Programme

DAY = timedelta(days=1)
USUAL = timedelta(days=14)
LONGEST = timedelta(days=366)
LEAD = timedelta(days=21)  # adherence and a foot's usual morning look back past the period's first day
AT_LEAST = 3  # mornings, before a median says anything


@dataclass(frozen=True, slots=True)
class Span:
    """A period, both days included."""

    first_on: date
    last_on: date

    @property
    def days(self) -> int:
        return (self.last_on - self.first_on).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True)
class Window:
    """What a period holds: `scores` are its mornings, `trained_on` its strength sessions, `load_kg` the heaviest set.

    `median` is None under three mornings; `responses` count how the body took the sessions, unknown ones left out.
    """

    span: Span
    scores: Mapping[date, int]
    median: float | None
    trained_on: tuple[date, ...]
    adherence: Adherence
    work: Work
    load_kg: float | None
    responses: Counter[Response]

    @property
    def trained(self) -> int:
        return len(self.trained_on)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both periods, and the way from the one to the other."""

    first: Window
    then: Window
    trend: Trend

    @property
    def overlap(self) -> bool:
        """Whether some days are in both."""
        one, other = self.first.span, self.then.span
        return one.first_on <= other.last_on and other.first_on <= one.last_on


def usual_spans(started_on: date, today: date) -> tuple[Span, Span]:
    """The first and the last fourteen days, which are the same days in a course that is younger."""
    first = Span(started_on, min(today, started_on + USUAL - DAY))
    return first, Span(max(started_on, today - USUAL + DAY), today)


def spans_around(effective_on: date, started_on: date, today: date) -> tuple[Span, Span] | None:
    """The fourteen days before a version took effect and the fourteen from then on; None without a day on each side."""
    if not started_on < effective_on <= today:
        return None
    before = Span(max(started_on, effective_on - USUAL), effective_on - DAY)
    return before, Span(effective_on, min(today, effective_on + USUAL - DAY))


def compare(
    session: AnySession, head: CourseHead, assigned: Programme, first: Span, then: Span, today: date
) -> Comparison:
    """Read both periods. Four statements, whatever their length and the course's."""
    since = min(first.first_on, then.first_on) - LEAD
    scores = by_day(mornings(session, head.id, since))
    done = sessions(session, head.id, since)
    sets = logged_sets(session, head.id, since)
    windows, pauses = assigned.windows(since), paused_spans(head.pauses)
    credited = [DoneSession(each.done_on, frozenset(each.prescription_ids), each.completion) for each in done]

    def window(span: Span) -> Window:
        noted = {day: score for day, score in scores.items() if day in span}
        trained = [each for each in done if each.kind is SessionKind.STRENGTH and each.done_on in span]
        loads = [float(each.load_kg) for each in trained if each.load_kg is not None]
        return Window(
            span=span,
            scores=noted,
            median=median(noted.values()) if len(noted) >= AT_LEAST else None,
            trained_on=tuple(each.done_on for each in trained),
            adherence=adherence(windows, credited, span.first_on, span.last_on, pauses, today=today),
            work=work(each for each in sets if each.on in span),
            load_kg=max(loads, default=None),
            responses=Counter(found for each in trained if (found := response_of(each, scores, head.intake_pain))),
        )

    one, other = window(first), window(then)
    return Comparison(one, other, trend(one.median, other.median))


def response_of(entry: SessionEntry, scores: Mapping[date, int], intake: int | None) -> Response | None:
    """How the body took a session, by the mornings known; None where it isn't told."""
    usual = baseline_before(scores, entry.done_on)
    next_morning = scores.get(entry.done_on + DAY)
    return response(entry.pain_during, entry.pain_after, next_morning, intake if usual is None else usual).response

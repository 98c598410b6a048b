"""What a course's chart is drawn from, as values: the patient's progress and the practitioner's course page share it.

    course_series(session, head, programme, today, since=None) -> CourseSeries

Three statements (mornings, exercise sessions, appointments), whatever the course's length. `since` is the first date
shown; without it the last year, or the whole course where that is shorter.

mornings ├─ first week ─┤ ... ├ 14 days before ┤ since ──────── as_of │ upcoming visits
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from rehab.clinical.adherence import DoneSession, settled
from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.clinical.progress import rolling_median, start_median
from rehab.clinical.recurrence import DateSpan, PrescribedWindow
from rehab.db import AnySession
from rehab.models import Appointment, SessionKind
from rehab.records.finding import CourseHead
from rehab.records.history import FIRST_WEEK, MorningEntry, SessionEntry, by_day, mornings, sessions
from rehab.records.pauses import paused_spans
from rehab.records.programmes import Prescribed, Programme

DAY = timedelta(days=1)
LONGEST = timedelta(days=364)
LEAD = timedelta(days=14)  # read before `since`: the median looks 6 days back, and nothing is due more rarely
VISITS_AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class PhaseBand:
    """A phase as it was or is in force; versions that only change its doses don't divide it."""

    phase: Phase
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class StrengthDay:
    """One time strength was due and nothing more can come of it: `credit` 1 done, 0.5 partly, 0 missed."""

    on: date
    credit: float


@dataclass(frozen=True, slots=True)
class StrengthDone:
    """A strength session as done: its main prescription (None when that is gone) and heaviest load in kg."""

    on: date
    prescribed: Prescribed | None
    load_kg: float | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit by the patient's own calendar; `number` counts those kept, upcoming ones have none."""

    on: date
    upcoming: bool
    number: int | None


@dataclass(frozen=True, slots=True)
class CourseSeries:
    """Shown from `since` to `as_of` (today, or the day the course closed); the lists reach `LEAD` further back.

    `scores` is 0-10 per sore side and date, days without a score absent; `by_day` the worse side's. `start` and
    `now` are medians (None: too few values). `changes` are the dates on which a later version took effect.
    """

    started_on: date
    since: date
    as_of: date
    sides: tuple[Side, ...]
    condition: str
    scores: Mapping[Side, Mapping[date, int]]
    by_day: Mapping[date, int]
    start: float | None
    now: float | None
    bands: tuple[PhaseBand, ...]
    changes: tuple[date, ...]
    strength_days: tuple[StrengthDay, ...]
    strength_done: tuple[StrengthDone, ...]
    visits: tuple[Visit, ...]
    windows: tuple[PrescribedWindow, ...]
    mornings: tuple[MorningEntry, ...]
    sessions: tuple[SessionEntry, ...]
    pauses: tuple[DateSpan, ...]

    def week_of(self, day: date) -> int:
        """The course week of a date, 1 the first."""
        return (day - self.started_on).days // 7 + 1


def course_series(
    session: AnySession, head: CourseHead, programme: Programme, today: date, since: date | None = None
) -> CourseSeries:
    """Read a course's chart. Three statements; bounded by the period, not by the course."""
    as_of = min(today, head.closed_at.astimezone(head.zone).date()) if head.closed_at else today
    first_on = max(head.started_on, since or as_of - LONGEST)
    noted = mornings(session, head.id, first_on - LEAD, head.started_on + FIRST_WEEK)
    trained = sessions(session, head.id, first_on - LEAD)
    scores = by_day(noted)
    windows, pauses = programme.windows(first_on - LEAD), paused_spans(head.pauses)
    return CourseSeries(
        started_on=head.started_on,
        since=first_on,
        as_of=as_of,
        sides=head.sides,
        condition=head.condition,
        scores={side: _side(noted, side) for side in head.sides},
        by_day=scores,
        start=start_median(scores, head.started_on, head.intake_pain),
        now=rolling_median(scores, as_of),
        bands=phase_bands(programme),
        changes=programme_changes(programme),
        strength_days=strength_days(windows, trained, as_of, pauses),
        strength_done=_strength_done(programme, trained),
        visits=_visits(session, head, first_on, today),
        windows=windows,
        mornings=tuple(noted),
        sessions=tuple(trained),
        pauses=pauses,
    )


def phase_bands(programme: Programme) -> tuple[PhaseBand, ...]:
    """Phases as they were in force, oldest first; neighbours of the same phase are one."""
    bands: list[PhaseBand] = []
    for span, first_on, last_on in programme.spans():
        before = bands[-1] if bands else None
        if before and before.phase is span.phase and first_on <= before.last_on + DAY:
            bands[-1] = PhaseBand(span.phase, before.first_on, last_on)
        else:
            bands.append(PhaseBand(span.phase, first_on, last_on))
    return tuple(bands)


def programme_changes(programme: Programme) -> tuple[date, ...]:
    """The dates on which a version that stands took over from an earlier one."""
    dates = {version.effective_on for version in programme.standing[1:]}
    return tuple(sorted(day for day in dates if programme.in_force(day - DAY)))


def strength_days(
    windows: Sequence[PrescribedWindow],
    entries: Iterable[SessionEntry],
    today: date,
    pauses: Sequence[DateSpan] = (),
) -> tuple[StrengthDay, ...]:
    """Each time strength was due up to today, with what became of it; their sums are clinical.adherence's."""
    done = [DoneSession(each.done_on, frozenset(each.prescription_ids), each.completion) for each in entries]
    return tuple(StrengthDay(each.on, each.done / each.due) for each in settled(windows, done, today, pauses))


def shared_windows(windows: Sequence[PrescribedWindow]) -> tuple[PrescribedWindow, ...]:
    """Strength windows, one for each rhythm: exercises with the same dates and rhythm are one session."""
    return tuple({_rhythm(window): window for window in reversed(windows) if window.strength}.values())[::-1]


def done_by_shared_key(windows: Sequence[PrescribedWindow], entries: Iterable[SessionEntry]) -> tuple[DoneSession, ...]:
    """Sessions under the keys that `shared_windows` kept."""
    kept = {_rhythm(window): window.key for window in shared_windows(windows)}
    keys = {window.key: kept[_rhythm(window)] for window in windows if window.strength}
    return tuple(
        DoneSession(
            entry.done_on, frozenset(keys[each] for each in entry.prescription_ids if each in keys), entry.completion
        )
        for entry in entries
    )


def _rhythm(window: PrescribedWindow) -> tuple[date, date, int, int]:
    return window.first_on, window.last_on, window.interval_days, window.times_a_day


def _side(entries: Iterable[MorningEntry], side: Side) -> dict[date, int]:
    return {entry.noted_on: entry.score for entry in entries if entry.side is side and entry.score is not None}


def _strength_done(programme: Programme, entries: Iterable[SessionEntry]) -> tuple[StrengthDone, ...]:
    prescribed = {
        item.id: item for version in programme.versions for span in version.phases for item in span.prescriptions
    }
    found = []
    for entry in entries:
        if entry.kind is SessionKind.STRENGTH and entry.was_lifted:
            known = [prescribed[each] for each in entry.prescription_ids if each in prescribed]
            main = next((item for item in known if item.is_strength), None)
            load = float(entry.load_kg) if entry.load_kg is not None else None
            found.append(StrengthDone(entry.done_on, main, load))
    return tuple(found)


def _visits(session: AnySession, head: CourseHead, first_on: date, today: date) -> tuple[Visit, ...]:
    """Visits kept or to come. All of the course's are counted, those before `first_on` are not given."""
    rows = session.execute(
        sa.select(Appointment.starts_at, Appointment.attended_at)
        .where(
            Appointment.course_id == head.id,
            Appointment.cancelled_at.is_(None),
            Appointment.missed_at.is_(None),
            Appointment.starts_at < datetime.combine(today + VISITS_AHEAD, time(), tzinfo=head.zone),
        )
        .order_by(Appointment.starts_at)
    )
    found: list[Visit] = []
    for starts_at, attended_at in rows:
        day = starts_at.astimezone(head.zone).date()
        upcoming = attended_at is None and day >= today
        found.append(Visit(day, upcoming, None if upcoming else len(found) + 1))
    return tuple(visit for visit in found if visit.on >= first_on)

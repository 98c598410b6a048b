"""Programmes as read: every version of a course in one statement, and which phase and dose was in force on a date.

version 1 ├──── opstart ─────────────────┤
version 2          ├──── udvikling ──────────────────┤      (signed later, effective here)
in force  ├ opstart┤├──── udvikling ─────────────────┤

A version that was withdrawn holds until the day of its withdrawal, then the one before it is in force again: what was
asked on the days between stays what it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from rehab.clinical.activity import ActivityRule
from rehab.clinical.dose import Dose, LoadKind, Side, Tempo
from rehab.clinical.phases import Phase
from rehab.clinical.plan_rules import PlanSentences
from rehab.clinical.recurrence import PrescribedWindow, joined
from rehab.content import ExerciseKind, exercise
from rehab.db import AnySession, read
from rehab.models import OwnExercise, Person, Prescription, ProgrammePhase, ProgrammeVersion, ProgrammeWithdrawal

Earlier = aliased(ProgrammeVersion, name="earlier")
TakenBack = aliased(ProgrammeWithdrawal, name="taken_back")
Withdrawer = aliased(Person, name="withdrawer")
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Prescribed:
    """One prescription: an exercise, its dose, its side and the dates it covers (both included).

    `own_kind` is the kind of a practitioner's own exercise; that of one in the library is the library's.
    """

    id: int
    exercise_code: str
    side: Side
    week_from: int
    week_to: int
    first_on: date
    last_on: date
    dose: Dose
    own_kind: ExerciseKind | None = None

    @property
    def is_strength(self) -> bool:
        """Counts as a strength session, with its days of rest; the daily stretches don't."""
        return (self.own_kind or exercise(self.exercise_code).kind).is_strength

    def covers(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase of one version: planned from `starts_on` for `weeks` weeks."""

    phase: Phase
    starts_on: date
    weeks: int
    prescriptions: tuple[Prescribed, ...]

    @property
    def last_on(self) -> date:
        return self.starts_on + WEEK * self.weeks - DAY

    def week_on(self, day: date) -> int:
        """The week of the phase a day lies in, 1 the first; past the end it goes on counting."""
        return (day - self.starts_on).days // 7 + 1


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """A week, counted from the programme's start, at whose end the practitioner looks at the course, and why."""

    week: int
    why: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a version was taken back: by whom and when, and the first day it no longer holds."""

    from_on: date
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Version:
    """A signed version of the programme, from `effective_on` until the next one's, or until it was withdrawn."""

    id: int
    number: int
    effective_on: date
    template_code: str | None
    plan: PlanSentences
    reason: str
    signed_at: datetime
    signed_by: str
    phases: tuple[PhaseSpan, ...]
    reviews: tuple[ReviewPoint, ...] = ()
    activity: ActivityRule | None = None
    withdrawn: Withdrawal | None = None

    @property
    def was_in_force(self) -> bool:
        """Whether it holds or held on any day, which one withdrawn the day it was signed never did."""
        return self.withdrawn is None or self.effective_on < self.withdrawn.from_on

    def takes_effect_by(self, day: date) -> bool:
        """Whether it has taken effect by a day, and was not withdrawn by then."""
        return self.effective_on <= day and (self.withdrawn is None or day < self.withdrawn.from_on)

    def review_on(self, point: ReviewPoint) -> date:
        """The last day of the week a review is planned for."""
        return self.phases[0].starts_on + WEEK * point.week - DAY

    def phase_on(self, day: date) -> PhaseSpan:
        """The phase a day belongs to: the last one begun, or the first before any has."""
        begun = [span for span in self.phases if span.starts_on <= day]
        return begun[-1] if begun else self.phases[0]

    def prescribed_on(self, day: date) -> tuple[Prescribed, ...]:
        """What is prescribed on a day."""
        return tuple(p for p in self.phase_on(day).prescriptions if p.covers(day))


@dataclass(frozen=True, slots=True)
class Programme:
    """All versions of a course's programme ever signed, first to last. Empty when nothing is assigned yet."""

    versions: tuple[Version, ...]

    def in_force(self, day: date) -> Version | None:
        """The version that holds on a day: the highest number among those that have taken effect."""
        effective = [version for version in self.versions if version.takes_effect_by(day)]
        return effective[-1] if effective else None

    @property
    def standing(self) -> tuple[Version, ...]:
        """The versions nobody withdrew: what may be in force today or later."""
        return tuple(version for version in self.versions if version.withdrawn is None)

    @property
    def latest(self) -> Version | None:
        """The last version signed that was not withdrawn."""
        return self.standing[-1] if self.standing else None

    @property
    def next_number(self) -> int:
        """What the next version is called: no number is used twice, a withdrawn version's neither."""
        return self.versions[-1].number + 1 if self.versions else 1

    @property
    def free_from(self) -> date:
        """The first day on which no version ever held that was withdrawn since."""
        held = (each.withdrawn.from_on for each in self.versions if each.withdrawn and each.was_in_force)
        return max(held, default=date.min)

    def before(self, version: Version) -> Version | None:
        """The version that one took over from: the last one before it that still stands."""
        earlier = [each for each in self.standing if each.number < version.number]
        return earlier[-1] if earlier else None

    def windows(self, since: date) -> tuple[PrescribedWindow, ...]:
        """What was and is due from `since`, each prescription cut to the time its version and phase were in force.

        What was prescribed by a version that never held, having been withdrawn, is a window without a day: a training
        that a phone sends later is told by it.
        """
        return joined(
            PrescribedWindow(
                key=item.id,
                first_on=first,
                last_on=last,
                interval_days=item.dose.interval_days,
                times_a_day=item.dose.times_a_day,
                strength=item.is_strength,
            )
            for item, first, last in (*self._due(), *self._never_due())
            if last >= since
        )

    def spans(self) -> tuple[tuple[PhaseSpan, date, date], ...]:
        """Phases as they were in force, with the first and last date of each: what the bands of a chart show."""
        found: list[tuple[PhaseSpan, date, date]] = []
        for version, since, until in self._terms():
            starts = [*(span.starts_on for span in version.phases[1:]), None]
            for span, following in zip(version.phases, starts, strict=True):
                begins = max(span.starts_on, since)
                ends = min(until, following - DAY if following else span.last_on)
                if begins <= ends:
                    found.append((span, begins, ends))
        return tuple(found)

    def _terms(self) -> list[tuple[Version, date, date]]:
        """Each time a version was in force: from and to which day, oldest first."""
        ends = {version.withdrawn.from_on for version in self.versions if version.withdrawn}
        days = sorted({version.effective_on for version in self.versions} | ends)
        found: list[tuple[Version, date, date]] = []
        for begins, following in zip(days, [*days[1:], None], strict=False):
            until = following - DAY if following else date.max
            version = self.in_force(begins)
            if version and found and found[-1][0] is version:
                found[-1] = (version, found[-1][1], until)
            elif version:
                found.append((version, begins, until))
        return found

    def _due(self) -> Iterator[tuple[Prescribed, date, date]]:
        for span, begins, ends in self.spans():
            for item in span.prescriptions:
                first, last = max(item.first_on, begins), min(item.last_on, ends)
                if first <= last:
                    yield item, first, last

    def _never_due(self) -> Iterator[tuple[Prescribed, date, date]]:
        for version in self.versions:
            if not version.was_in_force:
                for span in version.phases:
                    for item in span.prescriptions:
                        yield item, version.effective_on, version.effective_on - DAY


ROWS = (
    sa.select(
        ProgrammeVersion.id,
        ProgrammeVersion.number,
        ProgrammeVersion.effective_on,
        ProgrammeVersion.template_code,
        ProgrammeVersion.plan_green,
        ProgrammeVersion.plan_yellow,
        ProgrammeVersion.plan_amber,
        ProgrammeVersion.plan_red,
        ProgrammeVersion.reason,
        ProgrammeVersion.review_points,
        ProgrammeVersion.activity_rule,
        ProgrammeVersion.signed_at,
        Person.name.label("signed_by"),
        ProgrammeWithdrawal.from_on,
        ProgrammeWithdrawal.withdrawn_at,
        Withdrawer.name.label("withdrawn_by"),
        ProgrammePhase.id.label("phase_id"),
        ProgrammePhase.phase,
        ProgrammePhase.starts_on,
        ProgrammePhase.weeks,
        Prescription.id.label("prescription_id"),
        *(column for column in Prescription.__table__.columns if column.name not in ("id", "phase_id", "position")),
        OwnExercise.kind.label("own_kind"),
    )
    .join(Person, Person.id == ProgrammeVersion.signed_by_id)
    .join(ProgrammePhase, ProgrammePhase.version_id == ProgrammeVersion.id)
    .join(Prescription, Prescription.phase_id == ProgrammePhase.id)
    .outerjoin(OwnExercise, OwnExercise.code == Prescription.exercise_code)
    .outerjoin(ProgrammeWithdrawal, ProgrammeWithdrawal.version_id == ProgrammeVersion.id)
    .outerjoin(Withdrawer, Withdrawer.id == ProgrammeWithdrawal.withdrawn_by_id)
    .where(ProgrammeVersion.course_id == sa.bindparam("course_id"))
    .order_by(ProgrammeVersion.number, ProgrammePhase.position, Prescription.position)
)
ROWS_SINCE = ROWS.where(
    ProgrammeVersion.number
    >= sa.select(sa.func.coalesce(sa.func.max(Earlier.number), 0))
    .where(
        Earlier.course_id == sa.bindparam("course_id"),
        Earlier.effective_on <= sa.bindparam("since"),
        ~sa.exists().where(TakenBack.version_id == Earlier.id),
    )
    .scalar_subquery()
)


def programme(session: AnySession, course_id: int, since: date | None = None) -> Programme:
    """The programme of a course in one statement: the whole of it, or what is or was in force from `since` on."""
    if since is None:
        rows = read(session, ROWS, {"course_id": course_id}).all()
    else:
        rows = read(session, ROWS_SINCE, {"course_id": course_id, "since": since}).all()
    return Programme(tuple(_version(list(group)) for _, group in groupby(rows, key=lambda row: row[0])))


def _version(rows: list[Any]) -> Version:
    head = rows[0]
    return Version(
        id=head[0],
        number=head.number,
        effective_on=head.effective_on,
        template_code=head.template_code,
        plan=PlanSentences(head.plan_green, head.plan_yellow, head.plan_amber, head.plan_red),
        reason=head.reason,
        signed_at=head.signed_at,
        signed_by=head.signed_by,
        phases=tuple(_phase(list(group)) for _, group in groupby(rows, key=lambda row: row.phase_id)),
        reviews=tuple(ReviewPoint(week, why) for week, why in head.review_points),
        activity=head.activity_rule,
        withdrawn=Withdrawal(head.from_on, head.withdrawn_at, head.withdrawn_by) if head.from_on else None,
    )


def _phase(rows: list[Any]) -> PhaseSpan:
    head = rows[0]
    return PhaseSpan(head.phase, head.starts_on, head.weeks, tuple(_prescribed(row) for row in rows))


def _prescribed(row: Any) -> Prescribed:
    ends = row.starts_on + WEEK * row.weeks - DAY
    return Prescribed(
        id=row.prescription_id,
        exercise_code=row.exercise_code,
        side=row.side,
        week_from=row.week_from,
        week_to=row.week_to,
        first_on=row.starts_on + WEEK * (row.week_from - 1),
        last_on=min(row.starts_on + WEEK * row.week_to - DAY, ends),
        dose=dose_of(row),
        own_kind=row.own_kind,
    )


def dose_of(row: Any) -> Dose:
    """The dose columns of a prescription row as a Dose."""
    tempo = Tempo(row.up_s, row.top_s, row.down_s) if row.up_s is not None else None
    return Dose(
        sets=row.sets,
        reps=row.reps,
        rm=row.rm,
        hold_s=row.hold_s,
        tempo=tempo,
        load=LoadKind(row.load),
        load_kg=Decimal(row.load_kg) if row.load_kg is not None else None,
        rest_s=row.rest_s,
        interval_days=row.interval_days,
        times_a_day=row.times_a_day,
    )


def dose_columns(dose: Dose) -> dict[str, Any]:
    """A Dose as the columns of a prescription row."""
    tempo = dose.tempo
    return {
        "sets": dose.sets,
        "reps": dose.reps,
        "rm": dose.rm,
        "hold_s": dose.hold_s,
        "up_s": tempo.up_s if tempo else None,
        "top_s": tempo.hold_s if tempo else None,
        "down_s": tempo.down_s if tempo else None,
        "load": dose.load,
        "load_kg": dose.load_kg,
        "rest_s": dose.rest_s,
        "interval_days": dose.interval_days,
        "times_a_day": dose.times_a_day,
    }

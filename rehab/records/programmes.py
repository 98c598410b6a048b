"""Programmes as read: every version of a course in one statement, and which phase and dose was in force on a date.

version 1 ├──── opstart ─────────────────┤
version 2          ├──── udvikling ──────────────────┤      (signed later, effective here)
in force  ├ opstart┤├──── udvikling ─────────────────┤
"""

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
from rehab.models import OwnExercise, Person, Prescription, ProgrammePhase, ProgrammeVersion

Earlier = aliased(ProgrammeVersion, name="earlier")
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
class Version:
    """A signed version of the programme, from `effective_on` until the next one's."""

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
    """All versions of a course's programme, first to last. Empty when nothing is assigned yet."""

    versions: tuple[Version, ...]

    def in_force(self, day: date) -> Version | None:
        """The version that holds on a day: the highest number among those that have taken effect."""
        effective = [version for version in self.versions if version.effective_on <= day]
        return effective[-1] if effective else None

    @property
    def latest(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    def windows(self, since: date) -> tuple[PrescribedWindow, ...]:
        """What was and is due from `since`, each prescription cut to the time its version and phase were in force."""
        return joined(
            PrescribedWindow(
                key=item.id,
                first_on=first,
                last_on=last,
                interval_days=item.dose.interval_days,
                times_a_day=item.dose.times_a_day,
                strength=item.is_strength,
            )
            for span, begins, ends in self.spans()
            for item in span.prescriptions
            if (first := max(item.first_on, begins)) <= (last := min(item.last_on, ends)) and last >= since
        )

    def spans(self) -> tuple[tuple[PhaseSpan, date, date], ...]:
        """Phases as they were in force, with the first and last date of each: what the bands of a chart show."""
        found: list[tuple[PhaseSpan, date, date]] = []
        for version, until in zip(self.versions, self._ends(), strict=True):
            starts = [*(span.starts_on for span in version.phases[1:]), None]
            for span, following in zip(version.phases, starts, strict=True):
                begins = max(span.starts_on, version.effective_on)
                ends = min(until, following - DAY if following else span.last_on)
                if begins <= ends:
                    found.append((span, begins, ends))
        return tuple(found)

    def _ends(self) -> list[date]:
        """The last date each version holds: the day before any later version takes effect."""
        ends: list[date] = []
        following = date.max
        for version in reversed(self.versions):
            ends.append(following - DAY if following != date.max else following)
            following = min(following, version.effective_on)
        return ends[::-1]


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
    .where(ProgrammeVersion.course_id == sa.bindparam("course_id"))
    .order_by(ProgrammeVersion.number, ProgrammePhase.position, Prescription.position)
)
ROWS_SINCE = ROWS.where(
    ProgrammeVersion.number
    >= sa.select(sa.func.coalesce(sa.func.max(Earlier.number), 0))
    .where(Earlier.course_id == sa.bindparam("course_id"), Earlier.effective_on <= sa.bindparam("since"))
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

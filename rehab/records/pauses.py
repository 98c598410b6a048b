"""The pauses of a course and the warning signs ticked in it, read as a part of the statement that reads the course."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from rehab.clinical.course_facts import WarningTick
from rehab.clinical.recurrence import DateSpan
from rehab.clinical.safety import Level
from rehab.models import Course, Pause, PauseReason, WarningReport
from rehab.records.json_rows import JsonRows

NO_END = date(9000, 1, 1)  # as good as never, and still a date that days can be added to

PAUSES = (
    sa.select(JsonRows(Pause.id, Pause.why, Pause.first_on, Pause.last_on, Pause.ended_on, WarningReport.level))
    .select_from(Pause)
    .outerjoin(WarningReport, WarningReport.id == Pause.warning_report_id)
    .where(Pause.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)
TICKS = (
    sa.select(
        JsonRows(WarningReport.reported_on, WarningReport.level, WarningReport.cleared_on, WarningReport.lines),
    )
    .where(WarningReport.course_id == Course.id, WarningReport.level.is_not(None))
    .correlate(Course)
    .scalar_subquery()
)
LAST_ASKED_ON = (
    sa.select(sa.func.max(WarningReport.reported_on))
    .where(WarningReport.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class CoursePause:
    """A pause as stored; `level` is the warning sign's that made it, None for the practitioner's own."""

    id: int
    why: PauseReason
    first_on: date
    last_on: date | None
    ended_on: date | None
    level: Level | None

    @property
    def until(self) -> date | None:
        """The last day that counts as paused; None while nobody knows. Before `first_on` when no day does."""
        return min((day for day in (self.last_on, self.ended_on) if day), default=None)

    @property
    def span(self) -> DateSpan:
        """Its days; empty when it was ended before it began."""
        return DateSpan(self.first_on, self.until or NO_END)

    @property
    def is_warning(self) -> bool:
        return self.why is PauseReason.WARNING_SIGN


def pauses_from(stored: Iterable[Any] | None) -> tuple[CoursePause, ...]:
    """What PAUSES gives, in the order they begin."""
    found = (
        CoursePause(id_, PauseReason(why), _day(first), _day_or_none(last), _day_or_none(ended), level and Level(level))
        for id_, why, first, last, ended, level in stored or ()
    )
    return tuple(sorted(found, key=lambda each: (each.first_on, each.id)))


def paused_spans(pauses: Iterable[CoursePause]) -> tuple[DateSpan, ...]:
    """The days on which nothing is due, those without a day left out."""
    return tuple(each.span for each in pauses if each.span.first_on <= each.span.last_on)


def pause_on(pauses: Iterable[CoursePause], day: date) -> CoursePause | None:
    """What makes a day a pause: the most serious warning sign, else the pause that lasts longest. None if nothing."""
    found = [each for each in pauses if day in each.span]
    levels = tuple(Level)
    return min(
        found,
        key=lambda each: (levels.index(each.level) if each.level else len(levels), -each.span.last_on.toordinal()),
        default=None,
    )


def ticks_from(stored: Iterable[Any] | None) -> tuple[WarningTick, ...]:
    """What TICKS gives, as the rules see it: a sign ticked twice before anyone looked is one sign, since the first."""
    first: dict[tuple[str, str | None], WarningTick] = {}
    for on, level, cleared_on, lines in sorted(stored or (), key=lambda row: row[0]):
        for line in lines:
            tick = WarningTick(_day(on), Level(level), _day_or_none(cleared_on))
            first.setdefault((line, cleared_on), tick)
    return tuple(first.values())


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

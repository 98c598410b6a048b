"""A year with twelve edits: whatever is signed, undone, moved, paused or taken from a changed template, what is over
stays as it was. Each old chart point, each dose a log points at, and each day's asked and due.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from rehab.clinical.adherence import DoneSession, settled
from rehab.clinical.dose import Dose
from rehab.clinical.phases import Phase
from rehab.content import Template, template
from rehab.db import AnySession
from rehab.features.programmes import services
from rehab.features.programmes.drafts import Draft, draft_from_templates, draft_from_version
from rehab.features.programmes.moves import undoing
from rehab.features.programmes.moves.moving import Move, moved
from rehab.features.programmes.own import services as own_services
from rehab.features.programmes.own.carrying import as_template
from rehab.features.programmes.queries import Workbench
from rehab.models import (
    Course,
    ExerciseSession,
    ExerciseSet,
    Pause,
    PauseReason,
    ProgrammeTemplate,
    SessionKind,
    TemplateScope,
)
from rehab.records.course_chart_data import course_series
from rehab.records.finding import CourseHead, course_head
from rehab.records.own_templates import content_of, own_template
from rehab.records.pauses import paused_spans
from rehab.records.programmes import Programme, Version, programme
from rehab.records.summaries import refresh_course
from tests.cast import Cast, every_day, log_mornings
from tests.conftest import TODAY

DAY = timedelta(days=1)
BEGAN = TODAY - timedelta(days=364)
HEEL = tuple(template(code) for code in ("T1", "T2", "T3", "T4", "T5"))


@dataclass
class Year:
    """Ole's course, walked through day by day."""

    session: AnySession
    cast: Cast
    today: date

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(8), tzinfo=UTC)

    @property
    def head(self) -> CourseHead:
        return course_head(self.session, self.cast.oles_course)

    @property
    def programme(self) -> Programme:
        return programme(self.session, self.cast.oles_course)

    def at_work(self) -> dict[str, Any]:
        return {"by": self.cast.bo, "today": self.today, "now": self.now}

    def sign(self, draft: Draft, code: str | None) -> None:
        seen = self.programme.latest.number if self.programme.latest else 0
        services.sign(
            self.session,
            course=self.head,
            draft=draft,
            template_code=code,
            first_starts_on=draft.effective_on,
            client_key=str(uuid4()),
            seen=seen,
            **self.at_work(),
        )

    def assign(self, about: Template, days_ahead: int = 0) -> None:
        on = self.today + days_ahead * DAY
        draft = draft_from_templates((about,), side=self.head.side, language="da", effective_on=on, reason="Nyt.")
        self.sign(draft, about.code)

    def revise(self, **dose: Any) -> None:
        """Another dose of the strength work, its weeks going on."""
        latest = self.latest
        draft = draft_from_version(latest)
        phases = tuple(
            replace(phase, rows=tuple(replace(row, dose=_with(row.dose, **dose)) for row in phase.rows))
            for phase in draft.phases
        )
        services.revise_programme(
            self.session,
            course=self.head,
            draft=replace(draft, effective_on=max(self.today, latest.effective_on), phases=phases, reason="Ændret."),
            client_key=str(uuid4()),
            seen=latest.number,
            **self.at_work(),
        )

    def move(self, move: Move) -> None:
        bench = Workbench(self.head, self.programme, self.today)
        found = moved(bench, move, HEEL)
        assert found is not None
        self.sign(found.draft, found.template_code)

    def undo(self) -> None:
        undoing.withdraw_version(self.session, course=self.head, number=self.latest.number, **self.at_work())

    def pause(self, days: int) -> None:
        self.session.add(
            Pause(
                course_id=self.cast.oles_course,
                client_key=str(uuid4()),
                why=PauseReason.HOLIDAY,
                first_on=self.today,
                last_on=self.today + days * DAY,
                made_at=self.now,
                made_by_id=self.cast.bo,
            )
        )
        self.session.flush()

    @property
    def latest(self) -> Version:
        found = self.programme.latest
        assert found is not None
        return found

    def train(self) -> None:
        """Whatever strength the version of today prescribes, done."""
        version = self.programme.in_force(self.today)
        items = [item for item in version.prescribed_on(self.today) if item.is_strength] if version else []
        if not items or version is None:
            return
        row = ExerciseSession(
            course_id=self.cast.oles_course,
            version_id=version.id,
            client_key=str(uuid4()),
            kind=SessionKind.STRENGTH,
            done_on=self.today,
            reps_done=30,
            reps_prescribed=30,
            prescription_ids=[item.id for item in items],
            logged_at=self.now,
            logged_by_id=self.cast.ole,
        )
        self.session.add(row)
        self.session.flush()
        for item in items:
            self.session.add(ExerciseSet(session_id=row.id, prescription_id=item.id, number=1, reps=30))
        self.session.flush()


def _with(dose: Dose, **changes: Any) -> Dose:
    return replace(dose, **changes) if dose.tempo else dose


@dataclass(frozen=True)
class Past:
    """What was over on a day, as it was then told."""

    until: date
    points: dict[date, int]
    asked: dict[date, tuple[int, ...]]
    settled: tuple[tuple[date, float, int], ...]
    bands: tuple[tuple[Phase, date, date], ...]
    doses: dict[int, tuple[Dose, ...]]


def past_of(year: Year, until: date) -> Past:
    """All that is over by the end of the day before `until`."""
    assigned, head = year.programme, year.head
    last = until - DAY
    series = course_series(year.session, head, assigned, year.today)
    days = [BEGAN + n * DAY for n in range((until - BEGAN).days)]
    asked = {}
    for day in days:
        version = assigned.in_force(day)
        asked[day] = tuple(item.id for item in version.prescribed_on(day)) if version else ()
    by_id = {item.id: item for each in assigned.versions for span in each.phases for item in span.prescriptions}
    rows = year.session.query(ExerciseSession).filter(ExerciseSession.done_on < until)
    sessions = [DoneSession(row.done_on, frozenset(row.prescription_ids), 1.0) for row in rows]
    windows = assigned.windows(BEGAN)
    found = settled(windows, sessions, last, paused_spans(head.pauses))
    bands = ((band.phase, band.first_on, min(band.last_on, last)) for band in series.bands if band.first_on <= last)
    return Past(
        until=until,
        points={day: score for day, score in series.by_day.items() if day < until},
        asked=asked,
        settled=tuple((each.on, each.done, each.due) for each in found if each.on <= last),
        bands=tuple(bands),
        doses={row.id: tuple(by_id[id_].dose for id_ in row.prescription_ids) for row in rows},
    )


def edits(year: Year) -> Iterator[tuple[int, Callable[[], None]]]:
    """(day of the year, what is done then): twelve, of each kind."""
    own: list[int] = []

    def save() -> None:
        about = as_template(draft_from_version(year.latest).phases[0], template("T2"), template("T2").plan)
        own.append(
            own_services.save_template(
                year.session, values=values(about, "Vores"), client_key=str(uuid4()), by=year.cast.bo, now=year.now
            )
        )
        use()

    def use() -> None:
        found = own_template(year.session, own[0])
        assert found is not None
        year.assign(found.about)

    def change() -> None:
        found = own_template(year.session, own[0])
        assert found is not None
        rows = tuple(replace(row, dose=_with(row.dose, sets=1)) for row in found.about.rows[:1])
        about = replace(found.about, rows=rows, weeks=12)
        own_services.change_template(
            year.session, template_id=own[0], seen=1, values=values(about, "Andre"), by=year.cast.bo, now=year.now
        )

    yield 0, lambda: year.assign(template("T1"))
    yield 20, lambda: year.revise(rest_s=180)
    yield 27, lambda: year.assign(template("T2"))
    yield 45, lambda: year.pause(9)
    yield 60, lambda: year.move(Move.FLARE)
    yield 80, lambda: year.move(Move.RUNG)
    yield 100, lambda: year.revise(sets=2)
    yield 100, year.undo
    yield 110, save
    yield 130, change
    yield 150, lambda: year.assign(template("T3"))
    yield 180, lambda: year.revise(reps=6)
    yield 183, year.undo
    yield 290, lambda: year.assign(template("T4"))
    yield 325, lambda: year.move(Move.BACK)
    yield 340, lambda: year.assign(template("T2"), days_ahead=20)
    yield 343, year.undo
    yield 350, lambda: year.revise(interval_days=3)
    yield 355, year.undo


def values(about: Template, name: str) -> own_services.TemplateValues:
    return own_services.TemplateValues(
        name, about.condition, about.phase, TemplateScope.OWN, None, TODAY + 9 * DAY, content_of(about, "T2")
    )


@pytest.fixture
def year(session: AnySession, cast: Cast) -> Year:
    """A course that began a year ago, with a score each morning and no programme yet."""
    session.query(Course).filter_by(id=cast.oles_course).update({Course.started_on: BEGAN})
    session.commit()
    return Year(session, cast, BEGAN)


def test_what_is_over_stays_as_it_was(year: Year) -> None:
    planned: dict[int, list[Callable[[], None]]] = {}
    for at, what in edits(year):
        planned.setdefault(at, []).append(what)
    kept: list[Past] = []
    done = 0
    for at in range(365):
        year.today = BEGAN + at * DAY
        log_mornings(year.session, year.cast.oles_course, year.cast.ole, every_day(year.today, [7 - at // 60]))
        for what in planned.get(at, ()):
            before = past_of(year, year.today)
            what()
            year.session.flush()
            done += 1
            assert past_of(year, year.today) == before, f"day {at}"
            kept.append(before)
        if at % 2 == 0 and not (180 <= at <= 184 or 340 <= at <= 356):
            year.train()
    refresh_course(year.session, year.cast.oles_course, today=year.today, now=year.now)
    assert done == 19
    whole = past_of(year, TODAY)
    assert all(whole.asked[day] for day in whole.asked), "something is prescribed on every day"
    assert len({dose for doses in whole.doses.values() for dose in doses}) > 5
    for before in kept:
        assert past_of(year, before.until) == before, before.until
    assert year.session.query(ProgrammeTemplate).count() == 1
    assert sum(1 for each in year.programme.versions if each.withdrawn) == 4
    assert [each.number for each in year.programme.versions] == list(range(1, len(year.programme.versions) + 1))

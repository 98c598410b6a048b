"""The demo clinic is the same for a seed and a date, and holds what it promises."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from rehab.clinical.dose import Side
from rehab.clinical.follow_up import Need, Rule
from rehab.content import template
from rehab.db import Base
from rehab.demo.clinic import populate
from rehab.demo.stories import level
from rehab.jobs import summaries
from rehab.models import (
    Appointment,
    AppointmentCell,
    Availability,
    Branch,
    Course,
    CourseNote,
    CourseSummary,
    ExerciseSession,
    ExerciseSet,
    FollowUpPrompt,
    MorningPain,
    PauseReason,
    Person,
    ProgrammeVersion,
    Role,
    SessionKind,
    TreatmentType,
)
from rehab.records.finding import caseload, own_course
from rehab.records.free_times import first_with, free_times_at
from rehab.records.pauses import pause_on
from tests.demo.conftest import PATIENTS, TODAY, build_clinic

NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Copenhagen")


def digest(engine: sa.Engine) -> dict[str, str]:
    """What is in each table, in short."""
    found = {}
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = connection.execute(sa.select(table).order_by(*table.primary_key.columns)).all()
            found[table.name] = sha256(repr(rows).encode()).hexdigest()
    return found


def person(records: Session, account: str) -> Person:
    return records.scalars(sa.select(Person).where(Person.email == f"{account}@demo.invalid")).one()


def count(records: Session, *where: sa.ColumnElement[bool]) -> int:
    return records.scalar(sa.select(sa.func.count()).where(*where)) or 0


def test_the_same_seed_and_date_give_the_same_rows(clinic: sa.Engine, tmp_path: Path) -> None:
    again = build_clinic(tmp_path / "again.sqlite")
    assert digest(again) == digest(clinic)
    again.dispose()


def test_another_seed_gives_other_people(clinic: sa.Engine, tmp_path: Path) -> None:
    other = build_clinic(tmp_path / "other.sqlite", seed=2)
    changed = {name for name, value in digest(other).items() if value != digest(clinic)[name]}
    assert {"person", "morning_pain", "exercise_session", "appointment"} <= changed
    other.dispose()


@pytest.mark.parametrize("today", [date(2026, 12, 25), date(2027, 3, 29), date(2028, 2, 29)])
def test_it_can_be_built_on_a_holiday_a_clock_change_and_a_leap_day(tmp_path: Path, today: date) -> None:
    engine = build_clinic(tmp_path / "clinic.sqlite", today=today)
    with Session(engine) as records:
        karen = own_course(records, person(records, "patient").id)
        assert karen and karen.summary.prompt_id
        assert karen.summary.as_of_on == today
    engine.dispose()


def test_fewer_patients_than_one_practitioner_has_are_refused(records: Session) -> None:
    with pytest.raises(ValueError, match="at least 80"):
        populate(records, patients=79, seed=1, today=TODAY)


def test_branches_staff_and_patients_are_all_there(records: Session) -> None:
    assert records.scalar(sa.select(sa.func.count(Branch.id))) == 20
    roles = Counter(records.scalars(sa.select(Person.role)))
    assert roles == {
        Role.PATIENT: PATIENTS,
        Role.PRACTITIONER: 60,
        Role.RECEPTION: 20,
        Role.MANAGER: 20,
        Role.ADMIN: 1,
    }
    per_branch = Counter(records.scalars(sa.select(Person.home_branch_id).where(Person.role == Role.PRACTITIONER)))
    assert set(per_branch.values()) == {3}
    lengths = {row.code: row.minutes for row in records.scalars(sa.select(TreatmentType))}
    assert lengths == {"follow_up": 30, "first_visit": 60, "physiotherapy": 40, "osteopathy": 40}


def test_some_work_at_two_branches_but_never_on_the_same_weekday(records: Session) -> None:
    places: dict[tuple[int, int], set[int]] = {}
    branches: dict[int, set[int]] = {}
    for row in records.scalars(sa.select(Availability)):
        places.setdefault((row.practitioner_id, row.weekday), set()).add(row.branch_id)
        branches.setdefault(row.practitioner_id, set()).add(row.branch_id)
    assert all(len(at) == 1 for at in places.values())
    assert sum(len(at) == 2 for at in branches.values()) == 20


def test_nobody_can_be_written_to_or_phoned(records: Session) -> None:
    people = records.execute(sa.select(Person.email, Person.phone)).all()
    assert all(row.email.endswith("@demo.invalid") and row.phone is None for row in people)
    ages = [(TODAY - born).days / 365.25 for born in records.scalars(sa.select(Person.born_on)) if born]
    assert len(ages) == PATIENTS
    assert min(ages) > 34 and max(ages) < 71


@pytest.mark.parametrize(
    ("account", "name", "role", "branch"),
    [
        ("patient", "Karen Sommer", Role.PATIENT, "Horsens"),
        ("practitioner", "Ida Lund", Role.PRACTITIONER, "Horsens"),
        ("reception", "Rita Holm", Role.RECEPTION, "Horsens"),
        ("manager", "Mona Krog", Role.MANAGER, "Horsens"),
        ("admin", "Adam Bech", Role.ADMIN, None),
        ("other.patient", "Ole Nørgaard", Role.PATIENT, "Aarhus C"),
    ],
)
def test_each_account_one_can_become_is_there(
    records: Session, account: str, name: str, role: Role, branch: str | None
) -> None:
    found = person(records, account)
    home = records.get(Branch, found.home_branch_id) if found.home_branch_id else None
    assert (found.name, found.role, home and home.name) == (name, role, branch)


def test_karen_is_in_week_six_with_a_prompt_and_a_time_within_days(records: Session) -> None:
    karen = own_course(records, person(records, "patient").id)
    assert karen
    assert karen.practitioner_name == "Ida Lund" and karen.branch_name == "Horsens" and karen.side is Side.RIGHT
    assert (TODAY - karen.started_on).days // 7 + 1 == 6
    prompt = records.get_one(FollowUpPrompt, karen.summary.prompt_id)
    assert prompt.rule is Rule.WEEK_4 and prompt.ended_at is None and prompt.raised_on < TODAY
    times = free_times_at(records, branch_id=karen.branch_id, zone=ZONE, minutes=30, now=NOW, days=7)
    assert first_with(times, karen.practitioner_id)


def test_karens_morning_and_session_are_still_to_come_today(records: Session) -> None:
    karen = own_course(records, person(records, "patient").id)
    assert karen
    assert karen.summary.last_pain_on == TODAY - timedelta(days=1)
    assert karen.summary.last_session_on == TODAY - timedelta(days=2)
    assert karen.summary.next_appointment_id is None


def test_the_other_patient_has_another_practitioner_at_another_branch(records: Session) -> None:
    karen, ole = (own_course(records, person(records, account).id) for account in ("patient", "other.patient"))
    assert karen and ole
    assert ole.practitioner_id != karen.practitioner_id and ole.branch_id != karen.branch_id
    assert ole.side is Side.BOTH


def test_sixty_open_courses_with_a_realistic_mix_of_needs(records: Session) -> None:
    mine = caseload(records, person(records, "practitioner").id)
    needs = Counter(head.summary.need for head in mine)
    assert len(mine) == 60
    assert 4 <= needs[Need.NEEDS_YOU] <= 8
    assert 6 <= needs[Need.KEEP_AN_EYE] <= 10
    assert sum(head.summary.phase is None for head in mine) == 3, "a few wait for their programme"


def test_one_has_ticked_a_warning_sign_and_one_is_on_holiday(records: Session) -> None:
    mine = caseload(records, person(records, "practitioner").id)
    ticked = [head for head in mine if any(each["rule"] == Rule.RED_FLAG for each in head.summary.reasons or ())]
    assert [[each.why for each in head.pauses] for head in ticked] == [[PauseReason.WARNING_SIGN]]
    away = [head for head in mine if (pause := pause_on(head.pauses, TODAY)) and not pause.is_warning]
    assert len(away) == 1
    assert all(head.last_asked_on for head in mine)


def test_other_conditions_are_treated_too_each_with_its_own_programme(records: Session) -> None:
    mine = Counter(head.condition for head in caseload(records, person(records, "practitioner").id))
    assert mine == {"plantar_fasciopathy": 56, "achilles_tendinopathy": 2, "golfers_elbow": 1, "flat_foot": 1}
    programmes = records.execute(
        sa.select(Course.condition, ProgrammeVersion.template_code).join(
            ProgrammeVersion, ProgrammeVersion.course_id == Course.id
        )
    )
    assert all(code is None or template(code).condition == condition for condition, code in programmes)


def test_the_elbow_is_never_written_about_as_a_foot(records: Session) -> None:
    elbows = sa.select(Course.id).where(Course.condition == "golfers_elbow")
    texts = [
        *records.scalars(sa.select(CourseNote.text).where(CourseNote.course_id.in_(elbows))),
        *records.scalars(sa.select(ExerciseSession.note).where(ExerciseSession.course_id.in_(elbows))),
        *records.scalars(sa.select(ProgrammeVersion.reason).where(ProgrammeVersion.course_id.in_(elbows))),
    ]
    assert any(texts)
    assert not [text for text in texts if any(word in text.lower() for word in ("hæl", "fod", "sko", "skridt", "læg "))]


def test_what_is_logged_ends_today_and_never_lies_ahead(records: Session) -> None:
    assert records.scalar(sa.select(sa.func.max(MorningPain.noted_on))) == TODAY
    assert records.scalar(sa.select(sa.func.max(ExerciseSession.done_on))) == TODAY - timedelta(days=1)
    early = sa.select(sa.func.count()).where(
        MorningPain.course_id == Course.id, MorningPain.noted_on < Course.started_on
    )
    assert records.scalar(early) == 0


def test_wrong_sides_slips_and_sessions_are_corrected_and_stay_readable(records: Session) -> None:
    old, new = sa.orm.aliased(MorningPain), sa.orm.aliased(MorningPain)
    pairs = records.execute(sa.select(old.side, new.side, old.superseded_at).where(new.replaces_id == old.id)).all()
    assert any(before is not after for before, after, _ in pairs), "a course was first opened for the wrong side"
    assert any(before is after for before, after, _ in pairs), "a score was put right"
    assert all(at for *_, at in pairs)
    assert count(records, ExerciseSession.superseded_at.is_not(None)) > 0
    reasons = set(records.scalars(sa.select(ProgrammeVersion.reason).where(ProgrammeVersion.number > 1)))
    assert len(reasons) >= 4 and "" not in reasons


def test_sessions_hold_the_sums_of_their_sets(records: Session) -> None:
    sums = (
        sa.select(
            ExerciseSet.session_id,
            sa.func.sum(ExerciseSet.reps).label("reps"),
            sa.func.max(ExerciseSet.load_kg).label("kg"),
        )
        .group_by(ExerciseSet.session_id)
        .subquery()
    )
    rows = records.execute(
        sa.select(ExerciseSession.reps_done, ExerciseSession.load_kg, sums.c.reps, sums.c.kg)
        .outerjoin(sums, sums.c.session_id == ExerciseSession.id)
        .where(ExerciseSession.kind == SessionKind.STRENGTH)
    ).all()
    assert rows
    assert all(row.reps_done == row.reps and row.load_kg == row.kg for row in rows)


def test_a_live_appointment_owns_exactly_its_cells(records: Session) -> None:
    cells = Counter(records.scalars(sa.select(AppointmentCell.appointment_id)))
    live = 0
    for row in records.scalars(sa.select(Appointment)):
        minutes = (row.ends_at - row.starts_at).total_seconds() / 60
        assert cells[row.id] == (0 if row.cancelled_at else minutes / 10)
        live += row.cancelled_at is None and row.starts_at > NOW
        assert (row.attended_at or row.missed_at or row.cancelled_at) or row.ends_at > NOW
    assert live > 60


def test_prompts_were_raised_by_rules_and_ended_in_several_ways(records: Session) -> None:
    endings = Counter(records.scalars(sa.select(FollowUpPrompt.ending)))
    assert endings[None] >= 5
    assert len(endings) >= 3
    linked = sa.select(sa.func.count(Appointment.id)).where(Appointment.prompt_id.is_not(None))
    assert records.scalar(linked)


def test_summaries_are_what_the_logs_say(records: Session) -> None:
    assert summaries.check(records, now=NOW) == []


def test_a_summary_that_is_not_what_the_logs_say_is_found(records: Session, clinic: sa.Engine) -> None:
    one = CourseSummary.__table__
    before = records.execute(sa.select(one.c.last_pain).where(one.c.course_id == 1)).scalar_one()
    records.execute(sa.update(one).where(one.c.course_id == 1).values(last_pain=10, need=3))
    records.commit()
    found = {(each.course_id, each.column) for each in summaries.check(records, now=NOW)}
    records.execute(sa.update(one).where(one.c.course_id == 1).values(last_pain=before, need=1))
    records.commit()
    assert found == {(1, "last_pain"), (1, "need")}


def test_a_curve_goes_straight_between_its_points() -> None:
    assert [level(((0, 1), (1, 0.5)), day, 20) for day in (0, 10, 20, 30)] == [1, 0.75, 0.5, 0.5]
    assert level(((0, 1), (-10, 0.5), (-0.01, 1)), 15, 20) == 0.75

"""Reminders come on days with something due, once, and end by themselves."""

from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.db import AnySession, db
from rehab.jobs.outbox import send_waiting
from rehab.jobs.reminders import make_reminders
from rehab.models import (
    Course,
    ExerciseSession,
    MessageKind,
    MorningPain,
    OutboxMessage,
    Pause,
    PauseReason,
    Person,
    Prescription,
    ProgrammePhase,
    ProgrammeVersion,
    ReminderSetting,
    SendState,
    SessionKind,
    Turn,
)
from rehab.records.maintenance import turn_course
from rehab.records.outbox import tell_news
from tests.cast import LONG_AGO, Cast
from tests.conftest import Statements
from tests.jobs.conftest import Noted, local, messages, remind

DAY = timedelta(days=1)


def train(session: AnySession, cast: Cast, day: date, at: datetime) -> None:
    """Karen does all of that day's programme; commits."""
    version_id = session.scalars(
        sa.select(ProgrammeVersion.id).where(ProgrammeVersion.course_id == cast.karens_course)
    ).one()
    session.add(
        ExerciseSession(
            course_id=cast.karens_course,
            version_id=version_id,
            client_key=f"s-{day}",
            kind=SessionKind.STRENGTH,
            done_on=day,
            reps_done=30,
            reps_prescribed=30,
            prescription_ids=list(session.scalars(sa.select(Prescription.id))),
            logged_at=at,
            logged_by_id=cast.karen,
        )
    )
    session.commit()


def note_morning(session: AnySession, cast: Cast, at: datetime) -> None:
    session.add(
        MorningPain(
            course_id=cast.karens_course,
            client_key=f"m-{at}",
            noted_on=at.date(),
            side=Side.RIGHT,
            score=4,
            logged_at=at,
            logged_by_id=cast.karen,
        )
    )
    session.commit()


def round_at(app: Flask, session: AnySession, noted: Noted, now: datetime) -> int:
    """Make what is due and send it; returns how many were made."""
    made = make_reminders(session, now=now)
    send_waiting(app, session, noted.everywhere(), now=lambda: now)
    return made


def test_one_comes_at_the_time_asked_for_and_only_once(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    moments = [local(25, 8, 29), local(25, 8, 30), local(25, 8, 31), local(25, 9, 30)]
    assert [round_at(app, session, noted, each) for each in moments] == [0, 1, 0, 0]
    assert messages(session) == [("reminder", "sent", f"reminder:{cast.karen}:2026-11-25")]
    assert noted.recipients[0].email == "karen.sommer@example.invalid"


def test_it_comes_once_more_if_nothing_was_logged(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    remind(session, cast.karen)
    moments = [local(25, hour, 30) for hour in range(8, 20)]
    assert sum(round_at(app, session, noted, each) for each in moments) == 2
    assert [kind for kind, *_ in messages(session)] == ["reminder", "repeat"]


def test_it_does_not_once_something_was(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    remind(session, cast.karen)
    round_at(app, session, noted, local(25, 8, 30))
    note_morning(session, cast, local(25, 8, 45))
    assert round_at(app, session, noted, local(25, 11, 30)) == 0


def test_nothing_comes_when_the_day_is_done_or_a_day_of_rest(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    train(session, cast, date(2026, 11, 25), local(25, 7, 30))
    assert round_at(app, session, noted, local(25, 8, 30)) == 0
    assert round_at(app, session, noted, local(26, 8, 30)) == 0
    assert round_at(app, session, noted, local(27, 8, 30)) == 1


def test_nothing_comes_to_who_has_no_course_or_no_open_one(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    remind(session, cast.ole)  # no programme yet
    closed = sa.update(Course).where(Course.id == cast.karens_course)
    session.execute(closed.values(closed_at=LONG_AGO, closed_by_id=cast.ida))
    session.commit()
    assert round_at(app, session, noted, local(25, 8, 30)) == 0


def test_nothing_comes_to_who_was_let_go_or_turned_it_off(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(deactivated_at=LONG_AGO))
    session.commit()
    assert round_at(app, session, noted, local(25, 8, 30)) == 0
    session.execute(sa.update(Person).values(deactivated_at=None))
    session.execute(sa.update(ReminderSetting).values(is_on=False))
    session.commit()
    assert round_at(app, session, noted, local(25, 8, 30)) == 0


def test_three_without_an_answer_are_the_last(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    remind(session, cast.karen, at=time(20, 0))  # no room for a repeat
    for day in range(20, 28):
        round_at(app, session, noted, local(day, 20, 0))
    assert [kind for kind, *_ in messages(session)] == ["reminder"] * 3
    setting = session.get_one(ReminderSetting, cast.karen)
    assert (setting.is_on, setting.unanswered, setting.stopped_at) == (False, 3, local(23, 20, 0))


def test_an_answer_between_keeps_them_coming(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    remind(session, cast.karen, at=time(20, 0))
    for day in range(20, 25):
        round_at(app, session, noted, local(day, 20, 0))
        if day == 21:
            note_morning(session, cast, local(21, 20, 30))
    assert len(messages(session)) == 5
    assert session.get_one(ReminderSetting, cast.karen).is_on


def test_a_week_has_at_most_seven(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    """Every second day answered, every day one and its repeat: the cap comes before the stop."""
    remind(session, cast.karen)
    sent_on: list[date] = []
    for day in range(9, 24):
        for hour in (8, 11):
            sent_on += [date(2026, 11, day)] * round_at(app, session, noted, local(day, hour, 30))
        if day % 2 == 0:
            note_morning(session, cast, local(day, 15))
    first, last = date(2026, 11, 9), date(2026, 11, 23)
    weeks = [first + n * DAY for n in range((last - first).days - 5)]
    most = [sum(start <= day < start + 7 * DAY for day in sent_on) for start in weeks]
    assert max(most) == 7
    assert session.get_one(ReminderSetting, cast.karen).is_on


def test_news_count_and_respect_the_night(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    remind(session, cast.karen)
    assert not tell_news(session, person_id=cast.ole, what="version:1", now=local(25, 12))  # reminders are off
    assert tell_news(session, person_id=cast.karen, what="version:1", now=local(24, 22))
    assert not tell_news(session, person_id=cast.karen, what="version:1", now=local(24, 22, 1))
    session.commit()
    assert round_at(app, session, noted, local(24, 23)) == 0
    assert messages(session)[0][:2] == ("news", "waiting")
    round_at(app, session, noted, local(25, 8, 0))
    assert messages(session)[0][:2] == ("news", "sent")
    for number in range(2, 8):
        assert tell_news(session, person_id=cast.karen, what=f"version:{number}", now=local(25, 12))
    assert not tell_news(session, person_id=cast.karen, what="version:8", now=local(25, 12))


def test_the_night_the_clocks_go_back(app: Flask, session: AnySession, cast: Cast, noted: Noted) -> None:
    remind(session, cast.karen, at=time(8, 0))
    moment, end, sent = local(24, 7, 0, month=10), local(25, 10, 0, month=10), []
    while moment < end:
        sent += [moment] * round_at(app, session, noted, moment)
        moment += timedelta(minutes=15)
    kinds = [kind for kind, *_ in messages(session)]
    assert kinds == ["reminder", "repeat", "reminder"]
    assert [sent[0], sent[2]] == [local(24, 8, 0, month=10), local(25, 8, 0, month=10)]
    assert sent[2] - sent[0] == timedelta(hours=25)


def test_a_round_in_which_nobodys_time_has_come_costs_two_statements(
    app: Flask, session: AnySession, cast: Cast, noted: Noted, statements: Statements
) -> None:
    remind(session, cast.karen)
    remind(session, cast.ole)
    for now in (local(25, 8, 0), local(25, 8, 30), local(25, 8, 31), local(25, 12, 0), local(25, 12, 1)):
        with statements() as seen:
            make_reminders(session, now=now)
        if now.minute in (0, 31, 1) and now != local(25, 12, 0):
            assert len(seen) == 2, (now, seen)
        send_waiting(app, session, noted.everywhere(), now=lambda now=now: now)  # type: ignore[misc]


@pytest.mark.usefixtures("cast")
def test_two_at_once_make_each_once(app: Flask, session: AnySession, cast: Cast) -> None:
    remind(session, cast.karen)
    ready, made = Barrier(2), []

    def work() -> None:
        with app.app_context(), Session(db.engine) as own:
            ready.wait()
            made.append(make_reminders(own, now=local(25, 8, 30)))

    workers = [Thread(target=work) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert sorted(made) == [0, 1]
    assert len(messages(session)) == 1
    kinds = session.scalars(sa.select(OutboxMessage.kind)).all()
    assert kinds == [MessageKind.REMINDER]
    assert session.scalars(sa.select(OutboxMessage.state)).one() is SendState.WAITING


def turn(session: AnySession, cast: Cast, day: date, what: Turn) -> None:
    """Karen says how it is; commits."""
    now = datetime.combine(day, time(6), tzinfo=UTC)
    turn_course(
        session,
        course_id=cast.karens_course,
        turn=what,
        client_key=f"{what}-{day}",
        by=cast.karen,
        role="patient",
        now=now,
        today=day,
    )
    session.commit()


def test_nothing_comes_for_the_old_plan_once_it_is_well_until_it_came_back(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    turn(session, cast, date(2026, 11, 24), Turn.WELL)
    assert round_at(app, session, noted, local(25, 8, 30)) == 0
    turn(session, cast, date(2026, 11, 26), Turn.CAME_BACK)
    assert round_at(app, session, noted, local(27, 8, 30)) == 1


def test_a_plan_for_keeping_it_well_has_days_of_its_own(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    session.execute(sa.update(ProgrammePhase).values(phase=Phase.VEDLIGEHOLD))
    turn(session, cast, date(2026, 11, 24), Turn.WELL)
    assert round_at(app, session, noted, local(25, 8, 30)) == 1


@pytest.mark.parametrize("why", [PauseReason.WARNING_SIGN, PauseReason.HOLIDAY])
def test_nothing_comes_while_the_course_is_paused(
    app: Flask, session: AnySession, cast: Cast, noted: Noted, why: PauseReason
) -> None:
    remind(session, cast.karen)
    session.add(paused(cast, why, local(24, 7)))
    session.commit()
    assert round_at(app, session, noted, local(25, 8, 30)) == 0
    assert round_at(app, session, noted, local(25, 11, 30)) == 0


def paused(cast: Cast, why: PauseReason, at: datetime) -> Pause:
    return Pause(
        course_id=cast.karens_course, client_key="p", why=why, first_on=at.date(), made_at=at, made_by_id=cast.karen
    )


def test_one_that_waits_is_not_sent_when_a_warning_sign_has_stopped_the_course_meanwhile(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    assert make_reminders(session, now=local(25, 8, 30)) == 1
    session.add(paused(cast, PauseReason.WARNING_SIGN, local(25, 8, 31)))
    session.commit()
    send_waiting(app, session, noted.everywhere(), now=lambda: local(25, 8, 32))
    assert noted.letters == []
    assert session.scalars(sa.select(OutboxMessage.state)).all() == [SendState.DROPPED]


def test_one_that_waits_is_not_sent_when_the_day_is_done_meanwhile(
    app: Flask, session: AnySession, cast: Cast, noted: Noted
) -> None:
    remind(session, cast.karen)
    assert make_reminders(session, now=local(25, 8, 30)) == 1
    train(session, cast, date(2026, 11, 25), local(25, 8, 31))
    send_waiting(app, session, noted.everywhere(), now=lambda: local(25, 8, 32))
    assert noted.letters == []

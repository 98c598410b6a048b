"""Puts the reminders that are due in the outbox, and ends those that nobody answers.

Each occasion, a day's reminder and its repeat, is looked at once: with nothing to be said, it is put there as dropped.
So a round costs a few statements, whatever the number of people, but for those whose time has just come.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.jobs.due import is_something_due
from rehab.models import (
    Channel,
    Course,
    ExerciseSession,
    MessageKind,
    MorningPain,
    OutboxMessage,
    Person,
    ReminderSetting,
    SendState,
    SkippedExercise,
)
from rehab.records.outbox import UNSENT, Note, put, reminder_occasion
from rehab.scheduling.reminders import (
    MOST_UNANSWERED,
    Past,
    Step,
    Wish,
    is_first_time,
    is_second_time,
    next_step,
    week_began,
)

LOOK_BACK = timedelta(days=50)  # three reminders of someone who wants one a week, with room for weeks of rest
CALLS = (MessageKind.REMINDER, MessageKind.REPEAT)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Reminded:
    """Someone with reminders on."""

    person_id: int
    channel: Channel
    wish: Wish


def make_reminders(session: AnySession, *, now: datetime) -> int:
    """Put what is due now in the outbox; returns how many. Two who do it at once make each of them once.

    Commits person by person, so that nobody who logs meanwhile waits for the whole round.
    """
    people = _people(session)
    made = 0
    for start in range(0, len(people), BATCH):
        called = _called(session, people[start : start + BATCH], now)
        pasts = _pasts(session, [one for one, _kind in called], now) if called else {}
        session.commit()
        for one, kind in called:
            made += _take(session, one, kind, next_step(one.wish, pasts[one.person_id], now), now)
            session.commit()
    return made


def _take(session: AnySession, one: Reminded, kind: MessageKind, step: Step | None, now: datetime) -> bool:
    """Settle one occasion; returns whether something is to be sent."""
    today = now.astimezone(one.wish.zone).date()
    is_wanted = step is not None and is_something_due(session, one.person_id, today=today, now=now)
    if is_wanted and step is Step.STOP:
        _stop(session, one.person_id, now)
    is_sent = is_wanted and step is not Step.STOP
    note = Note(reminder_occasion(kind, one.person_id, today), one.person_id, kind, one.channel)
    state = SendState.WAITING if is_sent else SendState.DROPPED
    return put(session, note, next_try_at=now, now=now, state=state) and is_sent


def _called(session: AnySession, people: Sequence[Reminded], now: datetime) -> list[tuple[Reminded, MessageKind]]:
    """Those whose reminder or repeat may be made now and has not been looked at yet."""
    told = _told_today(session, people, now)
    called = []
    for one in people:
        first, second = (told.get(_occasion(kind, one, now)) for kind in CALLS)
        if first is None:
            if is_first_time(one.wish, now):
                called.append((one, MessageKind.REMINDER))
        elif second is None and first.state is SendState.SENT and is_second_time(one.wish, first.made_at, now):
            called.append((one, MessageKind.REPEAT))
    return called


def _told_today(session: AnySession, people: Sequence[Reminded], now: datetime) -> dict[str, Any]:
    occasions = [_occasion(kind, one, now) for one in people for kind in CALLS]
    rows = session.execute(
        sa.select(OutboxMessage.occasion, OutboxMessage.state, OutboxMessage.made_at).where(
            OutboxMessage.occasion.in_(occasions)
        )
    )
    return {row.occasion: row for row in rows}


def _occasion(kind: MessageKind, one: Reminded, now: datetime) -> str:
    return reminder_occasion(kind, one.person_id, now.astimezone(one.wish.zone).date())


def _stop(session: AnySession, person_id: int, now: datetime) -> None:
    session.execute(
        sa.update(ReminderSetting)
        .where(ReminderSetting.person_id == person_id, ReminderSetting.is_on)
        .values(is_on=False, stopped_at=now, unanswered=MOST_UNANSWERED)
    )


def _people(session: AnySession) -> list[Reminded]:
    rows = session.execute(
        sa.select(
            ReminderSetting.person_id,
            ReminderSetting.channel,
            ReminderSetting.days,
            ReminderSetting.at,
            ReminderSetting.changed_at,
            Person.zone,
        )
        .join(Person, Person.id == ReminderSetting.person_id)
        .where(ReminderSetting.is_on, Person.deactivated_at.is_(None))
        .order_by(ReminderSetting.person_id)
    )
    return [
        Reminded(row.person_id, row.channel, Wish(frozenset(row.days), row.at, ZoneInfo(row.zone), row.changed_at))
        for row in rows
    ]


def _pasts(session: AnySession, people: Sequence[Reminded], now: datetime) -> dict[int, Past]:
    ids = [each.person_id for each in people]
    messages, logged = _messages(session, ids, now), _logged(session, ids)
    return {each.person_id: _past(each, messages[each.person_id], logged.get(each.person_id), now) for each in people}


def _past(one: Reminded, messages: Iterable[Any], logged_at: datetime | None, now: datetime) -> Past:
    messages, week = list(messages), week_began(now, one.wish.zone)
    arrived = [row for row in messages if row.state is SendState.SENT]
    return Past(
        reminded_at=tuple(row.made_at for row in arrived if row.kind is MessageKind.REMINDER),
        repeated_at=tuple(row.made_at for row in messages if row.kind is MessageKind.REPEAT),
        this_week=sum(row.made_at >= week and row.state not in UNSENT for row in messages),
        logged_at=logged_at,
    )


def _messages(session: AnySession, ids: Sequence[int], now: datetime) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in session.execute(
        sa.select(OutboxMessage.person_id, OutboxMessage.kind, OutboxMessage.state, OutboxMessage.made_at).where(
            OutboxMessage.person_id.in_(ids), OutboxMessage.made_at > now - LOOK_BACK
        )
    ):
        found[row.person_id].append(row)
    return found


def _logged(session: AnySession, ids: Sequence[int]) -> dict[int, datetime]:
    """When each patient's latest entry of any kind came in."""
    latest: dict[int, datetime] = {}
    for table in (MorningPain, ExerciseSession, SkippedExercise):
        for person_id, at in session.execute(
            sa.select(Course.patient_id, sa.func.max(table.logged_at))
            .join(Course, Course.id == table.course_id)
            .where(Course.patient_id.in_(ids))
            .group_by(Course.patient_id)
        ):
            latest[person_id] = max(at, latest.get(person_id, at))
    return latest

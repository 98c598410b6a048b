"""Course summaries: written in the transaction of whatever changed the course, and rebuilt with no difference.

The cost is bounded: the first week and the last 35 days are read, however long the course.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from rehab.clinical.adherence import ROLLING_DAYS, DoneSession, adherence
from rehab.clinical.follow_up import SPACING, CourseFacts, Reason, Rule, need_of, reasons
from rehab.clinical.maintenance import told_when_well
from rehab.clinical.progress import rolling_median
from rehab.db import AnySession, read
from rehab.models import Appointment, CourseSummary, SessionKind
from rehab.records import prompts
from rehab.records.decided import Hold
from rehab.records.history import Recent, recent
from rehab.records.reviews import listed
from rehab.records.turned import turn_row

SPARK_DAYS = 28
ALWAYS_JUDGED = frozenset({Rule.RED_FLAG, Rule.PLANNED})
UPDATE = sa.update(CourseSummary).where(CourseSummary.course_id == sa.bindparam("of_course"))
INSERT = sa.insert(CourseSummary)
APPOINTMENTS = (
    sa.select(Appointment.id, Appointment.starts_at)
    .where(
        Appointment.course_id == sa.bindparam("course_id"),
        Appointment.cancelled_at.is_(None),
        Appointment.missed_at.is_(None),
        Appointment.starts_at > sa.bindparam("since"),
    )
    .order_by(Appointment.starts_at)
)


def refresh_course(session: AnySession, course_id: int, *, today: date, now: datetime) -> None:
    """Recompute a course's summary and its follow-up prompt, and store both."""
    session.flush()
    past = recent(session, course_id, today)
    found = _reasons(past, today)
    held, appointment = appointments(session, course_id, now)
    visits = prompts.Visits(has_future=appointment is not None, last_on=held.starts_at.date() if held else None)
    prompt = prompts.settle(
        session,
        course_id,
        found,
        visits=visits,
        turned=past.turned,
        decided=past.decided,
        today=today,
        now=now,
    )
    values = summary_values(past, found, today, prompted=Rule(prompt.rule) if prompt else None)
    version = past.programme.latest
    if row := turn_row(session, past.turned, version.signed_at if version else None, today=today, now=now):
        values["reasons"] = sorted([row, *values["reasons"]], key=_pressing_first)
        values["need"] = min(values["need"], row["need"])
    values |= listed(values["reasons"], past.review, today)
    values |= {
        "prompt_id": prompt.id if prompt else None,
        "next_appointment_id": appointment.id if appointment else None,
        "next_appointment_at": appointment.starts_at if appointment else None,
    }
    _store(session, course_id, values)


@dataclass(frozen=True, slots=True)
class Standing:
    """A course as it is judged now: what was read of it, the reasons that hold, and its visits."""

    past: Recent
    found: tuple[Reason, ...]
    visits: prompts.Visits


def standing(session: AnySession, course_id: int, *, today: date, now: datetime) -> Standing:
    """What a refresh of the summary would judge by; stores nothing."""
    past = recent(session, course_id, today)
    held, coming = appointments(session, course_id, now)
    visits = prompts.Visits(has_future=coming is not None, last_on=held.starts_at.date() if held else None)
    return Standing(past, _reasons(past, today), visits)


def _reasons(past: Recent, today: date) -> tuple[Reason, ...]:
    """Before anything is prescribed there is nothing to judge but a warning sign and what was planned."""
    found = reasons(past.facts, today, past.thresholds)
    if past.turned and past.turned.is_well:
        found = told_when_well(found)
    return found if past.programme.latest else tuple(each for each in found if each.rule in ALWAYS_JUDGED)


def _store(session: AnySession, course_id: int, values: dict[str, Any]) -> None:
    connection = session.connection()
    if connection.execute(UPDATE, {"of_course": course_id, **values}).rowcount == 0:
        connection.execute(INSERT, {"course_id": course_id, **values})


def summary_values(past: Recent, found: Sequence[Reason], today: date, *, prompted: Rule | None) -> dict[str, Any]:
    """The summary's columns that follow from the logs, and which of the reasons the open prompt is about."""
    facts = past.facts
    version = past.programme.in_force(today)
    phase = version.phase_on(today) if version else None
    scored = [entry for entry in past.mornings if entry.score is not None]
    strength = [entry for entry in past.sessions if entry.kind is SessionKind.STRENGTH and entry.was_lifted]
    trained = adherence_14(facts, today)
    latest_on = scored[-1].noted_on if scored else None
    return {
        "as_of_on": today,
        "last_pain": facts.by_day.get(latest_on) if latest_on else None,
        "last_pain_on": latest_on,
        "start_median": facts.start_median,
        "now_median": rolling_median(facts.by_day, today),
        "spark": [facts.by_day.get(today - timedelta(days=n)) for n in range(SPARK_DAYS - 1, -1, -1)],
        "done": trained.done,
        "due": trained.due,
        "last_session_on": strength[-1].done_on if strength else None,
        "last_log_on": facts.last_log_on,
        "phase": phase.phase if phase else None,
        "phase_started_on": phase.starts_on if phase else None,
        "phase_last_on": phase.last_on if phase else None,
        "need": int(need_of(tuple(found))),
        "reasons": [_reason_row(reason, prompted, past.decided.hold(reason.about, today)) for reason in found],
    }


def adherence_14(facts: CourseFacts, today: date) -> Any:
    """Strength sessions done and due over the 14 days up to today (clinical.adherence.Adherence)."""
    done = tuple(DoneSession(s.on, s.keys, s.completion) for s in facts.sessions)
    start = today - timedelta(days=ROLLING_DAYS - 1)
    return adherence(facts.windows, done, start, today, facts.pauses, today=today)


def appointments(session: AnySession, course_id: int, now: datetime) -> tuple[Any, Any]:
    """The course's last visit of the last seven days and its next appointment (id, starts_at each), None for none."""
    rows = read(session, APPOINTMENTS, {"course_id": course_id, "since": now - SPACING}).all()
    held = [row for row in rows if row.starts_at <= now]
    coming = [row for row in rows if row.starts_at > now]
    return held[-1] if held else None, coming[0] if coming else None


def _pressing_first(row: dict[str, Any]) -> tuple[int, bool]:
    """A warning sign stands before anything else."""
    return int(row["need"]), row["rule"] != Rule.RED_FLAG


def _reason_row(reason: Reason, prompted: Rule | None, hold: Hold | None) -> dict[str, Any]:
    """As stored: the days judged where there are such, and `held`, until when or "", where it is held back."""
    row: dict[str, Any] = {
        "rule": str(reason.rule),
        "need": int(reason.need),
        "since": reason.since.isoformat(),
        "numbers": dict(reason.numbers),
        "prompts": reason.rule == prompted,
    }
    if reason.rule is not Rule.PLANNED:
        row["window"] = [reason.window.first_on.isoformat(), reason.window.last_on.isoformat()]
    if hold:
        row["held"] = hold.until.isoformat() if hold.until else ""
    return row

"""Who looked the demo's courses through lately, and which of them wait."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

import sqlalchemy as sa

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.demo.courses import Told
from rehab.demo.diary import DAY, at
from rehab.demo.rows import Rows, key
from rehab.demo.visits import Patient
from rehab.models import AuditEvent, CourseReview, CourseSummary, Role
from rehab.records.reviews import LastReview, listed, reason_keys

SHARE, BY_A_COLLEAGUE = 0.55, 0.12
ASIDE_EVERY = 6
WAITS = ((7, "Ringet op. Vender tilbage efter ferien."), (14, ""), (3, "Afventer svar på besked."))


def look_through(
    session: AnySession, rows: Rows, told: Sequence[Told], colleagues: Mapping[int, int], today: date
) -> None:
    """Half of the open courses were looked through in the last ten days; some of those with a reason were put aside.

    `colleagues` is somebody else at the branch for each practitioner.
    """
    is_open = [each.patient for each in told if each.closed_on is None]
    stored = session.execute(sa.select(CourseSummary.course_id, CourseSummary.reasons)).all()
    reasons = {row.course_id: row.reasons for row in stored}
    changed = []
    with_reason = 0
    for patient in is_open:
        rng = Random(f"review {patient.course_id}")
        found = reasons.get(patient.course_id) or []
        if rng.random() > SHARE:
            continue
        may_wait = bool(reason_keys(found)) and not any(each["rule"] == Rule.RED_FLAG for each in found)
        with_reason += may_wait
        waits, note = 0, ""
        if may_wait and with_reason % ASIDE_EVERY == 2:
            waits, note = WAITS[with_reason // ASIDE_EVERY % len(WAITS)]
        review = _review(rows, rng, patient, colleagues, found, waits, note, today)
        changed.append({"of_course": patient.course_id, **listed(found, review, today)})
    rows.store(session)
    if changed:
        session.connection().execute(
            sa.update(CourseSummary).where(CourseSummary.course_id == sa.bindparam("of_course")), changed
        )


def _review(
    rows: Rows,
    rng: Random,
    patient: Patient,
    colleagues: Mapping[int, int],
    found: list[dict[str, object]],
    waits: int,
    note: str,
    today: date,
) -> LastReview:
    on = today - (1 if waits else rng.randint(1, 10)) * DAY
    by = patient.practitioner_id
    if not waits and rng.random() < BY_A_COLLEAGUE:
        by = colleagues.get(by, by)
    reviewed_at, until = at(max(on, patient.started_on), 16 * 60 + rng.randrange(50)), None
    if waits:
        until = today + timedelta(days=waits)
    seen = reason_keys(found)
    review_id = rows.add(
        CourseReview,
        course_id=patient.course_id,
        client_key=key(rng),
        reviewed_at=reviewed_at,
        reviewed_by_id=by,
        snoozed_until=until,
        seen_reasons=seen,
        review_note=note,
    )
    rows.add(
        AuditEvent,
        at=reviewed_at,
        actor_id=by,
        actor_role=Role.PRACTITIONER.value,
        patient_id=patient.patient_id,
        course_id=patient.course_id,
        action="reviewed",
        subject=f"course_review {review_id}",
    )
    return LastReview(review_id, until, frozenset(seen))

"""The choice to open a branch's courses is stored and logged; so is each opening of its list.

key k, a colleague away → stored        key k again → the same row        a new day → to be chosen again
"""

from datetime import datetime, time, timedelta

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import BranchChoice, ChoiceReason, Person
from rehab.records import audit
from rehab.scheduling.opening import instant
from rehab.web.access import Viewer

DAY = timedelta(days=1)


def choose_branch(
    session: AnySession,
    *,
    branch_id: int,
    why: ChoiceReason,
    own_words: str,
    client_key: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Open a branch's courses to `by` until midnight where `by` is. Sent twice is stored once."""
    _take_turn(session, by.id)
    same = sa.select(BranchChoice.id).where(
        BranchChoice.practitioner_id == by.id, BranchChoice.client_key == client_key
    )
    if session.scalar(same) is not None:
        return
    row = BranchChoice(
        practitioner_id=by.id,
        branch_id=branch_id,
        client_key=client_key,
        why=why,
        own_words=own_words,
        chosen_at=now,
        expires_at=instant(by.today() + DAY, time(), by.zone),
    )
    session.add(row)
    session.flush()
    _note(session, "chose", f"branch {branch_id}, {why}", by, now)


def note_list(session: AnySession, *, branch_id: int, by: Viewer, now: datetime) -> None:
    """One line for a list of many patients; a course opened from it leaves its own."""
    _note(session, "read", f"branch {branch_id} caseload", by, now)


def _take_turn(session: AnySession, person_id: int) -> None:
    session.execute(sa.select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def _note(session: AnySession, action: str, subject: str, by: Viewer, now: datetime) -> None:
    audit.record(
        session,
        action=action,
        subject=subject,
        patient_id=None,
        course_id=None,
        actor_id=by.id,
        actor_role=by.role,
        now=now,
    )

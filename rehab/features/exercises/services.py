"""Adding, changing and retiring own exercises. Nothing is changed in place: a row says itself who made it and when."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from rehab.clinical.dose import LoadKind
from rehab.content import ExerciseKind, Text
from rehab.db import AnySession
from rehab.models import ExerciseScope, OwnExercise
from rehab.records.exercise_media import stored_media
from rehab.refusals import Refused
from rehab.web.access import Viewer

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that reads like another


class ChangedMeanwhile(Refused):
    """Somebody changed or retired it after the form was opened."""


class MediaGone(Refused):
    """The picture or video was uploaded too long ago, and has been cleared away."""


@dataclass(frozen=True, slots=True)
class Written:
    """An exercise as written; texts with lines in both languages alike. `media` is a digest."""

    kind: ExerciseKind
    name: Text
    purpose: Text
    steps: Text
    equipment: Text
    cautions: Text
    loads: tuple[LoadKind, ...]
    conditions: tuple[str, ...]
    scope: ExerciseScope
    branch_id: int | None
    link: str | None
    media: str | None
    media_text: Text


def add_exercise(session: AnySession, *, written: Written, client_key: str, by: Viewer, now: datetime) -> str:
    """Store a new one; returns its code. Sent twice, it is stored once."""
    return _stored(session, client_key, by) or _add(session, written, None, client_key, by, now)


def revise_exercise(
    session: AnySession, *, code: str, written: Written, client_key: str, by: Viewer, now: datetime
) -> str:
    """Store a revision and retire the one before; returns the new code. Programmes go on with the one they have.

    Raises ChangedMeanwhile when `code` is not offered any more.
    """
    if sent_before := _stored(session, client_key, by):
        return sent_before
    replaces_id = session.scalar(sa.select(OwnExercise.id).where(OwnExercise.code == code))
    if not retire_exercise(session, code=code, by=by, now=now):
        if sent_before := _stored(session, client_key, by):  # at the same moment
            return sent_before
        raise ChangedMeanwhile
    return _add(session, written, replaces_id, client_key, by, now)


def retire_exercise(session: AnySession, *, code: str, by: Viewer, now: datetime) -> bool:
    """It is not offered any more, and stays where it is prescribed. False when it wasn't offered anyway."""
    found = session.execute(
        sa.update(OwnExercise)
        .where(OwnExercise.code == code, OwnExercise.retired_at.is_(None))
        .values(retired_at=now, retired_by_id=by.id)
    )
    return bool(found.rowcount)  # type: ignore[attr-defined]


def new_code() -> str:
    """A code nobody has: drawn at random from a thousand million, so that none ever comes back to mean another."""
    return "E-" + "".join(secrets.choice(LETTERS) for _ in range(6))


def _add(
    session: AnySession, written: Written, replaces_id: int | None, client_key: str, by: Viewer, now: datetime
) -> str:
    media = stored_media(session, written.media) if written.media else None
    if written.media and media is None:
        raise MediaGone
    row = OwnExercise(
        code=new_code(),
        client_key=client_key,
        scope=written.scope,
        branch_id=written.branch_id,
        kind=written.kind,
        **_both("name", written.name),
        **_both("purpose", written.purpose),
        **_both("steps", written.steps),
        **_both("equipment", written.equipment),
        **_both("cautions", written.cautions),
        **_both("media_text", written.media_text if media else Text("", "")),
        loads=[each.value for each in written.loads],
        conditions=list(written.conditions),
        link=written.link,
        media_id=media.id if media else None,
        replaces_id=replaces_id,
        made_at=now,
        made_by_id=by.id,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        if sent_before := _stored(session, client_key, by):
            return sent_before
        raise
    return row.code


def _both(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_da": text.da, f"{name}_en": text.en}


def _stored(session: AnySession, client_key: str, by: Viewer) -> str | None:
    return session.scalar(
        sa.select(OwnExercise.code).where(OwnExercise.made_by_id == by.id, OwnExercise.client_key == client_key)
    )

"""Pictures and videos of own exercises: stored in parts under the SHA-256 of what they hold, and read part by part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from rehab.db import AnySession
from rehab.models import ExerciseMedia, ExerciseMediaPart, MediaType

DIGEST = re.compile(r"[0-9a-f]{64}")
PART = 256 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture or video ready to be kept: nothing in it but what is seen and heard. Pixels where known."""

    media_type: MediaType
    data: bytes
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored picture or video; `size` in bytes."""

    id: int
    digest: str
    media_type: MediaType
    size: int


def store_media(session: AnySession, cleaned: Cleaned, *, by_id: int, now: datetime) -> Stored:
    """Keep it; the same thing is kept once, and counts as used again from now."""
    digest = sha256(cleaned.data).hexdigest()
    if found := stored_media(session, digest):
        session.execute(sa.update(ExerciseMedia).where(ExerciseMedia.id == found.id).values(stored_at=now))
        return found
    try:
        with session.begin_nested():
            return _add(session, digest, cleaned, by_id, now)
    except IntegrityError:
        if found := stored_media(session, digest):  # somebody else stored the same meanwhile
            return found
        raise


def stored_media(session: AnySession, digest: str) -> Stored | None:
    """By its digest; None when it isn't kept."""
    if not DIGEST.fullmatch(digest):
        return None
    row = session.execute(
        sa.select(ExerciseMedia.id, ExerciseMedia.digest, ExerciseMedia.media_type, ExerciseMedia.size).where(
            ExerciseMedia.digest == digest
        )
    ).one_or_none()
    return None if row is None else Stored(*row)


def parts(engine: Engine, media_id: int, first: int, end: int) -> Iterator[bytes]:
    """Bytes from `first` up to `end`, a part at a time. Each part is read on a connection of its own, given back at
    once: a slow phone that fetches a video holds no transaction open.
    """
    for position in range(first // PART, (end + PART - 1) // PART):
        with engine.connect() as connection:
            data: bytes | None = connection.scalar(
                sa.select(ExerciseMediaPart.data).where(
                    ExerciseMediaPart.media_id == media_id, ExerciseMediaPart.position == position
                )
            )
        if data is None:
            raise LookupError(f"part {position} of {media_id} is gone")
        begins = position * PART
        yield data[max(0, first - begins) : end - begins]


def _add(session: AnySession, digest: str, cleaned: Cleaned, by_id: int, now: datetime) -> Stored:
    row = ExerciseMedia(
        digest=digest,
        media_type=cleaned.media_type,
        size=len(cleaned.data),
        width=cleaned.width,
        height=cleaned.height,
        stored_at=now,
        stored_by_id=by_id,
    )
    session.add(row)
    session.flush()
    starts = range(0, len(cleaned.data), PART)
    session.execute(
        sa.insert(ExerciseMediaPart),
        [
            {"media_id": row.id, "position": position, "data": cleaned.data[start : start + PART]}
            for position, start in enumerate(starts)
        ],
    )
    return Stored(row.id, digest, cleaned.media_type, row.size)

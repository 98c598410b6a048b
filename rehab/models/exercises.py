"""A practitioner's own exercises beside those of the content's library, and the pictures and videos that show them.

An exercise is never edited: a change is a new revision under a code of its own, and retires the one before.

E-4KQ7RM ──replaced by──> E-9TXW2C ──replaced by──> E-C3HJ8N      (offered)
    ▲ prescribed last spring: says for ever what it said then
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from rehab.content import ExerciseKind
from rehab.db import Base, choice, references


class ExerciseScope(StrEnum):
    """Who may prescribe an own exercise: its author, the practitioners of a branch, or the whole chain's."""

    OWN = "own"
    BRANCH = "branch"
    CHAIN = "chain"


class MediaType(StrEnum):
    """What is kept of uploads, and the only types they are ever served as."""

    WEBP = "image/webp"
    MP4 = "video/mp4"


class ExerciseMedia(Base):
    """A picture or video, cleaned, by the SHA-256 of what is kept. Never changed; unused ones are cleared away."""

    __tablename__ = "exercise_media"
    __table_args__ = (sa.CheckConstraint("size > 0", name="size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    media_type: Mapped[MediaType] = mapped_column(choice(MediaType, "media_type"))
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    stored_at: Mapped[datetime] = mapped_column(index=True)
    stored_by_id: Mapped[int] = mapped_column(references("person.id"))


class ExerciseMediaPart(Base):
    """A piece of a picture or video, so that a part of a long one is read without the rest.

    In the database and not in a folder: several web nodes share nothing else, what is stored comes and goes with the
    transaction that names it, and one backup holds it all.
    """

    __tablename__ = "exercise_media_part"

    media_id: Mapped[int] = mapped_column(references("exercise_media.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)


class OwnExercise(Base):
    """One revision of an own exercise; `steps` and `cautions` are one per line, in both languages alike.

    `media_text` tells what the picture shows, or what is said and shown in the video.
    """

    __tablename__ = "own_exercise"
    __table_args__ = (
        sa.UniqueConstraint("made_by_id", "client_key"),
        sa.CheckConstraint("scope <> 'branch' OR branch_id IS NOT NULL", name="branch_known"),
        sa.CheckConstraint("(retired_at IS NULL) = (retired_by_id IS NULL)", name="retired_by"),
        sa.CheckConstraint("link IS NULL OR substr(link, 1, 8) = 'https://'", name="link"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    client_key: Mapped[str] = mapped_column(sa.String(36))
    scope: Mapped[ExerciseScope] = mapped_column(choice(ExerciseScope, "scope"))
    branch_id: Mapped[int | None] = mapped_column(references("branch.id"), index=True)
    kind: Mapped[ExerciseKind] = mapped_column(choice(ExerciseKind, "kind"))
    name_da: Mapped[str] = mapped_column(sa.String(120))
    name_en: Mapped[str] = mapped_column(sa.String(120))
    purpose_da: Mapped[str] = mapped_column(sa.Text)
    purpose_en: Mapped[str] = mapped_column(sa.Text)
    steps_da: Mapped[str] = mapped_column(sa.Text)
    steps_en: Mapped[str] = mapped_column(sa.Text)
    equipment_da: Mapped[str] = mapped_column(sa.String(200))
    equipment_en: Mapped[str] = mapped_column(sa.String(200))
    cautions_da: Mapped[str] = mapped_column(sa.Text)
    cautions_en: Mapped[str] = mapped_column(sa.Text)
    loads: Mapped[list[Any]] = mapped_column(sa.JSON)
    conditions: Mapped[list[Any]] = mapped_column(sa.JSON)
    link: Mapped[str | None] = mapped_column(sa.String(500))
    media_id: Mapped[int | None] = mapped_column(references("exercise_media.id"), index=True)
    media_text_da: Mapped[str] = mapped_column(sa.Text, default="")
    media_text_en: Mapped[str] = mapped_column(sa.Text, default="")
    replaces_id: Mapped[int | None] = mapped_column(references("own_exercise.id"), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(references("person.id"), index=True)
    retired_at: Mapped[datetime | None]
    retired_by_id: Mapped[int | None] = mapped_column(references("person.id"))

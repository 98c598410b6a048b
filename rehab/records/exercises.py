"""Own exercises as read: what a code says for ever, and which ones a practitioner may prescribe now.

What a code says never changes (a change is a new code), so each process reads it once and keeps it; codes are drawn at
random and never given twice, so nothing kept can come to mean something else. Whether an exercise is retired, and who
may prescribe it, is asked each time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from rehab import content
from rehab.clinical.dose import LoadKind
from rehab.content import Exercise, ExerciseKind, Text
from rehab.db import AnySession, read
from rehab.models import (
    Availability,
    Course,
    ExerciseMedia,
    ExerciseScope,
    MediaType,
    OwnExercise,
    Person,
    Prescription,
    ProgrammePhase,
    ProgrammeVersion,
)

CODE = re.compile(r"E-[2-9A-HJ-NP-Z]{6}")
OWN = "own:"  # what the slug of an own exercise begins with; no drawing is called that


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or video: where it is kept (its SHA-256), its size in pixels where known, and what it shows."""

    digest: str
    media_type: MediaType
    width: int | None
    height: int | None
    text: Text

    @property
    def is_video(self) -> bool:
        return self.media_type is MediaType.MP4


@dataclass(frozen=True, slots=True)
class Own:
    """One revision of an own exercise: what every page says of any exercise, and what only these have."""

    id: int
    about: Exercise
    purpose: Text
    loads: tuple[LoadKind, ...]
    conditions: tuple[str, ...]
    media: Media | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What may change of an own exercise: who may prescribe it, and whether it still is offered."""

    code: str
    scope: ExerciseScope
    branch_id: int | None
    made_by_id: int
    made_by: str
    made_at: datetime
    retired_at: datetime | None
    is_mine: bool
    replaced_by: str | None


_read: WeakKeyDictionary[Any, Mapping[str, Own]] = WeakKeyDictionary()
ALL = sa.select(
    OwnExercise,
    ExerciseMedia.digest,
    ExerciseMedia.media_type,
    ExerciseMedia.width,
    ExerciseMedia.height,
).outerjoin(ExerciseMedia, ExerciseMedia.id == OwnExercise.media_id)


def own_exercise(session: AnySession, code: str) -> Own:
    """What an own exercise says. One statement when this process has not met the code, which reads all there are;
    none after that. Raises KeyError for a code that was never given.
    """
    engine = session.get_bind()
    known = _read.get(engine, {})
    if code not in known and CODE.fullmatch(code):
        known = _read[engine] = MappingProxyType({own.about.code: own for own in map(_own, read(session, ALL))})
    return known[code]


def exercise(session: AnySession, code: str) -> Exercise:
    """Any exercise, of the content's library or a practitioner's own; KeyError when there is none."""
    return content.exercises().get(code) or own_exercise(session, code).about


def prescribable(session: AnySession, practitioner_id: int, course_id: int | None = None) -> tuple[str, ...]:
    """Codes of the own exercises a practitioner may prescribe, by age; with those a course already has, retired or
    not, since its programme goes on with them. One statement.
    """
    may = sa.and_(OwnExercise.retired_at.is_(None), sees(practitioner_id))
    if course_id is not None:
        may = sa.or_(may, OwnExercise.code.in_(_prescribed_in(course_id)))
    return tuple(read(session, sa.select(OwnExercise.code).where(may).order_by(OwnExercise.id)).scalars())


def standings(session: AnySession, practitioner_id: int, *, retired: bool) -> list[Standing]:
    """Those a practitioner may see, the offered or the retired ones. One statement."""
    which = OwnExercise.retired_at.is_not(None) if retired else OwnExercise.retired_at.is_(None)
    found = session.execute(_standings(practitioner_id).where(which, sees(practitioner_id)))
    return [_standing(row) for row in found]


def standing(session: AnySession, practitioner_id: int, code: str) -> Standing | None:
    """One a practitioner may see, or that a patient of theirs was prescribed; None for any other."""
    if not CODE.fullmatch(code):
        return None
    may = sa.or_(sees(practitioner_id), OwnExercise.code.in_(_prescribed_by_me(practitioner_id)))
    row = session.execute(_standings(practitioner_id).where(OwnExercise.code == code, may)).one_or_none()
    return None if row is None else _standing(row)


def branches_of(practitioner_id: int) -> sa.CompoundSelect[Any]:
    """Ids of the branches a practitioner works at."""
    home = sa.select(Person.home_branch_id).where(Person.id == practitioner_id)
    return home.union(sa.select(Availability.branch_id).where(Availability.practitioner_id == practitioner_id))


def sees(practitioner_id: int) -> sa.ColumnElement[bool]:
    """Their own, their branches', and the chain's."""
    return sa.or_(
        OwnExercise.made_by_id == practitioner_id,
        OwnExercise.scope == ExerciseScope.CHAIN,
        sa.and_(OwnExercise.scope == ExerciseScope.BRANCH, OwnExercise.branch_id.in_(branches_of(practitioner_id))),
    )


PRESCRIBED = (
    sa.select(Prescription.exercise_code)
    .join(ProgrammePhase, ProgrammePhase.id == Prescription.phase_id)
    .join(ProgrammeVersion, ProgrammeVersion.id == ProgrammePhase.version_id)
)


def _prescribed_in(course_id: int) -> sa.Select[Any]:
    return PRESCRIBED.where(ProgrammeVersion.course_id == course_id)


def _prescribed_by_me(practitioner_id: int) -> sa.Select[Any]:
    return PRESCRIBED.join(Course, Course.id == ProgrammeVersion.course_id).where(
        Course.practitioner_id == practitioner_id
    )


def _standings(practitioner_id: int) -> sa.Select[Any]:
    successor = OwnExercise.__table__.alias("successor")
    # Whoever works at the branch keeps the branch's in order; the chain's is its author's.
    of_branch = sa.and_(
        OwnExercise.scope == ExerciseScope.BRANCH, OwnExercise.branch_id.in_(branches_of(practitioner_id))
    )
    return (
        sa.select(
            OwnExercise.code,
            OwnExercise.scope,
            OwnExercise.branch_id,
            OwnExercise.made_by_id,
            Person.name,
            OwnExercise.made_at,
            OwnExercise.retired_at,
            sa.case((sa.or_(OwnExercise.made_by_id == practitioner_id, of_branch), 1), else_=0),
            successor.c.code,
        )
        .join(Person, Person.id == OwnExercise.made_by_id)
        .outerjoin(successor, successor.c.replaces_id == OwnExercise.id)
        .order_by(OwnExercise.id.desc())
    )


def _standing(row: Any) -> Standing:
    code, scope, branch_id, made_by_id, made_by, made_at, retired_at, is_mine, replaced_by = row
    return Standing(code, scope, branch_id, made_by_id, made_by, made_at, retired_at, bool(is_mine), replaced_by)


def _own(row: Any) -> Own:
    about = Exercise(
        code=row.code,
        slug=OWN + row.code,
        kind=ExerciseKind(row.kind),
        name=Text(row.name_da, row.name_en),
        steps=_pairs(row.steps_da, row.steps_en),
        equipment=Text(row.equipment_da, row.equipment_en),
        cautions=_pairs(row.cautions_da, row.cautions_en),
        sources=(),
    )
    text = Text(row.media_text_da, row.media_text_en)
    return Own(
        id=row.id,
        about=about,
        purpose=Text(row.purpose_da, row.purpose_en),
        loads=tuple(LoadKind(each) for each in row.loads),
        conditions=tuple(row.conditions),
        media=Media(row.digest, MediaType(row.media_type), row.width, row.height, text) if row.digest else None,
        link=row.link,
    )


def _pairs(danish: str, english: str) -> tuple[Text, ...]:
    return tuple(Text(da, en) for da, en in zip(danish.splitlines(), english.splitlines(), strict=True))

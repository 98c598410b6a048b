"""What every installation begins with: the chain's branches and what can be booked."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Branch, TreatmentType

BRANCHES_CSV = Path(__file__).resolve().parent.parent / "content" / "data" / "branches.csv"
TREATMENT_TYPES = (
    {"code": "follow_up", "name_da": "Opfølgning", "name_en": "Follow-up", "minutes": 30},
    {"code": "first_visit", "name_da": "Første besøg", "name_en": "First visit", "minutes": 60},
    {"code": "physiotherapy", "name_da": "Fysioterapi", "name_en": "Physiotherapy", "minutes": 40},
    {"code": "osteopathy", "name_da": "Osteopati", "name_en": "Osteopathy", "minutes": 40},
)


class BranchFileError(ValueError):
    """A line of the branch file can't be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class NamedBranch:
    """A branch as the file tells it."""

    name: str
    slug: str


def read_branches(path: Path = BRANCHES_CSV) -> tuple[NamedBranch, ...]:
    """The branches of a CSV file with the columns name and slug, in UTF-8. Raises BranchFileError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file)
        if not {"name", "slug"} <= set(lines.fieldnames or ()):
            raise BranchFileError(f"{path} needs the columns name and slug")
        found = tuple(_branch(path, lines.line_num, line) for line in lines)
    for field in ("name", "slug"):
        values = [getattr(branch, field) for branch in found]
        if twice := {value for value in values if values.count(value) > 1}:
            raise BranchFileError(f"{path}: the same {field} twice: {', '.join(sorted(twice))}")
    return found


def _branch(path: Path, number: int, line: dict[str, str | None]) -> NamedBranch:
    name, slug = (line["name"] or "").strip(), (line["slug"] or "").strip()
    if not 0 < len(name) <= 60:
        raise BranchFileError(f"{path}, line {number}: a name of 1 to 60 characters is needed")
    if not (0 < len(slug) <= 40 and slug.isascii() and slug.replace("-", "").isalnum() and slug == slug.lower()):
        raise BranchFileError(f"{path}, line {number}: a slug is small letters a-z, digits and hyphens, not {slug!r}")
    return NamedBranch(name, slug)


def insert_missing_branches(session: AnySession, branches: Iterable[NamedBranch]) -> int:
    """Insert those whose slug is not there yet; returns how many. Those that are there stay as they are."""
    known = set(session.scalars(sa.select(Branch.slug)))
    missing = [branch for branch in branches if branch.slug not in known]
    session.add_all(Branch(slug=branch.slug, name=branch.name) for branch in missing)
    session.flush()
    return len(missing)


def insert_missing_treatment_types(session: AnySession) -> int:
    """Insert those whose code is not there yet; returns how many."""
    known = set(session.scalars(sa.select(TreatmentType.code)))
    missing = [
        TreatmentType(position=position, **values)
        for position, values in enumerate(TREATMENT_TYPES, start=1)
        if values["code"] not in known
    ]
    session.add_all(missing)
    session.flush()
    return len(missing)

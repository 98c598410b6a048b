"""What a list is asked for, as it stands in the address: filters that combine, a name, and a place among the pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from rehab.clinical.phases import Phase
from rehab.web.forms import one_line

NEEDS = ("now", "watch", "unbooked", "later")
LONGEST_NAME = 100
PLACE = re.compile(r"([0-4])\.(\d{4}-\d{2}-\d{2})\.(\d{1,9})")
NO_PHASE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """Between two rows: the need, the day and the course of the row beside it, the name being the course's."""

    rank: int
    since: date
    course_id: int

    def __str__(self) -> str:
        return f"{self.rank}.{self.since}.{self.course_id}"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which courses to list: own ones, or a branch's (`of`, its id). "" and None ask for all, from the beginning."""

    of: int | None = None
    need: str = ""
    branch: str = ""
    phase: str = ""
    reason: str = ""
    q: str = ""
    after: Place | None = None
    before: Place | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any], of: int | None = None) -> "Asked":
        """From an address; what makes no sense asks for nothing."""
        before = _place(given.get("before", ""))
        return cls(
            of=of,
            need=_one_of(given.get("need", ""), NEEDS),
            branch=_word(given.get("branch", "")),
            phase=_one_of(given.get("phase", ""), (*Phase, NO_PHASE)),
            reason=_word(given.get("reason", "")),
            q=(one_line(given.get("q", "")) or "")[:LONGEST_NAME],
            after=None if before else _place(given.get("after", "")),
            before=before,
        )

    @classmethod
    def read_packed(cls, packed: str) -> "Asked":
        """From what `packed` gives, carried along by a course's page."""
        given = dict(parse_qsl(packed[:500], max_num_fields=10, errors="replace"))
        of = given.get("of", "")
        return cls.read(given, int(of) if of.isascii() and of.isdecimal() and len(of) <= 9 else None)

    def with_(self, **changes: Any) -> "Asked":
        """The same with other filters, from the beginning."""
        return replace(self, **{"after": None, "before": None, **changes})

    @property
    def query(self) -> str:
        """The part of the address behind the path, "" or beginning with a question mark."""
        given = urlencode({name: str(getattr(self, name)) for name in QUERY if getattr(self, name)})
        return f"?{given}" if given else ""

    @property
    def packed(self) -> str:
        """Everything in one value, "" for the own list as it first stands."""
        of = f"of={self.of}" if self.of else ""
        return "&".join(part for part in (of, self.query[1:]) if part)

    @property
    def is_narrowed(self) -> bool:
        return any((self.need, self.branch, self.phase, self.reason, self.q))


QUERY = ("need", "branch", "phase", "reason", "q", "after", "before")


def _place(text: str) -> Place | None:
    if not (found := PLACE.fullmatch(text)):
        return None
    try:
        return Place(int(found[1]), date.fromisoformat(found[2]), int(found[3]))
    except ValueError:
        return None


def _one_of(text: str, known: tuple[str, ...]) -> str:
    return text if text in known else ""


def _word(text: str) -> str:
    """A code or a slug, nothing longer."""
    return text if re.fullmatch(r"[a-z0-9_-]{1,40}", text) else ""

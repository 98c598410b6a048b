"""The administrator's pages."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.people.forms import ColleagueForm
from rehab.web.invitations import Shown
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class StaffRow:
    """A member of staff: `status` in words, `tone` ok, warn or plain."""

    id: int
    name: str
    email: str
    role: str
    status: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class BranchGroup:
    """A branch, what stands there in words, and those who work there."""

    name: str
    counts: str
    rows: tuple[StaffRow, ...]


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Page):
    """Branches with their staff; `q` is what is searched for."""

    template: ClassVar[str] = "people/index.html"
    under: str
    q: str
    groups: tuple[BranchGroup, ...]


@dataclass(frozen=True, kw_only=True)
class AddPage(Page):
    """A new colleague."""

    template: ClassVar[str] = "people/add.html"
    form: ColleagueForm


@dataclass(frozen=True, kw_only=True)
class PersonPage(Page):
    """One colleague: their invitation, and the way out. `may_go` is False for oneself and for one gone already."""

    template: ClassVar[str] = "people/show.html"
    person_id: int
    under: str
    status: str
    is_active: bool
    may_go: bool
    shown: Shown | None
    until: str

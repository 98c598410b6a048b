"""The practitioner's pages. Words and numbers only."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.caseload.forms import NewPatientForm
from rehab.features.caseload.rows import CaseRow
from rehab.web.invitations import Shown
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A way to look at the caseload."""

    label: str
    icon: str | None
    count: int
    href: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows of the same need under their heading."""

    title: str
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, kw_only=True)
class CaseloadPage(Page):
    """`is_new` when the practitioner has no open course at all; `need` and `q` are what is asked for.

    A course's address is `courses_href` with its id: building sixty one by one costs more than reading their rows.
    """

    template: ClassVar[str] = "caseload/index.html"
    under: str
    tabs: tuple[Tab, ...]
    groups: tuple[Group, ...]
    need: str
    q: str
    courses_href: str
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class NewPatientPage(Page):
    """A new patient and the course about to begin."""

    template: ClassVar[str] = "caseload/new_patient.html"
    form: NewPatientForm
    today: str


@dataclass(frozen=True, kw_only=True)
class InvitationPage(Page):
    """`shown` is the link just made, shown once; without it the page offers to make one."""

    template: ClassVar[str] = "caseload/invitation.html"
    course_id: int
    name: str
    shown: Shown | None
    until: str

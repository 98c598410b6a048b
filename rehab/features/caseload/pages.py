"""The practitioner's pages. Words and numbers only."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.caseload.forms import NewPatientForm
from rehab.web.invitations import Shown
from rehab.web.pages import Page


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

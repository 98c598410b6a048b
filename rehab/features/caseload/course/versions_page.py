"""Two versions of a programme side by side, and every signed version with what it changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField  # type: ignore[attr-defined]

from rehab.db import AnySession
from rehab.features.caseload.course.parts import VersionLine
from rehab.features.caseload.course.programme import version_line
from rehab.features.caseload.forms import AddressForm
from rehab.records.finding import CourseHead
from rehab.records.programmes import Programme, Version, programme
from rehab.web.change_words import change_lines
from rehab.web.pages import Page
from rehab.web.version_changes import Field, PhaseChange, phase_changes, plan_changes


class VersionsForm(AddressForm):
    """Which two."""

    old = SelectField(_l("The one version"), validate_choice=False)
    new = SelectField(_l("The other version"), validate_choice=False)

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = {str(each) for each in numbers}
        choices = [SelectChoice(str(each), str(_("Version %(number)s", number=each))) for each in reversed(numbers)]
        self.old.choices = self.new.choices = choices

    def wrong(self) -> bool:
        """Whether an address asks for a version that isn't there; said beside the field."""
        for field in (self.old, self.new):
            if field.data not in self.numbers:
                field.errors = [_("Choose one of the versions.")]
        return bool(self.errors)


@dataclass(frozen=True, kw_only=True)
class ListedVersion(VersionLine):
    """A version in the list: what it changed in the one before it, and the way to see them side by side."""

    changes: tuple[str, ...]
    compare_href: str


@dataclass(frozen=True, kw_only=True)
class VersionsPage(Page):
    """`pair` is the two chosen, None while there is but one; `is_same` when nothing differs between them."""

    template: ClassVar[str] = "caseload/versions.html"
    patient: str
    course_id: int
    form: VersionsForm
    pair: tuple[VersionLine, VersionLine] | None
    phases: tuple[PhaseChange, ...]
    plan: tuple[Field, ...]
    is_same: bool
    versions: tuple[ListedVersion, ...]


def versions_page(
    session: AnySession, head: CourseHead, asked: Any, *, now: datetime, zone: ZoneInfo
) -> tuple[VersionsPage, int]:
    """The page and its status, in one statement; `asked` is what stands in the address."""
    today = now.astimezone(head.zone).date()
    assigned = programme(session, head.id)
    form, status = _form(assigned, asked, today)
    chosen = [each for number in (form.old.data, form.new.data) for each in _numbered(assigned, number)]
    old, new = chosen if len(chosen) == 2 and status == 200 else (None, None)
    in_force = assigned.in_force(today)
    phases = phase_changes(old, new) if old and new else ()
    plan = plan_changes(old, new) if old and new else ()
    return (
        VersionsPage(
            title=_("Versions of the programme"),
            patient=head.patient_name,
            course_id=head.id,
            form=form,
            pair=(version_line(old, in_force, today, zone), version_line(new, in_force, today, zone))
            if old and new
            else None,
            phases=phases,
            plan=plan,
            is_same=not plan and all(each.kind == "same" for each in phases),
            versions=tuple(_listed(assigned, n, head, today, zone) for n in reversed(range(len(assigned.versions)))),
        ),
        status,
    )


def _form(assigned: Programme, asked: Any, today: date) -> tuple[VersionsForm, int]:
    numbers = [each.number for each in assigned.versions]
    if not asked or len(numbers) < 2:
        old, new = _usual(assigned, today)
        return VersionsForm(formdata=None, numbers=numbers, data={"old": str(old), "new": str(new)}), 200
    form = VersionsForm(formdata=asked, numbers=numbers)
    return form, 422 if form.wrong() else 200


def _usual(assigned: Programme, today: date) -> tuple[int, int]:
    """The version in force and the one it took over from; where there is none, it and the one after."""
    numbers = [each.number for each in assigned.versions]
    in_force = assigned.in_force(today)
    before = assigned.before(in_force) if in_force else None
    if in_force and before:
        return before.number, in_force.number
    return (numbers[0], numbers[1]) if len(numbers) > 1 else (0, 0)


def _numbered(assigned: Programme, number: Any) -> list[Version]:
    return [each for each in assigned.versions if str(each.number) == number]


def _listed(assigned: Programme, n: int, head: CourseHead, today: date, zone: ZoneInfo) -> ListedVersion:
    version = assigned.versions[n]
    before = assigned.before(version)
    line = version_line(version, assigned.in_force(today), today, zone)
    href = url_for("caseload.versions", course_id=head.id, old=before.number, new=version.number) if before else ""
    return ListedVersion(
        **{name: getattr(line, name) for name in VersionLine.__dataclass_fields__},
        changes=change_lines(before, version) if before else (),
        compare_href=href,
    )

"""A filled-in builder, and what is stored afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import Tag

from rehab.db import AnySession
from rehab.models import Prescription, ProgrammePhase, ProgrammeVersion
from tests.browser import Browser, Sheet

Stored = Callable[[int], list[ProgrammeVersion]]


def typed_in(sheet: Sheet) -> dict[str, str]:
    """The builder's fields by name as they stand, switches that are off left out."""
    form = sheet.soup.find("form", attrs={"novalidate": True})
    assert isinstance(form, Tag)
    fields: dict[str, str] = {}
    for control in form.find_all(["input", "select", "textarea"]):
        if control.get("type") in ("checkbox", "radio") and not control.has_attr("checked"):
            continue
        if control.name == "select":
            chosen = control.find("option", selected=True) or control.find("option")
            fields[str(control["name"])] = str(chosen["value"]) if isinstance(chosen, Tag) else ""
        elif control.name == "textarea":
            fields[str(control["name"])] = control.get_text().removeprefix("\r\n")
        else:
            fields[str(control["name"])] = str(control.get("value", ""))
    return fields


def sign(browser: Browser, path: str, expect: int = 303, do: str = "sign", **changed: str | None) -> Any:
    """Open the builder at `path`, change fields (None takes one away), send it; the answer, not followed."""
    fields = {**typed_in(browser.get(path)), **changed, "do": do}
    return send(browser, path, {name: value for name, value in fields.items() if value is not None}, expect)


def send(browser: Browser, path: str, fields: dict[str, str], expect: int = 303) -> Any:
    """Send a filled-in builder; a page shown again is read as any page is, else the status and where it led."""
    if expect != 303:
        return browser.post(path, fields, expect)
    with browser.client.post(path, data={"csrf_token": browser.token, **fields}) as answer:
        assert answer.status_code == 303, answer.get_data(as_text=True)[:3000]
        return answer.headers["Location"]


@pytest.fixture
def versions(session: AnySession) -> Stored:
    """All versions of a course, first to last."""

    def read(course_id: int) -> list[ProgrammeVersion]:
        session.rollback()
        query = sa.select(ProgrammeVersion).where(ProgrammeVersion.course_id == course_id)
        return list(session.scalars(query.order_by(ProgrammeVersion.number)))

    return read


def phases_of(session: AnySession, version: ProgrammeVersion) -> list[ProgrammePhase]:
    """A version's phases in order."""
    query = sa.select(ProgrammePhase).where(ProgrammePhase.version_id == version.id).order_by(ProgrammePhase.position)
    return list(session.scalars(query))


def rows_of(session: AnySession, phase: ProgrammePhase) -> list[Prescription]:
    """A phase's prescriptions in order."""
    query = sa.select(Prescription).where(Prescription.phase_id == phase.id).order_by(Prescription.position)
    return list(session.scalars(query))

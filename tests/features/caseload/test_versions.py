"""Two versions of a programme side by side: what changed, who signed, when and why."""

from datetime import timedelta

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AuditEvent, Prescription, ProgrammePhase, ProgrammeVersion, ProgrammeWithdrawal
from tests.browser import Browser, Sheet
from tests.cast import STARTED_ON, Cast, assign
from tests.conftest import NOW, TODAY


def path(cast: Cast, query: str = "") -> str:
    return f"/courses/{cast.karens_course}/versions{query}"


def second(session: AnySession, cast: Cast, *, code: str = "T2") -> int:
    """A second version from a week ago, with four sets of EX09 in weeks 3-4 become five and another plan."""
    id_ = assign(session, cast.karens_course, by=cast.ida, code=code, effective_on=TODAY - timedelta(7), number=2)
    version = session.get_one(ProgrammeVersion, id_)
    version.reason, version.plan_red = "Læggen strammer.", "Ring til mig."
    session.execute(sa.update(ProgrammePhase).where(ProgrammePhase.version_id == id_).values(starts_on=STARTED_ON))
    session.flush()
    return id_


def prescriptions(session: AnySession, version_id: int) -> list[Prescription]:
    of_version = sa.select(ProgrammePhase.id).where(ProgrammePhase.version_id == version_id)
    return list(session.scalars(sa.select(Prescription).where(Prescription.phase_id.in_(of_version))))


def row(page: Sheet, name: str) -> list[str]:
    """The cells of the row of that name."""
    found = next(each for each in page.soup.select(".apart tr") if each.th and each.th.get_text(strip=True) == name)
    return [cell.get_text(" ", strip=True) for cell in found.select("td")]


def test_each_field_that_differs_stands_with_what_it_was(browser: Browser, cast: Cast, session: AnySession) -> None:
    later = next(each for each in prescriptions(session, second(session, cast)) if each.week_from == 3)
    later.sets, later.reps, later.rest_s, later.week_to = 5, 8, 180, 6
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast))
    assert row(page, "Uger") == ["3-4", "3-6"]
    assert row(page, "Sæt") == ["4", "5"]
    assert row(page, "Gentagelser") == ["10", "8"]
    assert row(page, "Pause mellem sæt") == ["120 sek.", "180 sek."]
    assert row(page, "6 eller mere")[1] == "Ring til mig."
    assert "»Læggen strammer.«" in page.text
    assert "fra ons. 18. nov., underskrevet af Ida L. 18. nov." in page.text
    assert "Uændret: Specifik udspænding af svangsenen" in page.text


def test_what_is_new_and_what_is_gone_stands_with_its_dose(browser: Browser, cast: Cast, session: AnySession) -> None:
    found = prescriptions(session, second(session, cast))
    found[0].exercise_code = "EX03"
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast))
    tags = [each.get_text(" ", strip=True) for each in page.soup.select(".apart__ex")]
    assert any(each.endswith("ny") for each in tags)
    assert any(each.endswith("fjernet") for each in tags)


def test_another_phase_is_new_and_the_old_one_gone(browser: Browser, cast: Cast, session: AnySession) -> None:
    second(session, cast, code="T3")
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast))
    phases = [each.get_text(" ", strip=True) for each in page.soup.select("section h3")]
    assert "Kronisk fase ny" in phases
    assert "Udviklingsfasen fjernet" in phases


def test_any_two_can_be_chosen_and_others_are_told_beside_the_field(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    second(session, cast)
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast, "?old=2&new=1"))
    assert row(page, "6 eller mere")[0] == "Ring til mig."
    page = browser.get(path(cast, "?old=1&new=1"))
    assert "Der er ingen forskel på de to." in page.text
    for query in ("?old=1&new=9", "?old=x&new=1", "?old=&new=1"):
        field = "new" if "9" in query else "old"
        assert browser.get(path(cast, query), expect=422).error_beside(field).endswith("Vælg en af versionerne.")


def test_a_withdrawn_one_stands_as_withdrawn(browser: Browser, cast: Cast, session: AnySession) -> None:
    id_ = second(session, cast)
    session.add(ProgrammeWithdrawal(version_id=id_, from_on=TODAY, withdrawn_at=NOW, withdrawn_by_id=cast.ida))
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast))
    first = page.soup.select_one("[aria-labelledby=all] li")
    assert first
    text = first.get_text(" ", strip=True)
    assert text.startswith("Version 2 trukket tilbage")
    assert "trukket tilbage af Ida L. 25. nov." in text
    assert "Version 1 gælder" in page.text


def test_one_version_has_nothing_to_stand_beside(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ida).get(path(cast))
    assert "Én version indtil nu" in page.text
    assert "Version 1 gælder" in page.text
    page = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/versions")
    assert "Intet program endnu" in page.text


def test_opening_it_leaves_a_line_and_someone_elses_is_not_there(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    browser.sign_in(cast.ida).get(path(cast))
    line = session.execute(sa.select(AuditEvent.actor_id, AuditEvent.action, AuditEvent.subject)).one()
    assert tuple(line) == (cast.ida, "read", "programme")
    for who in (cast.bo, cast.karen, cast.rita, cast.mona, cast.adam):
        browser.sign_in(who).get(path(cast), expect=404)

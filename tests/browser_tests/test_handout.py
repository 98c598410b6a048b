"""A programme on paper takes one or two sheets of A4, whatever was assigned."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser as Chromium

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.config import ROOT
from rehab.content import template
from rehab.db import AnySession
from rehab.models import Course, Person, Prescription, ProgrammePhase
from rehab.records.programmes import dose_columns
from tests.browser import Browser
from tests.cast import Cast, assign
from tests.conftest import TODAY

SHEETS = ("tokens", "base", "components", "illustrations", "handout")
ACHILLES = ("ALF", "BEY", "SIL1")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("code", ["T1", "T2", "T3", "T5", "R15", "RIEL", "ALF", "BEY", "SIL1"])
def test_it_fits_on_two_sheets(
    chromium: Chromium, browser: Browser, cast: Cast, session: AnySession, code: str, language: str
) -> None:
    if code in ACHILLES:
        session.execute(sa.update(Course).values(condition="achilles_tendinopathy"))
    assign(session, cast.karens_course, by=cast.ida, code=code, effective_on=TODAY, number=2)
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(language=language))
    session.commit()
    html = str(browser.sign_in(cast.karen).get("/programme/handout").soup)
    assert 1 <= sheets_of(chromium, html) <= 2


@pytest.mark.browser
@pytest.mark.parametrize(("code", "then"), [("T1", "T2"), ("T2", "T3")])
def test_two_phases_fit_as_well(
    chromium: Chromium, browser: Browser, cast: Cast, session: AnySession, code: str, then: str
) -> None:
    version = assign(session, cast.karens_course, by=cast.ida, code=code, effective_on=TODAY, number=2)
    follow(session, version, then)
    session.commit()
    html = str(browser.sign_in(cast.karen).get("/programme/handout").soup)
    assert 1 <= sheets_of(chromium, html) <= 2


def follow(session: AnySession, version_id: int, code: str) -> None:
    """Store a template as the phase after a version's first."""
    first = session.scalars(sa.select(ProgrammePhase).where(ProgrammePhase.version_id == version_id)).one()
    begins, after = first.starts_on + timedelta(weeks=first.weeks), template(code)
    phase = ProgrammePhase(
        version_id=version_id, position=2, phase=Phase(after.phase), starts_on=begins, weeks=after.weeks
    )
    session.add(phase)
    session.flush()
    for position, row in enumerate(after.rows, start=1):
        session.add(
            Prescription(
                phase_id=phase.id,
                position=position,
                exercise_code=row.exercise_code,
                side=Side.RIGHT,
                week_from=row.week_from,
                week_to=row.week_to,
                **dose_columns(row.dose),
            )
        )


def sheets_of(chromium: Chromium, html: str) -> int:
    """How many sheets of A4 a page of ours prints on, without a server to fetch its styles from."""
    page = chromium.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(re.sub(r"<link[^>]*>|<script.*?</script>", "", html, flags=re.S))
    for sheet in SHEETS:
        page.add_style_tag(content=(ROOT / "static" / "css" / f"{sheet}.css").read_text())
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))

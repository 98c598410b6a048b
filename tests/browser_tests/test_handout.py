"""A programme on paper takes one or two sheets of A4, whatever was assigned."""

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser as Chromium

from rehab.config import ROOT
from rehab.db import AnySession
from rehab.models import Course, Person
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

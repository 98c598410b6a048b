"""What a template rests on, and what nobody has confirmed, is told to whoever assigns it."""

import pytest

from rehab.content import source, template, templates
from rehab.db import AnySession
from rehab.models import Course, ProgrammeVersion
from tests.browser import Browser
from tests.cast import Cast
from tests.features.programmes.conftest import sign


def about(session: AnySession, course_id: int, condition: str) -> None:
    """Makes the course one about another condition."""
    course = session.get(Course, course_id)
    assert course is not None
    course.condition = condition
    session.commit()


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_card_tells_what_is_not_confirmed_and_how_well_each_source_was_read(
    browser: Browser, cast: Cast, language: str
) -> None:
    browser.sign_in(cast.bo)
    browser.post("/language", {"language": language})
    sheet = browser.get(f"/courses/{cast.oles_course}/programme/templates")
    for code in ("T2", "R15", "RIEL"):
        card = sheet.soup.select_one(f'section[aria-labelledby="t-{code}"]')
        assert card is not None
        words = " ".join(card.get_text(" ").split())
        for line in template(code).unverified:
            assert line.in_(language) in words
        for cited in template(code).sources:
            assert source(cited).citation.in_(language) in words
    assert ("Resumé, tabel eller side læst" if language == "da" else "Abstract, table or page read") in sheet.text


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("achilles_tendinopathy", ["ALF", "BEY", "SIL1", "SIL2", "SIL3", "SIL4"]),
        ("golfers_elbow", ["TYL"]),
        ("flat_foot", ["KUL"]),
    ],
)
def test_only_templates_for_what_the_course_is_about(
    browser: Browser, cast: Cast, session: AnySession, condition: str, codes: list[str]
) -> None:
    about(session, cast.oles_course, condition)
    sheet = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/templates")
    shown = [str(card["aria-labelledby"]).removeprefix("t-") for card in sheet.soup.select("section.tpl")]
    assert sorted(shown) == sorted(codes)
    browser.get(f"/courses/{cast.oles_course}/programme/new?template=T2", 404)


@pytest.mark.parametrize("code", ["ALF", "BEY", "SIL1"])
def test_where_the_tendon_hurts_is_asked_before_choosing_and_in_the_builder(
    browser: Browser, cast: Cast, session: AnySession, code: str
) -> None:
    about(session, cast.oles_course, "achilles_tendinopathy")
    sheet = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/templates")
    card = sheet.soup.select_one(f'section[aria-labelledby="t-{code}"]')
    assert card is not None
    assert "Spørg først, om det gør ondt midt på senen" in card.get_text()
    builder = browser.get(f"/courses/{cast.oles_course}/programme/new?template={code}")
    assert "Spørg først, om det gør ondt midt på senen" in builder.text
    assert "Hælløft på 12 mm" in builder.text


@pytest.mark.parametrize("code", [each.code for each in templates().values()])
def test_every_template_opens_in_the_builder_with_its_notes(
    browser: Browser, cast: Cast, session: AnySession, code: str
) -> None:
    chosen = template(code)
    about(session, cast.oles_course, chosen.condition)
    sheet = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/new?template={code}")
    assert chosen.evidence.da in sheet.text
    for line in chosen.unverified:
        assert line.da in sheet.text
    assert len(sheet.soup.select("li.ex")) == len(chosen.rows)


@pytest.mark.parametrize("code", [each.code for each in templates().values()])
def test_every_template_can_be_signed_as_it_stands(
    browser: Browser, cast: Cast, session: AnySession, code: str
) -> None:
    about(session, cast.oles_course, template(code).condition)
    sign(browser.sign_in(cast.bo), f"/courses/{cast.oles_course}/programme/new?template={code}")
    session.rollback()
    version = session.query(ProgrammeVersion).filter_by(course_id=cast.oles_course).one()
    assert version.template_code == code


def test_a_revision_tells_of_the_template_it_came_from(browser: Browser, cast: Cast, session: AnySession) -> None:
    sheet = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}/programme/revision")
    version = session.query(ProgrammeVersion).filter_by(course_id=cast.karens_course).one()
    assert version.template_code is not None
    assert template(version.template_code).evidence.da in sheet.text


def test_exercises_side_by_side_are_named(browser: Browser, cast: Cast, session: AnySession) -> None:
    about(session, cast.oles_course, "achilles_tendinopathy")
    sheet = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/templates")
    assert (
        "Siddende tåhævning + Tåhævning i benpres + Stående tåhævning med vægt: 3 × 15 RM (uge 1) hver anden dag, "
        "3 × 12 RM (uge 2–3), 4 × 10 RM (uge 4–5), 4 × 8 RM (uge 6–8), 4 × 6 RM (uge 9–12)"
    ) in sheet.text

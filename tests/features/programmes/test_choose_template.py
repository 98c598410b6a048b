"""A practitioner chooses among the chain's templates."""

from datetime import date

import pytest

from rehab.content import source, templates
from rehab.db import AnySession
from rehab.models import AuditEvent, Role
from tests.browser import Browser
from tests.cast import Cast, course, person


def test_every_template_says_what_it_holds_and_what_it_rests_on(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/templates")
    offered = [template for template in templates().values() if template.condition == "plantar_fasciopathy"]
    assert len(sheet.soup.select("section.tpl")) == len(offered) == 8
    for words in ("Rathleff 2015, som offentliggjort", "3 × 12 RM (uge 1–2) hver anden dag, 4 × 10 RM", "10.1111/sms"):
        assert words in sheet.text
    for template in offered:
        assert template.evidence.da in sheet.text
        for code in template.sources:
            assert source(code).citation.da in sheet.text


def test_what_usually_comes_next_stands_first(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.ida)
    sheet = browser.get(f"/courses/{cast.karens_course}/programme/templates")
    marked = [bool(card.select_one(".tag")) for card in sheet.soup.select("section.tpl")]
    assert marked == sorted(marked, reverse=True)
    assert marked.count(True) == 3
    assert "Nu: Udviklingsfasen" in sheet.text


def test_from_course_to_signed_in_four_clicks(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/templates")
    link = sheet.soup.select_one('section.tpl a[href$="template=R15"]')
    assert link is not None
    builder = browser.get(str(link["href"]))
    assert builder.soup.select_one('button[name="do"][value="sign"]')


def test_in_english(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.bo)
    browser.post("/language", {"language": "en"})
    sheet = browser.get(f"/courses/{cast.oles_course}/programme/templates")
    assert "Rathleff 2015, as published" in sheet.text
    assert "3 × 12 RM (wk 1–2) every other day" in sheet.text


def test_a_child_gets_no_adult_template(browser: Browser, cast: Cast, session: AnySession) -> None:
    child = person(session, "Mads Ung", Role.PATIENT, cast.horsens, born_on=date(2012, 5, 1))
    course_id = course(session, child, cast.ida, cast.horsens)
    session.commit()
    browser.sign_in(cast.ida)
    sheet = browser.get(f"/courses/{course_id}/programme/templates")
    assert sheet.text.count("Kun for patienter, der er fyldt 18 år.") == 8
    assert not sheet.soup.select("section.tpl a")
    refused = browser.get(f"/courses/{course_id}/programme/new?template=T2", 422)
    assert "Kun for patienter, der er fyldt 18 år." in refused.text


def test_eighteen_today_is_old_enough(browser: Browser, cast: Cast, session: AnySession) -> None:
    adult = person(session, "Mette Ny", Role.PATIENT, cast.horsens, born_on=date(2008, 11, 25))
    course_id = course(session, adult, cast.ida, cast.horsens)
    session.commit()
    browser.sign_in(cast.ida).get(f"/courses/{course_id}/programme/new?template=T2")


def test_opening_it_leaves_a_line_in_the_log(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/templates")
    session.rollback()
    event = session.query(AuditEvent).one()
    assert (event.action, event.actor_id, event.patient_id) == ("read", cast.bo, cast.ole)


@pytest.mark.parametrize("who", ["karen", "ole", "ida", "rita", "mona", "adam"])
def test_nobody_else_finds_it(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get(f"/courses/{cast.oles_course}/programme/templates", 404)


@pytest.mark.parametrize("junk", ["0", "999999", "12345678901234567890", "-1", "x"])
def test_a_course_that_is_not_there(browser: Browser, cast: Cast, junk: str) -> None:
    browser.sign_in(cast.bo).get(f"/courses/{junk}/programme/templates", 404)

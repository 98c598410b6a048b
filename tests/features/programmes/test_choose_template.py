"""A practitioner chooses among the chain's templates."""

from datetime import date

import pytest
import sqlalchemy as sa

from rehab.content import source, template, templates
from rehab.db import AnySession
from rehab.models import AuditEvent, Course, Role
from tests.browser import Browser, Sheet
from tests.cast import Cast, course, person


def test_every_template_says_what_it_holds_and_what_it_rests_on(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/templates")
    offered = [each for each in templates().values() if each.condition == "plantar_fasciopathy"]
    assert len(sheet.soup.select("section.tpl")) == len(offered) == 8
    for words in ("Rathleff 2015, som offentliggjort", "3 × 12 RM (uge 1–2) hver anden dag, 4 × 10 RM", "10.1111/sms"):
        assert words in sheet.text
    for each in offered:
        assert each.evidence.da in sheet.text
        for code in each.sources:
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


def templates_path(course_id: int) -> str:
    return f"/courses/{course_id}/programme/templates"


def asked(browser: Browser, course_id: int, expect: int = 200, **answers: str) -> Sheet:
    """The cards after the question is answered."""
    path = templates_path(course_id)
    return browser.send(browser.get(path), path, expect=expect, **answers)


def typed(query: str) -> dict[str, str]:
    return dict(part.split("=") for part in query.split("&"))


def suggested(sheet: Sheet) -> list[str]:
    return [str(card["aria-labelledby"]) for card in sheet.soup.select("section.tpl") if card.select_one(".tag")]


@pytest.mark.parametrize(
    ("answer", "code", "why"),
    [
        ("rest", "T1", "Det gør kun ondt om morgenen eller efter hvile."),
        ("load", "T2", "Det gør også ondt ved gang, trapper eller løb."),
        ("long", "T3", "Det er langvarigt eller kommer igen."),
    ],
)
def test_the_symptoms_suggest_a_template_with_its_reason(
    browser: Browser, cast: Cast, answer: str, code: str, why: str
) -> None:
    sheet = asked(browser.sign_in(cast.bo), cast.oles_course, symptoms=answer)
    assert suggested(sheet) == [f"t-{code}"]
    assert why in sheet.text
    assert "Status i uge 4" in sheet.text


def test_pain_of_half_a_year_without_improvement_calls_for_a_specialist(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    session.execute(sa.update(Course).where(Course.id == cast.oles_course).values(symptoms_since=date(2025, 11, 1)))
    session.commit()
    sheet = asked(browser.sign_in(cast.bo), cast.oles_course, symptoms="rest")
    assert suggested(sheet) == ["t-T3"]
    assert "langvarig uden bedring" in sheet.text
    assert "Tal om læge eller speciallæge." in sheet.text
    assert "Status nu og i uge 4, 12, 24." in sheet.text


@pytest.mark.parametrize(
    ("test", "start"),
    [
        ("one_leg=14&test_pain=2", "Tåhævning på ét ben på trin med håndklæde, 12 RM"),
        ("one_leg=9&test_pain=5", "Tåhævning på ét ben på trin med håndklæde, 9 RM"),
        ("one_leg=3&two_legs=15&test_pain=2", "Op på to ben, ned på ét"),
        ("one_leg=0&two_legs=6&test_pain=2", "Tåhævning på to ben på gulvet med håndklæde"),
        ("one_leg=14&test_pain=7", "Statisk tåhævning på to ben"),
    ],
)
def test_the_entry_test_finds_the_first_rung(browser: Browser, cast: Cast, test: str, start: str) -> None:
    sheet = asked(browser.sign_in(cast.bo), cast.oles_course, **typed(test))
    assert f"Begynd med {start}" in sheet.text


@pytest.mark.parametrize(
    ("test", "field"),
    [
        ("one_leg=14", "test_pain"),
        ("test_pain=3", "one_leg"),
        ("one_leg=4&test_pain=3", "two_legs"),
        ("one_leg=ni&test_pain=3", "one_leg"),
        ("one_leg=12&test_pain=11", "test_pain"),
        ("one_leg=-1&test_pain=1", "one_leg"),
    ],
)
def test_half_a_test_is_told_beside_its_field(browser: Browser, cast: Cast, test: str, field: str) -> None:
    sheet = asked(browser.sign_in(cast.bo), cast.oles_course, 422, symptoms="load", **typed(test))
    assert sheet.error_beside(field)
    assert sheet.soup.select_one('input[name="symptoms"][value="load"][checked]')
    assert "Begynd med" not in sheet.text


def test_what_is_suggested_is_for_the_heel(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Course).where(Course.id == cast.oles_course).values(condition="golfers_elbow"))
    session.commit()
    sheet = browser.sign_in(cast.bo).get(templates_path(cast.oles_course))
    assert not sheet.soup.select_one('input[name="symptoms"]')
    browser.post(templates_path(cast.oles_course), {"symptoms": "rest"}, 404)


def test_what_is_asked_about_someone_elses_is_not_there(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.ida).get("/settings")
    browser.post(templates_path(cast.oles_course), {"symptoms": "rest"}, 404)


def test_a_part_of_a_whole_is_suggested_after_the_part_before_it(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    session.execute(sa.update(Course).where(Course.id == cast.oles_course).values(condition="achilles_tendinopathy"))
    session.commit()
    sheet = browser.sign_in(cast.bo).get(templates_path(cast.oles_course))
    assert "t-SIL1" in suggested(sheet)
    assert not {"t-SIL2", "t-SIL3", "t-SIL4"} & set(suggested(sheet))
    builder = browser.get(f"/courses/{cast.oles_course}/programme/new?template=SIL1")
    assert template("SIL1").rows[0].progression.da in builder.text
    browser.send(builder, f"/courses/{cast.oles_course}/programme/new?template=SIL1", do="sign")
    assert suggested(browser.get(templates_path(cast.oles_course))) == ["t-SIL2"]

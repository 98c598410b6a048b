"""The day, the programme and the progress of a patient whose course is not about the heel."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from rehab.content import conditions
from rehab.db import AnySession
from rehab.models import Course
from tests.browser import Browser
from tests.cast import Cast, assign, log_mornings

FOOT = re.compile(r"\b(hæl|fod|fødder|svang|skridt|sko\b|heel|foot|feet|arch|first steps)", re.IGNORECASE)
OF_THE_SITE = "Fodfæste"
QUESTIONS = {
    "plantar_fasciopathy": ("Hvor ondt gjorde de første skridt?", "How much did your first steps hurt?"),
    "achilles_tendinopathy": ("Hvor ondt gjorde de første skridt?", "How much did your first steps hurt?"),
    "golfers_elbow": (
        "Hvor ondt gjorde de første greb om morgenen?",
        "How much did it hurt when you first used your hand?",
    ),
    "flat_foot": ("Hvor ondt gjorde de første skridt?", "How much did your first steps hurt?"),
}


def about(session: AnySession, course_id: int, condition: str) -> None:
    session.execute(sa.update(Course).where(Course.id == course_id).values(condition=condition))
    session.commit()


def in_english(browser: Browser) -> None:
    browser.get("/settings")
    browser.post("/language", {"language": "en"})


@pytest.mark.parametrize("condition", conditions())
def test_the_morning_asks_about_what_hurts(browser: Browser, cast: Cast, session: AnySession, condition: str) -> None:
    about(session, cast.karens_course, condition)
    browser.sign_in(cast.karen)
    danish, english = QUESTIONS[condition]
    assert danish in browser.get("/today").text
    assert danish in browser.get("/morning-pain/other-day").text
    in_english(browser)
    assert english in browser.get("/today").text
    assert english in browser.get("/morning-pain/other-day").text


def test_a_wrong_score_is_told_with_the_elbows_question(browser: Browser, cast: Cast, session: AnySession) -> None:
    about(session, cast.karens_course, "golfers_elbow")
    page = browser.sign_in(cast.karen).get("/morning-pain/other-day")
    answer = browser.send(page, "/morning-pain", expect=422, score="11")
    assert "Hvor ondt gjorde de første greb om morgenen?" in answer.text


@pytest.mark.parametrize("path", ["/today", "/morning-pain/other-day", "/progress", "/programme"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_elbow_is_not_asked_about_its_heel(
    browser: Browser, cast: Cast, session: AnySession, path: str, language: str
) -> None:
    about(session, cast.oles_course, "golfers_elbow")
    browser.sign_in(cast.ole)
    if language == "en":
        in_english(browser)
    page = browser.get(path)
    assert not FOOT.findall(page.text.replace(OF_THE_SITE, ""))
    if path in ("/today", "/programme"):
        assert ("albue" if language == "da" else "elbow") in page.text.lower()


def test_both_elbows_are_asked_one_by_one(browser: Browser, cast: Cast, session: AnySession) -> None:
    about(session, cast.oles_course, "golfers_elbow")
    page = browser.sign_in(cast.ole).get("/today")
    assert "Venstre albue" in page.text
    assert "Højre albue" in page.text


def test_the_elbows_progress_speaks_of_the_morning(browser: Browser, cast: Cast, session: AnySession) -> None:
    about(session, cast.oles_course, "golfers_elbow")
    days = {date(2026, 10, 16 + n): 6 for n in range(7)} | {date(2026, 11, 18 + n): 3 for n in range(7)}
    log_mornings(session, cast.oles_course, cast.ole, days)
    session.commit()
    page = browser.sign_in(cast.ole).get("/progress")
    assert "Dit første greb gør mindre ondt: 6 i uge 1, 3 nu." in page.text
    assert not FOOT.findall(page.text.replace(OF_THE_SITE, ""))


@pytest.mark.parametrize(
    ("condition", "advice", "sign"),
    [
        ("plantar_fasciopathy", "Sko og indlæg", "Et sår på foden"),
        ("achilles_tendinopathy", "12 mm hælløft", "smerte i hælen eller achillessenen"),
        ("golfers_elbow", "Greb og hjælpemidler", "Albuen er hævet eller rød"),
        ("flat_foot", "Et indlæg, der støtter svangen, hører med", "Svangen er pludselig faldet sammen"),
    ],
)
def test_advice_and_warning_signs_are_the_conditions_own(
    browser: Browser, cast: Cast, session: AnySession, condition: str, advice: str, sign: str
) -> None:
    about(session, cast.karens_course, condition)
    page = browser.sign_in(cast.karen).get("/programme")
    assert advice in page.text
    assert sign in page.text
    for card in ("Hvor lang tid tager det?", "Hvad kan du regne med?", "Så det ikke kommer igen"):
        assert card in page.text


def test_each_level_has_its_signs(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get("/programme")
    section = page.soup.find(id="warning-signs")
    assert section
    groups = {str(head.get_text()): str(head.parent.get_text(" ")) for head in section.find_all("h3") if head.parent}
    assert "Et sår på foden" in groups["Ring til en læge i dag"]
    assert "Diabetes eller dårligt blodomløb" in groups["Tal med din behandler eller læge"]
    assert "Diabetes" not in groups["Ring til en læge i dag"]


def test_a_day_of_rest_is_the_arms(browser: Browser, cast: Cast, session: AnySession) -> None:
    about(session, cast.oles_course, "golfers_elbow")
    assign(session, cast.oles_course, by=cast.bo, code="T2", effective_on=date(2026, 11, 16))
    session.commit()
    browser.sign_in(cast.ole)
    page = browser.get("/sessions/new?short=1")
    browser.send(page, "/sessions", done_on="2026-11-24", pain_during="2", pain_after="1")
    assert "I dag hviler armen" in browser.get("/today").text


def train(browser: Browser) -> None:
    browser.send(browser.get("/sessions/new?short=1"), "/sessions", pain_during="2", pain_after="1")


def test_what_is_done_twice_a_day_is_asked_for_twice(browser: Browser, cast: Cast, session: AnySession) -> None:
    about(session, cast.oles_course, "flat_foot")
    assign(session, cast.oles_course, by=cast.bo, code="KUL", effective_on=date(2026, 11, 20))
    session.commit()
    browser.sign_in(cast.ole)
    form = browser.get("/sessions/new?short=1")
    for _sent in range(2):
        browser.send(form, "/sessions", pain_during="2", pain_after="1")
        assert "Gjort 1 af 2 gange i dag." in browser.get("/today").text
    again = browser.get("/sessions/new?short=1")
    assert "Dagen er allerede registreret" not in again.text
    train(browser)
    today = browser.get("/today").text
    assert "Dagens træning er klaret" in today
    assert "gange i dag" not in today


def test_the_arm_is_not_drawn_as_a_foot(browser: Browser, cast: Cast, session: AnySession) -> None:
    about(session, cast.oles_course, "golfers_elbow")
    assign(session, cast.oles_course, by=cast.bo, code="TYL", effective_on=date(2026, 11, 20))
    session.commit()
    browser.sign_in(cast.ole)
    assert not [use for use in browser.get("/today").soup.find_all("use") if "i-raise" in str(use.get("href"))]
    browser.sign_in(cast.karen)
    assert [use for use in browser.get("/today").soup.find_all("use") if "i-raise" in str(use.get("href"))]

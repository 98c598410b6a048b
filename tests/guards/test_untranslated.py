"""No page shows a word in the other language: what reads the same in Danish and in English is a name or a number."""

import re
from dataclasses import astuple
from datetime import timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup, Comment

from rehab.content import template
from rehab.db import AnySession
from rehab.models import Person
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY

PAGES = {
    "karen": [
        "/today",
        "/morning-pain/other-day",
        "/warning-signs",
        "/sessions/new",
        "/player",
        "/player/practice",
        "/progress",
        "/programme",
        "/programme/handout",
        "/appointments",
        "/book",
        "/messages",
        "/settings",
        "/reminders",
        "/nothing-here",
    ],
    "ole": ["/well", "/today", "/progress", "/programme", "/appointments"],
    "ida": [
        "/caseload",
        "/caseload?need=later",
        "/caseload/branches/{horsens}",
        "/courses/{karens_course}",
        "/courses/{karens_course}/comparison",
        "/courses/{karens_course}/first-visit",
        "/courses/{karens_course}/log",
        "/courses/{karens_course}/log?words=1",
        "/courses/{karens_course}/versions",
        "/courses/{karens_course}/programme/templates",
        "/courses/{karens_course}/programme/new?template=R15",
        "/courses/{karens_course}/programme/revision",
        "/courses/{karens_course}/programme/moves",
        "/courses/{karens_course}/programme/moves/flare",
        "/courses/{karens_course}/programme/template",
        "/courses/{karens_course}/programme/copy",
        "/templates",
        "/courses/{karens_course}/thresholds",
        "/courses/{karens_course}/follow-ups",
        "/courses/{karens_course}/follow-ups/decisions/new?decision=hold&about=silence",
        "/courses/{karens_course}/warning-signs",
        "/courses/{karens_course}/pauses",
        "/courses/{karens_course}/messages",
        "/courses/{karens_course}/closure",
        "/courses/closed",
        "/inbox",
        "/inbox/answer-time",
        "/patients/new",
        "/calendar",
        "/exercises",
        "/exercises/EX05",
        "/exercises/new",
        "/settings",
    ],
    "rita": ["/desk", "/desk/patients/{karen}/book"],
    "mona": ["/overview", "/overview/definitions", "/rules"],
    "adam": ["/people", "/people/new", "/templates/chain", "/chain", "/chain/horsens"],
    None: ["/sign-in", "/welcome/unknown-token", "/reminders/stop/unknown-token", "/offline"],
}
# Words that are the same in both languages.
SAME = {
    *("fodfæste", "dansk", "english", "kg", "min", "rm", "patient", "administrator", "reception", "person"),
    *("pause", "ring", "start", "vibration", "send", "enter", "mine"),
    *(
        "november",
        "september",
        "august",
        "april",
        "normal",
        "version",
        "tempo",
        "status",
        "mail",
        "hold",
        "tape",
        "find",
        "link",
        "median",
        "mine",
        "enter",
        "point",
        "stop",
        "side",
    ),
}
# The practitioner's own sentences stand as they were signed.
PLAN = set(astuple(template("T2").plan.in_("da")))
ELSEWHERE = {"/nothing-here": 404, "/welcome/unknown-token": 410}
ATTRIBUTES = ("aria-label", "placeholder", "title", "alt", "data-busy", "data-done")


def texts(soup: BeautifulSoup) -> set[str]:
    """What a person reads or is told: text nodes and spoken attributes."""
    language = soup.html["lang"] if soup.html else ""
    for apart in soup.find_all(lambda tag: tag.name == "script" or tag.get("lang", language) != language):
        apart.decompose()  # marked as the other language on purpose
    nodes = {
        re.sub(r"\s+", " ", str(node)).strip()
        for node in soup.find_all(string=True)
        if not isinstance(node, Comment) and node.parent and node.parent.name != "[document]"
    }
    spoken = {str(tag[name]).strip() for name in ATTRIBUTES for tag in soup.find_all(attrs={name: True})}
    return nodes | spoken


def words_in(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", text)}


@pytest.mark.parametrize("who", list(PAGES), ids=str)
def test_pages_change_language(browser: Browser, cast: Cast, session: AnySession, who: str | None) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6, 7, 6, 6, 5, 6, 6] * 5))
    log_mornings(session, cast.oles_course, cast.ole, {TODAY - timedelta(days=1): 4})
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    refresh_course(session, cast.oles_course, today=TODAY, now=NOW)
    session.commit()
    people = session.execute(sa.select(Person.name, Person.title)).all()
    names = words_in(" ".join(str(word) for person in people for word in person)) | words_in("Horsens Aarhus")
    names |= {f"{name[0]}{name.split()[-1][0]}".lower() for name, _title in people} | {"example", "invalid"}
    if who:
        browser.sign_in(getattr(cast, who))
    for path in PAGES[who]:
        address = path.format(**vars(cast))
        seen = {}
        for language in ("da", "en"):
            browser.get("/settings" if who else "/sign-in")
            browser.post("/language", {"language": language, "next": "/settings" if who else "/sign-in"})
            seen[language] = browser.get(address, expect=ELSEWHERE.get(address, 200)).soup
            html = seen[language].find("html")
            assert html
            assert html["lang"] == language
        typed = {area.get_text().strip() for area in seen["da"].find_all("textarea")} | PLAN
        same = (texts(seen["da"]) & texts(seen["en"])) - typed
        left = {text for text in same if words_in(text) - names - SAME and "@" not in text and "doi" not in text}
        assert not left, f"{address}: the same in both languages: {sorted(left)}"

"""Junk in every field of every form: an answer in words, never a fault of ours."""

from io import BytesIO

import pytest
from bs4 import Tag

from rehab.db import AnySession
from rehab.records.summaries import refresh_course
from tests.browser import Browser, _value
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY
from tests.guards.test_untranslated import PAGES

JUNK = (
    "",
    "-1",
    "11",
    "ni",
    "7.5",
    "1e309",
    "99999999999999999999",
    "\x00' OR 1=1 --",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "<script>alert(1)</script> 🦶🏽 \u202e",
    "a" * 3000,
    "²",
    "9" * 5000,
    "//[",
)
LEAVES_ALONE = {"csrf_token"}
# The session would end, and every page after it would be the sign-in page.
NEVER_SENT = {"/sign-out"}


def forms(browser: Browser, cast: Cast, who: str | None) -> list[tuple[str, dict[str, str]]]:
    """(address, what stands in it) of each form that posts, on each page of a role."""
    found = {}
    for path in PAGES[who]:
        address = path.format(**vars(cast))
        with browser.client.get(address) as answer:
            status = answer.status_code
        sheet = browser.get(address, expect=status)
        for form in sheet.soup.find_all("form", method="post"):
            action = str(form.get("action") or address)
            if action not in NEVER_SENT:
                found[action] = {name: value for name, value in _fields(form) if name}
    return sorted(found.items())


def _fields(form: Tag) -> list[tuple[str, str]]:
    controls = form.find_all(["input", "select", "textarea", "button"])
    return [(str(c.get("name") or ""), str(_value(c) or "")) for c in controls]


@pytest.mark.parametrize("who", list(PAGES), ids=str)
def test_no_field_can_bring_us_down(browser: Browser, cast: Cast, session: AnySession, who: str | None) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6, 7, 6, 6, 5, 6, 6] * 5))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    if who:
        browser.sign_in(getattr(cast, who))
    sent = 0
    for action, fields in forms(browser, cast, who):
        names = [name for name in fields if name not in LEAVES_ALONE]
        for position, name in enumerate(names):
            # Long forms hold many fields of a kind: each meets some of the junk, and together all of it.
            for junk in JUNK if len(names) < 20 else (JUNK[position % len(JUNK)], JUNK[(position + 5) % len(JUNK)]):
                with browser.client.post(action, data={**fields, name: junk}) as answer:
                    assert answer.status_code < 500, f"{action}: {name}={junk[:40]!r} gave {answer.status_code}"
                sent += 1
    assert sent or who == "mona"  # a manager only reads


@pytest.mark.parametrize("who", list(PAGES), ids=str)
def test_nor_can_a_file_or_json_where_text_is_expected(browser: Browser, cast: Cast, who: str | None) -> None:
    if who:
        browser.sign_in(getattr(cast, who))
    for action, fields in forms(browser, cast, who):
        token, names = fields.get("csrf_token", ""), sorted(set(fields) - LEAVES_ALONE)
        files = {name: (BytesIO(b"x"), "a.txt") for name in names}
        with browser.client.post(action, data={"csrf_token": token, **files}) as answer:
            assert answer.status_code < 500, f"{action}: files gave {answer.status_code}"
        for body in ({name: {"a": [1]} for name in names}, dict.fromkeys(names, 7), [1]):
            with browser.client.post(action, json=body, headers={"X-CSRFToken": token}) as answer:
                assert answer.status_code < 500, f"{action}: {str(body)[:60]} gave {answer.status_code}"


@pytest.mark.parametrize("who", list(PAGES), ids=str)
def test_no_question_in_an_address_can_either(browser: Browser, cast: Cast, who: str | None) -> None:
    asked = ("q", "need", "date", "week", "period", "template", "then", "prompt", "branch", "practitioner", "treatment")
    asked += ("starts_at", "change", "correct", "short", "next", "days", "time", "patient")
    if who:
        browser.sign_in(getattr(cast, who))
    for path in PAGES[who]:
        address = path.format(**vars(cast)).partition("?")[0]
        for name in asked:
            for junk in JUNK:
                with browser.client.get(address, query_string={name: junk}) as answer:
                    assert answer.status_code < 500, f"{address}?{name}={junk[:40]!r} gave {answer.status_code}"

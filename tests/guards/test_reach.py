"""Law 4 over the whole route table: a colleague's course is not there until it is chosen, nor a minute after."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from rehab.db import AnySession
from rehab.models import BranchChoice, ChoiceReason, FollowUpPrompt, Role
from rehab.records.finding import responsible_course
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, every_day, log_mornings, person
from tests.conftest import NOW, TODAY
from tests.guards.test_access import METHODS, WHO

OF_A_COURSE = re.compile(r"<id:(course_id|prompt_id)>")


@pytest.fixture
def lise(session: AnySession, cast: Cast) -> int:
    """A colleague of Ida's in Horsens; Karen's course has a prompt that stands open."""
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6] * 40))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    who = person(session, "Lise Holst", Role.PRACTITIONER, cast.horsens)
    session.commit()
    return who


def choose(session: AnySession, who: int, branch: int, at: datetime = NOW) -> None:
    """The choice as stored, until the end of the day."""
    session.add(
        BranchChoice(
            practitioner_id=who,
            branch_id=branch,
            client_key=f"{who}-{branch}-{at}",
            why=ChoiceReason.ABSENCE,
            own_words="",
            chosen_at=at,
            expires_at=at + timedelta(hours=17),
        )
    )
    session.commit()


def routes(app: Flask, session: AnySession, cast: Cast) -> Iterator[tuple[str, str]]:
    """(method, path) of every route of a practitioner's about one course: Karen's."""
    prompt = session.scalar(sa.select(FollowUpPrompt.id).where(FollowUpPrompt.course_id == cast.karens_course))
    assert prompt
    ids = {"course_id": cast.karens_course, "prompt_id": prompt}
    for rule in app.url_map.iter_rules():
        if OF_A_COURSE.search(rule.rule) and "practitioner" in WHO[rule.endpoint].split():
            path = OF_A_COURSE.sub(lambda found: str(ids[found[1]]), rule.rule)
            path = re.sub(r"<(?:\w+:)?\w+>", "1", path)
            for method in METHODS:
                if method in (rule.methods or ()):
                    yield method, path


def answers(browser: Browser, app: Flask, session: AnySession, cast: Cast) -> dict[tuple[str, str], int]:
    """What each route answers whoever is signed in; nothing typed but the token."""
    browser.get("/settings")
    found = {}
    for method, path in sorted(routes(app, session, cast)):
        session.rollback()
        data = {"csrf_token": browser.token} if method == "POST" else None
        with browser.client.open(path, method=method, data=data) as answer:
            found[method, path] = answer.status_code
    return found


def test_there_are_routes_to_look_at(app: Flask, session: AnySession, cast: Cast, lise: int) -> None:
    assert len(list(routes(app, session, cast))) > 20


def test_without_a_choice_nothing_is_there(
    app: Flask, browser: Browser, cast: Cast, session: AnySession, lise: int
) -> None:
    choose(session, lise, cast.horsens, NOW - timedelta(days=1))  # yesterday's
    choose(session, cast.ida, cast.horsens)  # somebody else's
    choose(session, cast.bo, cast.horsens)  # of who doesn't work there
    for who in (lise, cast.bo):
        browser.sign_in(who)
        assert set(answers(browser, app, session, cast).values()) == {404}


def test_with_a_choice_it_is_all_there_as_for_its_own_practitioner(
    app: Flask, browser: Browser, cast: Cast, session: AnySession, lise: int
) -> None:
    choose(session, lise, cast.horsens)
    browser.sign_in(lise)
    colleague = answers(browser, app, session, cast)
    browser.sign_in(cast.ida)
    own = answers(browser, app, session, cast)
    gone = {route for route, status in colleague.items() if status == 404 and own[route] != 404}
    assert not gone
    opened = [route for route, status in colleague.items() if route[0] == "GET" and status == 200]
    assert len(opened) > 8, colleague


def test_after_midnight_it_is_gone(
    app: Flask, browser: Browser, cast: Cast, session: AnySession, lise: int, clock: time_machine.Traveller
) -> None:
    choose(session, lise, cast.horsens)
    clock.move_to(NOW + timedelta(hours=17))
    browser.sign_in(lise)
    assert set(answers(browser, app, session, cast).values()) == {404}


def test_the_query_itself_finds_only_what_is_in_reach(session: AnySession, cast: Cast, lise: int) -> None:
    def found(who: int, course: int, at: datetime = NOW) -> bool:
        return responsible_course(session, who, course, now=at) is not None

    assert found(cast.ida, cast.karens_course)
    assert not found(lise, cast.karens_course)
    choose(session, lise, cast.horsens)
    choose(session, lise, cast.aarhus)
    assert found(lise, cast.karens_course)
    assert not found(lise, cast.oles_course), "chosen, but not a branch where she works"
    assert not found(lise, cast.karens_course, NOW + timedelta(hours=17))

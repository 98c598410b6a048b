"""The link in every message stops reminders without signing in, and tells a stranger nothing."""

from datetime import time

import pytest

from rehab.db import AnySession
from rehab.models import Channel, ReminderSetting
from rehab.records.stop_links import stop_hash, stop_token
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW

SECRET = "test" * 10


@pytest.fixture
def karens_link(session: AnySession, cast: Cast) -> str:
    """Reminders for Karen and for Ole, and Karen's link."""
    for person_id in (cast.karen, cast.ole):
        session.add(
            ReminderSetting(
                person_id=person_id,
                is_on=True,
                days=[0, 1],
                at=time(8, 30),
                channel=Channel.EMAIL,
                stop_token_hash=stop_hash(stop_token(SECRET, person_id)),
                changed_at=NOW,
            )
        )
    session.commit()
    return f"/reminders/stop/{stop_token(SECRET, cast.karen)}"


def is_on(session: AnySession, person_id: int) -> bool:
    session.expire_all()
    return session.get_one(ReminderSetting, person_id).is_on


def test_opening_the_link_stops_nothing(browser: Browser, cast: Cast, session: AnySession, karens_link: str) -> None:
    page = browser.get(karens_link)
    assert len(page.soup.find_all("button", string=lambda text: "Stop" in (text or ""))) <= 1
    assert is_on(session, cast.karen)


def test_one_tap_stops_it_and_only_theirs(browser: Browser, cast: Cast, session: AnySession, karens_link: str) -> None:
    page = browser.get(karens_link)
    for _ in range(2):
        browser.post(karens_link)
    assert page.form(karens_link)
    assert not is_on(session, cast.karen)
    assert is_on(session, cast.ole)
    assert session.get_one(ReminderSetting, cast.karen).stopped_at == NOW
    assert "linket" in browser.sign_in(cast.karen).get("/reminders").text


def test_a_mail_program_stops_it_without_a_page(
    browser: Browser, cast: Cast, session: AnySession, karens_link: str
) -> None:
    with browser.client.post(karens_link, data={"List-Unsubscribe": "One-Click"}) as answer:
        assert answer.status_code == 200
    assert not is_on(session, cast.karen)


def test_a_link_of_nobodys_looks_the_same(browser: Browser, cast: Cast, session: AnySession, karens_link: str) -> None:
    nobodys = f"/reminders/stop/{stop_token(SECRET, 999)}"
    assert browser.get(nobodys).text == browser.get(karens_link).text
    assert browser.post(nobodys).text == browser.post(karens_link).text
    assert is_on(session, cast.ole)


def test_the_page_names_nobody(browser: Browser, cast: Cast, karens_link: str) -> None:
    text = browser.get(karens_link).text + browser.post(karens_link).text
    assert "Karen" not in text
    assert "Sommer" not in text


def test_the_hash_itself_stops_nothing(browser: Browser, cast: Cast, session: AnySession, karens_link: str) -> None:
    browser.post(f"/reminders/stop/{stop_hash(stop_token(SECRET, cast.karen))}")
    assert is_on(session, cast.karen)

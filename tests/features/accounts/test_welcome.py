"""An invitation: a link that works once, for fourteen days."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.features.accounts.services import hasher
from rehab.models import Person, SignInLink
from rehab.records.invitations import invite
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW

PASSWORD = "a towel under the toes"


@pytest.fixture
def token(session: AnySession, cast: Cast) -> str:
    made = invite(session, person_id=cast.karen, by=cast.ida, now=NOW)
    session.commit()
    return made


def test_a_password_is_chosen_and_the_person_is_in(
    browser: Browser, session: AnySession, cast: Cast, token: str
) -> None:
    page = browser.get(f"/welcome/{token}")
    assert "Karen" in page.text
    after = browser.send(page, f"/welcome/{token}", password=PASSWORD, again=PASSWORD)
    assert after.path == "/today"
    stored = session.scalar(sa.select(Person.password_hash).where(Person.id == cast.karen))
    assert stored
    assert hasher.verify(stored, PASSWORD)


def test_it_works_once(browser: Browser, session: AnySession, cast: Cast, token: str) -> None:
    page = browser.get(f"/welcome/{token}")
    browser.send(page, f"/welcome/{token}", password=PASSWORD, again=PASSWORD)
    again = Browser(browser.app)
    assert not again.get(f"/welcome/{token}", expect=410).soup.find("input", attrs={"type": "password"})
    again.post(f"/welcome/{token}", {"password": "taken over by another", "again": "taken over by another"}, expect=410)
    stored = session.scalar(sa.select(Person.password_hash).where(Person.id == cast.karen))
    assert stored
    assert hasher.verify(stored, PASSWORD)


def test_after_fourteen_days_it_is_gone(browser: Browser, clock: time_machine.Traveller, token: str) -> None:
    clock.move_to(NOW + timedelta(days=14) - timedelta(seconds=1))
    browser.get(f"/welcome/{token}")
    clock.move_to(NOW + timedelta(days=14))
    browser.get(f"/welcome/{token}", expect=410)


def test_a_newer_one_ends_it(browser: Browser, session: AnySession, cast: Cast, token: str) -> None:
    newer = invite(session, person_id=cast.karen, by=cast.ida, now=NOW)
    session.commit()
    browser.get(f"/welcome/{token}", expect=410)
    browser.get(f"/welcome/{newer}")


@pytest.mark.parametrize("junk", ["x", "a" * 43, "%00", "../../etc"])
def test_a_made_up_one_is_the_same_as_a_used_one(browser: Browser, junk: str) -> None:
    assert browser.client.get(f"/welcome/{junk}").status_code in (404, 410)


@pytest.mark.parametrize(
    ("password", "again", "wrong"),
    [("short", "short", "password"), (PASSWORD, "something else", "again"), ("", "", "password")],
)
def test_a_poor_password_is_refused_beside_its_field(
    browser: Browser, session: AnySession, token: str, password: str, again: str, wrong: str
) -> None:
    page = browser.get(f"/welcome/{token}")
    answer = browser.send(page, f"/welcome/{token}", expect=422, password=password, again=again)
    assert answer.error_beside(wrong)
    assert session.scalar(sa.select(SignInLink.used_at)) is None


def test_only_a_hash_of_it_is_kept(session: AnySession, token: str) -> None:
    assert token not in str(session.execute(sa.select(SignInLink.token_hash)).all())


def test_accepting_signs_other_devices_out(browser: Browser, cast: Cast, token: str) -> None:
    elsewhere = Browser(browser.app).sign_in(cast.karen)
    page = browser.get(f"/welcome/{token}")
    browser.send(page, f"/welcome/{token}", password=PASSWORD, again=PASSWORD)
    assert elsewhere.get("/settings").path == "/sign-in"

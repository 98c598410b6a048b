"""An invitation: a link that works once, for fourteen days."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from rehab.db import AnySession
from rehab.features.accounts.services import hasher
from rehab.models import AuditEvent, Person, SignInLink
from rehab.records.invitations import invite
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW
from tests.features.bookings.test_race import at_once, confirming

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


def test_once_a_password_is_chosen_no_other_link_of_the_persons_works(
    browser: Browser, session: AnySession, cast: Cast, token: str
) -> None:
    newer = invite(session, person_id=cast.karen, by=cast.ida, now=NOW)
    # As when two were made at the same moment, and neither saw the other.
    session.execute(sa.update(SignInLink).values(expires_at=NOW + timedelta(days=14)))
    session.commit()
    browser.send(browser.get(f"/welcome/{token}"), f"/welcome/{token}", password=PASSWORD, again=PASSWORD)
    Browser(browser.app).get(f"/welcome/{newer}", expect=410)


def test_the_patient_sees_who_made_a_link_to_the_account(browser: Browser, session: AnySession, cast: Cast) -> None:
    browser.sign_in(cast.ida)
    address = f"/courses/{cast.karens_course}/invitation"
    browser.send(browser.get(address), address)
    shown = Browser(browser.app).sign_in(cast.karen).get("/settings").text
    assert "Ida Lund lavede et link, som man kan logge ind på din konto med" in shown


def test_a_link_for_a_colleague_is_in_no_patients_record(browser: Browser, session: AnySession, cast: Cast) -> None:
    browser.sign_in(cast.adam)
    browser.get(f"/people/{cast.ida}")
    browser.post(f"/people/{cast.ida}/invitation")
    session.rollback()
    assert session.scalar(sa.select(sa.func.count()).select_from(AuditEvent)) == 0


def test_of_links_made_at_once_one_works(app: Flask, session: AnySession, cast: Cast) -> None:
    address = f"/courses/{cast.karens_course}/invitation"
    deed = confirming(app, cast.ida, address, address)
    session.rollback()
    assert at_once(*[deed] * 6) == [303] * 6
    live = sa.select(sa.func.count()).where(SignInLink.used_at.is_(None), SignInLink.expires_at > NOW)
    assert session.scalar(live) == 1

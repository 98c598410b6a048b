"""One phone, several people: what was open or said for one is not the next one's, and nothing typed is lost."""

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.features.accounts.services import hasher
from rehab.models import MorningPain, Person
from rehab.records.invitations import invite
from tests.browser import Browser, Sheet
from tests.cast import Cast
from tests.conftest import NOW, TODAY

PASSWORD = "correct horse battery"
KEY = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


@pytest.fixture
def with_passwords(session: AnySession, cast: Cast) -> None:
    session.execute(sa.update(Person).values(password_hash=hasher.hash(PASSWORD)))
    session.commit()


def sign_in(browser: Browser, session: AnySession, person: int) -> Sheet:
    email = session.get_one(Person, person).email
    session.rollback()
    return browser.send(browser.get("/sign-in"), "/sign-in", email=email, password=PASSWORD)


def morning(browser: Browser, token: str, expect: int) -> Sheet:
    """A morning as a page that stands open sends it."""
    data = {"csrf_token": token, "client_key": KEY, "noted_on": TODAY, "side": "right", "score": "7"}
    return browser._read(browser.client.post("/morning-pain", data=data), "/morning-pain", expect)


def scores(session: AnySession) -> list[tuple[int, int | None]]:
    session.rollback()
    return [(row.logged_by_id, row.score) for row in session.scalars(sa.select(MorningPain))]


@pytest.mark.usefixtures("with_passwords")
def test_what_one_left_open_does_not_land_in_the_next_ones_record(
    browser: Browser, session: AnySession, cast: Cast
) -> None:
    sign_in(browser, session, cast.karen)
    left_open = browser.token
    browser.send(browser.get("/settings"), "/sign-out")
    sign_in(browser, session, cast.ole)
    morning(browser, left_open, expect=400)
    assert scores(session) == []


@pytest.mark.usefixtures("with_passwords")
def test_nor_when_the_next_one_comes_in_by_an_invitation(browser: Browser, session: AnySession, cast: Cast) -> None:
    sign_in(browser, session, cast.karen)
    left_open = browser.token
    token = invite(session, person_id=cast.ole, by=cast.bo, now=NOW)
    session.commit()
    browser.send(browser.get(f"/welcome/{token}"), f"/welcome/{token}", password=PASSWORD, again=PASSWORD)
    morning(browser, left_open, expect=400)
    assert scores(session) == []


def test_a_message_to_one_is_not_read_to_the_next(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.ida).get("/settings")
    with browser.client.session_transaction() as cookie:
        cookie["_flashes"] = [("message", "Signed. Karen can see the programme now.")]
        cookie["invitation"] = [cast.karen, "a token"]
    with browser.client.post("/sign-out", data={"csrf_token": browser.token}):
        pass
    assert "Karen" not in browser.get("/sign-in").text
    with browser.client.session_transaction() as cookie:
        assert "invitation" not in cookie


@pytest.mark.usefixtures("with_passwords")
def test_what_was_typed_is_kept_until_somebody_is_signed_in(browser: Browser, session: AnySession, cast: Cast) -> None:
    browser.get("/sign-in")
    page = morning(browser, browser.token, expect=401)
    assert "Du er logget ud" in page.text
    assert page.soup.select_one('a[href="/sign-in"]')
    sign_in(browser, session, cast.karen)
    page = browser.send(page, "/morning-pain", expect=400)  # the token is that of the time before the sign-in
    assert browser.send(page, "/morning-pain").path == "/today"
    assert scores(session) == [(cast.karen, 7)]


@pytest.mark.usefixtures("with_passwords")
def test_a_patient_stays_signed_in_on_the_phone_staff_only_until_the_browser_closes(
    browser: Browser, session: AnySession, cast: Cast
) -> None:
    for person, stays in ((cast.karen, True), (cast.ida, False), (cast.rita, False), (cast.adam, False)):
        device = Browser(browser.app)
        sign_in(device, session, person)
        assert (device.client.get_cookie("remember_token") is not None) is stays

"""The brake on guessing: tight on one account from one place, wider on the account, wide on a place many share."""

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.features.accounts import services
from rehab.models import Person, SignInAttempt
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW

PASSWORD = "en lang adgangskode"


def refused(session: AnySession, times: int, *, email: str, address: str = "127.0.0.1") -> None:
    """As if so many sign-ins had just been refused, from here or from elsewhere."""
    for number in range(times):
        keys = services.attempt_keys(email=email.replace("#", str(number)), address=address)
        services.note_refused_attempt(session, keys=keys, now=NOW)
    session.commit()


def give_password(session: AnySession, person_id: int) -> str:
    """Let a person sign in with PASSWORD; returns the address."""
    values = {"password_hash": services.hasher.hash(PASSWORD)}
    session.execute(sa.update(Person).where(Person.id == person_id).values(values))
    session.commit()
    return session.get_one(Person, person_id).email


def test_a_colleagues_mistakes_do_not_shut_out_the_branch(browser: Browser, cast: Cast, session: AnySession) -> None:
    email = give_password(session, cast.ida)
    refused(session, 30, email="rita.holm@example.invalid")
    sheet = browser.post("/sign-in", {"email": email, "password": PASSWORD})
    assert sheet.path == "/caseload"


def test_one_account_is_shut_after_ten(browser: Browser, cast: Cast, session: AnySession) -> None:
    email = give_password(session, cast.ida)
    refused(session, 10, email=email.upper())
    sheet = browser.post("/sign-in", {"email": email, "password": PASSWORD}, expect=429)
    assert "kvarter" in sheet.error_beside("email")


def test_spraying_many_accounts_is_stopped(browser: Browser, cast: Cast, session: AnySession) -> None:
    email = give_password(session, cast.ida)
    refused(session, 100, email="person#@example.invalid")
    browser.post("/sign-in", {"email": email, "password": PASSWORD}, expect=429)
    assert session.scalar(sa.select(sa.func.count()).select_from(SignInAttempt)) == 300


def test_a_stranger_elsewhere_does_not_keep_anyone_out(browser: Browser, cast: Cast, session: AnySession) -> None:
    email = give_password(session, cast.ida)
    refused(session, 49, email=email, address="203.0.113.7")
    sheet = browser.post("/sign-in", {"email": email, "password": PASSWORD})
    assert sheet.path == "/caseload"


def test_guessing_at_one_account_from_many_places_is_stopped(browser: Browser, cast: Cast, session: AnySession) -> None:
    email = give_password(session, cast.ida)
    for number in range(50):
        refused(session, 1, email=email, address=f"203.0.113.{number}")
    browser.post("/sign-in", {"email": email, "password": PASSWORD}, expect=429)


def test_the_many_addresses_of_one_ipv6_subscriber_are_one_place() -> None:
    here, there, elsewhere = (
        services.attempt_keys(email="a@example.invalid", address=address)
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert here == there
    assert here["address"] != elsewhere["address"]
    assert here["email"] == elsewhere["email"]


@pytest.mark.parametrize("address", ["", "unix:", "203.0.113.7:5000", "::1", "fe80::1%eth0", "[::1]:80", "x" * 5000])
def test_an_address_no_proxy_should_tell_is_a_place_too(address: str) -> None:
    assert services.attempt_keys(email="a@example.invalid", address=address)["address"]


def test_ipv4_told_as_ipv6_is_not_one_place() -> None:
    one, two = (services.attempt_keys(email="a@example.invalid", address=f"::ffff:203.0.113.{host}") for host in (1, 2))
    assert one["address"] != two["address"]

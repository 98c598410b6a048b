"""The brake on guessing: tight on one account, wide on an address that a whole branch may share."""

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.features.accounts import services
from rehab.models import Person, SignInAttempt
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW

PASSWORD = "en lang adgangskode"


def refused(session: AnySession, times: int, *, email: str) -> None:
    """As if so many sign-ins had just been refused from here."""
    for number in range(times):
        keys = services.attempt_keys(email=email.replace("#", str(number)), address="127.0.0.1")
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
    assert session.scalar(sa.select(sa.func.count()).select_from(SignInAttempt)) == 200

"""Signing in: one answer for everything wrong, a brake on guessing, and never on to somebody else's site."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.features.accounts.services import hasher
from rehab.models import Person, SignInAttempt
from tests.browser import Browser, Sheet
from tests.cast import Cast
from tests.conftest import NOW

PASSWORD = "correct horse battery"
KAREN = "karen.sommer@example.invalid"


@pytest.fixture
def with_password(session: AnySession, cast: Cast) -> None:
    values = {"password_hash": hasher.hash(PASSWORD)}
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(values))
    session.commit()


def sign_in(
    browser: Browser, email: str = KAREN, password: str = PASSWORD, expect: int = 200, path: str = "/sign-in"
) -> Sheet:
    page = browser.get(path)
    return browser.send(page, "/sign-in", expect=expect, email=email, password=password)


@pytest.mark.usefixtures("with_password")
def test_the_right_password_leads_to_the_first_page_of_the_role(browser: Browser) -> None:
    assert sign_in(browser).path == "/today"


@pytest.mark.usefixtures("with_password")
def test_the_address_may_be_typed_in_capitals(browser: Browser) -> None:
    assert sign_in(browser, email=KAREN.upper()).path == "/today"


@pytest.mark.usefixtures("with_password")
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(browser: Browser) -> None:
    wrong = sign_in(browser, password="something else", expect=422)
    unknown = sign_in(browser, email="nobody@example.invalid", expect=422)
    assert wrong.error_beside("email") == unknown.error_beside("email")
    assert wrong.text == unknown.text
    assert wrong.soup.find("input", attrs={"name": "email"})["value"] == KAREN  # type: ignore[index]
    assert browser.get("/today").path == "/sign-in"


@pytest.mark.usefixtures("with_password")
def test_someone_who_has_left_is_unknown(browser: Browser, session: AnySession, cast: Cast) -> None:
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(deactivated_at=NOW))
    session.commit()
    sign_in(browser, expect=422)


def test_an_account_without_a_password_lets_nobody_in(browser: Browser) -> None:
    sign_in(browser, password="", expect=422)
    sign_in(browser, password="anything at all", expect=422)


def test_what_is_missing_is_said_beside_its_field(browser: Browser) -> None:
    page = browser.post("/sign-in", {"email": "", "password": ""}, expect=422)
    assert page.error_beside("email")
    assert page.error_beside("password")


@pytest.mark.usefixtures("with_password")
def test_after_ten_wrong_ones_even_the_right_one_waits(
    browser: Browser, session: AnySession, clock: time_machine.Traveller
) -> None:
    for _attempt in range(10):
        sign_in(browser, password="wrong again", expect=422)
    assert sign_in(browser, expect=429).error_beside("email")
    clock.move_to(NOW + timedelta(minutes=16))
    assert sign_in(browser).path == "/today"
    assert session.scalar(sa.select(sa.func.count()).select_from(SignInAttempt)) == 30  # one for each of three keys


@pytest.mark.usefixtures("with_password")
def test_it_leads_on_to_the_page_asked_for(browser: Browser) -> None:
    page = browser.get("/settings")
    assert page.path == "/sign-in"
    assert browser.send(page, "/sign-in", email=KAREN, password=PASSWORD).path == "/settings"


@pytest.mark.usefixtures("with_password")
@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\tx",
        "evil",
        "//[",
        "http://[",
    ],
)
def test_it_never_leads_to_another_site(browser: Browser, target: str) -> None:
    page = browser.get("/sign-in")
    data = {"csrf_token": browser.token, "email": KAREN, "password": PASSWORD, "next": target}
    answer = browser.client.post("/sign-in", data=data)
    assert page.status == 200
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"


@pytest.mark.usefixtures("with_password")
def test_a_form_without_its_token_is_refused(browser: Browser) -> None:
    browser.get("/sign-in")
    answer = browser.client.post("/sign-in", data={"email": KAREN, "password": PASSWORD})
    assert answer.status_code == 400
    assert browser.get("/today").path == "/sign-in"


@pytest.mark.usefixtures("with_password")
def test_signing_out_forgets_the_person(browser: Browser) -> None:
    sign_in(browser)
    page = browser.get("/settings")
    assert browser.send(page, "/sign-out").path == "/sign-in"
    assert browser.get("/today").path == "/sign-in"


def test_whoever_is_signed_in_is_led_on(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.ida).get("/sign-in").path == "/caseload"


def test_outside_the_demo_nobody_is_tried_as_anyone(browser: Browser) -> None:
    page = browser.get("/sign-in")
    assert not page.soup.select("[data-try-as]")
    for role in ("patient", "practitioner", "admin", "nonsense"):
        browser.post(f"/try-as/{role}", expect=404)

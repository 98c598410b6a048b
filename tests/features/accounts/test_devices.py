"""Where one is signed in: noted at sign-in, listed, and signed out in earnest."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.features.accounts.devices import device_name
from rehab.features.accounts.services import hasher
from rehab.models import Device, Person
from rehab.records.invitations import invite
from tests.browser import Browser, Sheet
from tests.cast import Cast
from tests.conftest import NOW

PASSWORD = "correct horse battery"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.6 Safari/605.1.15"
Statements = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def with_passwords(session: AnySession, cast: Cast) -> None:
    session.execute(sa.update(Person).values(password_hash=hasher.hash(PASSWORD)))
    session.commit()


def device(app_browser: Browser, session: AnySession, person: int, agent: str) -> Browser:
    """A device of its own, signed in with the password."""
    browser = Browser(app_browser.app)
    browser.client.environ_base["HTTP_USER_AGENT"] = agent
    email = session.get_one(Person, person).email
    session.rollback()
    browser.send(browser.get("/sign-in"), "/sign-in", email=email, password=PASSWORD)
    return browser


def rows(sheet: Sheet) -> list[str]:
    return [row.get_text(" ", strip=True) for row in sheet.soup.select("section[aria-labelledby=devices] li")]


def stored(session: AnySession) -> list[Device]:
    session.rollback()
    return list(session.scalars(sa.select(Device).order_by(Device.id)))


def is_in(browser: Browser) -> bool:
    return browser.get("/settings").path == "/settings"


def test_each_device_is_listed_with_its_last_use(browser: Browser, session: AnySession, cast: Cast) -> None:
    phone = device(browser, session, cast.karen, ANDROID)
    device(browser, session, cast.karen, MAC)
    device(browser, session, cast.ole, MAC)
    listed = rows(phone.get("/settings"))
    assert listed == [
        "Chrome, Android Logget ind 25. nov., sidst brugt 25. nov. denne enhed",
        "Safari, Mac Logget ind 25. nov., sidst brugt 25. nov. Log ud : Safari, Mac",
    ]


def test_its_token_is_not_stored(browser: Browser, session: AnySession, cast: Cast) -> None:
    phone = device(browser, session, cast.karen, ANDROID)
    with phone.client.session_transaction() as cookie:
        token = cookie["_user_id"].split(":")[2]
    assert token and token not in stored(session)[0].token_hash


def test_one_is_signed_out_and_the_others_stay(browser: Browser, session: AnySession, cast: Cast) -> None:
    phone = device(browser, session, cast.karen, ANDROID)
    mac = device(browser, session, cast.karen, MAC)
    action = f"/devices/{stored(session)[1].id}/sign-out"
    answer = phone.send(phone.get("/settings"), action)
    assert "Enheden er logget ud." in answer.text
    assert len(rows(answer)) == 1
    assert is_in(phone) and not is_in(mac)
    phone.post(action)  # sent twice
    assert is_in(phone)


def test_all_others_are_signed_out_at_once(browser: Browser, session: AnySession, cast: Cast) -> None:
    phone = device(browser, session, cast.karen, ANDROID)
    mac = device(browser, session, cast.karen, MAC)
    older = Browser(browser.app).sign_in(cast.karen)  # signed in before devices were noted
    assert is_in(older)
    for _twice in range(2):
        phone.send(phone.get("/settings"), "/devices/sign-out-others")
        assert is_in(phone)
    assert not is_in(mac) and not is_in(older)
    phone.client.delete_cookie("session")
    assert is_in(phone), "the cookie that keeps the patient signed in is void"


def test_an_older_sign_in_can_sign_the_others_out_too(browser: Browser, session: AnySession, cast: Cast) -> None:
    mac = device(browser, session, cast.karen, MAC)
    browser.sign_in(cast.karen).get("/settings")
    browser.post("/devices/sign-out-others")
    assert is_in(browser) and not is_in(mac)


def test_signing_out_here_voids_the_cookie(browser: Browser, session: AnySession, cast: Cast) -> None:
    phone = device(browser, session, cast.karen, ANDROID)
    with phone.client.session_transaction() as cookie:
        kept = dict(cookie)
    phone.send(phone.get("/settings"), "/sign-out")
    assert stored(session)[0].signed_out_at == NOW
    with phone.client.session_transaction() as cookie:
        cookie.update(kept)
    assert not is_in(phone)


@pytest.mark.usefixtures("cast")
def test_somebody_elses_is_not_there(browser: Browser, session: AnySession, cast: Cast) -> None:
    karens = device(browser, session, cast.karen, ANDROID)
    oles = device(browser, session, cast.ole, MAC)
    oles.get("/settings")
    oles.post(f"/devices/{stored(session)[0].id}/sign-out", expect=404)
    oles.post("/devices/999/sign-out", expect=404)
    oles.post("/devices/sign-out-others")
    assert is_in(karens)


def test_a_token_of_another_person_lets_nobody_in(browser: Browser, session: AnySession, cast: Cast) -> None:
    phone = device(browser, session, cast.karen, ANDROID)
    with phone.client.session_transaction() as cookie:
        token = cookie["_user_id"].split(":")[2]
    ole = session.get_one(Person, cast.ole)
    with phone.client.session_transaction() as cookie:
        cookie["_user_id"] = f"{ole.id}:{ole.session_key}:{token}"
    phone.client.delete_cookie("remember_token")
    session.rollback()
    assert not is_in(phone)


def test_an_accepted_invitation_signs_the_devices_out(browser: Browser, session: AnySession, cast: Cast) -> None:
    phone = device(browser, session, cast.karen, ANDROID)
    token = invite(session, person_id=cast.karen, by=cast.ida, now=NOW)
    session.commit()
    new = Browser(browser.app)
    new.send(new.get(f"/welcome/{token}"), f"/welcome/{token}", password=PASSWORD, again=PASSWORD)
    assert not is_in(phone) and len(rows(new.get("/settings"))) == 1


def test_use_is_noted_twice_a_day_and_not_with_each_page(
    browser: Browser, session: AnySession, cast: Cast, clock: time_machine.Traveller, statements: Statements
) -> None:
    phone = device(browser, session, cast.karen, ANDROID)
    with statements() as seen:
        phone.get("/appointments")
    assert not [each for each in seen if each.startswith("UPDATE")]
    later = NOW + timedelta(days=1)
    clock.move_to(later)
    with statements() as seen:
        phone.get("/appointments")
        phone.get("/appointments")
    assert len([each for each in seen if each.startswith("UPDATE device")]) == 1
    assert stored(session)[0].last_used_at == later
    assert "sidst brugt 26. nov." in phone.get("/settings").text


def test_a_device_forgotten_by_its_cookie_is_not_listed(
    browser: Browser, session: AnySession, cast: Cast, clock: time_machine.Traveller
) -> None:
    device(browser, session, cast.karen, ANDROID)
    clock.move_to(NOW + timedelta(days=181))
    assert rows(device(browser, session, cast.karen, MAC).get("/settings"))[0].startswith("Safari, Mac")
    assert len(rows(device(browser, session, cast.karen, MAC).get("/settings"))) == 2


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (ANDROID, "Chrome, Android"),
        (MAC, "Safari, Mac"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) CriOS/130.0 Mobile Safari/604.1", "Chrome, iPhone"),
        ("curl/8.0", ""),
        ("", ""),
        ("<b>" * 999, ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, name: str) -> None:
    assert device_name(agent) == name

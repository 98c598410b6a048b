"""A browser is let pushed to by its own script, and taken back."""

import base64

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import PushSubscription
from tests.browser import Browser
from tests.cast import Cast

ENDPOINT = "https://fcm.googleapis.com/fcm/send/abc:def-123"
GIVEN = {
    "endpoint": ENDPOINT,
    "p256dh": base64.urlsafe_b64encode(b"\x04" + bytes(range(64))).decode().rstrip("="),
    "auth": base64.urlsafe_b64encode(bytes(16)).decode().rstrip("="),
}


def rows(session: AnySession) -> list[tuple[int, bool]]:
    """(person, whether it may be pushed to) of each subscription."""
    session.expire_all()
    found = session.execute(sa.select(PushSubscription.person_id, PushSubscription.ended_at))
    return [(person_id, ended_at is None) for person_id, ended_at in found]


def test_it_is_kept_once_and_ended(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen).get("/reminders")
    for _ in range(2):
        browser.post("/reminders/push", GIVEN, expect=204)
    assert rows(session) == [(cast.karen, True)]
    browser.post("/reminders/push/end", {"endpoint": ENDPOINT}, expect=204)
    assert rows(session) == [(cast.karen, False)]
    browser.post("/reminders/push", GIVEN, expect=204)
    assert rows(session) == [(cast.karen, True)]


def test_a_phone_that_changes_hands_has_one_owner(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen).get("/reminders")
    browser.post("/reminders/push", GIVEN, expect=204)
    browser.sign_in(cast.ole).get("/reminders")
    browser.post("/reminders/push/end", {"endpoint": ENDPOINT}, expect=204)
    assert rows(session) == [(cast.karen, True)]  # not Ole's to end
    browser.post("/reminders/push", GIVEN, expect=204)
    assert rows(session) == [(cast.ole, True)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://127.0.0.1:5432/"},
        {"endpoint": "https://intranet.example/hook"},
        {"endpoint": "https://fcm.googleapis.com@127.0.0.1/"},
        {"endpoint": "https://fcm.googleapis.com:8443/"},
        {"endpoint": "https://fcm.googleapis.com.example/"},
        {"endpoint": ENDPOINT + "a" * 1000},
        {"endpoint": ""},
        {"p256dh": "abc"},
        {"p256dh": "abc\x00"},
        {"auth": ""},
        {"auth": GIVEN["p256dh"]},
    ],
)
def test_what_is_no_subscription_is_refused(
    browser: Browser, cast: Cast, session: AnySession, wrong: dict[str, str]
) -> None:
    browser.sign_in(cast.karen).get("/reminders")
    browser.post("/reminders/push", GIVEN | wrong, expect=400)
    assert rows(session) == []

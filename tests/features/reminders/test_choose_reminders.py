"""A patient chooses when and how to be reminded."""

from datetime import time, timedelta

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Channel, MessageKind, OutboxMessage, Person, ReminderSetting, SendState
from rehab.records.stop_links import stop_hash, stop_token
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW

PATH = "/reminders"
SECRET = "test" * 10


def setting(session: AnySession, person_id: int) -> ReminderSetting | None:
    session.expire_all()
    return session.get(ReminderSetting, person_id)


def test_settings_lead_to_reminders(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get("/settings")
    assert page.soup.find("a", href=PATH)
    browser.sign_in(cast.ida)
    assert not browser.get("/settings").soup.find("a", href=PATH)


def test_what_was_chosen_is_kept_and_shown(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    assert "The next may come" not in page.text
    typed = {"is_on": "y", "days": ["0", "2", "5"], "at": "09:15", "anchor": "after coffee", "channel": "email"}
    saved = browser.send(page, PATH, **typed)
    found = setting(session, cast.karen)
    assert found
    assert (found.is_on, found.days, found.at, found.channel) == (True, [0, 2, 5], time(9, 15), Channel.EMAIL)
    assert found.anchor == "after coffee"
    assert found.stop_token_hash == stop_hash(stop_token(SECRET, cast.karen))
    assert "after coffee" in saved.text
    assert "9" in saved.text
    boxes = saved.soup.find_all("input", attrs={"name": "days"}, checked=True)
    assert [box["value"] for box in boxes] == ["0", "2", "5"]


def test_nothing_is_on_until_it_is_chosen(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    assert not page.soup.find("input", attrs={"name": "is_on"}, checked=True)
    assert setting(session, cast.karen) is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"at": "07:59"}, "at"),
        ({"at": "21:00"}, "at"),
        ({"at": "noon"}, "at"),
        ({"at": ""}, "at"),
        ({"channel": "sms", "phone": ""}, "phone"),
        ({"channel": "sms", "phone": "call me"}, "phone"),
        ({"anchor": "x" * 41}, "anchor"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    browser: Browser, cast: Cast, session: AnySession, typed: dict[str, str], field: str
) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    whole = {"is_on": "y", "days": ["1"], "at": "09:15", "channel": "email", "anchor": "after tea"}
    wrong = browser.send(page, PATH, expect=422, **(whole | typed))
    assert wrong.error_beside(field)
    assert setting(session, cast.karen) is None
    if "anchor" not in typed:
        assert wrong.soup.find("input", attrs={"name": "anchor", "value": "after tea"})


def test_on_without_a_day_is_told(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen).get(PATH)
    wrong = browser.post(PATH, {"is_on": "y", "at": "09:15", "channel": "email"}, expect=422)
    assert wrong.soup.find(id="days-error")
    assert setting(session, cast.karen) is None


def test_a_channel_this_clinic_has_not_set_up_is_refused(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen).get(PATH)
    for channel in ("push", "pigeon"):
        sent = {"is_on": "y", "days": ["1"], "at": "09:15", "channel": channel}
        browser.post(PATH, sent, expect=422)
    assert setting(session, cast.karen) is None


def test_sent_twice_is_one_setting(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    for _ in range(2):
        browser.send(page, PATH, is_on="y", days=["1"], at="09:15")
    assert session.scalar(sa.select(sa.func.count()).select_from(ReminderSetting)) == 1


def test_a_text_message_keeps_the_number(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    browser.send(page, PATH, is_on="y", days=["1"], at="09:15", channel="sms", phone="+45 12 34 56 78")
    session.expire_all()
    assert session.scalar(sa.select(Person.phone).where(Person.id == cast.karen)) == "+4512345678"


def test_after_three_unanswered_the_page_says_why_and_choosing_again_begins_anew(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    browser.send(page, PATH, is_on="y", days=["1"], at="09:15")
    session.execute(sa.update(ReminderSetting).values(is_on=False, unanswered=3, stopped_at=NOW))
    session.commit()
    page = browser.get(PATH)
    assert "Tre i træk" in page.text
    after = browser.send(page, PATH, is_on="y", days=["1"], at="09:15")
    assert "Tre i træk" not in after.text
    found = setting(session, cast.karen)
    assert found
    assert (found.is_on, found.unanswered, found.stopped_at) == (True, 0, None)


def test_the_page_says_what_became_of_the_latest(browser: Browser, cast: Cast, session: AnySession) -> None:
    for number, (person, state) in enumerate([(cast.karen, "sent"), (cast.karen, "failed"), (cast.ole, "waiting")]):
        session.add(
            OutboxMessage(
                occasion=str(number),
                person_id=person,
                kind=MessageKind.REMINDER,
                channel=Channel.EMAIL,
                state=SendState(state),
                made_at=NOW - timedelta(days=1),
                next_try_at=NOW,
            )
        )
    session.commit()
    page = browser.sign_in(cast.karen).get(PATH)
    assert "Sendt" in page.text
    assert "Kunne ikke sendes" in page.text
    assert "Venter" not in page.text

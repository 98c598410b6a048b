"""A practitioner promises how soon to answer, and is told by mail or not; the mail says nothing of anybody."""

from collections.abc import Mapping

import pytest
import sqlalchemy as sa
from flask import Flask

from rehab.db import AnySession
from rehab.jobs.delivery import ARRIVED, Delivery, Recipient
from rehab.jobs.letters import Letter
from rehab.jobs.outbox import send_waiting
from rehab.models import AnswerTime, Channel, OutboxMessage, SendState
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW

NOON = NOW.replace(hour=11)


def chosen(session: AnySession) -> list[tuple[int, int, bool]]:
    session.expire_all()
    rows = session.execute(sa.select(AnswerTime.person_id, AnswerTime.working_days, AnswerTime.tells_by_mail))
    return [tuple(row) for row in rows]


def choose(browser: Browser, who: int, **typed: str) -> None:
    browser.sign_in(who).get("/inbox/answer-time")
    browser.post("/inbox/answer-time", typed)


@pytest.fixture
def sent(app: Flask, session: AnySession) -> object:
    """Send what waits, and give the letters that went out."""

    def send() -> list[tuple[Recipient, Letter]]:
        out: list[tuple[Recipient, Letter]] = []

        def sender(to: Recipient, letter: Letter) -> Delivery:
            out.append((to, letter))
            return ARRIVED

        senders: Mapping[Channel, object] = dict.fromkeys(Channel, sender)
        send_waiting(app, session, senders, now=lambda: NOON)  # type: ignore[arg-type]
        return out

    return send


def test_the_patient_reads_what_was_promised(browser: Browser, cast: Cast, session: AnySession) -> None:
    choose(browser, cast.ida, working_days="0", tells_by_mail="y")
    assert chosen(session) == [(cast.ida, 0, True)]
    assert "Ida svarer samme hverdag" in browser.sign_in(cast.karen).get("/messages").text
    choose(browser, cast.ida, working_days="3")
    assert chosen(session) == [(cast.ida, 3, False)]
    assert "inden for 3 hverdage" in browser.sign_in(cast.karen).get("/messages").text


@pytest.mark.parametrize("days", ["", "-1", "11", "to", "2.5"])
def test_what_cannot_be_promised_is_refused(browser: Browser, cast: Cast, session: AnySession, days: str) -> None:
    browser.sign_in(cast.ida).get("/inbox/answer-time")
    answer = browser.post("/inbox/answer-time", {"working_days": days}, 422)
    assert answer.soup.select_one("#working_days-error")
    assert not chosen(session)


def test_sent_twice_it_is_one_choice(browser: Browser, cast: Cast, session: AnySession) -> None:
    for _ in range(2):
        choose(browser, cast.ida, working_days="1", tells_by_mail="y")
    assert chosen(session) == [(cast.ida, 1, True)]


def test_only_practitioners_have_it(browser: Browser, cast: Cast) -> None:
    for who in (cast.karen, cast.rita, cast.mona, cast.adam):
        browser.sign_in(who).get("/inbox/answer-time", 404)


def test_the_mail_says_that_there_is_something_and_nothing_else(
    browser: Browser, cast: Cast, session: AnySession, sent: object
) -> None:
    page = browser.sign_in(cast.karen).get("/messages")
    browser.send(page, "/messages", text="Det gør ondt i hælen")
    (to, letter), *others = sent()  # type: ignore[operator]
    assert not others
    assert to.email == "ida@rehab.test" or to.email.startswith("ida")
    assert letter.text == "Du har noget nyt i appen."
    assert letter.stop_link.endswith("/inbox/answer-time") and not letter.stops_in_one_tap
    whole = f"{letter.subject} {letter.text} {letter.link} {letter.stop_words}".lower()
    assert not any(word in whole for word in ("karen", "sommer", "hæl", "ondt", "patient", "behand"))


def test_who_turned_it_off_gets_none(browser: Browser, cast: Cast, session: AnySession, sent: object) -> None:
    choose(browser, cast.ida, working_days="2")
    page = browser.sign_in(cast.karen).get("/messages")
    browser.send(page, "/messages", text="Hej")
    assert sent() == []  # type: ignore[operator]
    assert session.scalars(sa.select(OutboxMessage.state)).all() == [SendState.DROPPED]

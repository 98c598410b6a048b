"""Two who send at the same moment: the same answer is stored once, and no day is paused twice."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from flask import Flask

from rehab.db import AnySession
from rehab.models import Pause, WarningReport
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import TODAY

Send = Callable[[int, str, list[dict[str, Any]]], list[int]]


@pytest.fixture
def at_once(app: Flask, session: AnySession) -> Send:
    """`at_once(person, path, [data, data])` sends all of them together; the statuses, sorted."""

    def send(person: int, path: str, sent: list[dict[str, Any]]) -> list[int]:
        browsers = [Browser(app).sign_in(person) for _each in sent]
        for browser in browsers:
            browser.get(path)
        session.rollback()
        start, statuses = threading.Barrier(len(sent)), []

        def one(browser: Browser, data: dict[str, Any]) -> None:
            start.wait(10)
            with browser.client.post(path, data={"csrf_token": browser.token, **data}) as answer:
                statuses.append(answer.status_code)

        threads = [threading.Thread(target=one, args=pair) for pair in zip(browsers, sent, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return sorted(statuses)

    return send


def test_the_same_tick(at_once: Send, cast: Cast, session: AnySession) -> None:
    data = {"client_key": str(uuid4()), "signs": ["fever"]}
    assert at_once(cast.karen, "/warning-signs", [data] * 3) == [303] * 3
    assert len(session.scalars(sa.select(WarningReport.id)).all()) == 1
    assert len(session.scalars(sa.select(Pause.id)).all()) == 1


def test_two_pauses_of_the_same_days(at_once: Send, cast: Cast, session: AnySession) -> None:
    sent = [{"client_key": str(uuid4()), "why": why, "first_on": str(TODAY)} for why in ("holiday", "illness")]
    assert at_once(cast.ida, f"/courses/{cast.karens_course}/pauses", sent) == [303, 422]
    assert len(session.scalars(sa.select(Pause.id)).all()) == 1

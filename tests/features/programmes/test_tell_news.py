"""A patient with reminders on is told once that there is something new; of what, only the app says."""

from datetime import time

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Channel, OutboxMessage, ReminderSetting
from tests.browser import Browser
from tests.cast import LONG_AGO, Cast


def occasions(session: AnySession) -> list[str]:
    session.expire_all()
    return list(session.scalars(sa.select(OutboxMessage.occasion)))


def sign(browser: Browser, cast: Cast) -> None:
    """Ida signs a change, and her browser sends it twice."""
    path = f"/courses/{cast.karens_course}/programme/revision"
    page = browser.sign_in(cast.ida).get(path)
    for _ in range(2):
        browser.send(page, path, reason="Lidt mindre")


def test_who_has_reminders_on_is_told_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    setting = ReminderSetting(
        person_id=cast.karen,
        is_on=True,
        days=[0],
        at=time(8, 30),
        channel=Channel.EMAIL,
        stop_token_hash="hash",
        changed_at=LONG_AGO,
    )
    session.add(setting)
    session.commit()
    sign(browser, cast)
    assert len(occasions(session)) == 1
    assert occasions(session)[0].startswith(f"news:{cast.karen}:version:")


def test_who_has_not_is_not(browser: Browser, cast: Cast, session: AnySession) -> None:
    sign(browser, cast)
    assert occasions(session) == []

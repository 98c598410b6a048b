"""Two phones of one person tell of the same day: the entry made later holds, whichever arrives first; both stay."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.models import ExerciseSession, MorningPain
from tests.browser import Browser, _forget
from tests.cast import Cast, assign
from tests.conftest import NOW, TODAY
from tests.features.journal.record import prescription, sessions

MINUTE = 60_000
PAIN, TAP, FORM = "/morning-pain", "/sessions/as-prescribed", "/sessions"


def arrives(browser: Browser, action: str, ago: object, **fields: Any) -> int:
    """An entry as a phone's queue sends it, made so many milliseconds ago."""
    _forget()
    token = browser.client.get("/csrf").get_json()["token"]
    data = {"client_key": str(uuid4()), **fields, "csrf_token": token}
    answer = browser.client.post(action, data=data, headers={"Queued-Entry": "k", "Made-Ago": str(ago)})
    return int(answer.status_code)


def morning(browser: Browser, score: int, ago: object) -> None:
    assert arrives(browser, PAIN, ago, noted_on=TODAY, side="right", score=score) == 200


def scores(session: AnySession) -> list[tuple[int | None, bool]]:
    """(score, whether it is in force), first arrived first."""
    session.rollback()
    rows = session.execute(sa.select(MorningPain.score, MorningPain.superseded_at).order_by(MorningPain.id))
    return [(score, gone is None) for score, gone in rows]


@pytest.mark.parametrize(("first_ago", "second_ago", "holds"), [(60, 5, [6, 3]), (5, 60, [6, 3]), (5, 0, [6, 3])])
def test_the_morning_told_later_holds(
    browser: Browser, cast: Cast, session: AnySession, first_ago: int, second_ago: int, holds: list[int]
) -> None:
    browser.sign_in(cast.karen)
    morning(browser, holds[0], first_ago * MINUTE)
    morning(browser, holds[1], second_ago * MINUTE)
    is_second = second_ago < first_ago
    assert scores(session) == [(6, not is_second), (3, is_second)]


def test_what_arrives_too_late_is_still_read_with_who_and_when(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    browser.sign_in(cast.karen)
    morning(browser, 6, 0)
    clock.shift(timedelta(minutes=30))
    morning(browser, 3, 45 * MINUTE)
    course = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    history = course.soup.select_one("section[aria-labelledby=corrections-title]")
    assert history
    text = history.get_text(" ", strip=True)
    assert "3, rettet til 6" in text
    assert "Karen S. · ons. 25. nov. kl. 7.30" in text


@pytest.mark.parametrize("ago", ["", "x", "-5000", "1e3", str(15 * 24 * 60 * MINUTE), "9" * 12])
def test_a_time_that_cannot_be_is_now(browser: Browser, cast: Cast, session: AnySession, ago: str) -> None:
    browser.sign_in(cast.karen)
    morning(browser, 6, MINUTE)
    morning(browser, 3, ago)
    assert scores(session) == [(6, False), (3, True)]
    assert session.scalar(sa.select(MorningPain.made_at).order_by(MorningPain.id.desc())) is None


def test_two_taps_of_one_day_are_one_training(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen)
    ids = prescription(session, cast.karens_course, "EX09")
    session.rollback()
    for ago in (10, 20):
        assert arrives(browser, TAP, ago * MINUTE, done_on=TODAY, prescription_id=ids) == 200
    assert "Træningen er allerede registreret. Den tæller én gang." in browser.get("/today").text
    first, second = sessions(session, cast.karens_course)
    assert (first.superseded_at, second.superseded_at) == (None, NOW)
    course = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    assert "kom, da dagen allerede var registreret" in course.text


def test_a_tap_fills_up_what_the_other_phone_left(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.karens_course, by=cast.ida, code="T4", effective_on=TODAY, number=2)
    session.commit()
    browser.sign_in(cast.karen)
    tap = browser.get("/today").soup.select(f"form[action='{TAP}'] input[name=prescription_id]")
    ids = [str(each["value"]) for each in tap]
    assert len(ids) > 1
    felt = {"pain_during": 1, "pain_after": 1, "done_on": TODAY}
    browser.post(FORM, {"client_key": str(uuid4()), f"sets-{ids[0]}-1-reps": 8, **felt})
    assert arrives(browser, TAP, MINUTE, done_on=TODAY, prescription_id=ids) == 200
    rows = session.execute(sa.select(ExerciseSession.prescription_ids).where(ExerciseSession.superseded_at.is_(None)))
    assert sorted(str(id_) for row in rows for id_ in row[0]) == sorted(ids)


def test_a_correction_made_earlier_does_not_undo_a_later_one(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen)
    id_ = prescription(session, cast.karens_course, "EX09")
    session.rollback()
    arrives(browser, TAP, 60 * MINUTE, done_on=TODAY, prescription_id=id_)
    [first] = sessions(session, cast.karens_course)
    put_right = {"replaces": first.id, "done_on": TODAY, "pain_after": 1, f"sets-{id_}-1-reps": 8}
    assert arrives(browser, FORM, 5 * MINUTE, pain_during=2, **put_right) == 200
    assert arrives(browser, FORM, 30 * MINUTE, pain_during=7, **put_right) == 200
    standing = [row.pain_during for row in sessions(session, cast.karens_course) if row.superseded_at is None]
    assert standing == [2]

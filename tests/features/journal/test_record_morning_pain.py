"""One tap saves first-step pain; another value corrects it and keeps what it replaces."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from rehab.db import AnySession
from rehab.models import CourseSummary, Person, Role
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, log_mornings, person
from tests.conftest import TODAY
from tests.features.journal.record import YESTERDAY, mornings, nobody_else_may, written

PATH = "/morning-pain"


def typed(**changes: object) -> dict[str, object]:
    """A form as Karen's Today would send it."""
    return {"client_key": str(uuid4()), "noted_on": TODAY, "side": "right", "score": "3", **changes}


def test_one_tap_saves_and_folds_the_question(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, {YESTERDAY: 4})
    session.commit()
    today = browser.sign_in(cast.karen).get("/today")
    assert "I går: 4" in today.text

    answer = browser.send(today, PATH, score="3")

    assert "Gemt. Én mindre end i går." in answer.text
    assert not answer.soup.find("button", attrs={"name": "score"})
    assert [(row.noted_on, row.side, row.score) for row in mornings(session, cast.karens_course)][-1] == (
        TODAY,
        "right",
        3,
    )
    assert written(session, cast.karen) == ["morning_pain"]
    assert session.scalar(sa.select(CourseSummary.last_pain).filter_by(course_id=cast.karens_course)) == 3


@pytest.mark.parametrize(
    ("before", "score", "words"),
    [
        (4, "4", "Gemt. Det samme som i går."),
        (4, "5", "Gemt. Én mere end i går."),
        (4, "7", "Gemt. 3 mere end i går."),
        (4, "0", "Gemt. 4 mindre end i går."),
        (4, "unknown", "Gemt som ved ikke."),
        (None, "6", "Gemt."),
    ],
)
def test_the_answer_is_compared_with_yesterday(
    browser: Browser, cast: Cast, session: AnySession, before: int | None, score: str, words: str
) -> None:
    if before is not None:
        log_mornings(session, cast.karens_course, cast.karen, {YESTERDAY: before})
        session.commit()
    page = browser.sign_in(cast.karen).get("/today")
    folded = browser.send(page, PATH, score=score).soup.find(id="pain-right")
    assert folded is not None
    assert words in folded.get_text(" ", strip=True)


def test_a_second_value_corrects_and_the_first_stays_readable(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    browser.sign_in(cast.karen)
    browser.send(browser.get("/today"), PATH, score="7")
    opened = browser.get("/today?change=right")
    assert opened.soup.select_one("button.is-on[value='7']")

    browser.send(opened, PATH, score="4")

    first, second = mornings(session, cast.karens_course)
    assert (first.score, second.score) == (7, 4)
    assert first.superseded_at is not None and second.superseded_at is None
    assert second.replaces_id == first.id


def test_sent_twice_is_stored_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen)
    form = typed()
    assert browser.post(PATH, form).text == browser.post(PATH, form).text
    assert len(mornings(session, cast.karens_course)) == 1
    assert written(session, cast.karen) == ["morning_pain"]


def test_other_content_under_the_same_key_is_a_correction(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen)
    form = typed(score="3")
    browser.post(PATH, form)
    for _again in range(2):
        browser.post(PATH, {**form, "score": "8"})
    assert [(row.score, row.superseded_at is None) for row in mornings(session, cast.karens_course)] == [
        (3, False),
        (8, True),
    ]


def test_both_heels_are_asked_and_kept_apart(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ole).get("/today")
    assert "Venstre hæl" in page.text and "Højre hæl" in page.text
    browser.post(PATH, typed(side="left", score="2"))
    answer = browser.post(PATH, typed(side="right", score="6"))
    assert [(row.side, row.score) for row in mornings(session, cast.oles_course)] == [("left", 2), ("right", 6)]
    assert not answer.soup.find("button", attrs={"name": "score"})
    again = browser.get("/today?change=left")
    assert again.soup.select_one("#pain-left button") and not again.soup.select_one("#pain-right button")


@pytest.mark.parametrize("score", ["11", "-1", "ni", "7.5", "7,5", "", " ", "٣", "1e1", "x" * 100_000])
def test_a_score_off_the_scale_is_refused(browser: Browser, cast: Cast, session: AnySession, score: str) -> None:
    browser.sign_in(cast.karen)
    page = browser.post(PATH, typed(score=score, noted_on=YESTERDAY), expect=422)
    message = page.soup.find(id="score-error")
    assert message is not None
    assert "fra 0 til 10" in message.get_text()
    if score.strip():
        assert f"Du har skrevet {score[:20]}" in message.get_text()
    date_field = page.soup.find("input", attrs={"name": "noted_on"})
    assert date_field is not None
    assert date_field["value"] == YESTERDAY.isoformat()
    assert mornings(session, cast.karens_course) == []


def test_messages_are_in_the_readers_language(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(language="en"))
    session.commit()
    page = browser.sign_in(cast.karen).post(PATH, typed(score="11"), expect=422)
    assert "Choose a whole number from 0 to 10. You wrote 11." in page.text


@pytest.mark.parametrize(
    ("noted_on", "words"),
    [
        (TODAY + timedelta(days=1), "ikke ligger i fremtiden"),
        (TODAY - timedelta(days=15), "højst 14 dage tilbage"),
        (STARTED_ON - timedelta(days=1), "Dit forløb begyndte"),
        (date.min, "Dit forløb begyndte"),
        (date.max, "ikke ligger i fremtiden"),
        ("i går", "Vælg en dato"),
        ("2026-02-30", "Vælg en dato"),
        ("", "Vælg en dato"),
    ],
)
def test_a_date_that_may_not_be_logged_is_refused(
    browser: Browser, cast: Cast, session: AnySession, noted_on: date | str, words: str
) -> None:
    browser.sign_in(cast.karen)
    page = browser.post(PATH, typed(noted_on=noted_on), expect=422)
    assert words in page.error_beside("noted_on")
    assert page.soup.select_one("input[name=score][value='3'][checked]")
    assert mornings(session, cast.karens_course) == []


def test_a_side_that_is_not_sore_is_refused(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen)
    for side in ("left", "both", "middle", ""):
        assert "Vælg et af svarene." in browser.post(PATH, typed(side=side), expect=422).text
    assert mornings(session, cast.karens_course) == []


def test_a_form_without_a_key_comes_back_with_one(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).post(PATH, typed(client_key="1"), expect=422)
    browser.send(page, PATH)
    assert [row.score for row in mornings(session, cast.karens_course)] == [3]


def test_another_day_is_filled_in_from_its_own_form(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.ole)
    day = TODAY - timedelta(days=14)
    page = browser.get(f"/morning-pain/other-day?date={day}")
    answer = browser.send(page, PATH, side="left", score="unknown")
    assert "Gemt for onsdag 11. november." in answer.text
    assert [(row.noted_on, row.side, row.score) for row in mornings(session, cast.oles_course)] == [(day, "left", None)]


@pytest.mark.parametrize("asked", ["2030-01-01", "1999-01-01", "x", "2026-02-30", "%00", ""])
def test_a_date_that_may_not_be_asked_for_falls_back_to_yesterday(browser: Browser, cast: Cast, asked: str) -> None:
    page = browser.sign_in(cast.karen).get(f"/morning-pain/other-day?date={asked}")
    field = page.soup.find("input", attrs={"name": "noted_on"})
    assert field is not None
    assert field["value"] == YESTERDAY.isoformat()


def test_nobody_else_may(browser: Browser, cast: Cast, session: AnySession) -> None:
    nobody_else_may(browser, cast, "POST", PATH, {k: str(v) for k, v in typed().items()})
    nobody_else_may(browser, cast, "GET", "/morning-pain/other-day")
    assert mornings(session, cast.karens_course) == []


def test_without_an_open_course_there_is_nothing_to_log(browser: Browser, cast: Cast, session: AnySession) -> None:
    new = person(session, "Nina Ny", Role.PATIENT, cast.horsens)
    session.commit()
    browser.sign_in(new).post(PATH, typed(), expect=404)


def test_the_date_is_the_patients_own_at_midnight(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 11, 25, 23, 30, tzinfo=UTC))  # half past midnight on the 26th in Copenhagen
    browser.sign_in(cast.karen)
    browser.send(browser.get("/today"), PATH, score="3")
    assert mornings(session, cast.karens_course)[-1].noted_on == date(2026, 11, 26)


def test_a_page_left_open_overnight_saves_its_own_day_and_says_so(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    page = browser.sign_in(cast.karen).get("/today")
    clock.move_to(datetime(2026, 11, 26, 6, 0, tzinfo=UTC))
    answer = browser.send(page, PATH, score="3")
    assert mornings(session, cast.karens_course)[-1].noted_on == TODAY
    assert "Gemt for onsdag 25. november." in answer.text
    assert answer.soup.find("button", attrs={"name": "score"})


@pytest.mark.parametrize(
    ("now", "on"),
    [
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # 00.30 on the day that has 25 hours
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # 23.30 the same day, an hour later in UTC
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), date(2027, 3, 28)),  # 00.30 on the day that has 23 hours
        (datetime(2027, 3, 28, 21, 30, tzinfo=UTC), date(2027, 3, 28)),  # 23.30 the same day
        (datetime(2027, 3, 28, 22, 30, tzinfo=UTC), date(2027, 3, 29)),
    ],
)
def test_days_are_whole_when_the_clocks_change(
    browser: Browser,
    cast: Cast,
    session: AnySession,
    clock: time_machine.Traveller,
    now: datetime,
    on: date,
) -> None:
    clock.move_to(now)
    browser.sign_in(cast.karen)
    browser.send(browser.get("/today"), PATH, score="3")
    assert [row.noted_on for row in mornings(session, cast.karens_course)] == [on]


def test_two_devices_at_once_leave_one_in_force(app: Flask, browser: Browser, cast: Cast, session: AnySession) -> None:
    session.rollback()
    devices = []
    for _device in range(4):
        device = Browser(app).sign_in(cast.karen)
        device.get("/today")
        devices.append(device)
    forms = [typed(score=str(n)) for n in range(3)]
    forms.append(forms[0])

    def send(pair: tuple[Browser, dict[str, object]]) -> int:
        device, form = pair
        return device.client.post(PATH, data={"csrf_token": device.token, **form}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, zip(devices, forms, strict=True))) == [303] * 4
    rows = mornings(session, cast.karens_course)
    assert len(rows) == 3
    assert len([row for row in rows if row.superseded_at is None]) == 1


def test_a_bad_date_and_a_missing_score_are_told_together(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.karen).get("/morning-pain/other-day")
    answer = browser.send(sheet, "/morning-pain", expect=422, noted_on="2027-01-01")
    assert answer.soup.find(id="noted_on-error")
    assert answer.soup.find(id="score-error")

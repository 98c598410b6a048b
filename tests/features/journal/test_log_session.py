"""A training is logged with its sets under the version it belongs to, and answered in the practitioner's words."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from rehab.db import AnySession
from rehab.models import CourseSummary, ProgrammeVersion
from tests.browser import Browser, Sheet
from tests.cast import STARTED_ON, Cast, assign, every_day, log_mornings
from tests.conftest import TODAY
from tests.features.journal.record import (
    YESTERDAY,
    nobody_else_may,
    prescription,
    sessions,
    sets,
    trained,
    written,
)

PATH = "/sessions"
EMOJI = "Det trak i læggen 🙂 <script>alert(1)</script>"


def value(page: Sheet, name: str) -> str:
    field = page.soup.find(["input", "textarea"], attrs={"name": name})
    assert field is not None, name
    return str(field.get("value", "")) if field.name == "input" else field.get_text().strip()


@pytest.fixture
def ex09(session: AnySession, cast: Cast) -> int:
    """The exercise Karen has in her sixth week: five sets of eight with a backpack."""
    return prescription(session, cast.karens_course, "EX09")


def typed(id_: int, **changes: object) -> dict[str, Any]:
    """A form as Karen's would send it."""
    sets_ = {f"sets-{id_}-{n}-reps": "8" for n in range(1, 6)} | {f"sets-{id_}-{n}-load": "6" for n in range(1, 6)}
    return {
        "client_key": str(uuid4()),
        "done_on": TODAY,
        "pain_during": "4",
        "pain_after": "3",
        "note": "",
        **sets_,
        **changes,
    }


def test_sets_are_stored_and_today_shows_the_answer(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    page = browser.sign_in(cast.karen).get("/sessions/new")
    load = {f"sets-{ex09}-{n}-load": "7,5" for n in range(1, 6)}

    answer = browser.send(page, PATH, pain_during="4", pain_after="3", effort="4", note=EMOJI, **load)

    (row,) = sessions(session, cast.karens_course)
    assert (row.kind, row.done_on, row.reps_done, row.reps_prescribed) == ("strength", TODAY, 40, 40)
    assert (row.pain_during, row.pain_after, row.effort, row.note) == (4, 3, 4, EMOJI)
    assert (row.prescription_ids, row.load_kg) == ([ex09], Decimal("7.5"))
    assert sets(session, row.id) == [(n, 8, Decimal("7.5")) for n in range(1, 6)]
    assert written(session, cast.karen) == ["exercise_session"]
    assert session.scalar(sa.select(CourseSummary.last_session_on).filter_by(course_id=cast.karens_course)) == TODAY
    plan = session.scalars(sa.select(ProgrammeVersion).filter_by(course_id=cast.karens_course)).one()
    assert row.version_id == plan.id
    assert "Dagens træning er klaret" in answer.text
    assert answer.soup.select_one(".note--warn")
    assert plan.plan_yellow in answer.text


@pytest.mark.parametrize(
    ("during", "after", "kind", "says"),
    [
        (2, 2, "ok", ("plan_green", "Smerte 2, mens du trænede: 0 til 2 er trygt. Morgenen efter tæller også med.")),
        (
            5,
            2,
            "warn",
            ("plan_yellow", "Smerte 5, mens du trænede: 3 til 5 er acceptabelt. Morgenen efter tæller også med."),
        ),
        (6, 2, "stop", ("plan_red", "Smerte 6, mens du trænede: 6 eller mere er for meget.")),
        (1, 6, "stop", ("plan_red", "Smerte 6 bagefter: 6 eller mere er for meget.")),
        (0, 0, "ok", ("plan_green", "Smerte 0, mens du trænede: 0 til 2 er trygt.")),
        (10, 10, "stop", ("plan_red", "Smerte 10 bagefter: 6 eller mere er for meget.")),
    ],
)
def test_the_light_follows_the_pain(
    browser: Browser,
    cast: Cast,
    session: AnySession,
    ex09: int,
    during: int,
    after: int,
    kind: str,
    says: tuple[str, str],
) -> None:
    answer = browser.sign_in(cast.karen).post(PATH, typed(ex09, pain_during=during, pain_after=after))
    plan = session.scalars(sa.select(ProgrammeVersion).filter_by(course_id=cast.karens_course)).one()
    note = answer.soup.select_one(f".card .note--{kind}")
    assert note is not None
    sentence, why = says
    assert getattr(plan, sentence) in note.get_text(" ", strip=True)
    assert why in note.get_text(" ", strip=True)
    assert bool(note.find("a", href="/book")) is (kind == "stop")  # "contact me" has a way to do it


def test_a_bad_morning_after_says_so_and_gives_the_amber_sentence(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [YESTERDAY], during=2)
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - timedelta(days=8), [3] * 8))
    log_mornings(session, cast.karens_course, cast.karen, {TODAY: 6})
    session.commit()
    page = browser.sign_in(cast.karen).get("/today")
    plan = session.scalars(sa.select(ProgrammeVersion).filter_by(course_id=cast.karens_course)).one()
    assert plan.plan_amber in page.text
    assert "Smerte 2, mens du trænede: 0 til 2 er trygt." in page.text
    assert "Morgenen efter: 6, mere end 1 over din sædvanlige morgen (3)." in page.text
    assert "I dag hviler foden" in page.text


def test_done_as_prescribed_asks_only_about_pain(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY - timedelta(days=4)])
    page = browser.sign_in(cast.karen).get("/sessions/new?short=1")
    assert not page.soup.select(f"input[name='sets-{ex09}-1-reps']:not([type=hidden])")
    again = browser.send(page, PATH, expect=422)
    assert "Gjort som ordineret" in again.text
    browser.send(again, PATH, pain_during="1", pain_after="1")
    row = sessions(session, cast.karens_course)[-1]
    assert (row.done_on, row.reps_done, row.effort) == (TODAY, 40, None)
    assert sets(session, row.id) == [(n, 8, Decimal(6)) for n in range(1, 6)]


def test_the_form_starts_from_the_last_time(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    browser.sign_in(cast.karen)
    first = typed(ex09, done_on=TODAY - timedelta(days=2), **{f"sets-{ex09}-1-reps": "7", f"sets-{ex09}-5-reps": ""})
    browser.post(PATH, first)
    page = browser.get("/sessions/new")
    assert [value(page, f"sets-{ex09}-{n}-reps") for n in range(1, 6)] == ["7", "8", "8", "8", "8"]
    assert value(page, f"sets-{ex09}-1-load") == "6"


def test_a_new_dose_keeps_the_load_but_not_the_repetitions(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    earlier = prescription(session, cast.karens_course, "EX09", week=4)
    clock.move_to(datetime(2026, 11, 12, 17, tzinfo=UTC))
    browser.sign_in(cast.karen)
    browser.post(PATH, typed(earlier, done_on="2026-11-12"))
    clock.move_to(datetime(2026, 11, 14, 17, tzinfo=UTC))
    page = browser.get("/sessions/new")
    later = prescription(session, cast.karens_course, "EX09", week=5)
    assert value(page, f"sets-{later}-1-reps") == "8"
    assert value(page, f"sets-{later}-1-load") == "6"


def test_a_set_left_empty_was_not_done(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    browser.sign_in(cast.karen).post(PATH, typed(ex09, **{f"sets-{ex09}-{n}-reps": "" for n in (4, 5)}))
    (row,) = sessions(session, cast.karens_course)
    assert (row.reps_done, row.reps_prescribed, len(sets(session, row.id))) == (24, 40, 3)


def test_an_exercise_left_out_counts_in_what_was_prescribed(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.oles_course, by=cast.bo, code="T3", effective_on=TODAY)
    session.commit()
    heel = prescription(session, cast.oles_course, "EX07", week=1)
    arch = prescription(session, cast.oles_course, "EX10", week=1)
    page = browser.sign_in(cast.ole).get("/sessions/new")
    answer = browser.send(
        page, PATH, pain_during="1", pain_after="1", **{f"sets-{arch}-{n}-reps": "" for n in (1, 2, 3)}
    )
    (row,) = sessions(session, cast.oles_course)
    assert (row.prescription_ids, row.reps_done, row.reps_prescribed) == ([heel], 30, 60)
    assert "Svangløft" in answer.text
    assert "Dagens træning er klaret" not in answer.text


def test_as_many_sets_as_you_can_may_grow_to_ten(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.oles_course, by=cast.bo, code="T3", effective_on=TODAY - timedelta(weeks=3))
    session.commit()
    id_ = prescription(session, cast.oles_course, "EX09", week=4)
    page = browser.sign_in(cast.ole).get("/sessions/new?short=1")
    assert "Det gik anderledes" not in page.text
    for _more in range(12):
        page = browser.send(page, PATH, add=str(id_), pain_during="2")
    assert len(page.soup.select(f"input[name^='sets-{id_}-'][name$='-reps']")) == 10
    assert not page.soup.select(f"button[name=add][value='{id_}']")
    assert page.soup.select_one("input[name=pain_during][value='2'][checked]")
    assert sessions(session, cast.oles_course) == []
    browser.send(page, PATH, pain_after="2")
    row = sessions(session, cast.oles_course)[-1]
    assert len([one for one in sets(session, row.id) if one[1] == 8]) == 10
    assert row.reps_prescribed >= 80


BAD = [
    ("sets-{id}-2-reps", "7.5"),
    ("sets-{id}-2-reps", "ni"),
    ("sets-{id}-2-reps", "-1"),
    ("sets-{id}-2-reps", "201"),
    ("sets-{id}-2-reps", "9" * 400),
    ("sets-{id}-2-load", "tung"),
    ("sets-{id}-2-load", "200,5"),
    ("sets-{id}-2-load", "7,25"),
    ("sets-{id}-2-load", "-3"),
    ("sets-{id}-2-load", "NaN"),
    ("sets-{id}-2-load", "1e1"),
    ("done_on", "2026-11-26"),
    ("done_on", "2026-11-10"),
    ("done_on", "i går"),
]


@pytest.mark.parametrize(("name", "bad"), BAD)
def test_a_bad_field_is_told_and_what_was_typed_is_kept(
    browser: Browser, cast: Cast, session: AnySession, ex09: int, name: str, bad: str
) -> None:
    field = name.format(id=ex09)
    page = browser.sign_in(cast.karen).post(PATH, typed(ex09, note=EMOJI, **{field: bad}), expect=422)
    assert page.error_beside(field)
    assert value(page, field) == bad
    assert value(page, "note") == EMOJI
    assert page.soup.select_one("input[name=pain_during][value='4'][checked]")
    assert page.soup.select_one(f"#errors a[href='#{field}']")
    assert sessions(session, cast.karens_course) == []


@pytest.mark.parametrize("name", ["pain_during", "pain_after"])
@pytest.mark.parametrize("bad", ["11", "-1", "ni", "7.5", "", "unknown"])
def test_pain_off_the_scale_is_refused(
    browser: Browser, cast: Cast, session: AnySession, ex09: int, name: str, bad: str
) -> None:
    page = browser.sign_in(cast.karen).post(PATH, typed(ex09, **{name: bad}), expect=422)
    message = page.soup.find(id=f"{name}-error")
    assert message is not None
    assert "0 til 10" in message.get_text()
    assert sessions(session, cast.karens_course) == []


@pytest.mark.parametrize("effort", ["0", "6", "hårdt"])
def test_an_unknown_effort_is_refused(
    browser: Browser, cast: Cast, session: AnySession, ex09: int, effort: str
) -> None:
    page = browser.sign_in(cast.karen).post(PATH, typed(ex09, effort=effort), expect=422)
    assert "Vælg et af svarene." in page.text
    assert sessions(session, cast.karens_course) == []


def test_too_long_a_note_comes_back_whole(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    note = "x" * 5_000_000
    page = browser.sign_in(cast.karen).post(PATH, typed(ex09, note=note), expect=422)
    assert "2000" in page.error_beside("note")
    assert value(page, "note") == note
    assert sessions(session, cast.karens_course) == []


def test_at_least_one_set_must_be_done(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    empty = {f"sets-{ex09}-{n}-reps": "" for n in range(1, 6)}
    page = browser.sign_in(cast.karen).post(PATH, typed(ex09, **empty), expect=422)
    assert "mindst ét sæt" in page.error_beside(f"sets-{ex09}-1-reps")
    assert sessions(session, cast.karens_course) == []


def test_only_own_exercises_are_taken(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    assign(session, cast.oles_course, by=cast.bo, code="T2", effective_on=STARTED_ON)
    session.commit()
    oles = prescription(session, cast.oles_course, "EX09")
    browser.sign_in(cast.karen)
    for id_ in (oles, 999_999_999, 0):
        browser.post(PATH, typed(id_), expect=404)
    browser.post(PATH, {"done_on": TODAY}, expect=404)
    browser.post(PATH, typed(ex09, **{f"sets-{oles}-1-reps": "8"}))
    (row,) = sessions(session, cast.karens_course)
    assert row.prescription_ids == [ex09]


def test_a_revision_while_the_form_was_open_loses_nothing(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    page = browser.sign_in(cast.karen).get("/sessions/new")
    assign(session, cast.karens_course, by=cast.ida, code="T4", effective_on=TODAY, number=2)
    session.commit()
    answer = browser.send(page, PATH, pain_during="1", pain_after="1")
    (row,) = sessions(session, cast.karens_course)
    first = session.scalars(sa.select(ProgrammeVersion.id).filter_by(course_id=cast.karens_course, number=1)).one()
    assert (row.version_id, row.prescription_ids) == (first, [ex09])
    assert "Dagens træning er klaret" in answer.text


def test_sent_twice_is_stored_once(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    browser.sign_in(cast.karen)
    form = typed(ex09, note="a\r\nb")
    assert "Dagens træning er klaret" in browser.post(PATH, form).text
    assert "Dagens træning er klaret" in browser.post(PATH, form).text
    assert len(sessions(session, cast.karens_course)) == 1
    assert written(session, cast.karen) == ["exercise_session"]


def test_other_content_under_the_same_key_is_a_correction(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    browser.sign_in(cast.karen)
    form = typed(ex09)
    browser.post(PATH, form)
    for _again in range(2):
        browser.post(PATH, {**form, f"sets-{ex09}-1-reps": "6"})
    first, second = sessions(session, cast.karens_course)
    assert first.superseded_at is not None and second.superseded_at is None
    assert (second.replaces_id, second.reps_done) == (first.id, 38)
    assert len(sets(session, first.id)) == 5


def test_a_session_is_corrected_and_the_first_stays_readable(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    browser.sign_in(cast.karen)
    today = browser.post(PATH, typed(ex09, effort="5", note="hårdt", **{f"sets-{ex09}-5-reps": ""}))
    link = today.soup.find("a", string="Ret træningen")
    assert link is not None
    page = browser.get(str(link["href"]))
    assert (value(page, "note"), value(page, f"sets-{ex09}-4-load")) == ("hårdt", "6")
    assert page.soup.select_one("input[name=effort][value='5'][checked]")

    browser.send(page, PATH, pain_during="2")

    first, second = sessions(session, cast.karens_course)
    assert (first.pain_during, second.pain_during) == (4, 2)
    assert first.superseded_at is not None and second.superseded_at is None
    assert second.replaces_id == first.id
    # Opened from a page that is no longer the newest, the correction still takes the place of what stands.
    browser.send(page, PATH, client_key=str(uuid4()), pain_during="3")
    rows = sessions(session, cast.karens_course)
    assert [row.superseded_at is None for row in rows] == [False, False, True]
    assert rows[2].replaces_id == second.id


@pytest.mark.parametrize("junk", ["0", "999999999", "x", "-1", "1.5", "٣", "9" * 40])
def test_only_own_sessions_can_be_corrected(
    browser: Browser, cast: Cast, session: AnySession, ex09: int, junk: str
) -> None:
    browser.sign_in(cast.karen).get(f"/sessions/new?correct={junk}", expect=404)
    browser.post(PATH, typed(ex09, replaces=junk), expect=404)
    assert sessions(session, cast.karens_course) == []


def test_someone_elses_session_is_not_there(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    browser.sign_in(cast.karen).post(PATH, typed(ex09))
    (row,) = sessions(session, cast.karens_course)
    browser.sign_in(cast.ole).get(f"/sessions/new?correct={row.id}", expect=404)


def test_an_earlier_day_is_logged_under_its_own_version_and_told(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    assign(session, cast.karens_course, by=cast.ida, code="T4", effective_on=TODAY, number=2)
    session.commit()
    day = TODAY - timedelta(days=3)
    page = browser.sign_in(cast.karen).get(f"/sessions/new?date={day}")
    answer = browser.send(page, PATH, pain_during="1", pain_after="1")
    (row,) = sessions(session, cast.karens_course)
    plan = session.get_one(ProgrammeVersion, row.version_id)
    assert (row.done_on, row.prescription_ids, plan.number) == (day, [ex09], 1)
    assert f"Gemt for søndag 22. november. {plan.plan_green}" in answer.text


def test_a_day_that_is_logged_says_so(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    browser.sign_in(cast.karen).post(PATH, typed(ex09))
    assert "Dagen er allerede registreret" in browser.get("/sessions/new").text


def test_without_a_programme_the_form_leads_back(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ole).get("/sessions/new")
    assert page.path == "/today"
    assert "Der var ingen træning i programmet" in page.text


def test_nobody_else_may(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    nobody_else_may(browser, cast, "POST", PATH, {k: str(v) for k, v in typed(ex09).items()})
    nobody_else_may(browser, cast, "GET", "/sessions/new")
    assert sessions(session, cast.karens_course) == []


def test_a_session_at_half_past_eleven_belongs_to_that_evening(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 11, 25, 22, 30, tzinfo=UTC))
    browser.sign_in(cast.karen)
    browser.send(browser.get("/sessions/new"), PATH, pain_during="1", pain_after="1")
    assert sessions(session, cast.karens_course)[-1].done_on == date(2026, 11, 25)


def test_two_devices_at_once_never_break(
    app: Flask, browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    session.rollback()
    form = typed(ex09)
    forms = [form, form, {**form, "pain_during": "2"}, {**form, "pain_during": "2"}]
    devices = [Browser(app).sign_in(cast.karen) for _device in forms]
    for device in devices:
        device.get("/today")

    def send(pair: tuple[Browser, dict[str, Any]]) -> int:
        device, data = pair
        return device.client.post(PATH, data={"csrf_token": device.token, **data}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, zip(devices, forms, strict=True))) == [303] * 4
    rows = sessions(session, cast.karens_course)
    assert len(rows) == 2
    assert len([row for row in rows if row.superseded_at is None]) == 1


@pytest.mark.parametrize("row", ["9" * 5000, "²", "٣", "-1", "0"])
def test_a_row_that_no_form_has_is_not_added(browser: Browser, cast: Cast, ex09: int, row: str) -> None:
    browser.sign_in(cast.karen).get("/sessions/new")
    page = browser.post(PATH, {**typed(ex09), "add": row, "pain_during": ""}, expect=422)
    assert len(page.soup.select(f"[name^=sets-{ex09}-][name$=-reps]")) == 5


def test_what_is_older_than_a_fortnight_stands(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY - timedelta(days=15), TODAY - timedelta(days=14)])
    old, young = sessions(session, cast.karens_course)
    browser.sign_in(cast.karen).get(f"/sessions/new?correct={old.id}", expect=404)
    browser.post(PATH, typed(ex09, replaces=old.id), expect=404)
    browser.post(PATH, typed(ex09, client_key=old.client_key))  # an old page sent anew is a training of its own
    browser.get(f"/sessions/new?correct={young.id}")
    browser.post(PATH, typed(ex09, replaces=young.id))
    rows = sessions(session, cast.karens_course)
    assert [row.superseded_at is None for row in rows] == [True, False, True, True]
    assert [row.replaces_id for row in rows] == [None, None, None, young.id]

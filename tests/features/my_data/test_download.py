"""GET /my-data.zip: everything of one's own, corrections and all, and nothing of anybody else's."""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from rehab.db import AnySession, Base
from rehab.features.my_data import parts, words
from rehab.models import AuditEvent, Course, MorningPain
from tests.browser import Browser, _forget
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY
from tests.features.progress.logs import train, visit

SECRET = "key-karen.sommer@example.invalid"


def taken_out(browser: Browser) -> ZipFile:
    """The archive as it is saved."""
    _forget()
    with browser.client.get("/my-data.zip") as answer:
        assert answer.status_code == 200
        assert answer.mimetype == "application/zip"
        assert answer.headers["Cache-Control"] == "no-store"
        return ZipFile(BytesIO(answer.get_data()))


def table(folder: ZipFile, name: str) -> list[dict[str, str]]:
    text = folder.read(f"{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def data(folder: ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(folder.read("data.json"))
    return found


def corrected(session: AnySession, cast: Cast) -> None:
    """Karen's mornings, one of them corrected by Ida; training and a visit."""
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6, 7, 5]))
    log_mornings(session, cast.oles_course, cast.ole, every_day(STARTED_ON, [9, 9, 9]))
    second = STARTED_ON + timedelta(days=1)
    karens = sa.select(MorningPain).where(MorningPain.course_id == cast.karens_course)
    wrong = session.scalars(karens.where(MorningPain.noted_on == second)).one()
    wrong.superseded_at = datetime(2026, 10, 18, 7, 4, tzinfo=UTC)
    session.flush()
    session.add(
        MorningPain(
            course_id=wrong.course_id,
            client_key="right",
            noted_on=wrong.noted_on,
            side=wrong.side,
            score=4,
            logged_at=wrong.superseded_at,
            logged_by_id=cast.ida,
            replaces_id=wrong.id,
        )
    )
    train(session, cast.karens_course, cast.karen, [STARTED_ON])
    visit(session, cast.karens_course, cast.karen, cast.ida, cast.horsens, TODAY + timedelta(days=2))
    session.commit()


def test_a_correction_stands_beside_what_it_replaced(browser: Browser, cast: Cast, session: AnySession) -> None:
    corrected(session, cast)
    rows = table(taken_out(browser.sign_in(cast.karen)), "mornings")
    second = [row for row in rows if row["Morgen den"] == "2026-10-17"]
    assert [(row["Smerte 0-10"], row["Erstattet"], row["Registreret af"]) for row in second] == [
        ("7", "2026-10-18 09:04", "Karen Sommer"),
        ("4", "", "Ida Lund"),
    ]
    assert second[1]["Retter nummer"] == second[0]["Nummer"]
    assert second[1]["Registreret"] == "2026-10-18 09:04"


def test_the_page_is_read_without_the_clinic(browser: Browser, cast: Cast, session: AnySession) -> None:
    corrected(session, cast)
    page = taken_out(browser.sign_in(cast.karen)).read("index.html").decode()
    for said in ("Alt, klinikken har om Karen Sommer", "Morgensmerte", "Hælsmerter", "Styrke", "Ida Lund"):
        assert said in page
    for points_out in ("src=", "http://", "https://", "<script", "<link"):
        assert points_out not in page


def test_it_speaks_the_patients_language(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen).get("/settings")
    browser.post("/language", {"language": "en", "next": "/settings"})
    folder = taken_out(browser)
    assert "Everything the clinic has of Karen Sommer" in folder.read("index.html").decode()
    assert folder.read("mornings.csv").decode("utf-8-sig").startswith("Number,Course,Morning of")


def test_programme_appointments_and_who_opened(browser: Browser, cast: Cast, session: AnySession) -> None:
    corrected(session, cast)
    Browser(browser.app).sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    found = data(taken_out(browser.sign_in(cast.karen)))
    assert [version["signed_by"] for version in found["programme"]] == ["Ida Lund"]
    assert {row["exercise_code"] for row in found["exercises"]} == {"EX01", "EX08", "EX09"}
    assert [row["practitioner"] for row in found["appointments"]] == ["Ida Lund"]
    assert [(row["actor"], row["action"]) for row in found["opened"]] == [
        ("Ida Lund", "read"),
        ("Karen Sommer", "took out"),
    ]


def test_nothing_of_anybody_else_and_no_key_to_a_door(browser: Browser, cast: Cast, session: AnySession) -> None:
    corrected(session, cast)
    folder = taken_out(browser.sign_in(cast.karen))
    whole = "".join(folder.read(name).decode() for name in folder.namelist())
    for theirs in ("Ole Nørgaard", "Bo Friis", SECRET, "password", "session_key"):
        assert theirs not in whole
    assert {row["course_id"] for row in data(folder)["mornings"]} == {cast.karens_course}


def test_what_was_typed_is_not_run_by_a_spreadsheet(browser: Browser, cast: Cast, session: AnySession) -> None:
    train(session, cast.karens_course, cast.karen, [STARTED_ON])
    session.execute(sa.text("UPDATE exercise_session SET note = '=HYPERLINK(\"http://x\")'"))
    session.commit()
    folder = taken_out(browser.sign_in(cast.karen))
    assert table(folder, "sessions")[0]["Bemærkning"].startswith("'=")
    assert data(folder)["sessions"][0]["note"].startswith("=")


def test_it_is_noted_in_the_record_each_time(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen)
    for _twice in range(2):
        taken_out(browser)
    session.rollback()
    lines = session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "took out")).all()
    assert [(line.patient_id, line.actor_id, line.at) for line in lines] == [(cast.karen, cast.karen, NOW)] * 2


def test_a_patient_without_a_course_has_one_too(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.delete(Course).where(Course.id == cast.oles_course))
    session.commit()
    found = data(taken_out(browser.sign_in(cast.ole)))
    assert found["me"][0]["name"] == "Ole Nørgaard"
    assert found["mornings"] == []


def test_settings_lead_to_it(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.karen).get("/settings").soup.select_one("a[href='/my-data.zip']")
    assert not browser.sign_in(cast.ida).get("/settings").soup.select_one("a[href='/my-data.zip']")


@pytest.mark.parametrize("who", ["ida", "rita", "mona", "adam"])
def test_only_patients_have_it(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/my-data.zip", expect=404)


def test_every_table_of_a_patient_is_in_it_or_named_with_a_reason() -> None:
    patients = {"person.id", "course.id", "exercise_session.id", "programme_version.id", "programme_phase.id"}
    staffs = {"availability", "time_off", "appointment_cell", "answer_time"}
    staffs |= {"programme_template", "own_exercise", "exercise_media"}
    theirs = {
        name
        for name, each in Base.metadata.tables.items()
        if any(key.target_fullname in patients for column in each.columns for key in column.foreign_keys)
    }
    read = {str(each.get_final_froms()[0].name) for each in parts.statements(1).values()}  # type: ignore[attr-defined]
    assert theirs - staffs - read == set(parts.LEFT_OUT)
    assert {"person", "audit_event"} <= read


def test_every_part_and_column_has_words() -> None:
    for name, statement in parts.statements(1).items():
        assert name in words.PARTS
        for column in statement.selected_columns:
            assert column.name in words.COLUMNS, f"{name}: {column.name}"

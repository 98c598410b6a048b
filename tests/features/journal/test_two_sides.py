"""An exercise done with each side by itself: left then right is one set, with two results, and counts once."""

import json
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from rehab.clinical.training_load import work
from rehab.db import AnySession
from rehab.features.journal.queries import sets_of
from rehab.models import ExerciseSet, Prescription
from rehab.records.course_work import logged_sets
from rehab.records.history import recent
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast
from tests.conftest import TODAY
from tests.features.journal.record import prescription, sessions, trained

PATH, ONE_TAP = "/sessions", "/sessions/as-prescribed"


@pytest.fixture
def ex09(session: AnySession, cast: Cast) -> int:
    """Karen's strength exercise, five sets of eight, with each side by itself."""
    id_ = prescription(session, cast.karens_course, "EX09")
    session.execute(sa.update(Prescription).where(Prescription.id == id_).values(side="both"))
    session.commit()
    return id_


def typed(id_: int, **changes: object) -> dict[str, Any]:
    """A form as Karen's would send it: left all eight with 6 kg, right seven with 5."""
    sets: dict[str, Any] = {}
    for n in range(1, 6):
        sets |= {f"sets-{id_}-{n}-left-reps": "8", f"sets-{id_}-{n}-left-load": "6"}
        sets |= {f"sets-{id_}-{n}-right-reps": "7", f"sets-{id_}-{n}-right-load": "5"}
    head = {"client_key": str(uuid4()), "done_on": TODAY, "pain_during": "2", "pain_after": "2", "note": ""}
    return {**head, **sets, **changes}


def stored(session: AnySession, session_id: int) -> list[tuple[Any, ...]]:
    """(number, repetitions, kg, left, left kg, right, right kg) of a training."""
    rows = session.execute(
        sa.select(
            ExerciseSet.number,
            ExerciseSet.reps,
            ExerciseSet.load_kg,
            ExerciseSet.reps_left,
            ExerciseSet.load_left_kg,
            ExerciseSet.reps_right,
            ExerciseSet.load_right_kg,
        )
        .filter_by(session_id=session_id)
        .order_by(ExerciseSet.number)
    )
    return [tuple(row) for row in rows]


def test_both_results_are_stored_and_the_lower_counts(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    answer = browser.sign_in(cast.karen).post(PATH, typed(ex09))
    (row,) = sessions(session, cast.karens_course)
    assert stored(session, row.id) == [(n, 7, Decimal(5), 8, Decimal(6), 7, Decimal(5)) for n in range(1, 6)]
    assert (row.reps_done, row.reps_prescribed, row.load_kg) == (35, 40, Decimal(5))
    assert (row.reps_left, row.reps_right) == (40, 35)
    assert "Venstre 40, højre 35 gentagelser." in answer.text


def test_a_set_counts_once_in_adherence_and_in_work(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    browser.sign_in(cast.karen).post(PATH, typed(ex09))
    (facts,) = recent(session, cast.karens_course, TODAY).facts.sessions
    assert (facts.keys, facts.completion) == (frozenset({ex09}), 35 / 40)
    done = work(logged_sets(session, cast.karens_course, STARTED_ON))
    assert (done.sets, done.reps, done.moved_kg) == (5, 35, Decimal(175))


def test_the_form_asks_for_each_side_and_starts_from_the_last_time(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    browser.sign_in(cast.karen).post(PATH, typed(ex09, done_on=TODAY - timedelta(days=2)))
    page = browser.get("/sessions/new")
    labels = [field["aria-label"] for field in page.soup.select("table.plain input")][:4]
    assert labels == [
        "Sæt 1, venstre, gentagelser",
        "Sæt 1, venstre, kg",
        "Sæt 1, højre, gentagelser",
        "Sæt 1, højre, kg",
    ]
    answer = browser.send(page, PATH, pain_during="1", pain_after="1", **{f"sets-{ex09}-5-right-reps": "6"})
    assert "klaret" in answer.text
    row = sessions(session, cast.karens_course)[-1]
    assert stored(session, row.id)[3:] == [
        (4, 7, Decimal(5), 8, Decimal(6), 7, Decimal(5)),
        (5, 6, Decimal(5), 8, Decimal(6), 6, Decimal(5)),
    ]


def test_a_side_left_empty_was_not_done(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    gone = {f"sets-{ex09}-5-right-reps": "", f"sets-{ex09}-4-left-reps": "", f"sets-{ex09}-4-right-reps": ""}
    browser.sign_in(cast.karen).post(PATH, typed(ex09, **gone))
    (row,) = sessions(session, cast.karens_course)
    assert [(each[0], each[1], each[3], each[5]) for each in stored(session, row.id)] == [
        *((n, 7, 8, 7) for n in (1, 2, 3)),
        (4, 0, 8, 0),
    ]
    assert row.prescription_ids == [ex09]


def test_bad_input_is_told_beside_its_side_and_everything_is_kept(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    browser.sign_in(cast.karen).get("/sessions/new")
    wrong = {f"sets-{ex09}-2-right-reps": "otte", f"sets-{ex09}-2-left-load": "900"}
    page = browser.post(PATH, typed(ex09, **wrong), expect=422)
    assert "helt tal" in page.error_beside(f"sets-{ex09}-2-right-reps")
    assert "0 til 200 kg" in page.error_beside(f"sets-{ex09}-2-left-load")
    kept = page.soup.find("input", attrs={"name": f"sets-{ex09}-3-right-load"})
    assert kept is not None and kept["value"] == "5"
    assert sessions(session, cast.karens_course) == []
    empty = {name: "" for name in typed(ex09) if name.endswith("-reps")}
    page = browser.post(PATH, typed(ex09, **empty), expect=422)
    assert "mindst ét sæt" in page.error_beside(f"sets-{ex09}-1-left-reps")


def test_one_more_set_has_both_sides(browser: Browser, cast: Cast, ex09: int) -> None:
    browser.sign_in(cast.karen).get("/sessions/new")
    page = browser.post(PATH, {**typed(ex09), "add": ex09})
    values = {str(each["name"]): each["value"] for each in page.soup.select(f"[name^=sets-{ex09}-6-]")}
    assert values == {
        f"sets-{ex09}-6-left-reps": "8",
        f"sets-{ex09}-6-left-load": "6",
        f"sets-{ex09}-6-right-reps": "7",
        f"sets-{ex09}-6-right-load": "5",
    }


def test_one_tap_is_the_dose_with_each_side(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    browser.sign_in(cast.karen).post(PATH, typed(ex09, done_on=TODAY - timedelta(days=2)))
    page = browser.send(browser.get("/today"), ONE_TAP)
    row = sessions(session, cast.karens_course)[-1]
    assert stored(session, row.id) == [(n, 8, Decimal(5), 8, Decimal(6), 8, Decimal(5)) for n in range(1, 6)]
    link = page.soup.select_one("a[href*='short=1']")
    assert link is not None
    browser.send(browser.get(str(link["href"])), PATH, pain_during="1", pain_after="0")
    assert stored(session, sessions(session, cast.karens_course)[-1].id) == stored(session, row.id)


def test_a_correction_keeps_both_and_the_first_stays_readable(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    today = browser.sign_in(cast.karen).post(PATH, typed(ex09))
    link = today.soup.find("a", string="Ret træningen")
    assert link is not None
    browser.send(browser.get(str(link["href"])), PATH, **{f"sets-{ex09}-1-right-reps": "8"})
    first, second = sessions(session, cast.karens_course)
    assert first.superseded_at is not None and second.replaces_id == first.id
    assert (first.reps_right, second.reps_right, second.reps_left) == (35, 36, 40)
    assert len(stored(session, first.id)) == 5


def test_sent_twice_is_stored_once(browser: Browser, cast: Cast, session: AnySession, ex09: int) -> None:
    form = typed(ex09)
    browser.sign_in(cast.karen)
    for _again in range(2):
        browser.post(PATH, form)
    assert len(sessions(session, cast.karens_course)) == 1


def test_a_page_from_before_the_sides_were_told_apart_is_taken_and_corrected_as_it_is(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    old = {"client_key": str(uuid4()), "done_on": TODAY, "pain_during": "2", "pain_after": "2", "note": "højre 6"}
    page = browser.sign_in(cast.karen).post(PATH, {**old, f"sets-{ex09}-1-reps": "6", f"sets-{ex09}-1-load": "5"})
    (row,) = sessions(session, cast.karens_course)
    assert stored(session, row.id) == [(1, 6, Decimal(5), None, None, None, None)]
    assert (row.reps_left, row.reps_right) == (None, None)
    link = page.soup.find("a", string="Ret træningen")
    assert link is not None
    page = browser.get(str(link["href"]))
    assert not page.soup.select("[name$=-left-reps]")
    assert len(page.soup.select(f"[name=sets-{ex09}-1-reps]")) == 1


def test_sets_of_old_are_what_each_side_starts_from(
    browser: Browser, cast: Cast, session: AnySession, ex09: int
) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY - timedelta(days=2)])
    page = browser.sign_in(cast.karen).get("/sessions/new")
    values = [each["value"] for each in page.soup.select(f"[name^=sets-{ex09}-1-]")]
    assert values == ["8", "6", "8", "6"]


def test_one_side_is_never_stored_as_two(browser: Browser, cast: Cast, session: AnySession) -> None:
    one_sided = prescription(session, cast.karens_course, "EX09")
    browser.sign_in(cast.karen).get("/sessions/new")
    page = browser.post(PATH, typed(one_sided), expect=422)
    assert "mindst ét sæt" in page.error_beside(f"sets-{one_sided}-1-reps")
    assert sessions(session, cast.karens_course) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"reps": 8, "reps_left": 8, "reps_right": 7},
        {"reps": 8, "reps_left": 8},
        {"reps": 8, "load_right_kg": 7},
        {"reps": 8, "reps_left": 8, "reps_right": 201},
    ],
    ids=str,
)
def test_the_database_takes_no_half_set(session: AnySession, cast: Cast, ex09: int, broken: dict[str, int]) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY])
    (row,) = sessions(session, cast.karens_course)
    values = {"session_id": row.id, "prescription_id": ex09, "number": 9, **broken}
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(sa.insert(ExerciseSet), values)
    session.rollback()
    assert len(sets_of(session, row.id)[ex09]) == 5


def test_ones_own_archive_has_both(browser: Browser, cast: Cast, ex09: int) -> None:
    browser.sign_in(cast.karen).post(PATH, typed(ex09))
    browser.get("/settings")
    with browser.client.get("/my-data.zip") as answer, ZipFile(BytesIO(answer.get_data())) as folder:
        found = json.loads(folder.read("data.json"))
        assert "Gentagelser, venstre" in folder.read("sets.csv").decode()
        assert "Gentagelser, højre" in folder.read("index.html").decode()
    assert [(each["reps_left"], each["reps_right"], each["load_left_kg"]) for each in found["sets"]] == [
        (8, 7, 6.0)
    ] * 5
    assert found["sessions"][0]["reps_right"] == 35

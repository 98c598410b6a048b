"""An exercise is left out or swapped today, with a reason, and taken back; nothing is dosed anew by it."""

import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from rehab.content import exercise
from rehab.db import AnySession
from rehab.features.skips.services import lighter_than
from rehab.models import AuditEvent, Prescription, SkippedExercise, SkipReason
from tests.browser import Browser
from tests.cast import Cast, assign
from tests.conftest import NOW, TODAY
from tests.features.journal.record import prescription
from tests.features.journal.test_two_phones import arrives

STRENGTH = ("EX08", "EX09")


def due_now(session: AnySession) -> int:
    """Karen's strength prescription that Today asks for."""
    rows = session.execute(sa.select(Prescription.id, Prescription.exercise_code)).all()
    return next(row.id for row in rows if row.exercise_code in STRENGTH)


def ask(browser: Browser, cast: Cast) -> str:
    """The address Today's link leads to."""
    today = browser.sign_in(cast.karen).get("/today")
    link = today.soup.select_one('a[href*="/skips/new"]')
    assert link
    return str(link["href"])


def stored(session: AnySession) -> list[tuple[SkipReason, str | None, date]]:
    session.expire_all()
    rows = session.execute(
        sa.select(SkippedExercise.why, SkippedExercise.swapped_for, SkippedExercise.skipped_on).where(
            SkippedExercise.superseded_at.is_(None)
        )
    )
    return [tuple(row) for row in rows]


def test_it_is_left_out_for_today_with_its_reason(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.get(ask(browser, cast))
    after = browser.send(page, "/skips", why="no_time", note="På farten")

    assert after.path == "/today"
    assert "Sprunget over: ikke tid" in after.text
    assert "Dagens træning er sprunget over" in after.text
    assert stored(session) == [(SkipReason.NO_TIME, None, TODAY)]
    subject, actor = session.execute(
        sa.select(AuditEvent.subject, AuditEvent.actor_id).where(AuditEvent.action == "wrote")
    ).one()
    assert subject.startswith("skipped_exercise ") and actor == cast.karen


def test_it_is_swapped_for_a_lighter_rung_and_the_programme_stands(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    before = session.execute(sa.select(Prescription.id, Prescription.exercise_code)).all()
    page = browser.get(ask(browser, cast))
    lighter = [str(each["value"]) for each in page.soup.select('input[name="instead"]') if each["value"]]
    after = browser.send(page, "/skips", why="pain", instead=lighter[0])

    assert f"Byttet til {exercise(lighter[0]).name.da}: smerter" in after.text
    assert session.execute(sa.select(Prescription.id, Prescription.exercise_code)).all() == before


def test_it_is_taken_back_and_due_again(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.get(ask(browser, cast))
    after = browser.send(page, "/skips", why="ill")
    form = after.soup.select_one('form[action$="/undo"]')
    assert form
    for _ in range(2):
        again = browser.send(after, str(form["action"]))
    assert again.soup.select_one('a[href*="/skips/new"]')
    assert not stored(session)
    assert session.scalar(sa.select(sa.func.count(SkippedExercise.id))) == 1, "what was noted stays readable"


def test_tomorrow_it_is_asked_for_again(browser: Browser, cast: Cast, session: AnySession, clock: object) -> None:
    page = browser.get(ask(browser, cast))
    browser.send(page, "/skips", why="ill")
    clock.move_to(NOW + timedelta(days=1))  # type: ignore[attr-defined]
    assert browser.get("/today").soup.select_one('a[href*="/skips/new"]')


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "why"),
        ({"why": "lazy"}, "why"),
        ({"why": "pain", "instead": "EX99"}, "instead"),
        ({"why": "pain", "note": "å" * 301}, "note"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    browser: Browser, cast: Cast, session: AnySession, typed: dict[str, str], field: str
) -> None:
    path = ask(browser, cast)
    browser.get(path)
    answer = browser.post(
        "/skips",
        {"prescription_id": path.rpartition("=")[2], "client_key": str(uuid.uuid4()), **typed},
        422,
    )
    assert answer.soup.select_one(f"#{field}-error")
    assert not stored(session)


@pytest.mark.parametrize("prescription", ["", "0", "999999", "ni"])
def test_what_is_not_in_the_programme_is_not_there(browser: Browser, cast: Cast, prescription: str) -> None:
    browser.sign_in(cast.karen).get(f"/skips/new?prescription={prescription}", 404)
    browser.get("/settings")
    browser.post("/skips", {"prescription_id": prescription, "why": "ill"}, 404)


def test_someone_elses_is_not_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.get(ask(browser, cast))
    browser.send(page, "/skips", why="ill")
    skipped = session.scalars(sa.select(SkippedExercise.id)).one()
    for who in (cast.ole, cast.ida, cast.rita, cast.mona, cast.adam):
        browser.sign_in(who).get("/settings")
        browser.post(f"/skips/{skipped}/undo", expect=404)
        browser.post("/skips", {"prescription_id": str(due_now(session)), "why": "ill"}, 404)
    assert len(stored(session)) == 1


def test_sent_twice_it_is_stored_once_and_another_reason_supersedes(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    path = ask(browser, cast)
    page = browser.get(path)
    browser.send(page, "/skips", why="ill")
    browser.send(page, "/skips", why="ill")
    assert len(stored(session)) == 1
    browser.send(page, "/skips", why="no_time")
    assert stored(session) == [(SkipReason.NO_TIME, None, TODAY)], "the page was gone back to"
    browser.send(browser.get(path), "/skips", why="pain")
    assert stored(session) == [(SkipReason.PAIN, None, TODAY)]


def skip_of(session: AnySession, cast: Cast, on: date, **typed: str) -> dict[str, str]:
    """What a phone sends of a day without network."""
    id_ = prescription(session, cast.karens_course, "EX09")
    given = {"prescription_id": str(id_), "client_key": str(uuid.uuid4()), "why": "ill"}
    return given | {"skipped_on": on.isoformat()} | typed


def test_it_is_of_the_day_it_was_said_on_the_phone(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen)
    said = skip_of(session, cast, TODAY - timedelta(days=2))
    session.rollback()
    for _again in range(2):
        browser.post("/skips", said)
    assert stored(session) == [(SkipReason.ILL, None, TODAY - timedelta(days=2))]


def test_a_day_that_may_not_be_logged_can_be_put_right(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen)
    said = skip_of(session, cast, TODAY + timedelta(days=1), note="På farten")
    session.rollback()
    answer = browser.post("/skips", said, 422)
    assert "ikke ligger i fremtiden" in answer.error_beside("skipped_on")
    assert "På farten" in str(answer.soup)
    browser.send(answer, "/skips", skipped_on=TODAY.isoformat())
    assert stored(session) == [(SkipReason.ILL, None, TODAY)]


def test_what_was_prescribed_when_the_phone_was_kept_is_taken(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    browser.sign_in(cast.karen)
    said = skip_of(session, cast, TODAY)
    assign(session, cast.karens_course, by=cast.ida, code="T4", effective_on=TODAY, number=2)
    session.commit()
    browser.post("/skips", said)
    assert len(stored(session)) == 1


def test_what_was_said_later_holds_and_a_day_is_taken_back(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen)
    first, later = skip_of(session, cast, TODAY), skip_of(session, cast, TODAY, why="pain")
    session.rollback()
    for said, ago in ((later, 1_000), (first, 60_000)):
        arrives(browser, "/skips", ago, **said)
    assert stored(session) == [(SkipReason.PAIN, None, TODAY)]
    assert session.scalar(sa.select(sa.func.count(SkippedExercise.id))) == 2
    for _again in range(2):
        browser.post("/skips/undo", first)
    assert stored(session) == []
    browser.sign_in(cast.ole).post("/skips/undo", first, 404)


def test_lighter_is_below_on_the_ladder() -> None:
    assert lighter_than("EX08") == ("EX07", "EX06", "EX05", "EX04")
    assert lighter_than("EX04") == lighter_than("EX01") == ()

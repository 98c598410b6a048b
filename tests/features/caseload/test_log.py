"""Everything logged: every entry and every word, whatever became of it, a page of days at a time."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from rehab.clinical.safety import Level
from rehab.db import AnySession
from rehab.models import (
    AuditEvent,
    Course,
    CourseTurn,
    ExerciseSession,
    MorningPain,
    Occasion,
    Prescription,
    PsfsActivity,
    SkippedExercise,
    SkipReason,
    Turn,
    WarningReport,
)
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY
from tests.features.caseload.test_course import log_sessions

Statements = Callable[[], AbstractContextManager[list[str]]]


def path(cast: Cast, query: str = "") -> str:
    return f"/courses/{cast.karens_course}/log{query}"


def skipped(session: AnySession, cast: Cast, note: str, **columns: Any) -> None:
    prescription = session.scalars(sa.select(Prescription.id).where(Prescription.exercise_code == "EX09")).first()
    session.add(
        SkippedExercise(
            course_id=cast.karens_course,
            prescription_id=prescription,
            client_key=str(uuid.uuid4()),
            skipped_on=TODAY - timedelta(days=1),
            why=SkipReason.PAIN,
            note=note,
            logged_at=NOW,
            logged_by_id=cast.karen,
            **columns,
        )
    )


def test_every_kind_of_entry_and_every_word_is_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, {TODAY: 4})
    log_sessions(session, cast, [TODAY - timedelta(days=2)])
    skipped(session, cast, "Det trak\ni læggen <b>")
    common = {"course_id": cast.karens_course}
    session.add_all(
        [
            PsfsActivity(**common, position=1, name="Gå ned efter avisen", named_at=NOW, named_by_id=cast.karen),
            WarningReport(
                **common,
                client_key="w",
                occasion=Occasion.WEEKLY,
                checklist_version=1,
                lines=["fever"],
                level=Level.SAME_DAY,
                reported_on=TODAY,
                reported_at=NOW,
                reported_by_id=cast.karen,
            ),
            CourseTurn(
                **common, client_key="t", turn=Turn.WELL, turned_on=TODAY, turned_at=NOW, turned_by_id=cast.karen
            ),
        ]
    )
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast))
    days = [day.get_text(" ", strip=True) for day in page.soup.select(".logday")]
    assert days[0].startswith("onsdag 25. november »Jeg har det godt« Advarselstegn")
    assert "Morgensmerte: 4" in days[0]
    assert "Tåhævning på ét ben med rygsæk" in days[1]
    assert "Det trak i læggen <b>" in days[1]
    assert "36 af 36 gentagelser · 7,5 kg · smerte under 4 · efter 3 · hårdt Trak i læggen <b>" in days[2]
    assert "»Gå ned efter avisen« 25. nov." in page.text


def test_what_was_corrected_or_taken_back_is_still_readable(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, {TODAY: 9})
    session.scalars(sa.select(MorningPain)).one().superseded_at = NOW
    ids = log_sessions(session, cast, [TODAY])
    session.get_one(ExerciseSession, ids[0]).superseded_at = NOW
    skipped(session, cast, "Alligevel ikke", superseded_at=NOW)
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast))
    struck = [each.get_text(" ", strip=True) for each in page.soup.select(".logday s")]
    assert struck[0] == "Morgensmerte: 9"
    assert "taget tilbage ons. 25. nov. kl. 7.00" in page.text
    assert "Alligevel ikke" in page.text


def test_days_with_the_patients_words_alone(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [5] * 40))
    log_sessions(session, cast, [STARTED_ON + timedelta(days=3)])
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast, "?words=1"))
    assert [day.get_text() for day in page.soup.select(".logday h2")] == ["mandag 19. oktober"]
    assert "Trak i læggen" in page.text


def test_the_pages_reach_back_to_the_first_day_without_a_gap(browser: Browser, cast: Cast, session: AnySession) -> None:
    days = [STARTED_ON + timedelta(days=n) for n in range(41) if n % 7]
    log_mornings(session, cast.karens_course, cast.karen, dict.fromkeys(days, 5))
    session.commit()
    page, found = browser.sign_in(cast.ida).get(path(cast)), []
    while True:
        found += [each.get_text() for each in page.soup.select(".logday h2")]
        older = page.soup.find("a", string=lambda text: bool(text and "Tidligere dage" in text))
        link = older or next((a for a in page.soup.select("main nav a") if "Tidligere dage" in a.get_text()), None)
        if link is None:
            break
        page = browser.get(str(link["href"]))  # type: ignore[index]
    assert len(found) == len(set(found)) == len(days)
    assert found[-1] == "lørdag 17. oktober"
    assert page.soup.find("a", href=path(cast)), "and there is a way back to the latest"


def test_an_odd_date_in_the_address_shows_the_latest(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, {TODAY: 4})
    session.commit()
    browser.sign_in(cast.ida)
    for odd in ("?before=i+går", "?before=", "?before=2026-02-30"):
        assert "onsdag 25. november" in browser.get(path(cast, odd)).text
    assert "Ikke registreret noget endnu" in browser.get(path(cast, "?before=0001-01-01")).text


def test_its_cost_is_the_same_for_a_month_and_three_years(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    counts = []
    for days in (30, 3 * 365):
        started = TODAY - timedelta(days=days)
        session.execute(sa.delete(MorningPain))
        session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=started))
        log_mornings(session, cast.karens_course, cast.karen, every_day(started, [5] * days))
        session.commit()
        browser.sign_in(cast.ida)
        with statements() as seen:
            browser.get(path(cast))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 13, counts


def test_opening_it_leaves_a_line_and_someone_elses_is_not_there(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    browser.sign_in(cast.ida).get(path(cast))
    line = session.execute(sa.select(AuditEvent.actor_id, AuditEvent.action, AuditEvent.subject)).one()
    assert tuple(line) == (cast.ida, "read", "log")
    for who in (cast.bo, cast.karen, cast.rita, cast.mona, cast.adam):
        browser.sign_in(who).get(path(cast), expect=404)

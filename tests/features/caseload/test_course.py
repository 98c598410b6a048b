"""A course on one page: only for whoever is responsible, with a line in the audit log, at a bounded cost."""

import re
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from rehab.clinical.dose import Side
from rehab.clinical.follow_up import Rule
from rehab.clinical.safety import Level
from rehab.db import AnySession
from rehab.models import (
    Appointment,
    AuditEvent,
    Course,
    ExerciseSession,
    FollowUpPrompt,
    MorningPain,
    Occasion,
    Prescription,
    ProgrammeVersion,
    PromptEnding,
    SessionKind,
    SkippedExercise,
    SkipReason,
    WarningReport,
)
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY

Statements = Callable[[], AbstractContextManager[list[str]]]


def log_sessions(session: AnySession, cast: Cast, days: list[date], pain: int = 4, effort: int = 4) -> list[int]:
    """Karen's full strength sessions on these days; returns their ids."""
    version = session.scalars(sa.select(ProgrammeVersion.id)).first()
    prescription = session.scalars(sa.select(Prescription.id).order_by(Prescription.id)).first()
    rows = [
        ExerciseSession(
            course_id=cast.karens_course,
            version_id=version,
            client_key=str(uuid.uuid4()),
            kind=SessionKind.STRENGTH,
            done_on=day,
            reps_done=36,
            reps_prescribed=36,
            load_kg=Decimal("7.5"),
            pain_during=pain,
            pain_after=3,
            effort=effort,
            note="Trak i læggen <b>",
            prescription_ids=[prescription],
            logged_at=datetime.combine(day, time(18), tzinfo=UTC),
            logged_by_id=cast.karen,
        )
        for day in days
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def stalled(session: AnySession, cast: Cast) -> None:
    """Forty mornings without change and a session every other day."""
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6] * 40))
    log_sessions(session, cast, [STARTED_ON + timedelta(days=n) for n in range(0, 40, 2)])
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)


def course_path(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}"


def test_it_says_who_why_and_with_which_numbers(browser: Browser, cast: Cast, session: AnySession) -> None:
    stalled(session, cast)
    session.commit()
    page = browser.sign_in(cast.ida).get(course_path(cast))
    assert page.soup.h1
    assert page.soup.h1.get_text(strip=True) == "Karen Sommer"
    assert "56 år · Hælsmerter (svangsenen), højre · startet 16. oktober 2026" in page.text
    banner = page.soup.select_one(".note--stop")
    assert banner
    assert "Median 6 ved start, 6 nu." in banner.get_text(" ", strip=True)
    assert "Siden" in banner.get_text()
    assert page.soup.select_one("[data-module=chart]")
    assert re.search(r"[\d,]+ af \d+ i fasen", page.text)


def test_a_session_shows_its_pain_its_morning_after_and_the_response(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - timedelta(days=9), [4] * 8 + [7, 4]))
    log_sessions(session, cast, [TODAY - timedelta(days=2)])
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    page = browser.sign_in(cast.ida).get(course_path(cast))
    row = page.soup.select("[aria-labelledby=sessions-title] tbody tr")[0]
    assert [value.get_text(strip=True) for value in row.select(".pp")] == ["4", "3", "7"]
    text = row.get_text(" ", strip=True)
    assert "Skru ned" in text, "a morning three points above the usual"
    assert "7,5 kg" in text
    assert "Hårdt" in text
    assert "Trak i læggen <b>" in text


def test_opening_it_leaves_a_line_in_the_audit_log(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.ida).get(course_path(cast))
    line = session.execute(sa.select(AuditEvent.actor_id, AuditEvent.action, AuditEvent.patient_id)).one()
    assert tuple(line) == (cast.ida, "read", cast.karen)


def test_a_correction_shows_what_it_replaced_by_whom_and_when(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    log_mornings(session, cast.karens_course, cast.karen, {TODAY: 9})
    old = session.scalars(sa.select(MorningPain)).one()
    old.superseded_at = NOW
    session.flush()
    session.add(
        MorningPain(
            course_id=cast.karens_course,
            client_key=str(uuid.uuid4()),
            noted_on=TODAY,
            side=Side.RIGHT,
            score=6,
            logged_at=NOW,
            logged_by_id=cast.karen,
            replaces_id=old.id,
        )
    )
    session.commit()
    page = browser.sign_in(cast.ida).get(course_path(cast))
    corrections = page.soup.select_one("section[aria-labelledby=corrections-title]")
    assert corrections
    text = corrections.get_text(" ", strip=True)
    assert "9, rettet til 6" in text
    assert "Karen S. · ons. 25. nov. kl. 7.00" in text


def test_what_was_left_out_stands_with_the_reason(browser: Browser, cast: Cast, session: AnySession) -> None:
    prescription = session.scalars(
        sa.select(Prescription.id).where(Prescription.exercise_code == "EX09").order_by(Prescription.id)
    ).first()
    common = {"course_id": cast.karens_course, "prescription_id": prescription, "logged_by_id": cast.karen}
    for days, why, instead, note, undone in (
        (1, SkipReason.PAIN, "EX08", "Trækker i læggen", None),
        (3, SkipReason.NO_TIME, None, "", None),
        (5, SkipReason.ILL, None, "", NOW),
    ):
        session.add(
            SkippedExercise(
                **common,
                client_key=str(uuid.uuid4()),
                skipped_on=TODAY - timedelta(days=days),
                why=why,
                swapped_for=instead,
                note=note,
                logged_at=NOW,
                superseded_at=undone,
            )
        )
    session.commit()
    page = browser.sign_in(cast.ida).get(course_path(cast))
    section = page.soup.select_one("section[aria-labelledby=skipped-title]")
    assert section
    first, second = (item.get_text(" ", strip=True) for item in section.select("li"))
    assert first.startswith("tirs. 24. nov. Byttet til")
    assert "smerter. Trækker i læggen" in first
    assert "Sprunget over: ikke tid" in second


def test_prompts_show_how_they_ended_and_the_open_one_can_be_closed(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    session.add(
        FollowUpPrompt(
            course_id=cast.karens_course,
            rule=Rule.PLATEAU,
            numbers={"weeks": 3},
            raised_on=TODAY - timedelta(days=20),
            raised_at=NOW - timedelta(days=20),
            ended_at=NOW - timedelta(days=19),
            ended_by_id=cast.karen,
            ending=PromptEnding.NOT_NOW,
            snoozed_until=TODAY - timedelta(days=12),
        )
    )
    stalled(session, cast)
    session.commit()
    page = browser.sign_in(cast.ida).get(course_path(cast))
    assert "»Ikke nu« 6. nov., spørges igen fra 13. nov." in page.text
    assert page.soup.find("a", href=f"{course_path(cast)}/follow-ups")


def test_appointments_say_what_became_of_them(browser: Browser, cast: Cast, session: AnySession) -> None:
    for days, became in ((-14, {"attended_at": NOW}), (-7, {"missed_at": NOW}), (3, {})):
        starts_at = NOW + timedelta(days=days, hours=2)
        session.add(
            Appointment(
                patient_id=cast.karen,
                course_id=cast.karens_course,
                practitioner_id=cast.ida,
                branch_id=cast.horsens,
                treatment_code="follow_up",
                client_key=str(uuid.uuid4()),
                calendar_uid=str(uuid.uuid4()),
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=30),
                booked_at=NOW,
                booked_by_id=cast.karen,
                **became,
            )
        )
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    page = browser.sign_in(cast.ida).get(course_path(cast))
    found = page.soup.select_one("section[aria-labelledby=appointments-title]")
    assert found
    text = found.get_text(" ", strip=True)
    assert text.index("Booket") < text.index("Udeblev") < text.index("Mødte")


def test_the_programme_stands_in_short_with_its_versions(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ida).get(course_path(cast))
    programme = page.soup.select_one("section[aria-labelledby=programme-title]")
    assert programme
    text = programme.get_text(" ", strip=True)
    assert "3 × 12 RM" in text
    assert "1 version" in text
    assert page.soup.find("a", href=f"{course_path(cast)}/versions")
    assert page.soup.find("a", href=f"{course_path(cast)}/programme/revision")
    assert page.soup.find("a", href=f"{course_path(cast)}/programme/templates")


def test_a_course_without_a_programme_leads_to_the_templates(browser: Browser, cast: Cast) -> None:
    path = f"/courses/{cast.oles_course}"
    page = browser.sign_in(cast.bo).get(path)
    assert page.soup.find("a", href=f"{path}/programme/templates")
    assert not page.soup.find("a", href=f"{path}/programme/revision")


def test_someone_elses_is_not_there(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.bo).get(course_path(cast), expect=404)
    browser.sign_in(cast.ida).get("/courses/999999", expect=404)


def test_a_closed_one_is_read_and_not_written_in(browser: Browser, cast: Cast, session: AnySession) -> None:
    closed = {"closed_at": NOW, "closed_by_id": cast.ida}
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(closed))
    session.commit()
    browser.sign_in(cast.ida).get(course_path(cast))
    browser.post(f"{course_path(cast)}/notes", {"text": "Mere"}, 404)


@pytest.mark.parametrize("who", ["karen", "rita", "mona", "adam"])
def test_no_other_role_finds_it(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get(course_path(cast), expect=404)


def test_every_warning_sign_stands_with_who_cleared_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    for days, signs, cleared in (
        (20, ["fever"], {"cleared_at": NOW - timedelta(19), "cleared_by_id": cast.ida}),
        (1, ["fever"], {}),
    ):
        session.add(
            WarningReport(
                course_id=cast.karens_course,
                client_key=str(days),
                occasion=Occasion.WEEKLY,
                checklist_version=1,
                lines=signs,
                level=Level.SAME_DAY,
                reported_on=TODAY - timedelta(days),
                reported_at=NOW - timedelta(days),
                reported_by_id=cast.karen,
                **cleared,
            )
        )
    session.commit()
    page = browser.sign_in(cast.ida).get(course_path(cast))
    found = [each.get_text(" ", strip=True) for each in page.soup.select("[aria-labelledby=ticks-title] li")]
    assert found[0].startswith("tirs. 24. nov. kl. 7.00 Ikke afklaret")
    assert found[1].startswith("tors. 5. nov. kl. 7.00 Afklaret af Ida L. · fre. 6. nov. kl. 7.00")


def test_the_head_says_since_when_it_has_hurt(browser: Browser, cast: Cast, session: AnySession) -> None:
    since = TODAY - timedelta(weeks=20)
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(symptoms_since=since))
    session.commit()
    page = browser.sign_in(cast.ida).get(course_path(cast))
    assert "højre · langvarig (20 uger) · startet 16. oktober 2026 · uge 6" in page.text


@pytest.mark.parametrize("days", [30, 3 * 365])
def test_three_years_cost_no_more_statements_than_a_month(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements, days: int
) -> None:
    started = TODAY - timedelta(days=days)
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=started))
    log_mornings(session, cast.karens_course, cast.karen, every_day(started, [5] * days))
    log_sessions(session, cast, [started + timedelta(days=n) for n in range(0, days, 2)])
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    browser.sign_in(cast.ida)
    with statements() as seen:
        browser.get(course_path(cast))
    assert len(seen) <= 18, seen  # who looked through, warning signs, sets tried together and messages are one each

"""The practitioner sees what was ticked, clears it with a note, and the training goes on."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.models import AuditEvent, Course, CourseSummary, Pause, WarningReport
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY, Statements

DAY = timedelta(days=1)
LIST = "/warning-signs"
NOTE = "Undersøgt i dag.\nIngen tegn på infektion."


def path(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/warning-signs"


def clearing(cast: Cast) -> str:
    return f"{path(cast)}/clearance"


def tick(browser: Browser, cast: Cast, *signs: str) -> None:
    page = browser.sign_in(cast.karen).get(LIST)
    browser.send(page, LIST, signs=list(signs))


def standing(session: AnySession) -> list[int]:
    session.expire_all()
    return list(
        session.scalars(
            sa.select(WarningReport.id).where(WarningReport.cleared_at.is_(None), WarningReport.level.is_not(None))
        )
    )


def test_which_signs_when_under_which_text_and_who_saw_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    tick(browser, cast, "fever")
    course = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    assert course.soup.find("a", href=path(cast))
    page = browser.get(path(cast))
    for words in ("Feber", "kl. 7.00", "Ring til en læge i dag", "tekstversion 2", "Ida Lund"):
        assert words in page.text, words
    opened = session.scalars(sa.select(AuditEvent.subject).where(AuditEvent.action == "read")).all()
    assert opened == ["course", "warning_signs"]


def test_clearing_lets_the_training_go_on_and_says_so(browser: Browser, cast: Cast, session: AnySession) -> None:
    tick(browser, cast, "fever")
    page = browser.sign_in(cast.ida).get(path(cast))
    after = browser.send(page, clearing(cast), note=NOTE)

    assert after.path == f"/courses/{cast.karens_course}"
    assert "Har meldt" not in after.text
    report = session.scalars(sa.select(WarningReport)).one()
    assert (report.cleared_on, report.cleared_at, report.cleared_by_id) == (TODAY, NOW, cast.ida)
    assert report.cleared_note == NOTE
    pause = session.scalars(sa.select(Pause)).one()
    assert (pause.ended_on, pause.ended_at, pause.ended_by_id) == (TODAY - DAY, NOW, cast.ida)
    summary = session.get_one(CourseSummary, cast.karens_course)
    assert Rule.RED_FLAG not in [each["rule"] for each in summary.reasons or ()]
    assert session.scalars(sa.select(AuditEvent.subject).where(AuditEvent.action == "cleared")).all() == [
        f"warning_report {report.id}"
    ]
    before = browser.get(path(cast))
    assert "Ingen tegn på infektion." in before.text
    today = browser.sign_in(cast.karen).get("/today")
    assert "Ida har set på det, du har sat kryds ved. Din træning går videre." in today.text
    assert today.soup.find(attrs={"aria-labelledby": "h-training"})
    assert NOTE.splitlines()[1] not in today.text


def test_a_week_later_it_is_no_news(browser: Browser, cast: Cast, session: AnySession) -> None:
    tick(browser, cast, "fever")
    page = browser.sign_in(cast.ida).get(path(cast))
    browser.send(page, clearing(cast), note=NOTE)
    session.execute(sa.update(Pause).values(first_on=TODAY - 10 * DAY, ended_on=TODAY - 8 * DAY))
    session.commit()
    assert "Din træning går videre" not in browser.sign_in(cast.karen).get("/today").text


def test_a_note_is_required(browser: Browser, cast: Cast, session: AnySession) -> None:
    tick(browser, cast, "fever")
    page = browser.sign_in(cast.ida).get(path(cast))
    after = browser.send(page, clearing(cast), note="  ", expect=422)
    assert after.error_beside("note")
    assert len(standing(session)) == 1


def test_what_came_in_since_is_not_cleared_unseen(browser: Browser, cast: Cast, session: AnySession) -> None:
    tick(browser, cast, "fever")
    page = browser.sign_in(cast.ida).get(path(cast))
    tick(browser, cast, "calf_or_chest")
    after = browser.sign_in(cast.ida).send(page, clearing(cast), note=NOTE, expect=409)
    assert "Et tegn mere er meldt" in after.text
    assert len(standing(session)) == 1
    assert "Ring 112 nu" in browser.sign_in(cast.karen).get("/today").text
    browser.sign_in(cast.ida).send(after, clearing(cast), note="Indlagt og udskrevet.")
    assert standing(session) == []


def test_sent_twice_is_cleared_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    tick(browser, cast, "fever")
    page = browser.sign_in(cast.ida).get(path(cast))
    for note in (NOTE, "En anden note"):
        browser.send(page, clearing(cast), note=note)
    assert session.scalars(sa.select(WarningReport.cleared_note)).all() == [NOTE]
    assert len(session.scalars(sa.select(AuditEvent.id).where(AuditEvent.action == "cleared")).all()) == 1


@pytest.mark.parametrize("seen", ["", "abc", "-1", "١", "9" * 30])
def test_junk_for_what_was_seen_clears_nothing(browser: Browser, cast: Cast, session: AnySession, seen: str) -> None:
    tick(browser, cast, "fever")
    page = browser.sign_in(cast.ida).get(path(cast))
    browser.send(page, clearing(cast), note=NOTE, seen=seen, expect=409)
    assert len(standing(session)) == 1


@pytest.mark.parametrize("who", ["bo", "karen", "rita", "mona", "adam"])
def test_others_find_nothing(browser: Browser, cast: Cast, session: AnySession, who: str) -> None:
    tick(browser, cast, "fever")
    browser.sign_in(getattr(cast, who)).get(path(cast), expect=404)
    browser.post(clearing(cast), {"note": NOTE, "seen": "9999"}, expect=404)
    assert len(standing(session)) == 1


def test_a_closed_course_is_not_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(
        sa.update(Course).where(Course.id == cast.karens_course).values(closed_at=NOW, closed_by_id=cast.ida)
    )
    session.commit()
    browser.sign_in(cast.ida).get(path(cast), expect=404)


def test_what_it_costs(browser: Browser, cast: Cast, statements: Statements) -> None:
    tick(browser, cast, "fever", "wound")
    tick(browser, cast, "child")
    browser.sign_in(cast.ida)
    with statements() as seen:
        browser.get(path(cast))
    assert len(seen) <= 5, seen

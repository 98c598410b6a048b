"""The first visit together: how far its steps are, and one click to each of them."""

from datetime import timedelta

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AuditEvent, Course, Device, ExerciseSession
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.features.caseload.test_course import log_sessions


def path(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/first-visit"


def begun_today(session: AnySession, cast: Cast) -> None:
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=TODAY))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()


def test_the_code_the_programme_the_set_and_the_paper_are_a_click_away(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    begun_today(session, cast)
    course = f"/courses/{cast.karens_course}"
    page = browser.sign_in(cast.ida).get(course)
    assert page.soup.select_one("[aria-labelledby=first-visit-title]")
    page = browser.get(path(cast))
    assert page.soup.find("a", href=f"{course}/programme/handout")
    assert "Prøv et sæt sammen" in page.text
    code = browser.send(page, f"{course}/invitation")
    assert code.soup.select_one("svg")
    assert "/welcome/" in str(code.soup)


def test_what_is_done_says_so(browser: Browser, cast: Cast, session: AnySession) -> None:
    begun_today(session, cast)
    device = Device(person_id=cast.karen, token_hash="h", name="Telefon", signed_in_at=NOW, last_used_at=NOW)
    session.add(device)
    ids = log_sessions(session, cast, [TODAY])
    session.get_one(ExerciseSession, ids[0]).is_practice = True
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast))
    assert "Karen loggede ind på en enhed ons. 25. nov. kl. 7.00." in page.text
    assert page.text.count("klaret") == 3
    assert "»Trak i læggen <b>«" in page.text
    shown = browser.get(f"/courses/{cast.karens_course}")
    row = shown.soup.select_one("[aria-labelledby=sessions-title] tbody tr")
    assert row and "prøvet sammen" in row.get_text()
    assert shown.soup.select_one("[aria-labelledby=first-visit-title]"), "no training is logged yet"


def test_once_there_is_training_the_course_page_no_longer_asks(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    begun_today(session, cast)
    log_sessions(session, cast, [TODAY])
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    page = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    assert not page.soup.select_one("[aria-labelledby=first-visit-title]")
    assert "indtil den første træning" in browser.get(path(cast)).text


def test_without_a_programme_it_leads_to_the_templates(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Course).values(started_on=TODAY - timedelta(days=1)))
    session.commit()
    page = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/first-visit")
    assert page.soup.find("a", href=f"/courses/{cast.oles_course}/programme/templates")
    assert not page.soup.find("a", href=f"/courses/{cast.oles_course}/programme/handout")


def test_opening_it_leaves_a_line_and_someone_elses_is_not_there(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    browser.sign_in(cast.ida).get(path(cast))
    assert session.scalars(sa.select(AuditEvent.subject)).all() == ["first_visit"]
    for who in (cast.bo, cast.karen, cast.rita, cast.mona, cast.adam):
        browser.sign_in(who).get(path(cast), expect=404)

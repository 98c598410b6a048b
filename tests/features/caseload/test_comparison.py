"""Two periods of a course beside each other: medians with their n, what was trained, and the difference in words."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import AuditEvent, Course
from rehab.records.summaries import refresh_course
from tests.browser import Browser, Sheet
from tests.cast import STARTED_ON, Cast, assign, every_day, log_mornings
from tests.conftest import NOW, TODAY
from tests.features.progress.logs import every_other, train

Statements = Callable[[], AbstractContextManager[list[str]]]


def path(cast: Cast, query: str = "") -> str:
    return f"/courses/{cast.karens_course}/comparison{query}"


def fourteen_days_each(session: AnySession, cast: Cast) -> None:
    """Six to begin with and three at the end; trained every other day at the end, twice in the beginning."""
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6, 7] * 7))
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - timedelta(days=13), [3] * 10))
    train(session, cast.karens_course, cast.karen, every_other(STARTED_ON, 2), load="5.0")
    train(session, cast.karens_course, cast.karen, every_other(TODAY - timedelta(days=13), 7), load="8.0")
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()


def row(page: Sheet, name: str) -> list[str]:
    found = next(each for each in page.soup.select(".compared tbody tr") if each.th and name in each.th.get_text())
    return [cell.get_text(" ", strip=True) for cell in found.select("td")]


def asked(one: tuple[date, date], other: tuple[date, date]) -> str:
    names = ("first_from", "first_to", "then_from", "then_to")
    return "?" + "&".join(f"{name}={day}" for name, day in zip(names, (*one, *other), strict=True))


def test_first_and_last_fourteen_days_with_an_honest_n(browser: Browser, cast: Cast, session: AnySession) -> None:
    fourteen_days_each(session, cast)
    page = browser.sign_in(cast.ida).get(path(cast))
    assert "Morgensmertens median gik fra 6,5 til 3. Det er et fald, de fleste mærker." in page.text
    assert row(page, "Median") == ["6,5 (n = 14 af 14)", "3 (n = 10 af 14)", "−3,5 point"]
    assert row(page, "Laveste") == ["6-7", "3-3", ""]
    assert row(page, "Tungeste") == ["5 kg", "8 kg", "+3 kg"]
    assert row(page, "Styrkedage")[:2] == ["2", "7"]
    assert "procentpoint" in row(page, "Trænet af")[2]
    assert page.soup.select_one("[data-module=chart]")


def test_the_dates_are_in_the_address_and_the_form_keeps_them(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    fourteen_days_each(session, cast)
    one, other = (STARTED_ON, STARTED_ON + timedelta(days=1)), (STARTED_ON, STARTED_ON + timedelta(days=6))
    page = browser.sign_in(cast.ida).get(path(cast, asked(one, other)))
    fields = {str(each["name"]): each["value"] for each in page.soup.select("form input[type=date]")}
    assert fields["first_to"] == "2026-10-17"
    assert fields["then_to"] == "2026-10-22"
    assert "For få morgener til at sammenligne: 2 og 7." in page.text
    assert "Nogle dage er med i begge perioder." in page.text
    assert "Perioderne er ikke lige lange" in page.text


@pytest.mark.parametrize(
    ("query", "field", "says"),
    [
        ("?first_from=i+går", "first_from", "Skriv en dato"),
        ("?first_from=2026-13-01&first_to=2026-10-20", "first_from", "dato"),
        (asked((STARTED_ON - timedelta(1), STARTED_ON), (TODAY, TODAY)), "first_from", "mellem 16. oktober 2026"),
        (asked((STARTED_ON, TODAY + timedelta(1)), (TODAY, TODAY)), "first_to", "og 25. november 2026"),
        (asked((TODAY, STARTED_ON), (TODAY, TODAY)), "first_to", "ligger før"),
        ("?then_to=", "then_to", "Skriv en dato"),
    ],
)
def test_a_bad_date_is_told_beside_its_field(browser: Browser, cast: Cast, query: str, field: str, says: str) -> None:
    answer = browser.sign_in(cast.ida).get(path(cast, query), expect=422)
    assert says in answer.error_beside(field)
    assert not answer.soup.select_one(".compared")


def test_a_period_is_a_year_at_most(browser: Browser, cast: Cast, session: AnySession) -> None:
    started = TODAY - timedelta(days=800)
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=started))
    session.commit()
    year = timedelta(days=366)
    browser.sign_in(cast.ida).get(path(cast, asked((started, started + year - timedelta(1)), (TODAY, TODAY))))
    answer = browser.get(path(cast, asked((started, started + year), (TODAY, TODAY))), expect=422)
    assert "højst være et år" in answer.error_beside("first_to")


def test_before_and_after_a_version_is_one_click(browser: Browser, cast: Cast, session: AnySession) -> None:
    changed = TODAY - timedelta(days=7)
    assign(session, cast.karens_course, by=cast.ida, code="T3", effective_on=changed, number=2)
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - timedelta(days=20), [6] * 13 + [4] * 8))
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast))
    link = page.soup.find("a", string="Version 2, ons. 18. nov.")
    assert link
    page = browser.get(str(link["href"]))  # type: ignore[index]
    assert [each.get_text() for each in page.soup.select(".compared th[scope=col]")][1:3] == [
        "4. nov. til 17. nov.",
        "18. nov. til 25. nov.",
    ]
    assert row(page, "Median")[:2] == ["6 (n = 13 af 14)", "4 (n = 8 af 8)"]


def test_a_course_of_one_day_and_one_without_anything_logged(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=TODAY))
    session.commit()
    page = browser.sign_in(cast.ida).get(path(cast))
    assert "For få morgener til at sammenligne: 0 og 0." in page.text
    assert not page.soup.select_one("[data-module=chart]")


def test_its_cost_does_not_grow_with_the_periods(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    fourteen_days_each(session, cast)
    browser.sign_in(cast.ida)
    counts = []
    for days in (3, 30):
        with statements() as seen:
            last = STARTED_ON + timedelta(days=days)
            browser.get(path(cast, asked((STARTED_ON, last), (STARTED_ON, last))))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9


def test_opening_it_leaves_a_line_also_when_it_is_refused(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.ida).get(path(cast))
    browser.get(path(cast, "?first_from=x"), expect=422)
    assert session.scalars(sa.select(AuditEvent.subject)).all() == ["comparison", "comparison"]
    for who in (cast.bo, cast.karen, cast.rita, cast.mona, cast.adam):
        browser.sign_in(who).get(path(cast), expect=404)

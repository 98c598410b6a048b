"""The list narrowed by branch, phase, reason and name, its counts, and its pages."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_babel import force_locale

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.features.caseload.filters import reason_name
from rehab.models import AuditEvent, CourseSummary, Role
from rehab.records.summaries import refresh_course
from tests.browser import Browser, Sheet
from tests.cast import Cast, assign, course, every_day, log_mornings, person
from tests.conftest import NOW, TODAY, Statements

DAY = timedelta(days=1)


def patient(
    session: AnySession, cast: Cast, name: str, *, branch: int | None = None, code: str = "T2", silent: bool = False
) -> int:
    """A patient of Ida's with a week of mornings, the last of them today or twelve days ago; the course's id."""
    who = person(session, name, Role.PATIENT, cast.horsens)
    made = course(session, who, cast.ida, branch or cast.horsens, started_on=TODAY - 20 * DAY)
    assign(session, made, by=cast.ida, code=code, effective_on=TODAY - 20 * DAY)
    last = TODAY - 12 * DAY if silent else TODAY
    log_mornings(session, made, who, every_day(last - 6 * DAY, [5] * 7))
    refresh_course(session, made, today=TODAY, now=NOW)
    return made


@pytest.fixture
def three(session: AnySession, cast: Cast) -> None:
    """Beside Karen, who has nothing logged: one silent in Horsens, one in another phase, one in Aarhus."""
    patient(session, cast, "Åse Ørsted", silent=True)
    patient(session, cast, "Børge Ågård", code="T1")
    patient(session, cast, "Pia 100%_Munk", branch=cast.aarhus)
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()


def names(page: Sheet) -> list[str]:
    return [str(next(each.stripped_strings)) for each in page.soup.select("a.nm b")]


def counts(page: Sheet, name: str) -> dict[str, int]:
    """What each value of a filter promises."""
    found = {}
    for option in page.soup.select(f'select[name="{name}"] option[value]:not([value=""])'):
        said = re.search(r"\((\d+)\)$", option.get_text())
        assert said
        found[str(option["value"])] = int(said[1])
    return found


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("name", ["branch", "phase", "reason"])
def test_a_filter_shows_as_many_as_it_promises(browser: Browser, cast: Cast, name: str) -> None:
    browser.sign_in(cast.ida)
    for others in ("", "&need=unbooked", "&q=a", "&need=watch&q=s"):
        promised = counts(browser.get(f"/caseload?{others}"), name)
        for value, count in promised.items():
            page = browser.get(f"/caseload?{name}={value}{others}")
            assert len(names(page)) == count, (name, value, others)
            assert page.soup.select_one(f'select[name="{name}"] option[value="{value}"][selected]')


@pytest.mark.usefixtures("three")
def test_filters_combine_and_the_tabs_count_what_is_left(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ida).get("/caseload?branch=horsens&phase=opstart")
    assert names(page) == ["Børge Ågård"]
    tabs = [each.get_text(" ", strip=True).rsplit(" ", 1) for each in page.soup.select(".tabs a")]
    assert [count for _label, count in tabs] == ["1", "0", "0", "1", "0"]
    hrefs = [str(each["href"]) for each in page.soup.select(".tabs a")]
    assert all("branch=horsens&phase=opstart" in each for each in hrefs)
    assert page.soup.select_one('a[href="/caseload"]'), "and a way out"


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("åse", ["Åse Ørsted"]),
        ("ØRSTED", ["Åse Ørsted"]),
        ("ågård", ["Børge Ågård"]),
        ("%", ["Pia 100%_Munk"]),
        ("0%_m", ["Pia 100%_Munk"]),
        ("\\", []),
        ("  karen   somm ", ["Karen Sommer"]),
        ("ole", []),
    ],
)
def test_a_name_is_found_whatever_its_letters(browser: Browser, cast: Cast, q: str, found: list[str]) -> None:
    browser.sign_in(cast.ida)
    page = browser.get(f"/caseload?q={quoted(q)}")
    assert names(page) == found


def quoted(q: str) -> str:
    return "".join(f"%{byte:02X}" for byte in q.encode())


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "query",
    ["need=x", "phase=x", "branch=%00", "reason=%27;--", "after=9.2026-01-01.1", "after=1.2026-13-01.1", "before=x"],
)
def test_what_makes_no_sense_asks_for_nothing(browser: Browser, cast: Cast, query: str) -> None:
    assert len(names(browser.sign_in(cast.ida).get(f"/caseload?{query}"))) == 4


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("need=later", "Ingen er udskudt"),
        ("need=watch&phase=opstart", "Ingen her"),
        ("branch=nowhere", "Ingen her"),
        ("q=xyz", "Ingen her"),
    ],
)
def test_an_empty_list_says_why_and_shows_the_way_out(browser: Browser, cast: Cast, query: str, said: str) -> None:
    page = browser.sign_in(cast.ida).get(f"/caseload?{query}")
    assert page.soup.select_one(".empty h2").get_text() == said  # type: ignore[union-attr]
    assert page.soup.select_one('.empty a[href="/caseload"]')


def many(session: AnySession, cast: Cast, count: int) -> None:
    """So many patients of Ida's, half of them with a reason, in an order of their own."""
    for number in range(count):
        who = person(session, f"Patient {number * 37 % count:03}", Role.PATIENT, cast.horsens)
        made = course(session, who, cast.ida, cast.horsens)
        reason = {"rule": "silence", "need": 2, "since": "2026-11-10", "numbers": {"days": 9, "audience": "staff"}}
        row = CourseSummary(course_id=made, as_of_on=TODAY, spark=[], done=0, due=0, need=3, reasons=[])
        if number % 2:
            row.need, row.reasons, row.first_rule = 2, [reason], "silence"
            row.waits_since = TODAY - (number % 5) * DAY
        session.add(row)
    session.commit()


def test_pages_hold_everybody_once_in_the_same_order_both_ways(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    many(session, cast, 119)
    page = browser.sign_in(cast.ida).get("/caseload")
    there, addresses = [names(page)], []
    while link := page.soup.select_one('a[rel="next"]'):
        addresses.append(str(link["href"]))
        page = browser.get(addresses[-1])
        there.append(names(page))
    assert [len(each) for each in there] == [50, 50, 20]
    everyone = [name for each in there for name in each]
    assert len(set(everyone)) == 120
    back = [names(page)]
    while link := page.soup.select_one('a[rel="prev"]'):
        page = browser.get(str(link["href"]))
        back.append(names(page))
    assert back[::-1] == there
    assert "Patient" not in " ".join(addresses), "no name stands in an address"


def test_pages_keep_the_filters_and_the_headings_count_all_pages(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    many(session, cast, 140)
    page = browser.sign_in(cast.ida).get("/caseload?reason=silence&q=patient")
    assert page.soup.select_one(".grp span").get_text() == "70"  # type: ignore[union-attr]
    link = page.soup.select_one('a[rel="next"]')
    assert link is not None
    assert str(link["href"]).startswith("/caseload?reason=silence&q=patient&after=")
    assert len(names(browser.get(str(link["href"])))) == 20


def test_a_row_that_left_does_not_take_the_place_with_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    many(session, cast, 60)
    page = browser.sign_in(cast.ida).get("/caseload")
    link = page.soup.select_one('a[rel="next"]')
    assert link is not None
    expected = names(browser.get(str(link["href"])))
    last = str(page.soup.select("a.nm")[-1]["id"]).removeprefix("c")
    session.execute(sa.update(CourseSummary).where(CourseSummary.course_id == int(last)).values(need=1))
    session.commit()
    assert names(browser.get(str(link["href"]))) == expected


@pytest.mark.parametrize("count", [1, 600])
def test_the_list_costs_the_same_whoever_is_on_it(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements, count: int
) -> None:
    many(session, cast, count)
    browser.sign_in(cast.ida).get("/caseload")
    for query in ("", "?need=watch&phase=none&reason=silence&q=patient", "?after=3.2026-11-25.2"):
        with statements() as seen:
            browser.get(f"/caseload{query}")
        assert len(seen) <= 6, seen


@pytest.mark.parametrize("count", [1, 600])
def test_so_does_the_branchs(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements, count: int
) -> None:
    many(session, cast, count)
    me = person(session, "Lise Holst", Role.PRACTITIONER, cast.horsens)
    session.commit()
    path = f"/caseload/branches/{cast.horsens}"
    browser.sign_in(me)
    browser.send(browser.get(path), f"{path}/choice", why="absence")
    lines = len(session.scalars(sa.select(AuditEvent.id)).all())
    session.rollback()
    with statements() as seen:
        page = browser.get(path)
    assert len(seen) <= 7, seen
    assert len(page.soup.select("tr.case")) == min(count + 1, 50)
    assert len(session.scalars(sa.select(AuditEvent.id)).all()) == lines + 1


def test_a_reason_is_named_with_its_numbers_filled_in(app: Flask) -> None:
    with app.test_request_context(), force_locale("da"):
        assert reason_name("week_4") == "Status efter 4 uger"
        assert not any("{" in reason_name(rule) for rule in Rule)

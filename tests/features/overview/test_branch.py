"""The branch in figures: each says what it rests on, and none rests on fewer than five patients."""

import csv
import uuid
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import (
    Appointment,
    Course,
    CourseSummary,
    CourseWeek,
    FollowUpPrompt,
    Person,
    PromptEnding,
    Role,
    TimeOff,
)
from tests.browser import Browser, Sheet
from tests.cast import Cast, course, person
from tests.conftest import NOW, TODAY, Statements

WEEK_8 = {"start_median": 6.0, "need": 3, "done": 6.0, "due": 7}


def patients(
    session: AnySession, branch: int, practitioner: int, medians: list[float], *, begun: int = 70, **summary: Any
) -> list[int]:
    """An open course for each median of week 8; `begun` days ago."""
    made = []
    for median in medians:
        who = person(session, f"Patient {uuid.uuid4()}", Role.PATIENT, branch)
        course_id = course(session, who, practitioner, branch)
        started_on = TODAY - timedelta(days=begun)
        session.execute(sa.update(Course).where(Course.id == course_id).values(started_on=started_on))
        session.add(CourseSummary(course_id=course_id, as_of_on=TODAY, **{**WEEK_8, **summary}))
        ended_on = started_on + timedelta(days=55)
        session.add(
            CourseWeek(course_id=course_id, week=8, ended_on=ended_on, median=median, mornings=5, done=3.0, due=4)
        )
        made.append(course_id)
    session.commit()
    return made


def prompt(session: AnySession, course_id: int, days_ago: int, ending: PromptEnding | None, took: int = 1) -> None:
    raised = NOW - timedelta(days=days_ago)
    ended = {"ended_at": raised + timedelta(days=took), "ending": ending} if ending else {}
    session.add(
        FollowUpPrompt(
            course_id=course_id, rule="week_4", numbers={}, raised_on=raised.date(), raised_at=raised, **ended
        )
    )
    session.commit()


def visit(session: AnySession, cast: Cast, branch: int, days: float, **values: Any) -> None:
    starts_at = NOW + timedelta(days=days)
    session.add(
        Appointment(
            patient_id=values.pop("patient_id", cast.karen),
            practitioner_id=cast.ida,
            branch_id=branch,
            treatment_code="follow_up",
            client_key=str(uuid.uuid4()),
            calendar_uid=str(uuid.uuid4()),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
            booked_at=NOW,
            booked_by_id=cast.ida,
            **values,
        )
    )
    session.commit()


def cards(page: Sheet) -> list[str]:
    return [card.get_text(" ", strip=True) for card in page.soup.select(".kpi")]


def row_of(page: Sheet, name: str) -> list[str]:
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.soup.select(".tbl tbody tr")]
    return next(row for row in rows if name in row[0])


def test_each_figure_says_what_it_rests_on(browser: Browser, cast: Cast, session: AnySession) -> None:
    patients(session, cast.horsens, cast.ida, [3.0] * 4, need=1)
    patients(session, cast.horsens, cast.ida, [5.0] * 4)
    page = browser.sign_in(cast.mona).get("/overview")
    assert page.soup.h1 and page.soup.h1.get_text(strip=True) == "Horsens"
    assert cards(page)[:4] == [
        "9 åbne forløb 4 skal ses af en behandler",
        "−2 point morgensmerte i uge 8 8 patienter · Alle: −2",
        "50\N{NO-BREAK SPACE}% mærkbart bedre i uge 8 8 patienter · Alle: 50\N{NO-BREAK SPACE}%",
        "86\N{NO-BREAK SPACE}% af styrketræningerne klaret, 14 dage 48 af 56, 8 patienter",
    ]
    assert row_of(page, "Ida Lund")[1:5] == ["9", "4", "48 af 56, 8 patienter", "−2 (8 patienter)"]
    assert "−2 (−2,9 til −1,1)" in page.text, "by Student's t with seven degrees of freedom"
    assert "8 af 8, der er nået så langt" in page.text


def test_the_chain_stands_beside_the_branch(browser: Browser, cast: Cast, session: AnySession) -> None:
    patients(session, cast.horsens, cast.ida, [5.0] * 5)
    patients(session, cast.aarhus, cast.bo, [1.0] * 5)
    page = browser.sign_in(cast.mona).get("/overview")
    assert cards(page)[1] == "−1 point morgensmerte i uge 8 5 patienter · Alle: −3"
    assert "Bo Friis" not in page.text


def test_fewer_than_five_patients_are_withheld(browser: Browser, cast: Cast, session: AnySession) -> None:
    patients(session, cast.horsens, cast.ida, [2.0] * 3, need=1, done=1.0)
    page = browser.sign_in(cast.mona).get("/overview")
    assert all(card.startswith("færre end 5") for card in cards(page))
    assert "14\N{NO-BREAK SPACE}%" not in page.text and "−4" not in page.text
    assert row_of(page, "Ida Lund")[1:5] == ["færre end 5"] * 4


def test_a_single_hidden_row_cannot_be_worked_out_from_the_total(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    nina = person(session, "Nina Ravn", Role.PRACTITIONER, cast.horsens)
    per = person(session, "Per Bo", Role.PRACTITIONER, cast.horsens)
    patients(session, cast.horsens, nina, [4.0] * 3)
    patients(session, cast.horsens, per, [4.0] * 6)
    patients(session, cast.horsens, cast.ida, [4.0] * 9)
    page = browser.sign_in(cast.mona).get("/overview")
    assert row_of(page, "Nina Ravn")[1] == row_of(page, "Per Bo")[1] == "færre end 5"
    assert row_of(page, "Ida Lund")[1] == "10"


def test_nobody_yet_is_no_secret(browser: Browser, cast: Cast, session: AnySession) -> None:
    person(session, "Nina Ravn", Role.PRACTITIONER, cast.horsens)
    session.commit()
    page = browser.sign_in(cast.mona).get("/overview")
    assert row_of(page, "Nina Ravn")[1:] == ["0", "–", "–", "–", "–", "–", "0", "0", "–"]


def test_who_has_not_come_to_week_8_is_not_missing_from_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    patients(session, cast.horsens, cast.ida, [3.0] * 5)
    for course_id in patients(session, cast.horsens, cast.ida, [0.0] * 3, begun=20):
        session.execute(sa.delete(CourseWeek).where(CourseWeek.course_id == course_id))
    lost = patients(session, cast.horsens, cast.ida, [0.0] * 2)
    session.execute(sa.update(CourseWeek).where(CourseWeek.course_id.in_(lost)).values(median=None, mornings=0))
    session.commit()
    page = browser.sign_in(cast.mona).get("/overview")
    assert "5 af 7, der er nået så langt" in page.text


def test_prompts_are_counted_when_somebody_has_decided(browser: Browser, cast: Cast, session: AnySession) -> None:
    asked = patients(session, cast.horsens, cast.ida, [3.0] * 8)
    for number, course_id in enumerate(asked[:6]):
        prompt(session, course_id, 40, PromptEnding.BOOKED, took=number)
    prompt(session, asked[6], 20, None)
    prompt(session, asked[7], 3, None)
    page = browser.sign_in(cast.mona).get("/overview")
    assert cards(page)[4] == "86\N{NO-BREAK SPACE}% booker, når de opfordres 7 patienter"
    assert "af 7 opfølgninger førte til en tid" in page.text
    assert "Halvdelen inden for 2,5 dage." in page.text


def test_missed_visits_are_of_those_that_were_marked(browser: Browser, cast: Cast, session: AnySession) -> None:
    for number in range(6):
        who = person(session, f"Gæst {number}", Role.PATIENT, cast.horsens)
        mark = {"missed_at": NOW} if number == 0 else {"attended_at": NOW}
        visit(session, cast, cast.horsens, -3 - number, patient_id=who, **mark)
    visit(session, cast, cast.horsens, -2.5)
    visit(session, cast, cast.horsens, -1.5, cancelled_at=NOW, cancelled_by_id=cast.ida)
    page = browser.sign_in(cast.mona).get("/overview")
    assert "17\N{NO-BREAK SPACE}% af 6 besøg udeblev" in page.text and "1 besøg er ikke markeret." in page.text


def test_appointments_of_the_next_seven_days_are_counted(browser: Browser, cast: Cast, session: AnySession) -> None:
    for days, branch, cancelled in (
        (1, cast.horsens, False),
        (6, cast.horsens, False),
        (2, cast.horsens, True),
        (8, cast.horsens, False),
        (-1, cast.horsens, False),
        (1.5, cast.aarhus, False),
    ):
        gone = {"cancelled_at": NOW, "cancelled_by_id": cast.ida} if cancelled else {}
        visit(session, cast, branch, days, **gone)
    page = browser.sign_in(cast.mona).get("/overview")
    assert row_of(page, "Ida Lund")[-3] == "2"


def test_free_times_of_the_next_seven_days_are_counted(browser: Browser, cast: Cast, session: AnySession) -> None:
    before = row_of(browser.sign_in(cast.mona).get("/overview"), "Ida Lund")
    assert int(before[-2]) > 0 and before[-1] == "ons. 25. nov."
    off = {"starts_at": NOW, "ends_at": NOW + timedelta(days=6)}
    session.add(TimeOff(practitioner_id=cast.ida, **off))
    session.commit()
    after = row_of(browser.get("/overview"), "Ida Lund")
    assert int(after[-2]) < int(before[-2]) and after[-1] == "tirs. 1. dec."


def test_the_same_figures_can_be_taken_out(browser: Browser, cast: Cast, session: AnySession) -> None:
    patients(session, cast.horsens, cast.ida, [3.0] * 4 + [5.0] * 4)
    answer = browser.sign_in(cast.mona).client.get("/overview.csv")
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(answer.get_data(as_text=True))))
    change = next(row for row in rows if row["figure"] == "pain_change" and row["week"] == "8")
    assert (change["place"], change["value"], change["n"], change["of"]) == ("Horsens", "-2", "8", "8")
    assert "Karen" not in answer.get_data(as_text=True)


def test_what_is_withheld_on_the_page_is_not_in_the_file(browser: Browser, cast: Cast, session: AnySession) -> None:
    patients(session, cast.horsens, cast.ida, [2.0] * 3)
    answer = browser.sign_in(cast.mona).client.get("/overview.csv")
    rows = list(csv.DictReader(StringIO(answer.get_data(as_text=True))))
    assert all(not row["value"] and not row["n"] for row in rows)
    assert any(row["withheld"] == "yes" for row in rows)


def test_no_patient_is_named(browser: Browser, cast: Cast) -> None:
    assert "Karen" not in browser.sign_in(cast.mona).get("/overview").text


def test_it_is_said_what_is_counted(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.mona).get("/overview/definitions")
    assert "Students t" in page.text and "mindst 14 dage" in page.text
    assert page.soup.select_one('a[href="/overview"]')
    assert browser.sign_in(cast.adam).get("/overview/definitions").soup.select_one('a[href="/chain"]')


def test_a_manager_without_a_branch_has_nothing_to_see(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Person).where(Person.id == cast.mona).values(home_branch_id=None))
    session.commit()
    browser.sign_in(cast.mona).get("/overview", expect=404)


@pytest.mark.parametrize("who", ["karen", "ida", "rita", "adam"])
def test_nobody_else_finds_it(browser: Browser, cast: Cast, who: str) -> None:
    for path in ("/overview", "/overview.csv"):
        browser.sign_in(getattr(cast, who)).get(path, expect=404)


def test_a_full_branch_costs_as_much_as_an_empty_one(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    patients(session, cast.horsens, cast.ida, [3.0] * 40)
    browser.sign_in(cast.mona)
    with statements() as seen:
        browser.get("/overview")
    assert len(seen) <= 10, seen
